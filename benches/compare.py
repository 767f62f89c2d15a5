"""Runs plancheck, DuckDB and Polars alternately on one panel, compares their results, and prints medians.

Usage: compare.py FOLDER PLANCHECK ROUNDS     (see compare.sh)
"""

import csv
import os
import statistics
import sys

from measure import AS_OF, each_region, in_turn, into_cache, medians

EXACT = ["region", "indicator", "actual_period", "verdict"]
NUMBERS = ["target", "baseline", "actual", "gap", "attainment", "progress", "expected", "ratio"]


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return {(row["region"], row["indicator"]): row for row in csv.DictReader(file)}


def differences(own, peer):
    """Rows that differ; plancheck rounds computed numbers to six decimals."""
    for key in own.keys() | peer.keys():
        one, other = own.get(key), peer.get(key)
        if one is None or other is None:
            yield key, "missing"
            continue
        for column in EXACT:
            if one[column] != other[column]:
                yield key, column
        for column in NUMBERS:
            if (one[column] == "") != (other[column] == ""):
                yield key, column
            elif one[column] and abs(float(one[column]) - float(other[column])) > 1e-6 * max(1, abs(float(other[column]))):
                yield key, column


def main():
    folder, plancheck, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    plan, panel = f"{folder}/panel-plan.toml", f"{folder}/panel.csv"
    peers = os.path.join(os.path.dirname(__file__), "peers.py")
    commands = {
        "plancheck": each_region(plancheck, plan, panel),
        "duckdb": [sys.executable, peers, "duckdb", plan, panel, AS_OF],
        "polars": [sys.executable, peers, "polars", plan, panel, AS_OF],
    }
    into_cache(panel)
    measured = in_turn(commands, rounds, {name: f"{folder}/{name}.csv" for name in commands})
    own = rows(f"{folder}/plancheck.csv")
    print(f"{os.path.getsize(panel):,} bytes, {len(own):,} findings, {rounds} rounds, medians\n")
    print(f"{'':10} {'wall s':>8} {'cpu s':>8} {'MiB':>7} {'import s':>9} {'wall ÷ ours':>12} {'without import':>15}")
    base, *_ = medians(measured["plancheck"])
    for name, measures in measured.items():
        wall, busy, memory = medians(measures)
        # DuckDB and Polars report their own import time.
        spent = 0 if name == "plancheck" else statistics.median(float(one.said.split()[0]) for one in measures)
        print(f"{name:10} {wall:8.3f} {busy:8.3f} {memory:7.0f} {spent:9.3f} {wall / base:12.2f} {(wall - spent) / base:15.2f}")
    print()
    for name in ("duckdb", "polars"):
        found = list(differences(own, rows(f"{folder}/{name}.csv")))
        print(f"{name}: {'all rows equal' if not found else f'{len(found)} differences, such as {found[:3]}'}")
        if found:
            sys.exit(1)


main()
