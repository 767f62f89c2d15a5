"""Runs plancheck, DuckDB and Polars in turn on one panel, compares their results, and prints medians.

Usage: compare.py FOLDER PLANCHECK ROUNDS     (see compare.sh)
"""

import csv
import os
import statistics
import subprocess
import sys
import time

AS_OF = "2013-06-30"
EXACT = ["region", "indicator", "actual_period", "verdict"]
NUMBERS = ["target", "baseline", "actual", "gap", "attainment", "progress", "expected", "ratio"]


def run(command, out):
    """Wall seconds, peak memory in KiB, and the last line of standard error."""
    started = time.perf_counter()
    with open(out, "wb") as stdout:
        process = subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE)
        said = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status != 0:
        sys.exit(f"{command} failed:\n{said}")
    lines = said.strip().splitlines()
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, lines[-1] if lines else ""


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return {(row["region"], row["indicator"]): row for row in csv.DictReader(file)}


def differences(own, peer):
    """Rows that say something else; computed numbers are rounded at the sixth decimal in ours."""
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
        "plancheck": [plancheck, "status", plan, "--each-region", "--actuals", panel, "--as-of", AS_OF, "--format", "csv"],
        "duckdb": [sys.executable, peers, "duckdb", plan, panel, AS_OF],
        "polars": [sys.executable, peers, "polars", plan, panel, AS_OF],
    }
    measured = {name: [] for name in commands}
    imports = {name: [] for name in commands}
    with open(panel, "rb") as file:  # into the file cache
        while file.read(1 << 24):
            pass
    for _ in range(rounds):
        for name, command in commands.items():
            wall, busy, memory, said = run(command, f"{folder}/{name}.csv")
            measured[name].append((wall, busy, memory))
            if name != "plancheck":
                imports[name].append(float(said.split()[0]))
    own = rows(f"{folder}/plancheck.csv")
    print(f"{os.path.getsize(panel):,} bytes, {len(own):,} findings, {rounds} rounds, medians\n")
    print(f"{'':10} {'wall s':>8} {'cpu s':>8} {'MiB':>7} {'import s':>9} {'wall ÷ ours':>12} {'without import':>15}")
    medians = {name: [statistics.median(column) for column in zip(*of)] for name, of in measured.items()}
    base = medians["plancheck"][0]
    for name, (wall, busy, memory) in medians.items():
        spent = statistics.median(imports[name]) if imports[name] else 0
        print(f"{name:10} {wall:8.3f} {busy:8.3f} {memory / 1024:7.0f} {spent:9.3f} {wall / base:12.2f} {(wall - spent) / base:15.2f}")
    print()
    for name in ("duckdb", "polars"):
        found = list(differences(own, rows(f"{folder}/{name}.csv")))
        print(f"{name}: {'all rows equal' if not found else f'{len(found)} differences, such as {found[:3]}'}")
        if found:
            sys.exit(1)


main()
