"""The command `holdtrue contract compile`, and what `holdtrue check` makes of its cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from holdtrue.checks import InputError
from holdtrue.experiments.models.scripted import ScriptedChatModel
from holdtrue.middleware.cli import check, compiling

TABLE = "id,net\n1,10.00\n2,20.50\n3,30.00\n"
REVERSED = "id,net\n3,30.00\n2,20.50\n1,10.00\n"
ASKED = "Sort by net, descending."
ANSWER = json.dumps(
    {
        "clauses": [{"quote": "Sort by net, descending", "clause": "reorder(by=net, descending=true)"}],
        "ambiguous": [],
        "nothing": [],
    }
)
CASES = [
    {"id": "right", "instruction": ASKED, "before": {"t.csv": TABLE}, "after": {"t.csv": REVERSED}, "note": 1},
    {"id": "wrong", "instruction": ASKED, "before": {"t.csv": TABLE}, "after": {"t.csv": REVERSED.replace("20.50", "25.00")}},
    {"id": "other", "instruction": "Tidy up.", "before": {"t.csv": TABLE}, "after": {"t.csv": REVERSED}},
]  # fmt: skip


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text(TABLE)
    Path("cases.jsonl").write_text("".join(json.dumps(case) + "\n" for case in CASES))
    app = typer.Typer()
    app.callback()(lambda: None)
    check.register(app)
    compiling.register(app)

    def run(*args: str) -> Any:
        result = CliRunner().invoke(app, args)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


def lines(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text().splitlines()]


def test_cases_get_their_contracts_through_a_batch_service(call: Any) -> None:
    options = ("compile", "--cases", "cases.jsonl", "--model", "openai:m")
    assert call(*options, "--requests", "q.jsonl").exit_code == 0
    requests = lines("q.jsonl")
    assert len(requests) == 2  # one instruction, one question
    assert not any("20.50" in request["body"]["messages"][1]["content"] for request in requests)
    first = next(r for r in requests if ASKED in r["body"]["messages"][1]["content"])
    answer = {
        "custom_id": first["custom_id"],
        "response": {"body": {"choices": [{"message": {"content": ANSWER}}]}},
    }
    Path("a.jsonl").write_text(json.dumps(answer) + "\n")
    result = call(*options, "--answers", "a.jsonl", "--out", "compiled.jsonl")
    assert "2 cases with a contract for all of their instruction, 0 for a part" in result.stderr
    cases = lines("compiled.jsonl")
    assert [case.get("contract", {}).get("source") for case in cases] == ["compiled", "compiled", None]
    assert cases[0]["note"] == 1
    assert cases[2]["compiled"]["trouble"]
    call("check", "--cases", "compiled.jsonl", "--out", "r.jsonl")
    results = lines("r.jsonl")
    assert [result["verdict"] for result in results[:2]] == ["pass", "fail"]
    assert results[2]["contract"]["source"] == "default"


def test_one_instruction_at_once(call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {ASKED: ANSWER, "Tidy up.": "{}"}
    model = ScriptedChatModel(lambda messages: next(a for q, a in answers.items() if q in messages[-1].text))
    monkeypatch.setattr("holdtrue.middleware.compiler.compiler.chat_model", lambda _: model)
    result = call(
        "compile", "--instruction", ASKED, "--before", "t.csv", "--model", "some:model", "--cache", "c.db"
    )
    assert result.exit_code == 0
    assert 'reorder(by="net", descending=true)' in result.stdout
    result = call(
        "compile", "--instruction", "Tidy up.", "--before", "t.csv", "--model", "some:model", "--json"
    )
    assert result.exit_code == 1
    assert json.loads(result.stdout)["contract"] is None


@pytest.mark.parametrize(
    "options",
    [
        ("--instruction", ASKED, "--before", "t.csv"),
        ("--model", "openai:m"),
        ("--model", "openai:m", "--instruction", ASKED, "--before", "none.csv"),
        ("--model", "nobody", "--instruction", ASKED, "--before", "t.csv"),
        ("--model", "openai:m", "--cases", "cases.jsonl"),
        ("--model", "openai:m", "--cases", "none.jsonl", "--requests", "q.jsonl"),
        ("--model", "openai:m", "--cases", "cases.jsonl", "--out", "o.jsonl", "--answers", "cases.jsonl"),
        ("--model", "openai:m", "--cases", "cases.jsonl", "--out", "o.jsonl", "--requests", "q.jsonl"),
        ("--model", "openai:m", "--instruction", ASKED, "--before", "t.csv", "--requests", "q.jsonl"),
        ("--model", "openai:m", "--cases", "cases.jsonl", "--requests", "q.jsonl", "--cache", "c.db"),
    ],
)
def test_what_is_wrong_is_one_line_and_leaves_nothing(call: Any, options: tuple[str, ...]) -> None:
    before = sorted(Path.cwd().iterdir())
    with pytest.raises(InputError) as error:
        call("compile", *options)
    assert "\n" not in str(error.value)
    assert sorted(Path.cwd().iterdir()) == before
