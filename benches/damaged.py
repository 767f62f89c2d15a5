#!/usr/bin/env python3
"""Reads damaged workbooks: whatever is wrong with one, the program ends with 0, 1 or 2, soon, and within its memory.

    benches/damaged.py PLANCHECK [COUNT] [SEED]       default 10000 workbooks, seed 1

Bytes of whole files, texts of their parts and fields of their records are altered; the seeds are the workbooks of the tests, and
some that the program writes.
"""
import collections
import io
import random
import re
import resource
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Of processor time, whatever else the machine is doing.
SECONDS, MIB = 10, 256
KINDS = (".xlsx", ".xls", ".ods")
PLAN = ROOT / "tests/cmd/actuals/city.toml"
HUGE = ["0", "-1", "1", "65535", "65536", "16384", "1048576", "4294967295", "18446744073709551616", "1e308", "NaN", "", "ZZZZZZ3", "XFD1048576", "A0"]
EDGES = [0, 1, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0xFFFFFFFA, 0xFFFFFFFE, 0xFFFFFFFF]


def bytes_altered(data, dice):
    data = bytearray(data)
    for _ in range(dice.choice([1, 1, 2, 4, 16])):
        at = dice.randrange(len(data))
        match dice.randrange(5):
            case 0:
                data[at] ^= 1 << dice.randrange(8)
            case 1:
                size = dice.choice([1, 2, 4])
                data[at : at + size] = (dice.choice(EDGES) & (1 << 8 * size) - 1).to_bytes(size, "little")
            case 2:
                del data[at : at + dice.choice([1, 2, 4, 512])]
            case 3:
                data[at:at] = data[dice.randrange(len(data)) :][: dice.choice([1, 4, 64, 512])]
            case 4 if dice.random() < 0.2:
                del data[at:]
        if not data:
            break
    return bytes(data)


def text_altered(text, dice):
    for _ in range(dice.choice([1, 1, 2, 3])):
        match dice.randrange(6):
            case 0:
                found = [it for it in re.finditer(rb'"[^"]*"', text)]
                if found:
                    one = dice.choice(found)
                    text = text[: one.start() + 1] + dice.choice(HUGE).encode() + text[one.end() - 1 :]
            case 1:
                found = [it for it in re.finditer(rb"<[^>]*>", text)]
                if found:
                    one = dice.choice(found)
                    text = text[: one.start()] + dice.choice([b"", one[0] * 2, one[0] * 50]) + text[one.end() :]
            case 2:
                found = [it for it in re.finditer(rb">[^<]+<", text)]
                if found:
                    one = dice.choice(found)
                    text = text[: one.start() + 1] + dice.choice(HUGE).encode() + text[one.end() - 1 :]
            case 3:
                text = text[: dice.randrange(len(text) + 1)]
            case 4:
                text = bytes_altered(text, dice) if text else text
            case 5:
                name = dice.choice([b"r", b"s", b"t", b"si", b"ref", b"uniqueCount", b"table:number-columns-repeated", b"table:number-rows-repeated", b"text:c"])
                found = [it for it in re.finditer(rb"<[\w:]+(?=[ />])", text)]
                if found:
                    one = dice.choice(found)
                    text = text[: one.end()] + b" " + name + b'="' + dice.choice(HUGE).encode() + b'"' + text[one.end() :]
    return text


def parts_altered(data, dice):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = archive.namelist()
        chosen = dice.choices([name for name in names if name.endswith((".xml", ".rels"))], k=dice.choice([1, 1, 2]))
        for name in names:
            text = archive.read(name)
            if name in chosen:
                if dice.random() < 0.03:
                    continue
                text = text_altered(text, dice)
            target.writestr(name, text)
    return out.getvalue()


def seeds(program, folder):
    for file in sorted(ROOT.glob("tests/cmd/**/*.*")):
        if file.suffix in KINDS and file.stat().st_size > 1000:
            yield file.suffix, file.read_bytes()
    for asked in ["status zhejiang-145 --as-of 2024-06-30 -q", "trend zhejiang-145 rd-intensity -q", "tasks xinchang-2025 -q"]:
        file = folder / "written.xlsx"
        file.unlink(missing_ok=True)
        subprocess.run([program, *asked.split(), "-o", file], check=False, capture_output=True, env={})
        if file.exists():
            yield file.suffix, file.read_bytes()


def one(program, folder, data, ending, dice):
    file = folder / f"damaged{ending}"
    file.write_bytes(data)
    asked = dice.choice([["convert", file], ["status", PLAN, "--actuals", file, "--as-of", "2024-06-30", "-q"]])
    limited = lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    run = subprocess.run(
        [program, *map(str, asked)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={}, preexec_fn=limited, check=False
    )
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return run.returncode, seconds, run.stderr.decode("utf-8", "replace")


def main():
    program = Path(sys.argv[1]).resolve()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    dice = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    codes, slowest, wrong = collections.Counter(), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        all_seeds = list(seeds(program, Path(folder)))
        kinds = {kind: [data for its, data in all_seeds if its == kind] for kind in KINDS}
        for index in range(count):
            kind = KINDS[index % 3]
            data = dice.choice(kinds[kind])
            by_part = kind != ".xls" and dice.random() < 0.8
            data = parts_altered(data, dice) if by_part else bytes_altered(data, dice)
            code, seconds, said = one(program, Path(folder), data, kind, dice)
            codes[code, kind] += 1
            slowest = max(slowest, seconds)
            if code not in (0, 1, 2) or "panicked at" in said:
                wrong += 1
                kept = Path(f"damaged-{index}{kind}")
                kept.write_bytes(data)
                print(f"{kept}: exit {code}, {seconds:.1f} s: {said.strip()[-300:]}")
    # The largest of all runs.
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    for (code, ending), times in sorted(codes.items()):
        print(f"exit {code} {ending:5} {times:6}")
    print(f"{count} workbooks, {wrong} wrong, the slowest {slowest:.2f} s, the largest {memory:.0f} MiB")
    sys.exit(wrong > 0 or memory > MIB)


main()
