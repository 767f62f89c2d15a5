"""Findings of a table of actuals by Spark.

Usage: spark.py [--partitions N] [--everywhere REGION]... PANEL OUT -- COMMAND...

Reads PANEL (CSV with a head, or Parquet), gives each partition to a COMMAND of its own (plancheck status PLAN --each-region
--actuals - --format jsonl), and writes the findings to the folder OUT, one a line. All rows of a region are in one partition.
Rows of the regions --everywhere are in all of them: those that the plan compares with.
"""

import argparse
import subprocess

import pandas
from pyspark.sql import SparkSession
from pyspark.sql.functions import col

COLUMNS = ["region", "indicator", "period", "value", "unit", "published", "source"]


def judge(command, everywhere):
    """What is done with a partition."""

    def findings(batches):
        process = None
        for batch in batches:
            if process is None:
                # The program has read everything before it writes, so that neither waits for the other.
                process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                everywhere.to_csv(process.stdin, index=False)
            batch.to_csv(process.stdin, index=False, header=False)
        if process is None:
            return
        process.stdin.close()
        lines = [line.decode().rstrip("\n") for line in process.stdout]
        if process.wait() != 0:
            raise RuntimeError(f"{command[0]} ended with {process.returncode}")
        yield pandas.DataFrame({"finding": lines})

    return findings


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--partitions", type=int, default=4)
    parser.add_argument("--everywhere", action="append", default=[])
    parser.add_argument("panel")
    parser.add_argument("out")
    parser.add_argument("command", nargs="+")
    args = parser.parse_args()

    spark = SparkSession.builder.appName("plancheck").config("spark.ui.showConsoleProgress", "false").getOrCreate()
    read = spark.read.parquet if args.panel.endswith(".parquet") else spark.read.option("header", True).csv
    # As text: a value keeps the decimals that were printed.
    actuals = read(args.panel).select(*(col(name).cast("string") for name in COLUMNS))
    in_all = col("region").isin(args.everywhere)
    everywhere = actuals.where(in_all).toPandas() if args.everywhere else pandas.DataFrame(columns=COLUMNS)
    findings = (
        actuals.where(~in_all)
        .repartition(args.partitions, "region")
        .mapInPandas(judge(args.command, everywhere), "finding string")
    )
    if args.everywhere:
        # Each partition has judged them, with the same result.
        findings = findings.distinct()
    findings.write.mode("errorifexists").text(args.out)
    spark.stop()


main()
