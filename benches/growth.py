"""Whether the cost grows only with what is requested.

Usage: growth.py FOLDER PLANCHECK ROUNDS     (see growth.sh)
"""

import re
import sys

from measure import each_region, in_turn, into_cache, medians, run

MOST_TIME_FOR_TWICE = 2.2
MOST_TIME_FOR_ABSENT = 1.3


def report(title, measured, limit):
    """Prints the medians of two commands, and returns whether they are within the limit."""
    print(f"\n{title}\n{'':24} {'wall s':>8} {'cpu s':>8} {'MiB':>7}")
    for name, measures in measured.items():
        wall, busy, memory = medians(measures)
        print(f"{name:24} {wall:8.3f} {busy:8.3f} {memory:7.1f}")
    names = list(measured)
    (wall, busy, _), (more_wall, more_busy, _) = (medians(measured[name]) for name in names)
    print(f"{names[1]} ÷ {names[0]}: wall {more_wall / wall:.2f}, cpu {more_busy / busy:.2f}, at most {limit}")
    return more_busy / busy <= limit


def main():
    folder, plancheck, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    panels = {"1 ×": f"{folder}/once.csv", "2 ×": f"{folder}/twice.csv"}
    for panel in panels.values():
        into_cache(panel)

    commands = {name: each_region(plancheck, f"{folder}/thirty/panel-plan.toml", panel) for name, panel in panels.items()}
    measured = in_turn(commands, rounds)
    good = report("Twice the rows", measured, MOST_TIME_FOR_TWICE)
    each = {}
    for name, command in commands.items():
        said = run([*command, "--stats", "--quiet", "--lang", "en"]).said
        observations = int(re.search(r"([\d,]+) observations kept", said).group(1).replace(",", ""))
        each[name] = medians(measured[name])[2] * 2**20 / observations
        print(f"{name}: {observations:,} observations kept, {each[name]:.1f} bytes of peak memory each")
    good &= each["2 ×"] <= each["1 ×"]

    plans = {"10 indicators": f"{folder}/ten/panel-plan.toml", "10 of 1,000": f"{folder}/thousand/panel-plan.toml"}
    commands = {name: each_region(plancheck, plan, panels["1 ×"]) for name, plan in plans.items()}
    measured = in_turn(commands, rounds)
    good &= report("Indicators that do not occur", measured, MOST_TIME_FOR_ABSENT)
    sys.exit(0 if good else "\na limit is exceeded")


main()
