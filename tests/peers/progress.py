#!/usr/bin/env python3
"""The progress line of plancheck while it reads a long file, seen through a pseudo-terminal.

    tests/peers/progress.py [PLANCHECK]      default target/debug/plancheck

The file is fed slowly through a named pipe, so that the run takes long enough. Fails if the line does not appear, is
updated too often, is not erased, or is written without a terminal.
"""

import os
import pty
import re
import subprocess
import sys
import tempfile
import threading
import time

PLAN = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "cmd", "actuals", "city.toml"))
HEAD = "region,indicator,period,value,unit\n"
ROWS = "".join(f"别处市,别的指标,{2000 + index % 25},{index},件\n" for index in range(20000))
SECONDS = 2.4


def slowly(path, last):
    with open(path, "wb") as file:
        file.write((HEAD + "测试市,发明专利授权量,2022,300,件\n").encode())
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            file.write(ROWS.encode())
            file.flush()
            time.sleep(0.05)
        file.write(last.encode())


def run(program, arguments, last="", on_terminal=True, **environment):
    """The output on stderr, and the seconds it took."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "slow.csv")
        os.mkfifo(path)
        feeder = threading.Thread(target=slowly, args=(path, last))
        feeder.start()
        ours, theirs = pty.openpty() if on_terminal else os.pipe()
        child = subprocess.Popen(
            [program, *arguments, "--actuals", path, "--as-of", "2024-06-30"],
            stdout=subprocess.DEVNULL,
            stderr=theirs,
            env={"TERM": "xterm", **environment},
        )
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            said += piece
        child.wait()
        feeder.join()
        os.close(ours)
        return said.decode().replace("\r\n", "\n"), child.returncode


def screen(text):
    """The final content of the screen."""
    lines = [[]]
    column = 0
    for sign in text:
        if sign == "\r":
            column = 0
        elif sign == "\n":
            lines.append([])
            column = 0
        else:
            line = lines[-1]
            line.extend(" " * (column + 1 - len(line)))
            line[column] = sign
            column += 1
    return "\n".join("".join(line).rstrip() for line in lines)


def main():
    program = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "target/debug/plancheck")
    status = ["status", PLAN]
    every = [*status, "--each-region", "--format", "csv"]
    for arguments in [status, every]:
        for language, word in [("en", "reading: "), ("zh", "正在读取：")]:
            text, code = run(program, [*arguments, "--lang", language])
            shown = text.count(word)
            print(f"{' '.join(arguments[2:]) or 'status'} {language}: {shown} times: {text.split(chr(13))[1]!r}")
            assert code == 0, text
            assert 3 <= shown <= (SECONDS - 1) * 5 + 4, shown
            assert "\x1b" not in text[: text.rindex(word)] and word not in screen(text), screen(text)
    # An error comes on a clean line.
    text, code = run(program, status, last="测试市,发明专利授权量,2023,many,件\n")
    assert code == 2 and "reading: " in text
    assert re.match(r"(\x1b\[[0-9;]*m)*error\[value-not-a-number\]|(\x1b\[[0-9;]*m)*error", screen(text)), screen(text)
    assert "reading: " not in screen(text)
    for name, arguments, options in [
        ("quiet", [*status, "-q"], {}),
        ("a dumb terminal", status, {"TERM": "dumb"}),
        ("no terminal", status, {"on_terminal": False}),
    ]:
        text, code = run(program, arguments, **options)
        assert code == 0 and "reading" not in text and "\r" not in text, (name, text)
        print(f"{name}: nothing")
    text, _ = run(program, [*status, "--ascii"], NO_COLOR="1")
    assert "reading: " in text and text.isascii() and "\x1b" not in text, text
    print("--ascii, NO_COLOR: plain")


main()
