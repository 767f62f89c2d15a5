#!/usr/bin/env python3
"""Validates the JUnit report of `plancheck check` against the schema that CI servers use.

Fetches `junit-10.xsd` (it comes with pytest's source package) and lxml from the package index into a folder of its own,
lets the binary write reports for the plans of this repository and for invented plans, and validates each.

    cargo build && tests/peers/junit.py [target/debug/plancheck]
"""

import pathlib
import subprocess
import sys
import tarfile
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
PYTEST = "pytest==8.3.4"

# Arguments, and the expected exit code.
RUNS = [
    (["hangzhou-2024", "--as-of", "2025-06-30"], 1),
    (["hangzhou-2024", "--as-of", "2025-06-30", "--fail-on", "none", "--lang", "zh"], 0),
    (["hangzhou-2024", "zhejiang-145", "xinchang-2025", "--as-of", "2025-12-01", "--fail-on", "no-data,warning"], 1),
    (["tests/cmd/check.in/made-2025.toml", "--as-of", "2024-06-30"], 1),
    (["tests/cmd/check.in/made-2025.toml", "--as-of", "2024-06-30", "--fail-on", "not-assessable"], 0),
    (
        ["tests/cmd/check.in/made-2025.toml", "--as-of", "2024-06-30", "--fail-on", "warning"]
        + ["--actuals", "tests/cmd/check.in/conflict.csv"],
        1,
    ),
]


def pip(*arguments):
    subprocess.run([sys.executable, "-m", "pip", "-q", *arguments], check=True)


def schema(folder):
    """The schema, from pytest's source package."""
    pip("download", "--no-deps", "--no-binary", ":all:", "-d", str(folder), PYTEST)
    (package,) = folder.glob("pytest-*.tar.gz")
    with tarfile.open(package) as files:
        (name,) = [name for name in files.getnames() if name.endswith("/junit-10.xsd")]
        return files.extractfile(name).read()


def main():
    binary = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else TOP / "target/debug/plancheck").resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        pip("install", "--target", str(folder / "lib"), "lxml")
        sys.path.insert(0, str(folder / "lib"))
        from lxml import etree

        valid = etree.XMLSchema(etree.fromstring(schema(folder)))
        for arguments, code in RUNS:
            command = [str(binary), "check", *arguments, "--format", "junit", "-q"]
            run = subprocess.run(command, cwd=TOP, capture_output=True, env={})
            if run.returncode != code:
                sys.exit(f"exit {run.returncode} instead of {code}: {' '.join(arguments)}\n{run.stderr.decode()}")
            report = etree.fromstring(run.stdout)
            valid.assertValid(report)
            for suite in report:
                cases = suite.findall("testcase")
                counted = [str(len(cases))] + [
                    str(sum(case.find(end) is not None for case in cases)) for end in ("failure", "skipped")
                ]
                said = [suite.get(name) for name in ("tests", "failures", "skipped")]
                if counted != said:
                    sys.exit(f"{suite.get('name')} counts {said}, has {counted}")
            print(f"valid: {report.get('tests')} cases, {report.get('failures')} failures: {' '.join(arguments)}")


if __name__ == "__main__":
    main()
