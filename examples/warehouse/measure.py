"""Runs a command with its standard output in a file, and prints wall time and peak memory.

Usage: measure.py NAME OUT COMMAND...

The memory is that of all its processes, and of the process EXTRA_PID with those that it started, summed every 20 ms
(proportional set size: shared pages are counted once). It is known on Linux only.
"""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

PROC = Path("/proc")


def tree(roots):
    """These processes and all that they started."""
    children = {}
    for status in PROC.glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(status.parent.name))
    waiting, found = list(roots), set()
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += children.get(one, [])
    return found


def memory(roots):
    """Their proportional set size in KiB."""
    size = 0
    for process in tree(roots):
        try:
            text = (PROC / str(process) / "smaps_rollup").read_text()
        except OSError:
            continue
        size += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return size


def main():
    name, out, *command = sys.argv[1:]
    started = time.perf_counter()
    with open(out, "wb") as stdout:
        process = subprocess.Popen(command, stdout=stdout)
    roots = [process.pid, *(int(pid) for pid in os.environ.get("EXTRA_PID", "").split())]
    peak = 0
    done = threading.Event()

    def watch():
        nonlocal peak
        while not done.wait(0.02):
            peak = max(peak, memory(roots))

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    wall = time.perf_counter() - started
    done.set()
    watcher.join()
    print(f"{name}: {wall:.2f} s, {peak / 1024:.0f} MiB", flush=True)
    sys.exit(code)


main()
