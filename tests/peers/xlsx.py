"""Workbooks read back with openpyxl: types, number formats, colours, frozen header, filter, identical bytes in two runs.

    pip install openpyxl
    python tests/peers/xlsx.py             # PLANCHECK names the binary, else target/debug/plancheck
"""

import datetime
import pathlib
import re
import tempfile

import openpyxl

from common import Check, Digits, NOW, REPORTS, plain, printable, run, single, truth

VERDICTS = [
    "achieved", "ahead", "on-track", "at-risk", "off-track", "regressing", "missed", "not-assessable", "no-data",
]
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DIGITS_OF_A_WORKBOOK = 15
FORBIDDEN = set("[]:*?/\\")


def compare(check, cell, column, value, where):
    value = single(value)
    check.equal(cell.data_type == "f", False, f"{where}: a formula")
    if value is None or value == []:
        check.equal(cell.value, None, where)
    elif isinstance(value, bool):
        check.equal(cell.value is value, True, f"{where}: {cell.value!r}")
    elif isinstance(value, Digits):
        number(check, cell, value, where)
    elif isinstance(cell.value, datetime.datetime):
        check.equal(cell.value.strftime("%Y-%m-%d"), value, where)
        check.equal(cell.number_format, "yyyy-mm-dd", where)
    else:
        check.equal(cell.value, printable(plain(value)) or None, where)
        check.equal(column in ("published", "updated", "as_of", "issued") and DAY.fullmatch(plain(value)) is not None,
                    False, f"{where}: a day is a date")
    if column == "verdict" and value in VERDICTS:
        check.equal(cell.fill.fill_type, "solid", f"{where}: colour")


def number(check, cell, value, where):
    digits = value.lstrip("-").replace(".", "").strip("0")
    if len(digits) > DIGITS_OF_A_WORKBOOK:
        # A workbook would round it: all its digits stand there as text.
        check.equal(cell.value, str(value), where)
        return
    check.equal(isinstance(cell.value, (int, float)), True, f"{where}: {cell.value!r} is a number")
    check.equal(float(cell.value), float(value), where)
    decimals = len(value.partition(".")[2])
    whole = "#,##0" if abs(float(value)) >= 10_000 else "0"
    check.equal(cell.number_format, f"{whole}.{'0' * decimals}" if decimals else whole, f"{where}: number format")
    check.equal("%" in cell.number_format, False, f"{where}: percent stays in the plan's unit")


check = Check()
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    for report, arguments in REPORTS.items():
        columns, rows = truth(arguments)
        first, second = folder / f"{report}.xlsx", folder / f"{report}-again.xlsx"
        run(arguments, "xlsx", first)
        run(arguments, "xlsx", second)
        check.holds(first.read_bytes() == second.read_bytes(), f"{report}: the same bytes twice")
        book = openpyxl.load_workbook(first)
        if NOW[1] in arguments:
            check.equal(book.properties.created, datetime.datetime.fromisoformat(NOW[1]), f"{report}: dated")
        names = book.sheetnames
        check.equal(len({name.lower() for name in names}), len(names), f"{report}: names of sheets")
        for name in names:
            check.holds(0 < len(name) <= 31 and not FORBIDDEN & set(name), f"{report}: {name}")
        sheets = [book[name] for name in names if name not in ("summary", "汇总")]
        found = []
        for sheet in sheets:
            lines = list(sheet.iter_rows())
            where = f"{report}, {sheet.title}"
            check.equal([cell.value for cell in lines[0]], columns, f"{where}: header")
            check.equal(sheet.freeze_panes, "A2", f"{where}: frozen")
            check.equal(sheet.auto_filter.ref, sheet.dimensions, f"{where}: filter")
            check.holds(all(cell.font.b and cell.fill.fill_type == "solid" for cell in lines[0]), f"{where}: head")
            found += lines[1:]
        check.equal(len(found), len(rows), f"{report}: rows")
        if report in ("status", "gap", "rules", "tasks", "show") or report.startswith("wicked-plan"):
            plans = list(dict.fromkeys(row[columns.index("plan")] for row in rows))
            check.equal([sheet.title for sheet in sheets], plans, f"{report}: a sheet for each plan")
        for index, (cells, expected) in enumerate(zip(found, rows)):
            for column, cell, value in zip(columns, cells, expected):
                compare(check, cell, column, value, f"{report}, row {index}, {column}")
        if report == "status":
            summary = book["summary"]
            check.equal([cell.value for cell in summary[1]][3:], VERDICTS, "summary: verdicts")
            fills = {cell.value: cell.fill.fgColor.rgb for cell in summary[1][3:]}
            check.equal(len(set(fills.values())), len(VERDICTS), "summary: a colour for each verdict")
            for cells in found:
                cell = cells[columns.index("verdict")]
                check.equal(cell.fill.fgColor.rgb, fills[cell.value], "the colours of summary and rows")
            for plan in plans:
                line = next(line for line in summary.iter_rows(values_only=True) if line[:2] == (plan, "All"))
                counts = [sum(1 for row in rows if row[0] == plan and row[columns.index("verdict")] == verdict)
                          for verdict in VERDICTS]
                check.equal(list(line[2:]), [sum(counts), *counts], f"summary: {plan}")
check.end()
