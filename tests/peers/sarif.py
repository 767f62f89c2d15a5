#!/usr/bin/env python3
"""Validates the output of `plancheck validate --format sarif` against the schema of SARIF 2.1.0.

Fetches the schema (it comes with the npm package @microsoft/jest-sarif) and jsonschema from the package index into a folder
of its own, lets the binary check the plans of this repository, every broken plan of the tests, and files whose names
need escapes, and validates each log. Needs npm and pip.

    cargo build && tests/peers/sarif.py [target/debug/plancheck]
"""

import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import urllib.parse

TOP = pathlib.Path(__file__).resolve().parents[2]
PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"


def schema(folder):
    """The schema, from the package."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (package,) = folder.glob("*.tgz")
    with tarfile.open(package) as files:
        (name,) = [name for name in files.getnames() if "/schemas/sarif-2.1.0" in name]
        return json.load(files.extractfile(name))


def written(binary, files, *options):
    """The log of a run, and the exit code."""
    command = [str(binary), "validate", *map(str, files), "--format", "sarif", "-q", *options]
    run = subprocess.run(command, cwd=TOP, capture_output=True, env={})
    if run.stderr:
        sys.exit(f"{command}: {run.stderr.decode()}")
    return json.loads(run.stdout), run.returncode


def places(result):
    for location in [*result["locations"], *result.get("relatedLocations", [])]:
        yield location["physicalLocation"]


def compare_with_files(run, names):
    """Every location names an existing file, and its snippet is at its region."""
    count = 0
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"], result
        for place in places(result):
            uri = urllib.parse.unquote(place["artifactLocation"]["uri"].removeprefix("file://"))
            path = TOP / uri
            assert path in names or path.name == "catalog.toml", f"{uri} is no file that was checked"
            region = place["region"]
            if "snippet" not in region:
                continue
            lines = path.read_text("utf-8-sig", errors="replace").split("\n")
            line = lines[region["startLine"] - 1]
            part = line[region["startColumn"] - 1 : region["endColumn"] - 1]
            assert part == region["snippet"]["text"], (uri, region, part)
            count += 1
    return count


def main():
    binary = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else TOP / "target/debug/plancheck").resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        pip = [sys.executable, "-m", "pip", "-q", "install", "--target", str(folder / "lib"), "jsonschema"]
        subprocess.run(pip, check=True)
        sys.path.insert(0, str(folder / "lib"))
        import jsonschema

        validator = jsonschema.Draft4Validator
        form = schema(folder)
        if "draft-07" in form["$schema"]:
            validator = jsonschema.Draft7Validator
        valid = validator(form)
        odd = folder / "规 划#1%.toml"
        odd.write_bytes((TOP / "tests/cmd/plans/keys.in/slip.toml").read_bytes())
        runs = [([], ()), ([odd], ()), ([odd], ("--lang", "zh")), ([folder / "absent.toml", odd], ())]
        for cases in sorted((TOP / "tests/cmd/plans").glob("*.in")):
            runs.append(([path.relative_to(TOP) for path in sorted(cases.rglob("*.toml"))], ()))
        for files, options in runs:
            log, code = written(binary, files, *options)
            errors = [f"{list(error.absolute_path)}: {error.message}" for error in valid.iter_errors(log)]
            if errors:
                sys.exit("\n".join(errors))
            (run,) = log["runs"]
            levels = [result["level"] for result in run["results"]]
            ran = run["invocations"][0]["executionSuccessful"]
            wanted = 2 if not ran else 1 if "error" in levels else 0
            if code != wanted:
                sys.exit(f"exit {code} instead of {wanted}: {files}")
            known = compare_with_files(run, [TOP / file for file in files])
            name = files[0].parent.name if files else "all plans"
            print(f"valid: {name}: {len(levels)} results, {known} places compared, exit {code}")


if __name__ == "__main__":
    main()
