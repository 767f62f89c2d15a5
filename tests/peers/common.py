"""Helpers for the scripts in this folder: the binary, the reports to check, and the typed values of each."""

import json
import os
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
PLANCHECK = os.environ.get("PLANCHECK", str(TOP / "target/debug/plancheck"))
WICKED = [str(HERE / "wicked-2030.toml"), "--actuals", str(HERE / "wicked.csv")]
LATER = ["--as-of", "2031-06-30"]
NOW = ["--as-of", "2025-06-30"]

# The invented plan whose names begin like formulas, and the real ones.
REPORTS = {
    "wicked": ["status", *WICKED, *LATER],
    "wicked-equals": ["explain", WICKED[0], "equals", *WICKED[1:], *LATER],
    "wicked-minus": ["explain", WICKED[0], "minus", *WICKED[1:], *LATER],
    "wicked-at": ["explain", WICKED[0], "at", *WICKED[1:], *LATER],
    "wicked-plan": ["show", WICKED[0]],
    "status": ["status", "hangzhou-2024", "zhejiang-145", "xinchang-2025", *NOW],
    "gap": ["gap", "hangzhou-2024", *NOW],
    "explain": ["explain", "zhejiang-145", "rd-intensity", *NOW],
    "trend": ["trend", "zhejiang-145", "rd-intensity", *NOW],
    "compare": ["compare", "rd-intensity", *NOW],
    "show": ["show", "zhejiang-145"],
    "rules": ["rules", "zhejiang-county-2022", *NOW],
    "tasks": ["tasks", "hangzhou-2024", *NOW],
    "list": ["list"],
    "codes": ["explain-code"],
}


def run(arguments, form, output=None):
    """Runs a report in a format; returns its standard output, which is empty if it goes to a file."""
    command = [PLANCHECK, *arguments, "-q", "--format", form]
    if output:
        command += ["-o", str(output)]
    return subprocess.run(command, cwd=TOP, check=True, capture_output=True).stdout


def truth(arguments):
    """Columns and rows of a report with typed values, from JSON Lines; numbers keep their digits."""
    lines = run(arguments, "jsonl").decode("utf-8").splitlines()
    rows = [json.loads(line, parse_float=Digits, parse_int=Digits) for line in lines]
    return list(rows[0]), [list(row.values()) for row in rows]


class Digits(str):
    """A number with the digits as written."""


def plain(value):
    """The text of a CSV cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(plain(item) for item in value)
    return str(value)


def printable(text):
    """Text for a terminal: control characters are made visible."""
    return "".join(
        character if character == "\n" or ord(character) >= 32 else f"\\u{{{ord(character):x}}}"
        for character in text
    )


def single(value):
    """A list of one item is that item, for spreadsheets."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


class Check:
    """Counts comparisons and differences."""

    def __init__(self):
        self.compared = 0
        self.wrong = []

    def equal(self, found, expected, where):
        self.compared += 1
        if found != expected:
            self.wrong.append(f"{where}: {found!r} is not {expected!r}")

    def holds(self, condition, where):
        self.equal(bool(condition), True, where)

    def end(self):
        for line in self.wrong[:40]:
            print(line)
        print(f"{self.compared} compared, {len(self.wrong)} wrong")
        raise SystemExit(1 if self.wrong or not self.compared else 0)
