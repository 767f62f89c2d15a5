"""How long small questions take as whole processes; medians of many runs in turn.

Usage: startup.py FOLDER PLANCHECK ROUNDS     (see startup.sh)
"""

import sys

from measure import each_region, in_turn, medians

LIMITS = {"status hangzhou-2024": (5, 16), "31 provinces": (20, None)}


def main():
    folder, plancheck, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    commands = {
        "/bin/true": ["/bin/true"],
        "status hangzhou-2024": [plancheck, "status", "hangzhou-2024"],
        "31 provinces": each_region(plancheck, f"{folder}/panel-plan.toml", f"{folder}/provinces.csv"),
    }
    measured = in_turn(commands, rounds)
    print(f"{'':24} {'wall ms':>8} {'cpu ms':>8} {'MiB':>7}")
    good = True
    for name, measures in measured.items():
        wall, busy, memory = medians(measures)
        print(f"{name:24} {wall * 1000:8.2f} {busy * 1000:8.2f} {memory:7.1f}")
        time, room = LIMITS.get(name, (None, None))
        good &= (time is None or wall * 1000 <= time) and (room is None or memory <= room)
    sys.exit(0 if good else "\na limit is passed")


main()
