"""`python -m plancheck`: runs the program that this package installed, also where the folder of scripts is not on PATH."""

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path


def program():
    """The path of the program."""
    name = "plancheck.exe" if os.name == "nt" else "plancheck"
    places = [file.locate() for file in importlib.metadata.files("plancheck") or () if file.name == name]
    # `pip install --target` moves the scripts after it has listed them.
    places.append(Path(__file__).parent.parent / "bin" / name)
    for place in places:
        if os.path.isfile(place):
            return os.fspath(place)
    sys.exit(f"python -m plancheck: there is no {places[0]}; reinstall the package")


def main():
    command = [program(), *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


main()
