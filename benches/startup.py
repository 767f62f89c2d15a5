"""Times whole processes for small requests; medians of many alternating runs.

Usage: startup.py FOLDER PLANCHECK ROUNDS     (see startup.sh)
"""

import os
import statistics
import sys
import time

from measure import each_region

LIMITS = {"status hangzhou-2024": 5, "31 provinces": 20}


def run(command):
    """Seconds of wall and of processor time of one run without output, with the cheapest way to start a process."""
    quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    started = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - started
    if status != 0:
        sys.exit(f"{command} failed")
    return wall, usage.ru_utime + usage.ru_stime


def main():
    folder, plancheck, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    commands = {
        "/bin/true": ["/bin/true"],
        "status hangzhou-2024": [plancheck, "status", "hangzhou-2024"],
        "31 provinces": each_region(plancheck, f"{folder}/panel-plan.toml", f"{folder}/provinces.csv"),
    }
    measured = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            measured[name].append(run(command))
    print(f"{'':24} {'wall ms':>8} {'cpu ms':>8}")
    good = True
    for name, measures in measured.items():
        wall, busy = (1000 * statistics.median(column) for column in zip(*measures))
        print(f"{name:24} {wall:8.2f} {busy:8.2f}")
        good &= wall <= LIMITS.get(name, wall)
    sys.exit(0 if good else "\na limit is exceeded")


main()
