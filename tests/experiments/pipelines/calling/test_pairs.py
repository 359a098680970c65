import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from holdtrue.experiments.models import Model, ScriptedChatModel
from holdtrue.experiments.pipelines import Setting
from holdtrue.experiments.pipelines.calling import PIPELINE
from holdtrue.experiments.pipelines.calling.failures import failures
from holdtrue.experiments.pipelines.calling.pairs import nearest, preference_pairs, split_of, writings
from holdtrue.experiments.pipelines.calling.prompts import request_of
from holdtrue.experiments.pipelines.calling.reading import Call
from holdtrue.experiments.pipelines.exporting import pairs
from holdtrue.experiments.tasks import task, tasks
from holdtrue.middleware import Ledger

NAME = "calls-1-5"  # transfer 115.65 euros to Wiebke from the savings account


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.db")


def answered(ledger: Ledger, *answers: str, name: str = NAME) -> None:
    for answer in answers:
        model = Model("scripted", ScriptedChatModel([answer]))
        PIPELINE.build(Setting(arm="free", model=model, ledger=ledger)).invoke(task(name))


def test_a_wrong_answer_is_paired_with_the_right_one(ledger: Ledger) -> None:
    right = task(NAME).answer
    wrong = right.replace("savings", "current")
    answered(ledger, right, wrong, wrong)
    (row,) = preference_pairs(ledger.records())
    assert row["chosen"] == [{"role": "assistant", "content": right}]
    assert row["rejected"] == [{"role": "assistant", "content": wrong}]
    assert [message["role"] for message in row["prompt"]] == ["system", "user"]
    assert request_of(task(NAME)) in row["prompt"][1]["content"]
    assert {each["function"]["name"] for each in row["tools"]} == set(task(NAME).tool)
    # `current` stands in no request, so it is a value that nobody said.
    assert (row["failure_class"], row["step_index"], row["task_id"]) == ("hallucinated_value", 0, NAME)
    assert row["teacher"] == "attempt"
    assert row["handoff"] in [stored.record.id for stored in ledger.records()]


def test_where_all_are_right_there_are_no_pairs(ledger: Ledger) -> None:
    answered(ledger, task(NAME).answer, json.dumps(json.loads(task(NAME).answer), indent=2))
    assert list(preference_pairs(ledger.records())) == []


@pytest.mark.parametrize(
    "wrong",
    [
        '[{"name":"transfer","arguments":{"amount":115.65,"recipient":"Wiebke","account":"current"}}]',
        '[{"name": "transfer", "arguments": {"recipient": "Wiebke", "account": "current", "amount": 115.65}}]',
    ],
)
def test_the_chosen_answer_differs_only_where_the_rejected_one_is_wrong(ledger: Ledger, wrong: str) -> None:
    answered(ledger, wrong)
    (row,) = preference_pairs(ledger.records())
    assert row["chosen"][0]["content"] == wrong.replace("current", "savings")
    assert row["teacher"] == "solution"


def test_every_chosen_answer_is_right_and_every_rejected_one_wrong(ledger: Ledger) -> None:
    for given in tasks("calls", (1, 2), range(6)):
        answered(ledger, "[]", "no", given.answer[:-3], f"Yes: {given.answer}", given.answer, name=given.name)
    rows = list(preference_pairs(ledger.records()))
    assert len(rows) > 30
    for row in rows:
        given = task(row["task_id"])
        right = [Call(call.tool, call.arguments) for call in given.solution]
        for column, is_wrong in (("chosen", False), ("rejected", True)):
            text = row[column][0]["content"]
            assert bool(failures(text, request_of(given), given.tools, right)) is is_wrong
        json.dumps(row)


def test_no_request_is_in_both_splits(ledger: Ledger) -> None:
    drawn = tasks("calls", (1,), range(60))
    splits: dict[str, set[str]] = {}
    for given in drawn:
        splits.setdefault(request_of(given), set()).add(split_of(given))
    assert all(len(each) == 1 for each in splits.values())
    assert {split for each in splits.values() for split in each} == {"train", "test"}
    # The same request under another name, with other functions to choose from.
    assert split_of(task("calls-1-5")) == split_of(task("calls-1-5-w8"))


def test_texts_that_the_ledger_does_not_hold_make_no_pair(tmp_path: Path) -> None:
    silent = Ledger(tmp_path / "silent.db", content=False)
    answered(silent, "no")
    assert list(preference_pairs(silent.records())) == []


def test_of_several_right_answers_the_nearest_is_chosen() -> None:
    assert nearest("abcd", ["wxyz", "abce", "abcde"]) == "abce"


def test_a_refusal_is_written_as_an_empty_array() -> None:
    assert set(writings([], "whatever")) == {"[]"}


def test_the_command_writes_lines_of_json(ledger: Ledger, tmp_path: Path) -> None:
    answered(ledger, "no")
    out = tmp_path / "pairs.jsonl"
    app = typer.Typer()
    app.command()(pairs)
    ran = CliRunner().invoke(app, ["--ledger", str(ledger.path), "-o", str(out)])
    assert ran.exit_code == 0, ran.output
    (row,) = map(json.loads, out.read_text().splitlines())
    assert row["failure_class"] == "no_call"
