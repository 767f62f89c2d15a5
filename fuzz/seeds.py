#!/usr/bin/env python3
"""Writes the seeds of every target to fuzz/corpus, from the plans, figures, workbooks and documents of the repository.

    fuzz/seeds.py
"""
import random
import re
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "fuzz/corpus"
LINES = 30


def write(target, name, *parts):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(b"\0".join(parts))


def head(path):
    return b"".join(path.read_bytes().splitlines(keepends=True)[:LINES])


def pieces(text):
    """The head of a file of tables, and the head with each of its tables."""
    tables = re.split(r"(?m)^(?=\[\[?\w)", text)
    start = "".join(tables[:2])
    yield start
    for table in tables[2:]:
        yield start + table


def plans():
    files = [*ROOT.glob("plans/*.toml"), *ROOT.glob("src/fixtures/*.toml"), *ROOT.glob("tests/cmd/**/*.toml")]
    for file in sorted(filter(Path.is_file, files)):
        target = "catalogue" if file.name == "catalog.toml" else "plan"
        for index, piece in enumerate(pieces(file.read_text("utf-8", "replace"))):
            write(target, f"{file.stem}-{index}", piece.encode())


def actuals():
    files = [*ROOT.glob("examples/actuals/*.csv"), *ROOT.glob("examples/sources/*.?sv"), *ROOT.glob("tests/cmd/actuals/*.in/*.?sv")]
    for file in sorted(files):
        text = head(file)
        dialect = 2 if file.suffix == ".tsv" else 0
        for more in (0, 4 | 1, 16 | 8):
            write("actuals", f"{file.stem}-{more}", bytes([dialect | more]) + text)
    for plan in sorted(ROOT.glob("tests/cmd/*.in/*.toml")):
        for figures in sorted(plan.parent.glob("*.csv")):
            write("whole", f"{plan.stem}-{figures.stem}", plan.read_bytes(), head(figures))


def workbooks():
    for file in sorted(ROOT.glob("tests/cmd/**/*.*")):
        if file.suffix == ".xls":
            write("workbook", file.name, file.read_bytes())
        if file.suffix not in (".xlsx", ".ods") or not zipfile.is_zipfile(file):
            continue
        write("workbook", file.name, file.read_bytes())
        with zipfile.ZipFile(file) as archive:
            read = lambda name: archive.read(name) if name in archive.namelist() else b""
            if file.suffix == ".ods":
                write("workbook", f"{file.stem}-parts", b"o" + read("content.xml"))
                continue
            shared = [read("xl/sharedStrings.xml"), read("xl/styles.xml")]
            for name in archive.namelist():
                if "worksheets/sheet" in name and name.endswith(".xml"):
                    write("workbook", f"{file.stem}-{Path(name).stem}", b"x" + read(name), *shared)


def documents():
    for file in sorted([*ROOT.glob("tests/audit/*.txt"), *ROOT.glob("tests/cmd/audit.in/*.txt")]):
        lines = file.read_text("utf-8").splitlines()
        for start in range(0, min(len(lines), 300), 10):
            write("document", f"{file.stem}-{start}", "\n".join(lines[start : start + 10]).encode())


def tasks():
    for file in sorted([*ROOT.glob("tests/cmd/**/*task*.csv"), *ROOT.glob("src/fixtures/*tasks.csv")]):
        write("tasks", file.stem, head(file))


def verdicts():
    numbers = random.Random(1)
    for index in range(200):
        write("assess", str(index), numbers.randbytes(numbers.randrange(20, 200)))


for make in (plans, actuals, workbooks, documents, tasks, verdicts):
    make()
for folder in sorted(CORPUS.iterdir()):
    files = list(folder.iterdir())
    print(f"{folder.name:10} {len(files):5} seeds, {sum(file.stat().st_size for file in files) / 1024:7.0f} KiB")
