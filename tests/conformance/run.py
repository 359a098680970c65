"""`make conformance`: LangChain-core's own tests of Runnables, with every composed step guarded.

The tests come from the released source distribution and run in an environment of their own, without `langchain`, whose
version would show in their snapshots.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import venv
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORK = ROOT / "build" / "conformance"

TESTED_WITH = (
    "blockbuster<1.6", "freezegun", "grandalf", "hatchling", "langchain-tests", "numpy", "pytest-asyncio",
    "pytest-mock", "pytest-socket", "pytest-xdist", "responses", "syrupy<6",
)  # fmt: skip
"""What LangChain-core's tests need."""

NEEDED = (
    "diff-match-patch", "defusedxml", "rapidfuzz", "rfc8785", "ruamel.yaml", "sqlalchemy>=2.0.30",
)  # fmt: skip
"""What a guard with a ledger needs, beside LangChain-core."""


def main() -> int:
    """Run the tests; 0 if all pass."""
    release = version("langchain-core")
    source = WORK / f"langchain_core-{release}"
    python = WORK / "venv" / "bin" / "python"
    if not python.exists():
        venv.create(python.parents[1], with_pip=True)
    _pip(python, "install", f"langchain-core=={release}", *TESTED_WITH, *NEEDED)
    if not source.exists():
        options = ("--no-deps", "--no-binary=:all:", "--no-build-isolation", f"--dest={WORK}")
        _pip(python, "download", *options, f"langchain-core=={release}")
        with tarfile.open(WORK / f"{source.name}.tar.gz") as archive:
            archive.extractall(WORK, filter="data")
    command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "guard_everything"]
    command += ["--disable-socket", "--allow-unix-socket", "tests/unit_tests/runnables"]
    paths = f"{ROOT / 'build' / 'named'}:{Path(__file__).parent}"
    done = subprocess.run(
        command,
        cwd=source,
        env={"PYTHONPATH": paths, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    for name in re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE):
        print(f"fails: {name}")
    print(*done.stdout.strip().splitlines()[-1:], *re.findall(r"hand-offs seen.*", done.stdout), sep="\n")
    if not re.search(r"\d+ passed", done.stdout):
        print(done.stdout, done.stderr)
    return done.returncode


def _pip(python: Path, *words: str) -> None:
    subprocess.run([python, "-m", "pip", *words[:1], "--quiet", *words[1:]], check=True)


if __name__ == "__main__":
    sys.exit(main())
