"""The judge of `holdtrue check`, by files of questions and answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from holdtrue.checks import InputError
from holdtrue.experiments.models.scripted import ScriptedChatModel
from holdtrue.middleware.cli import check

TEXT = "Pay 5 EUR on 3 May.\nPay 7 EUR on 4 May.\n"
CASES = [
    {"id": "same", "instruction": "Copy.", "before": {"t": TEXT}, "after": {"t": TEXT}},
    {"id": "changed", "instruction": "Copy.", "before": {"t": TEXT}, "after": {"t": TEXT.replace("5", "6")}},
    {"id": "twice", "instruction": "Copy.", "before": {"t": TEXT}, "after": {"t": TEXT.replace("7", "9")}},
    {
        "id": "failed",
        "before": {"t": TEXT},
        "after": {"t": TEXT.replace("5", "6")},
        "contract": {"mode": "preserve"},
    },
]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cases.jsonl").write_text("".join(json.dumps(case) + "\n" for case in CASES))
    app = typer.Typer()
    app.callback()(lambda: None)
    check.register(app)

    def run(*args: str) -> Any:
        result = CliRunner().invoke(app, ["check", *args])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


def lines(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text().splitlines()]


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """A service that finds the 6 wrong and the 9 allowed."""
    asked = request["body"]["messages"][1]["content"]
    ruling = "not_allowed" if "{+6+}" in asked else "allowed"
    text = json.dumps({"rulings": [{"item": 1, "ruling": ruling, "reason": "as scripted"}]})
    body = {"model": "m", "choices": [{"message": {"content": text}}], "usage": {"prompt_tokens": 100, "completion_tokens": 10}}  # fmt: skip
    return {"custom_id": request["custom_id"], "response": {"status_code": 200, "body": body}}


def test_requests_and_answers_finish_the_verdicts(call: Any) -> None:
    result = call(
        "--cases", "cases.jsonl", "--out", "first.jsonl", "--judge", "openai:m", "--judge-requests", "q.jsonl"
    )
    assert "2 places in 4 hand-offs" in result.stderr
    assert [r["verdict"] for r in lines("first.jsonl")] == ["pass", "warn", "warn", "fail"]
    requests = lines("q.jsonl")
    assert [request["body"]["model"] for request in requests] == ["m", "m"]
    Path("a.jsonl").write_text("".join(json.dumps(answer(request)) + "\n" for request in reversed(requests)))
    result = call(
        "--cases", "cases.jsonl", "--out", "last.jsonl", "--judge-answers", "a.jsonl", "--judge-prices", "1/2"
    )
    assert [r["verdict"] for r in lines("last.jsonl")] == ["pass", "fail", "pass", "fail"]
    assert "200 tokens read and 20 written, cost 0.0002" in result.stderr
    told = lines("last.jsonl")[1]["judge"]
    assert (told["model"], told["input_tokens"], told["asked"]) == ("m", 100, 1)
    assert told["whole_tokens"] > 100


def test_answers_to_other_questions_count_for_nothing(call: Any) -> None:
    call(
        "--cases", "cases.jsonl", "--out", "first.jsonl", "--judge", "openai:m", "--judge-requests", "q.jsonl"
    )
    Path("a.jsonl").write_text("".join(json.dumps(answer(request)) + "\n" for request in lines("q.jsonl")))
    cases = Path("cases.jsonl").read_text().replace("May", "June")
    Path("cases.jsonl").write_text(cases)
    call("--cases", "cases.jsonl", "--out", "last.jsonl", "--judge-answers", "a.jsonl")
    assert [r["verdict"] for r in lines("last.jsonl")] == ["pass", "warn", "warn", "fail"]


def test_what_passes_is_a_warning_until_the_judge_has_answered(call: Any) -> None:
    text = "Pay 5 EUR on 3 May.\n"
    case = {"id": "reworded", "instruction": "Put it in the passive voice.", "before": {"t": text}}
    Path("cases.jsonl").write_text(json.dumps({**case, "after": {"t": "5 EUR are paid on 3 May.\n"}}) + "\n")
    call("--cases", "cases.jsonl", "--out", "alone.jsonl")
    call(
        "--cases", "cases.jsonl", "--out", "first.jsonl", "--judge", "openai:m", "--judge-requests", "q.jsonl"
    )
    Path("a.jsonl").write_text("".join(json.dumps(answer(request)) + "\n" for request in lines("q.jsonl")))
    call("--cases", "cases.jsonl", "--out", "last.jsonl", "--judge-answers", "a.jsonl")
    Path("none.jsonl").write_text("")
    call("--cases", "cases.jsonl", "--out", "unanswered.jsonl", "--judge-answers", "none.jsonl")
    found = {name: lines(f"{name}.jsonl")[0]["verdict"] for name in ("alone", "first", "last", "unanswered")}
    assert found == {"alone": "pass", "first": "warn", "last": "pass", "unanswered": "warn"}


def test_both_documents_whole_by_files(call: Any) -> None:
    options = ("--cases", "cases.jsonl", "--judge-whole")
    call(*options, "--out", "first.jsonl", "--judge", "openai:m", "--judge-requests", "q.jsonl")
    requests = lines("q.jsonl")
    assert len(requests) == 4
    assert all("4 May" in request["body"]["messages"][1]["content"] for request in requests)
    texts = {request["custom_id"]: '{"judgement": "intact", "damage": []}' for request in requests}
    Path("a.jsonl").write_text(
        "".join(
            json.dumps(
                {"custom_id": name, "result": {"message": {"content": [{"type": "text", "text": text}]}}}
            )
            + "\n"
            for name, text in texts.items()
        )
    )
    call(*options, "--out", "last.jsonl", "--judge-answers", "a.jsonl")
    assert [r["verdict"] for r in lines("last.jsonl")] == ["pass", "pass", "pass", "fail"]


def test_a_model_at_once(call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    said = '{"rulings": [{"item": 1, "ruling": "not_allowed", "reason": "nobody asked"}]}'
    monkeypatch.setattr("holdtrue.middleware.judge.judge.chat_model", lambda _: ScriptedChatModel([said]))
    Path("a.txt").write_text(TEXT)
    Path("b.txt").write_text(TEXT.replace("5", "6"))
    result = call("--before", "a.txt", "--after", "b.txt", "--judge", "some:model", "--json")
    assert result.exit_code == 2
    shown = json.loads(result.stdout)
    assert "nobody asked" in shown["findings"][0]["message"]
    assert shown["judge"]["calls"] == 1


@pytest.mark.parametrize(
    "options",
    [
        ("--judge-requests", "q.jsonl"),
        ("--judge", "openai:m", "--judge-requests", "q.jsonl", "--judge-answers", "cases.jsonl"),
        ("--judge", "openai:m", "--judge-answers", "cases.jsonl"),
        ("--judge-answers", "cases.jsonl"),
        ("--judge-answers", "none.jsonl"),
        ("--judge-whole",),
        ("--judge-prices", "1/2"),
        ("--judge", "nobody"),
        ("--judge", "openai:m", "--judge-requests", "q.jsonl", "--judge-prices", "cheap"),
        ("--judge", "openai:m", "--judge-requests", "cases.jsonl/q.jsonl"),
    ],
)
def test_options_that_do_not_go_together_leave_nothing(call: Any, options: tuple[str, ...]) -> None:
    before = sorted(Path.cwd().iterdir())
    with pytest.raises(InputError) as error:
        call("--cases", "cases.jsonl", "--out", "r.jsonl", *options)
    assert "\n" not in str(error.value)
    assert sorted(Path.cwd().iterdir()) == before


def test_files_of_questions_are_for_batches(call: Any) -> None:
    with pytest.raises(InputError, match="go with --cases"):
        call(
            "--before",
            "cases.jsonl",
            "--after",
            "cases.jsonl",
            "--judge",
            "openai:m",
            "--judge-requests",
            "q.jsonl",
        )
