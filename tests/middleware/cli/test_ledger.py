"""`holdtrue ledger` at the shell's prompt."""

import json
import sqlite3

import pytest
from typer.testing import CliRunner

from holdtrue.checks import Artifact, Contract, Finding, Verdict
from holdtrue.middleware import Record
from holdtrue.middleware.cli.ledger import app
from holdtrue.middleware.ledger import LedgerError
from holdtrue.middleware.settings import settings

FINDING = Finding("number.changed", "forbidden", "major", "[bold]12\x1b[31m[/bold] became 13")


@pytest.fixture
def ledger(ledger):
    verdict = Verdict("fail", 0.5, (FINDING,), Contract.preserve(), 1.0)
    for run in ("first", "second"):
        ledger.append(
            Record(run=run, step="edit", before=Artifact.of("12"), after=Artifact.of("13"), verdict=verdict)
        )
    ledger.append(Record(run="second", step="send", before=Artifact.of("\ud800"), after=None, trouble="boom"))
    return ledger


def run(*arguments, ledger=None):
    where = ["--ledger", str(ledger.path)] if ledger is not None else []
    return CliRunner().invoke(app, [*arguments, *where])


def test_verify_says_that_all_holds(ledger):
    result = run("verify", ledger=ledger)
    assert result.exit_code == 0
    assert "3 records" in result.stdout
    assert ledger.head in result.stdout
    assert run("verify", "--head", ledger.head.upper(), ledger=ledger).exit_code == 0


def test_verify_names_the_broken_record(ledger):
    ledger.close()
    data = ledger.path.read_bytes()
    ledger.path.write_bytes(data.replace(b"became 13", b"became 12", 1))
    result = run("verify", ledger=ledger)
    assert result.exit_code == 2
    assert "broken: record " in result.stdout
    found = json.loads(run("verify", "--json", ledger=ledger).stdout)
    assert (found["ok"], found["broken"]["step"]) == (False, "edit")


def test_verify_finds_a_missing_head(ledger):
    result = run("verify", "--head", "f" * 64, ledger=ledger)
    assert result.exit_code == 2
    assert "noted hash" in result.stdout


def test_a_file_too_damaged_to_open_is_broken(ledger):
    ledger.close()
    data = bytearray(ledger.path.read_bytes())
    data[100:108] = b"\xff" * 8  # the head of the first page's tree
    ledger.path.write_bytes(data)
    result = run("verify", ledger=ledger)
    assert result.exit_code == 2
    assert "damaged" in result.stdout


def test_show_lists_runs_and_hand_offs(ledger):
    runs = run("show", ledger=ledger)
    assert runs.exit_code == 0
    assert runs.stdout.index("second") < runs.stdout.index("first")
    one = run("show", "last", ledger=ledger)
    assert "boom" in one.stdout
    assert "[bold]12⟨U+001B⟩" in one.stdout.replace("\n", "")
    assert "\x1b[31m" not in one.stdout


def test_show_prints_json(ledger):
    runs = json.loads(run("show", "--json", ledger=ledger).stdout)
    assert [(entry["id"], entry["handoffs"], entry["outcomes"]) for entry in runs] == [
        ("second", 2, {"fail": 1, "none": 1}),
        ("first", 1, {"fail": 1}),
    ]
    records = json.loads(run("show", "fir", "--json", ledger=ledger).stdout)
    assert [(entry["step"], entry["outcome"], entry["findings"]) for entry in records] == [
        ("edit", "fail", 1)
    ]


def test_export_writes_whole_hand_offs(ledger, tmp_path):
    path = tmp_path / "out.jsonl"
    result = run("export", "all", "-o", str(path), ledger=ledger)
    assert result.exit_code == 0
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [line["seq"] for line in lines] == [1, 2, 3]
    assert lines[0]["before"] == {"text": "12"}
    assert lines[0]["verdict"]["findings"][0]["message"] == FINDING.message
    assert lines[2]["before"] == {"text": "\ud800"}
    assert lines[1]["hash"] == lines[2]["prev"]
    printed = run("export", "first", ledger=ledger).stdout
    assert [json.loads(line)["run"] for line in printed.splitlines()] == ["first"]


def test_the_usual_ledger_is_the_one_from_the_settings(ledger, monkeypatch):
    monkeypatch.setenv("HOLDTRUE_LEDGER", str(ledger.path))
    settings.cache_clear()
    try:
        assert run("verify").exit_code == 0
    finally:
        settings.cache_clear()


@pytest.mark.parametrize("command", [["verify"], ["show"], ["export", "all"]])
def test_a_missing_or_foreign_ledger_is_refused_and_none_is_made(tmp_path, command):
    missing = tmp_path / "none.db"
    result = run(*command, "--ledger", str(missing))
    assert isinstance(result.exception, LedgerError)
    assert not missing.exists()
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE x (y)")
    connection.close()
    assert isinstance(run(*command, "--ledger", str(other)).exception, LedgerError)
