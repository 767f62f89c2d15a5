#!/usr/bin/env python3
"""Counts the instructions for ten times as much of everything, under callgrind, which no load of the machine disturbs; exit 1 if
one of them costs more than thirteen times as much: n log n.

    benches/instructions.py PLANCHECK [NAME...]       default all
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

MOST = 13
HEADS = "region,indicator,period,value,unit,published,quality\n"
AS_OF = ["--as-of", "2024-06-30", "-q"]


def plan(count, more="", id="t", name="指标{}", target="at_least = 200", period="2021/2025", region="测试市"):
    text = f'[plan]\nid = "{id}"\ntitle = "甲"\nregion = "{region}"\nperiod = "{period}"\n{more}'
    for it in range(count):
        text += (
            f'[[indicator]]\nid = "i{it}"\nname = "{name.format(it)}"\nunit = "亿元"\nmeasure = "level"\n'
            f'target = {{ {target} }}\nbaseline = {{ period = "2020", value = 100 }}\ncite = {{ section = "一", figure = "第{it}项200亿元" }}\n'
        )
    return text


def rows(count, row):
    return HEADS + "".join(row(it) + "\n" for it in range(count))


def members(count):
    return f"[members]\nall = {[f'县{it}' for it in range(count)]}\n"


def of_indicators(count):
    return rows(count, lambda it: f"测试市,指标{it},2023,130,亿元,2024-03-01,")


NEAR = "全社会研究与试验发展经费支出占地区生产总值{}" + "{}"
STATUS = ["status", "t.toml", "--actuals", "f.csv", *AS_OF]

# Name: the smaller count, its files, and the command.
CASES = {
    "rows": (20_000, lambda n: {"t.toml": plan(1), "f.csv": rows(n, lambda it: f"别市,别的指标,2023,{it},亿元,2024-03-01,")}, STATUS),
    "vintages": (500, lambda n: {"t.toml": plan(1), "f.csv": rows(n, lambda it: f"测试市,指标0,2023,{it},亿元,{1000 + it // 300:04}-{1 + it // 25 % 12:02}-{1 + it % 25:02},")}, STATUS),
    "conflicts": (1_000, lambda n: {"t.toml": plan(1), "f.csv": rows(n, lambda it: f"测试市,指标0,2023,{it},亿元,2024-03-01,")}, STATUS),
    "conflicts of regions": (1_000, lambda n: {"t.toml": plan(1), "f.csv": rows(n, lambda it: f"测试市,指标0,2023,{it},亿元,2024-03-01,")}, [*STATUS, "--each-region", "--format", "csv"]),
    "unmatched names": (1_000, lambda n: {"t.toml": plan(20), "f.csv": rows(n, lambda it: f"测试市,别的{it},2023,1,亿元,2024-03-01,")}, [*STATUS, "--unmatched"]),
    "near names": (300, lambda n: {"t.toml": plan(20, name=NEAR.format("比重", "{}")), "f.csv": rows(n, lambda it: f"测试市,{NEAR.format('比值', it)},2023,1,亿元,2024-03-01,")}, STATUS),
    "members": (100, lambda n: {"t.toml": plan(1, members(n), target='at_least = 200, every = "all"'), "f.csv": rows(n, lambda it: f"县{it},指标0,2023,130,亿元,2024-03-01,")}, STATUS),
    "regions": (300, lambda n: {"t.toml": plan(5), "f.csv": rows(5 * n, lambda it: f"县{it // 5},指标{it % 5},2023,130,亿元,2024-03-01,")}, [*STATUS, "--each-region", "--format", "csv"]),
    "regions in a report": (100, lambda n: {"t.toml": plan(5), "f.csv": rows(5 * n, lambda it: f"县{it // 5},指标{it % 5},2023,130,亿元,2024-03-01,")}, ["report", *STATUS[1:], "--each-region", "--format", "html"]),
    "years": (40, lambda n: {"t.toml": plan(1, period=f"2021/{2020 + n}"), "f.csv": of_indicators(1)}, ["report", *STATUS[1:], "--format", "html"]),
    "plans": (20, lambda n: {f"p/t{it}.toml": plan(3, id=f"t{it}") for it in range(n)} | {"f.csv": of_indicators(3)}, ["status", "{plans}", "--actuals", "f.csv", *AS_OF]),
    "plans compared": (20, lambda n: {f"p/t{it}.toml": plan(3, id=f"t{it}", region=f"市{it}") for it in range(n)} | {"f.csv": rows(3 * n, lambda it: f"市{it // 3},指标{it % 3},2023,130,亿元,2024-03-01,")}, ["compare", "i0", "{plans}", "--actuals", "f.csv", *AS_OF]),
}
for command in ("status", "gap", "report", "template", "validate", "diff", "explain", "trend", "check", "show", "rules"):
    asked = {
        "report": ["report", *STATUS[1:], "--format", "html"],
        "template": ["template", "t.toml"],
        "validate": ["validate", "t.toml", "-q"],
        "diff": ["diff", "t.toml", "--actuals", "f.csv", "--from", "2024-01-01", "--to", "2024-06-30", "-q"],
        "explain": ["explain", "t.toml", "i7", *STATUS[2:]],
        "trend": ["trend", "t.toml", "i7", *STATUS[2:]],
        "show": ["show", "t.toml"],
        "rules": ["rules", *STATUS[1:]],
    }.get(command, [command, *STATUS[1:]])
    CASES[f"indicators, {command}"] = (100, lambda n: {"t.toml": plan(n), "f.csv": of_indicators(n)}, asked)


def count(program, number, files, command):
    """Instructions of a run with so many of something."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files(number).items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        plans = sorted(f"p/{it.name}" for it in Path(folder).glob("p/*.toml"))
        command = [word for it in command for word in (plans if it == "{plans}" else [it])]
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, *command],
            cwd=folder, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, errors="replace", check=False,
        )
    found = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode not in (0, 1) or not found:
        sys.exit(f"{command}: exit {run.returncode}\n{run.stderr[-2000:]}")
    return int(found[1])


def main():
    program = Path(sys.argv[1]).resolve()
    good = True
    print(f"{'':24} {'n':>7} {'of n':>10} {'of 10 n':>10} {'ratio':>6}   million instructions")
    for name in sys.argv[2:] or CASES:
        number, files, command = CASES[name]
        few, many = (count(program, it, files, command) for it in (number, 10 * number))
        ratio = many / few
        good &= ratio <= MOST
        print(f"{name:24} {number:7} {few / 1e6:10.1f} {many / 1e6:10.1f} {ratio:6.2f}{'' if ratio <= MOST else '   more than ' + str(MOST)}", flush=True)
    sys.exit(not good)


main()
