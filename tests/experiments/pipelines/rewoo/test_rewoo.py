from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import BaseMessage

from holdtrue.experiments.models import Model, ScriptedChatModel
from holdtrue.experiments.pipelines import Attempt, Setting
from holdtrue.experiments.pipelines.notation import fitted, positional, written
from holdtrue.experiments.pipelines.rewoo import PIPELINE
from holdtrue.experiments.tasks import Task, solve, task
from holdtrue.middleware import Ledger

TASKS = ["tools-1-1", "tools-5-2", "questions-3-1"]


def _run(arm: str, task: Task, answers: Any, **others: Any) -> Attempt:
    model = Model("scripted", ScriptedChatModel(answers))
    return PIPELINE.build(Setting(arm=arm, model=model, **others)).invoke(task)


def _plan(task: Task) -> str:
    calls = written(task.solution, task.tool)
    return "\n".join(f"Plan: step {number}\n#E{number} = {call}" for number, call in enumerate(calls, 1))


def _turns(task: Task) -> list[str]:
    results = {f"#E{number}": value for number, value in enumerate(solve(task.solution, task.tool), 1)}
    calls = [(call.resolved(results), task.tool[call.tool]) for call in written(task.solution, task.tool)]
    return [*(str(positional(fitted(call, tool), tool)) for call, tool in calls), f"Answer: {task.answer}"]


@pytest.mark.parametrize("name", TASKS)
def test_a_right_plan_comes_to_the_right_answer_in_two_calls(name: str, tmp_path: Path) -> None:
    one = task(name)
    ledger = Ledger(tmp_path / "ledger.db")
    attempt = _run("rewoo", one, [_plan(one), one.answer], ledger=ledger)
    assert attempt.answer is not None
    assert one.score(attempt.answer) == 1.0
    assert (attempt.detail["steps"], attempt.detail["steps_failed"]) == (one.size, 0)
    records = [stored.record for stored in ledger.records()]
    assert {record.verdict.outcome for record in records[1:] if record.verdict} == {"pass"}
    assert len({record.run for record in records}) == 1
    named = [f"#E{number}" for number in range(1, one.size)]
    assert set(records[0].extra["envelope"]["refs"]) == set(named)
    filled = next(record for record in reversed(records) if record.step.startswith("fill"))
    assert tuple(filled.before.files) == ("call", *(filled.before.files.keys() - {"call"}))


@pytest.mark.parametrize("name", TASKS)
def test_the_control_arm_reads_every_result_before_the_next_call(name: str) -> None:
    one = task(name)
    seen: list[str] = []
    turns = iter(_turns(one))

    def answer(messages: Sequence[BaseMessage]) -> str:
        seen.append(messages[-1].text)
        return next(turns)

    attempt = _run("react", one, answer)
    assert attempt.answer == one.answer
    assert len(seen) == one.size + 1
    for result, shown in zip(solve(one.solution, one.tool), seen[1:], strict=True):
        assert f"-> {result}" in shown


def test_the_planner_sees_no_results_and_the_solver_no_tools() -> None:
    one = task("tools-3-1")
    prompts: list[str] = []

    def answer(messages: Sequence[BaseMessage]) -> str:
        prompts.append("\n".join(message.text for message in messages))
        return _plan(one) if len(prompts) == 1 else one.answer

    _run("rewoo", one, answer)
    planner, solver = prompts
    results = solve(one.solution, one.tool)
    assert "multiply(a: number" in planner
    assert results[-1] not in planner
    assert "multiply(a: number" not in solver
    assert all(result in solver for result in results)


def test_what_a_tool_says_when_it_fails_is_no_evidence() -> None:
    one = task("tools-1-1")
    prompts: list[str] = []

    def answer(messages: Sequence[BaseMessage]) -> str:
        prompts.append(messages[-1].text)
        plan = '#E1 = lookup("nowhere.csv", "a", "b")\n#E2 = add(#E1, 1)\n#E3 = add(1, 2)'
        return plan if len(prompts) == 1 else "3"

    attempt = _run("rewoo", one, answer)
    assert attempt.answer == "3"
    assert (attempt.detail["steps_failed"], attempt.detail["first_failed"]) == (2, "tool_failed")
    assert "there is no file" not in prompts[1]
    assert "#E2" not in prompts[1]


@pytest.mark.parametrize(
    ("answers", "failure"),
    [
        (["no plan at all"], "unparsed_plan"),
        (["#E1 = add(#E7, 1)"], "dangling_reference"),
        (['#E1 = count("nowhere.csv")'], "tool_failed"),
        (["#E1 = add(1, 2)", "  "], "no_answer"),
    ],
)
def test_failures_have_their_class(answers: list[str], failure: str) -> None:
    assert _run("rewoo", task("tools-2-1"), answers).failure == failure


@pytest.mark.parametrize(
    ("answers", "failure"),
    [
        (["I look it up."], "unparsed_call"),
        (['count("nowhere.csv")'], "tool_failed"),
        (["add(1, 2)", "add(1, 2)"], "repeats"),
        ([f"add({number}, 2)" for number in range(40)], "endless"),
    ],
)
def test_the_control_arm_fails_by_class_too(answers: list[str], failure: str) -> None:
    assert _run("react", task("tools-2-1"), answers).failure == failure


def test_an_invented_answer_is_blocked() -> None:
    attempt = _run("rewoo", task("tools-2-1"), ["#E1 = add(1, 2)", "4711"], policy="block")
    assert attempt == Attempt(answer=None, failure="blocked")
