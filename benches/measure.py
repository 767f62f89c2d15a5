"""Runs programs alternately and measures each: wall time, processor time, peak memory."""

import os
import statistics
import subprocess
import sys
import time

AS_OF = "2013-06-30"


class Measure:
    """The cost of one run: seconds of wall and of processor time, peak memory in MiB, and the last line on standard error."""

    def __init__(self, wall, busy, memory, said):
        self.wall, self.busy, self.memory, self.said = wall, busy, memory, said


def run(command, out=os.devnull):
    """Runs once, with standard output in a file; any exit code but 0 ends the script."""
    started = time.perf_counter()
    with open(out, "wb") as stdout:
        process = subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE)
        said = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status != 0:
        sys.exit(f"{command} failed:\n{said}")
    lines = said.strip().splitlines()
    return Measure(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, lines[-1] if lines else "")


def in_turn(commands, rounds, outs=None):
    """Runs every command once per round; returns the measurements by name."""
    measured = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            measured[name].append(run(command, (outs or {}).get(name, os.devnull)))
    return measured


def medians(measures):
    """The medians of wall time, processor time and memory."""
    return tuple(statistics.median(getattr(one, part) for one in measures) for part in ("wall", "busy", "memory"))


def into_cache(path):
    """Reads a file once, so that it is cached for every run."""
    with open(path, "rb") as file:
        while file.read(1 << 20):
            pass


def each_region(plancheck, plan, panel):
    """The command line of the task on a panel."""
    return [plancheck, "status", plan, "--each-region", "--actuals", panel, "--as-of", AS_OF, "--format", "csv"]
