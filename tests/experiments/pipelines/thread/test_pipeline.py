import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from langchain_core.messages import BaseMessage

from holdtrue.experiments.models import Model, ScriptedChatModel
from holdtrue.experiments.pipelines import Attempt, Setting
from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.thread import PIPELINE
from holdtrue.experiments.pipelines.thread.pipeline import DEEPEST, allowed
from holdtrue.experiments.pipelines.thread.prompts import conclude_prompt, step_prompt, thought_of
from holdtrue.experiments.tasks import Ref, Task, solve, task
from holdtrue.middleware import Ledger

Answer = Callable[[bool, str], str]
"""Told whether to conclude, and the case at hand."""


def perfect(given: Task) -> Answer:
    """Does every step rightly, going by what it is shown."""
    results = solve(given.solution, given.tool)
    plain = [json.loads(each) if re.fullmatch(r"[0-9.]+", each) else each for each in results]

    def answer(concludes: bool, case: str) -> str:
        now = re.search(r"Now: (?:([0-9]+)\.)?", case)
        number = now[1]
        if concludes:
            return json.dumps({"conclusion": results[int(number) - 1] if number else given.answer})
        if number is None:
            return json.dumps({"subtasks": [thought_of(call) for call in given.solution]})
        call = given.solution[int(number) - 1]
        parameters = {
            name: plain[value.call] if isinstance(value, Ref) else value
            for name, value in call.arguments.items()
        }
        return json.dumps({"tooluse": {"tool_name": call.tool, "parameters": parameters}})

    return answer


def attempt(given: Task, answer: Answer, arm: str = "thread", **options: object) -> Attempt:
    def told(messages: Sequence[BaseMessage]) -> str:
        return answer(messages[0].text.startswith("Conclude"), messages[-1].text)

    setting = Setting(arm=arm, model=Model("scripted", ScriptedChatModel(told)), **options)
    return PIPELINE.build(setting).invoke(given)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.db")


@pytest.mark.parametrize("arm", PIPELINE.arms)
@pytest.mark.parametrize("name", ["tools-1-3", "tools-4-4", "questions-3-1"])
def test_a_perfect_model_answers_rightly_in_every_arm(arm: str, name: str, ledger: Ledger) -> None:
    given = task(name)
    made = attempt(given, perfect(given), arm, ledger=ledger)
    assert given.score(made.answer) == 1.0
    assert made.detail["tasks"] == given.size + 1
    records = [stored.record for stored in ledger.run("last")]
    assert {record.verdict.outcome for record in records} == {"pass"}
    contracts = {record.step: record.extra["envelope"]["contract"] for record in records}
    assert contracts == {"step": "compress", "use": "derive", "conclude": "compress"}
    assert json.loads(made.detail["tree"])["conclusion"] == made.answer


def test_pruning_makes_the_context_and_the_tokens_smaller() -> None:
    given = task("tools-6-4")
    pruned, whole = (attempt(given, perfect(given), arm) for arm in PIPELINE.arms)
    assert pruned.answer == whole.answer
    assert pruned.detail["peak_context"] < whole.detail["peak_context"]
    assert pruned.detail["peak_tokens"] < whole.detail["peak_tokens"]
    assert pruned.detail["total_tokens"] < whole.detail["total_tokens"]


def test_a_wrong_conclusion_is_found_at_its_hop_and_measured(ledger: Ledger) -> None:
    given = task("tools-3-2")
    right = perfect(given)

    def answer(concludes: bool, case: str) -> str:
        return '{"conclusion": "77"}' if concludes and "Now: 1." in case else right(concludes, case)

    made = attempt(given, answer, ledger=ledger)
    failed = [stored.record.step for stored in ledger.run("last") if stored.record.verdict.outcome == "fail"]
    assert failed == ["conclude"]
    # The quantity, and by design the results on the way, which the answer to the whole does not say.
    assert (made.detail["facts_lost"], made.detail["facts_invented"]) == (given.size, 1)
    assert attempt(given, answer, policy="block").failure == "blocked"


def test_an_answer_that_cannot_be_read_is_asked_for_again_with_the_reason() -> None:
    given, cases = task("tools-1-3"), []
    right = perfect(given)

    def answer(concludes: bool, case: str) -> str:
        cases.append(case)
        return '{"tooluse": {"tool_name": "lo' if len(cases) == 1 else right(concludes, case)

    made = attempt(given, answer)
    assert given.score(made.answer) == 1.0
    assert made.detail["asked_again"] == 1
    assert "not understood: invalid_json" in cases[1]
    assert "not understood" not in cases[2]


@pytest.mark.parametrize(
    ("text", "failure"),
    [
        ("No command found.", "invalid_json"),
        ('{"tooluse": {"tool_name": "oracle", "parameters": {}}}', "unknown_tool"),
        ('{"tooluse": {"tool_name": "count", "parameters": {"file": "none.csv"}}}', "tool_failed"),
        ('{"subtasks": ["add #E2", "count"]}', "dangling_reference"),
        ('{"subtasks": ["go on"]}', "invalid_step"),  # split without an end
    ],
)
def test_what_never_succeeds_is_a_failure_and_no_answer(text: str, failure: str) -> None:
    made = attempt(task("tools-1-3"), lambda *_: text)
    assert (made.answer, made.failure) == (None, failure)


def test_a_failure_does_not_forget_what_was_done_before_it() -> None:
    given = task("tools-3-2")
    right = perfect(given)
    made = attempt(given, lambda concludes, case: "?" if "Now: 2." in case else right(concludes, case))
    assert (made.answer, made.failure) == (None, "invalid_json")
    first, *_ = json.loads(made.detail["tree"])["subtasks"]
    assert first["conclusion"] == solve(given.solution, given.tool)[0]


def test_a_tree_has_an_end() -> None:
    many = json.dumps({"subtasks": [f"part {number}" for number in range(12)]})
    made = attempt(
        task("tools-1-3"),
        lambda concludes, case: (
            '{"conclusion": "x"}' if concludes or re.search(r"Now: \d+\.\d+\.\d+\.", case) else many
        ),
    )
    assert made.failure == "too_many_tasks"


def test_the_grammar_lets_the_worked_examples_through() -> None:
    for name in ("tools-3-1", "questions-2-1"):
        for made in (step_prompt(task(name), 1), conclude_prompt(task(name), 1)):
            assert made.worked
            for _, answer in made.worked:
                assert made.answer.matches(answer)


def test_looking_at_a_step_does_nothing_about_it() -> None:
    step = allowed('{"tooluse": {"tool_name": "nonesuch", "parameters": {}}}', DEEPEST)
    assert step.tooluse == ("nonesuch", {})
    with pytest.raises(StepFailed, match="invalid_step"):
        allowed('{"subtasks": ["add"]}', DEEPEST)
    with pytest.raises(StepFailed, match="dangling_reference"):
        allowed('{"subtasks": ["add", "double #E2"]}', 0)
