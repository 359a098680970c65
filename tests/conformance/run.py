"""`make conformance`: the own tests of LangChain-core, LangGraph and LangChain's agents, with everything in them guarded.

The tests come from the released source distributions. Each suite runs in an environment of its own, LangChain-core's
without `langchain`, whose version would show in its snapshots. Where some tests fail without guards, too (snapshots of
other versions, servers that are not there), both ways are run, and what counts is the failures that guards add.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
import venv
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORK = ROOT / "build" / "conformance"

LEFT_OUT = ("langchain", "langgraph", "pydantic-settings", "jinja2", "polars", "typer", "rich")
"""Beginnings of what Holdtrue needs, and a guard with a ledger does not or must not bring along."""


@dataclass(frozen=True, slots=True)
class Suite:
    """Somebody else's tests, and how everything in them is guarded."""

    package: str
    """The distribution that they come with."""

    tests: tuple[str, ...]
    """Files and folders of tests in it."""

    plugin: str
    """The pytest plugin beside this file that guards everything."""

    needs: tuple[str, ...]
    """Distributions that they need, beside the package and pytest."""

    options: tuple[str, ...] = ()
    """Further options for pytest, as upstream gives them."""

    compared: bool = True
    """Whether some fail without guards, too."""

    @property
    def folder(self) -> str:
        """Name of the unpacked source distribution."""
        return f"{self.package.replace('-', '_')}-{version(self.package)}"


OFFLINE = ("--disable-socket", "--allow-unix-socket")

SUITES = {
    "core": Suite(
        package="langchain-core",
        tests=("tests/unit_tests/runnables",),
        plugin="guard_everything",
        needs=(
            "blockbuster<1.6", "freezegun", "grandalf", "langchain-tests", "numpy", "pytest-asyncio", "pytest-mock",
            "pytest-socket", "pytest-xdist", "responses", "syrupy<6",
        ),
        options=OFFLINE,
        compared=False,
    ),
    "graphs": Suite(
        package="langgraph",
        tests=tuple(
            f"tests/test_{name}.py"
            for name in (
                "pregel", "retry", "interruption", "runnable", "state", "parent_command", "pydantic",
                "messages_state", "runtime",
            )
        ),
        plugin="guard_nodes",
        needs=(
            "langgraph-checkpoint-postgres", "langgraph-checkpoint-sqlite", "psycopg[binary]", "pycryptodome",
            "pytest-dotenv", "pytest-mock", "pytest-repeat", "pytest-xdist", "redis", "syrupy",
        ),
    ),
    "agents": Suite(
        package="langchain",
        tests=("tests/unit_tests/agents",),
        plugin="guard_agents",
        needs=(
            "blockbuster<1.6", "langchain-openai", "langchain-tests", "pytest-asyncio<2", "pytest-benchmark",
            "pytest-mock", "pytest-socket", "pytest-xdist", "syrupy<6", "toml",
        ),
        options=OFFLINE,
    ),
}  # fmt: skip


def main(wanted: list[str]) -> int:
    """Run the suites of those names, or all; 0 if guards add no failure."""
    bad = [name for name in wanted or SUITES if not _holds(name, SUITES[name])]
    return 1 if bad else 0


def _holds(name: str, suite: Suite) -> bool:
    print(f"== {name}: {suite.folder}")
    python = _prepared(name, suite)
    known: set[str] = set()
    if suite.compared:
        known, bare = _run(python, suite, guarded=False)
        print(f"without guards: {_last(bare)}")
    failed, out = _run(python, suite, guarded=True)
    print(f"with guards: {_last(out)}", *re.findall(r"hand-offs seen.*", out), sep="\n")
    new = sorted(failed - known)
    for test in new:
        print(f"fails only with guards: {test}")
    if not re.search(r"\d+ passed", out):
        print(out)
        return False
    print(f"{len(new)} new failures")
    return not new


def _prepared(name: str, suite: Suite) -> Path:
    """The suite's interpreter, everything installed, and its source unpacked."""
    python = WORK / name / "bin" / "python"
    if not python.exists():
        venv.create(python.parents[1], with_pip=True)
    release = f"{suite.package}=={version(suite.package)}"
    core = f"langchain-core=={version('langchain-core')}"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [each for each in project["dependencies"] if not each.startswith(LEFT_OUT)]
    _pip(python, "install", release, core, "hatchling", "pytest", *suite.needs, *needed)
    if not (WORK / suite.folder).exists():
        options = ("--no-deps", "--no-binary=:all:", "--no-build-isolation", f"--dest={WORK}")
        _pip(python, "download", *options, release)
        with tarfile.open(WORK / f"{suite.folder}.tar.gz") as archive:
            archive.extractall(WORK, filter="data")
    return python


def _run(python: Path, suite: Suite, *, guarded: bool) -> tuple[set[str], str]:
    """Names of the tests that fail, and what pytest says."""
    command = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", *suite.options]
    command += ["-p", suite.plugin] if guarded else []
    done = subprocess.run(
        [*command, *suite.tests],
        cwd=WORK / suite.folder,
        env={
            "PYTHONPATH": f"{ROOT / 'build' / 'named'}:{Path(__file__).parent}",
            "PATH": "/usr/bin:/bin",
            "NO_DOCKER": "true",
            # Hashes, and with them the order of sets, are the same in both runs.
            "PYTHONHASHSEED": "0",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    out = done.stdout + done.stderr
    return set(re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)), out


def _last(out: str) -> str:
    lines = [line for line in out.splitlines() if re.search(r"\d+ (?:passed|failed|error)", line)]
    return lines[-1] if lines else "nothing ran"


def _pip(python: Path, *words: str) -> None:
    subprocess.run([python, "-m", "pip", *words[:1], "--quiet", *words[1:]], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
