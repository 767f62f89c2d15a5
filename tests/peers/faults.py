#!/usr/bin/env python3
"""Broken files of 100 MB and more: the message of plancheck, and its memory use.

    tests/peers/faults.py [PLANCHECK]      default target/debug/plancheck

The files are created in a temporary folder. Fails if an error is not reported, is reported without its place, leaves a file, or
needs more memory than LIMIT MiB (LIMIT_OF_MANY for many rows of 15 MB). Needs GNU time.
"""

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

LIMIT = 128
# With consecutive rows of almost the maximum length, every worker holds one.
LIMIT_OF_MANY = 192
MEGA = 1 << 20
HEAD = "region,indicator,period,value,unit,published,quality,source,note\n".encode()
# Without a region column a table is read row by row.
NO_REGION = "indicator,period,value,unit,published,quality,source,note\n".encode()
PLAN = os.path.join(os.path.dirname(__file__), "..", "cmd", "actuals", "city.toml")


def rows(size, region=True, number=0):
    """Valid rows of about `size` bytes, most of them for another region and other names."""
    place = "测试市," if region else ""
    other = "别处市," if region else ""
    piece = "".join(
        f"{place if index % 50 == 0 else other}{'发明专利授权量' if index % 150 == 0 else '别的指标'},"
        f"{2020 + index % 5},{index},件,2025-01-{1 + index % 28:02},,来源,\n"
        for index in range(5000)
    ).encode()
    while number < size:
        yield piece
        number += len(piece)


def cut(pieces, count=1):
    """The last bytes are missing."""
    last = b""
    for piece in pieces:
        yield last
        last = piece
    yield last[:-count]


def filled(text, size):
    """The same text repeated."""
    piece = text * (MEGA // len(text))
    for _ in range(size // len(piece)):
        yield piece


def big(*parts):
    """Concatenated parts, each bytes or an iterable of bytes."""
    for part in parts:
        if isinstance(part, bytes):
            yield part
        else:
            yield from part


def both(name, *parts, region=True):
    """A case for each way of reading: in blocks, and row by row."""
    for is_block, head in [(True, HEAD), (False, NO_REGION)]:
        made = [part(is_block) if callable(part) else part for part in parts]
        yield (f"{name}, {'blocks' if is_block else 'rows'}", big(head, *made))


def hundred(is_block):
    return rows(100 * MEGA, is_block)


def small(is_block):
    return rows(2 * MEGA, is_block)


def start(is_block):
    return "测试市,".encode() if is_block else b""


def cases():
    quote = "发明专利授权量,2024,5,件,2025-01-01,,,\"".encode()
    yield from both("row of 120 MB", small, start, "发明专利授权量,2024,5,件,,,,".encode(), lambda _: filled("注".encode(), 120 * MEGA), b"\n", small)
    yield from both("row of 120 MB of delimiters", small, start, lambda _: filled(b",", 120 * MEGA), b"\n", small)
    yield from both("row of 15 MB of delimiters", small, start, lambda _: filled(b",", 15 * MEGA), b"\n", small)
    yield from both("quote opened in the first row", start, quote, hundred)
    yield from both("quote opened near the end", hundred, start, quote, b"x\n")
    yield from both("quote opened 15 MB before the end", hundred, start, quote, lambda is_block: rows(15 * MEGA, is_block))
    yield from both("character cut at the end", hundred, start, "发明专利授权".encode()[:-1])
    yield from both("a byte that is no UTF-8 in the middle", hundred, start, quote, b"\xff\"\n", hundred)
    yield from both("zero bytes", hundred, start, "发明专利授权量,2024,3\0\0,件,2025-01-01,,,\n".encode(), small)
    yield ("one line of 120 MB without a line end", filled(b"head,", 120 * MEGA))
    yield ("one line of 120 MB of delimiters", filled(b",", 120 * MEGA))
    yield ("one line of 120 MB, all one cell", filled("头".encode(), 120 * MEGA))
    yield ("120 MB of zero bytes", filled(b"\0", 120 * MEGA))
    yield ("120 MB of line ends", filled(b"\n", 120 * MEGA))
    yield from both("120 MB of line ends, then a quote", lambda _: filled(b"\n", 120 * MEGA), start, quote)
    yield from both("many rows of 15 MB, then a quote", lambda is_block: [start(is_block), "别的指标,2024,5,件,,,,".encode(), *filled("注".encode(), 15 * MEGA), b"\n"] * 6, start, quote)
    yield from both("many matched rows of 15 MB, then a quote", lambda is_block: [start(is_block), "发明专利授权量,2024,5,件,,,,".encode(), *filled("注".encode(), 15 * MEGA), b"\n"] * 6, start, quote)
    yield ("header of 100,000 columns", big(HEAD[:-1], b"," * 100_000, b"\n", rows(2 * MEGA)))
    yield ("header in quotes that never ends", big(b"\"region,", filled(b"head,", 120 * MEGA)))
    yield ("empty", b"")
    yield ("only a mark", b"\xef\xbb\xbf")


def packed_cases(folder, plain):
    """The same valid file, compressed and damaged."""
    gz = os.path.join(folder, "good.csv.gz")
    with open(plain, "rb") as source, gzip.open(gz, "wb", 1) as target:
        shutil.copyfileobj(source, target, MEGA)
    zst = os.path.join(folder, "good.csv.zst")
    kinds = [gz]
    if shutil.which("zstd"):
        subprocess.run(["zstd", "-q", "-1", "-f", "--check", plain, "-o", zst], check=True)
        kinds.append(zst)
    for path in kinds:
        with open(path, "rb") as source:
            data = source.read()
        kind = path.rsplit(".", 1)[1]
        yield (f"{kind}, cut in the middle", [data[: len(data) // 2]])
        yield (f"{kind}, cut in its last bytes", [data[:-3]])
        yield (f"{kind}, checksum wrong", [data[:-6] + bytes([data[-6] ^ 0x55]) + data[-5:]] if kind == "gz" else [data[:-1] + bytes([data[-1] ^ 0x55])])
        yield (f"{kind}, byte wrong in the middle", [data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 0x55]) + data[len(data) // 2 + 1 :]])
        yield (f"{kind}, more behind its end", [data, b"rubbish behind the end"])
        yield (f"{kind}, only the magic", [data[:4]])


def run(program, folder, name, pieces, command, faults):
    path = os.path.join(folder, "actuals.csv")
    out = os.path.join(folder, "out.csv")
    with open(path, "wb") as file:
        for piece in [pieces] if isinstance(pieces, bytes) else pieces:
            file.write(piece)
    said_path = os.path.join(folder, "stderr")
    started = time.monotonic()
    with open(said_path, "wb") as stderr:
        child = subprocess.run(
            ["/usr/bin/time", "-o", "peak", "-f", "%M", program, *command, "--actuals", "actuals.csv", "--as-of", "2025-06-30", "-o", "out.csv", "--ascii", "-q"],
            cwd=folder,
            stderr=stderr,
            stdout=subprocess.DEVNULL,
            check=False,
        )
    seconds = time.monotonic() - started
    with open(said_path, encoding="utf-8", errors="replace") as file:
        said = file.read()
    with open(os.path.join(folder, "peak"), encoding="utf-8") as file:
        peak = int(file.read().split()[-1]) / 1024
    first = said.splitlines()[0] if said else ""
    place = re.search(r"--> (.*)", said)
    left = [found for found in os.listdir(folder) if found.endswith(".part") or found == "out.csv"]
    print(f"{name}: exit {child.returncode}, {peak:.0f} MiB, {seconds:.1f} s, {len(said)} bytes\n    {first}\n    {place.group(1) if place else '-'}", flush=True)
    if child.returncode != 2:
        faults.append(f"{name}: exit {child.returncode}")
    if not place:
        faults.append(f"{name}: no place")
    if left:
        faults.append(f"{name}: left {left}")
    if peak > (LIMIT_OF_MANY if name.startswith("many ") else LIMIT):
        faults.append(f"{name}: {peak:.0f} MiB")
    for found in left:
        os.remove(os.path.join(folder, found))


def main():
    program = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "target/debug/plancheck")
    only = sys.argv[2] if len(sys.argv) > 2 else ""
    faults = []
    plan = os.path.abspath(PLAN)
    with tempfile.TemporaryDirectory() as folder:
        for name, pieces in cases():
            if only in name:
                run(program, folder, name, pieces, ["status", plan], faults)
        plain = os.path.join(folder, "good.csv")
        with open(plain, "wb") as file:
            for piece in big(HEAD, rows(100 * MEGA)):
                file.write(piece)
        for name, pieces in packed_cases(folder, plain):
            if only in name:
                run(program, folder, name, pieces, ["status", plan], faults)
    for fault in faults:
        print(f"FAULT {fault}")
    sys.exit(1 if faults else 0)


main()
