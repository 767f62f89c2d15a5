"""The task of `plancheck status PLAN --each-region` for the plans of benches/panel.rs, done by DuckDB or by Polars.

For each region and indicator of the plan: of every period the newest value published on or before a date, converted to the
plan's unit; of the periods after the baseline's the newest; baseline, gap, attainment, progress, expected share, ratio, and
the verdict by the default bands. The result is CSV on standard output, one row for each region and indicator.

Usage: peers.py duckdb|polars PLAN PANEL AS_OF
Standard error: seconds spent on imports, and in total.
"""

import sys
import time
import tomllib

STARTED = time.perf_counter()
COLUMNS = ["region", "indicator", "target", "baseline", "actual", "actual_period", "gap", "attainment", "progress",
           "expected", "ratio", "verdict"]


def goals(path):
    """Name, unit and target of every indicator; the years of baseline and deadline."""
    with open(path, "rb") as file:
        plan = tomllib.load(file)
    start, end = plan["plan"]["period"].split("/")
    rows = [(it["id"], it["name"], it["unit"], float(it["target"]["at_least"])) for it in plan["indicator"]]
    return rows, int(start) - 1, int(end)


def by_duckdb(plan, panel, as_of):
    import duckdb
    imported = time.perf_counter()
    rows, base, end = goals(plan)
    db = duckdb.connect()
    db.execute("CREATE TABLE goals (id VARCHAR, name VARCHAR, unit VARCHAR, target DOUBLE)")
    db.executemany("INSERT INTO goals VALUES (?, ?, ?, ?)", rows)
    db.execute(f"""
    COPY (
      WITH known AS (
        SELECT p.region, g.id AS indicator, g.target, p.period,
               arg_max(CASE WHEN p.unit = '万元' AND g.unit = '亿元' THEN p.value / 10000 ELSE p.value END, p.published)
                 AS value
        FROM read_csv('{panel}', header = true, columns = {{'region': 'VARCHAR', 'indicator': 'VARCHAR',
             'period': 'INTEGER', 'value': 'DOUBLE', 'unit': 'VARCHAR', 'published': 'DATE', 'source': 'VARCHAR'}}) p
        JOIN goals g ON p.indicator = g.name
        WHERE p.published <= DATE '{as_of}'
        GROUP BY ALL
      ), summed AS (
        SELECT region, indicator, target,
               max(value) FILTER (period = {base}) AS baseline,
               arg_max(value, period) FILTER (period <= {end}) AS actual,
               max(period) FILTER (period <= {end}) AS actual_period
        FROM known GROUP BY ALL
      ), measured AS (
        SELECT *, actual - target AS gap, actual / target AS attainment,
               CASE WHEN baseline >= target THEN NULL ELSE (actual - baseline) / (target - baseline) END AS progress,
               CASE WHEN baseline >= target THEN NULL
                    ELSE (actual_period - {base}) / ({end} - {base})::DOUBLE END AS expected
        FROM summed
      ), paced AS (
        SELECT *, progress / expected AS ratio FROM measured
      )
      SELECT {", ".join(COLUMNS[:-1])},
             CASE WHEN actual >= target THEN 'achieved'
                  WHEN baseline >= target THEN 'regressing'
                  WHEN ratio < 0 THEN 'regressing'
                  WHEN ratio >= 1.10 THEN 'ahead'
                  WHEN ratio >= 0.95 THEN 'on-track'
                  WHEN ratio >= 0.60 THEN 'at-risk'
                  ELSE 'off-track' END AS verdict
      FROM paced ORDER BY region, indicator
    ) TO '/dev/stdout' (FORMAT csv, HEADER)
    """)
    return imported


def by_polars(plan, panel, as_of):
    import polars as pl
    imported = time.perf_counter()
    from datetime import date
    rows, base, end = goals(plan)
    wanted = pl.LazyFrame(rows, schema=["indicator", "name", "own", "target"], orient="row")
    panel = pl.scan_csv(panel, schema={
        "region": pl.String, "indicator": pl.String, "period": pl.Int32, "value": pl.Float64, "unit": pl.String,
        "published": pl.Date, "source": pl.String})
    known = (
        panel.filter(pl.col("indicator").is_in([row[1] for row in rows]) & (pl.col("published") <= date.fromisoformat(as_of)))
        .join(wanted, left_on="indicator", right_on="name", suffix="_id")
        .with_columns(
            pl.when((pl.col("unit") == "万元") & (pl.col("own") == "亿元")).then(pl.col("value") / 10000)
            .otherwise(pl.col("value")).alias("value"))
        .group_by("region", "indicator_id", "target", "period")
        .agg(pl.col("value").get(pl.col("published").arg_max()))
    )
    within = pl.col("period") <= end
    newest = pl.col("period").filter(within)
    summed = known.group_by("region", "indicator_id", "target").agg(
        pl.col("value").filter(pl.col("period") == base).max().alias("baseline"),
        pl.col("value").filter(within).get(newest.arg_max()).alias("actual"),
        newest.max().alias("actual_period"),
    ).rename({"indicator_id": "indicator"})
    on_its_way = pl.col("baseline") < pl.col("target")
    measured = summed.with_columns(
        gap=pl.col("actual") - pl.col("target"),
        attainment=pl.col("actual") / pl.col("target"),
        progress=pl.when(on_its_way).then(
            (pl.col("actual") - pl.col("baseline")) / (pl.col("target") - pl.col("baseline"))),
        expected=pl.when(on_its_way).then((pl.col("actual_period") - base) / (end - base)),
    ).with_columns(ratio=pl.col("progress") / pl.col("expected"))
    ratio = pl.col("ratio")
    result = measured.with_columns(
        verdict=pl.when(pl.col("actual") >= pl.col("target")).then(pl.lit("achieved"))
        .when(pl.col("baseline") >= pl.col("target")).then(pl.lit("regressing"))
        .when(ratio < 0).then(pl.lit("regressing"))
        .when(ratio >= 1.10).then(pl.lit("ahead"))
        .when(ratio >= 0.95).then(pl.lit("on-track"))
        .when(ratio >= 0.60).then(pl.lit("at-risk"))
        .otherwise(pl.lit("off-track"))
    ).select(COLUMNS).sort("region", "indicator")
    result.collect(engine="streaming").write_csv(sys.stdout.buffer)
    return imported


def main():
    peer, plan, panel, as_of = sys.argv[1:]
    imported = {"duckdb": by_duckdb, "polars": by_polars}[peer](plan, panel, as_of)
    sys.stdout.flush()
    print(f"{imported - STARTED:.3f} {time.perf_counter() - STARTED:.3f}", file=sys.stderr)


main()
