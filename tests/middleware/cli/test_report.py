"""`holdtrue report` at the shell's prompt."""

import json

import pytest
import typer
from typer.testing import CliRunner

from holdtrue.checks import Artifact, Contract, InputError, Verdict
from holdtrue.middleware import Record
from holdtrue.middleware.cli.report import report


@pytest.fixture
def ledger(ledger):
    verdict = Verdict("pass", 1.0, (), Contract.preserve(), 1.0)
    for run in ("first", "second"):
        ledger.append(
            Record(run=run, step="edit", before=Artifact.of("12"), after=Artifact.of("12"), verdict=verdict)
        )
    return ledger


def run(ledger, *arguments):
    app = typer.Typer()
    app.command()(report)
    return CliRunner().invoke(app, [*arguments, "--ledger", str(ledger.path)])


def runs_in(path):
    return [entry["id"] for entry in json.loads(path.read_text())["runs"]]


def test_the_last_run_is_reported_unless_another_is_named(ledger, tmp_path):
    path = tmp_path / "r.json"
    result = run(ledger, "-o", str(path))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["second: The hand-off held", str(path)]
    assert runs_in(path) == ["second"]


def test_several_runs_stand_side_by_side_each_once(ledger, tmp_path):
    path = tmp_path / "r.json"
    assert run(ledger, "first", "last", "sec", "-o", str(path)).exit_code == 0
    assert runs_in(path) == ["first", "second"]
    assert json.loads(path.read_text())["ledger_head"] == ledger.head


@pytest.mark.parametrize("arguments", [["nope", "-o", "r.html"], ["first", "-o", "r.docx"]])
def test_what_cannot_be_reported_is_told(ledger, arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    assert isinstance(run(ledger, *arguments).exception, InputError)
    assert set(tmp_path.iterdir()) == before
