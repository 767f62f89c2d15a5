"""csv-excel opened and saved by headless LibreOffice: every cell has the same value, and none is a formula.

    apt-get install libreoffice-calc && pip install openpyxl
    python tests/peers/csv_excel.py        # PLANCHECK names the binary, else target/debug/plancheck

Each file is opened three times: with LibreOffice's defaults, and as an English and a Chinese spreadsheet that detects dates
and other special numbers, like Excel, and evaluates formulas. Headless LibreOffice 7 ignores the byte order mark, which is for
Excel: the encoding is given explicitly, and the mark is checked here.
"""

import datetime
import pathlib
import re
import subprocess
import tempfile

import openpyxl

from common import Check, Digits, REPORTS, plain, printable, run, single, truth

# Separator, quote, UTF-8, first line, columns, language, quoted text, special numbers, …, formulas (the 13th).
FILTERS = {
    "default": "CSV:44,34,76",
    "English": "CSV:44,34,76,1,,1033,false,true,false,false,false,-1,true",
    "Chinese": "CSV:44,34,76,1,,2052,false,true,false,false,false,-1,true",
}
MARK = "'"
STARTS = tuple("=+-@＝＋－＠")
MONTH = re.compile(r"(\d{4})年(\d{1,2})月")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DIGITS_OF_A_SPREADSHEET = 15


def opened(folder, source, infilter):
    """The cells of a file after LibreOffice has opened it and saved it as a workbook."""
    target = folder / "opened"
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", f"--infilter={infilter}"]
    command += ["--convert-to", "xlsx", "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    sheet = openpyxl.load_workbook(target / f"{source.stem}.xlsx").worksheets[0]
    return [list(row) for row in sheet.iter_rows()]


def compare(check, cell, value, where):
    value = single(value)
    found = cell.value
    check.equal(cell.data_type == "f", False, f"{where}: a formula")
    if value is None or value == "" or value == []:
        check.equal(found, None, where)
    elif isinstance(value, bool):
        check.equal(str(found).lower(), plain(value), where)
    elif isinstance(value, Digits):
        # Never text, negative or not; a spreadsheet keeps fifteen digits.
        check.equal(isinstance(found, (int, float)), True, f"{where}: {found!r} is a number")
        check.equal(f"{float(found):.{DIGITS_OF_A_SPREADSHEET - 1}e}",
                    f"{float(value):.{DIGITS_OF_A_SPREADSHEET - 1}e}", where)
    elif isinstance(found, datetime.datetime):
        # A day may become a date; a month in words may too, where the language knows them, and it stays that month.
        text = printable(plain(value))
        day = found.strftime("%Y-%m-%d")
        check.holds(text == day or DAY.fullmatch(text) is None and text == day[:7], f"{where}: {text} is {day}")
    else:
        text = printable(plain(value))
        shown = str(found)
        check.equal(text.startswith(STARTS) and not shown.startswith(MARK), False, f"{where}: not guarded")
        if shown.startswith(MARK) and not text.startswith(MARK):
            shown = shown[1:]
        check.equal(machine(shown), machine(text), where)


def machine(text):
    """A period in words as its machine form."""
    for pattern, form in [
        (r"(\d{4})年上半年", r"\1H1"),
        (r"(\d{4})年下半年", r"\1H2"),
    ]:
        text = re.sub(f"^{pattern}$", form, text)
    for number, quarter in enumerate("一二三四", 1):
        text = re.sub(f"^(\\d{{4}})年{quarter}季度$", f"\\1Q{number}", text)
    text = re.sub(r"^(\d{4})年(\d{1,2})-(\d{1,2})月$",
                  lambda it: f"{it[1]}-{int(it[2]):02}/{it[1]}-{int(it[3]):02}", text)
    return re.sub(f"^{MONTH.pattern}$", lambda it: f"{it[1]}-{int(it[2]):02}", text)


check = Check()
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    for report, arguments in REPORTS.items():
        columns, rows = truth(arguments)
        source = folder / f"{report}.csv"
        run(arguments, "csv-excel", source)
        content = source.read_bytes()
        check.holds(content.startswith(b"\xef\xbb\xbf"), f"{report}: byte order mark")
        check.holds(content.endswith(b"\r\n"), f"{report}: CRLF")
        for language, infilter in FILTERS.items():
            cells = opened(folder, source, infilter)
            where = f"{report} ({language})"
            check.equal([cell.value for cell in cells[0]], columns, f"{where}: header")
            check.equal(len(cells) - 1, len(rows), f"{where}: rows")
            for number, (found, expected) in enumerate(zip(cells[1:], rows)):
                for column, cell, value in zip(columns, found, expected):
                    compare(check, cell, value, f"{where}, row {number}, {column}")
check.end()
