"""CSV and TSV parse with Python's csv module and with pandas, without options other than the delimiter.

    pip install pandas
    python tests/peers/csv_plain.py        # PLANCHECK names the binary, else target/debug/plancheck
"""

import csv
import io

import pandas

from common import Check, Digits, REPORTS, plain, printable, run, truth

check = Check()
for name, arguments in REPORTS.items():
    columns, rows = truth(arguments)
    for form, delimiter in [("csv", ","), ("tsv", "\t")]:
        text = run(arguments, form).decode("utf-8")
        where = f"{name} as {form}"
        check.holds("\r" not in text and "\ufeff" not in text, f"{where}: LF, no mark")

        parsed = list(csv.reader(io.StringIO(text), delimiter=delimiter))
        check.equal(parsed[0], columns, f"{where}: header")
        check.equal(len(parsed) - 1, len(rows), f"{where}: rows")
        for number, (found, expected) in enumerate(zip(parsed[1:], rows)):
            for column, cell, value in zip(columns, found, expected):
                check.equal(cell, printable(plain(value)), f"{where}, row {number}, {column}")

        frame = pandas.read_csv(io.StringIO(text), **({} if delimiter == "," else {"sep": delimiter}))
        check.equal(list(frame.columns), columns, f"{where}: columns of pandas")
        check.equal(len(frame), len(rows), f"{where}: rows of pandas")
        for column, values in zip(columns, zip(*rows)):
            # A column that holds numbers alone is one of numbers.
            if any(isinstance(value, Digits) for value in values) and all(
                value is None or isinstance(value, Digits) for value in values
            ):
                check.equal(frame[column].dtype.kind in "if", True, f"{where}: {column} is numeric")
                for found, value in zip(frame[column], values):
                    if value is not None:
                        check.equal(float(found), float(value), f"{where}: {column}")
check.end()
