import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from holdtrue.checks import InputError
from holdtrue.experiments import cli
from holdtrue.experiments.documents import document
from holdtrue.experiments.models import Model, ScriptedChatModel
from holdtrue.middleware import Ledger


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[typer.Typer]:
    """The commands on a model that answers every request with the same apology."""
    monkeypatch.chdir(tmp_path)

    def resolve(name: str = "embedded", **options: object) -> Model:
        return Model(name, ScriptedChatModel(lambda messages: "I am sorry, I cannot do that."))

    monkeypatch.setattr("holdtrue.experiments.models.resolve", resolve)
    commands = typer.Typer()
    commands.command("relay")(cli.relay)
    commands.command("demo")(cli.demo)
    return commands


def call(app: typer.Typer, *words: str) -> Result:
    return CliRunner().invoke(app, words, catch_exceptions=False)


def test_a_relay_prints_its_table(app: typer.Typer) -> None:
    done = call(app, "relay", "expenses", "--trips", "1", "--records", "3", "--policy", "block")
    assert done.exit_code == 0
    assert "1 refused" in done.stdout
    assert len(Ledger(Path(".holdtrue/ledger.db")).records()) == 1


def test_policies_are_compared_on_the_scripted_model(app: typer.Typer) -> None:
    words = ("expenses", "--model", "delegate52", "--strategy", "monolithic", "--trips", "3", "--seeds", "2")
    done = call(
        app,
        "relay",
        *words,
        "--declared-only",
        *(w for p in ("none", "repair,block") for w in ("--policy", p)),
    )
    assert done.exit_code == 0
    assert "2 relays under each policy" in done.stdout
    assert "bare" in done.stdout
    assert "repair, block" in done.stdout


def test_json_is_all_that_stdout_holds(app: typer.Typer) -> None:
    done = call(app, "relay", "expenses", "inventory", "--trips", "1", "--policy", "none", "--json")
    relays = json.loads(done.stdout)
    assert [relay["document"] for relay in relays] == ["expenses", "inventory"]
    assert all(relay["rs"] == {"2": 0.0} for relay in relays)
    assert not Path(".holdtrue").exists()


def test_results_are_written(app: typer.Typer) -> None:
    call(app, "relay", "expenses", "--trips", "2", "--out", "results.json")
    assert json.loads(Path("results.json").read_text(encoding="utf-8"))[0]["trips"] == 2


def test_warnings_are_lines_on_stderr(app: typer.Typer) -> None:
    done = call(app, "relay", "expenses", "--trips", "1", "--policy", "warn", "--json")
    assert done.stderr.count("warning: hand-off of") == 2


@pytest.mark.parametrize(
    "words",
    [("relay", "nonesuch"), ("relay", "expenses", "--out", "results.xlsx"), ("relay", "--policy", "hope")],
)
def test_bad_input_is_refused_before_any_work(app: typer.Typer, words: tuple[str, ...]) -> None:
    with pytest.raises(InputError):
        call(app, *words)
    assert not Path(".holdtrue").exists()


def test_a_ledger_that_cannot_be_written_stops_a_relay_before_any_work(
    app: typer.Typer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ledger, "is_read_only", True)
    with pytest.raises(InputError, match="read-only"):
        call(app, "relay", "expenses")


def test_the_demo_writes_the_report_that_it_names(app: typer.Typer) -> None:
    done = call(app, "demo", "-o", "report.html")
    assert done.exit_code == 0
    assert str(Path("report.html").resolve()) in done.stdout.replace("\n", "")
    assert "<html" in Path("report.html").read_text(encoding="utf-8")
    told = [" ".join(line.split()) for line in done.stdout.splitlines()]
    for strategy in ("monolithic", "decomposed"):
        assert f"{strategy} copy 0 of 2 – 0 of 0 0 of 0" in told, (
            "an apology has no right answer to be edited"
        )
        assert f"{strategy} reformat 0 of 4 0.000 1 of 1 0 of 0" in told


def test_a_document_is_cut_to_its_first_records() -> None:
    expenses = document("expenses")
    cut = cli._first(expenses, 3)
    assert cut.records == expenses.records[:3]
    assert expenses.text.startswith(cut.text)
