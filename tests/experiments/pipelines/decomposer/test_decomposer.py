from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import BaseMessage

from holdtrue.experiments.models import Model, ScriptedChatModel
from holdtrue.experiments.pipelines import Attempt, Setting
from holdtrue.experiments.pipelines.decomposer import PIPELINE, prompts
from holdtrue.experiments.pipelines.decomposer.questions import MOST, NONE, read, shown
from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.tasks import Task, solve, task
from holdtrue.middleware import Ledger

TASKS = ["tools-3-1", "questions-2-1"]


def _run(arm: str, task: Task, answers: Any, **others: Any) -> Attempt:
    model = Model("scripted", ScriptedChatModel(answers))
    return PIPELINE.build(Setting(arm=arm, model=model, **others)).invoke(task)


def _solved(task: Task) -> str:
    lines = [f"#Q{number}: {value}" for number, value in enumerate(solve(task.solution, task.tool), 1)]
    return "\n".join([*lines, f"Answer: {task.answer}"])


@pytest.mark.parametrize("name", TASKS)
def test_static_asks_the_decomposer_once_and_the_solver_once(name: str, tmp_path: Path) -> None:
    one = task(name)
    ledger = Ledger(tmp_path / "ledger.db")
    attempt = _run("static", one, [shown(prompts.parts(one)), _solved(one)], ledger=ledger)
    assert attempt == Attempt(answer=one.answer, detail={"parts": one.size})
    outcomes = [stored.record.verdict.outcome for stored in ledger.records() if stored.record.verdict]
    assert outcomes == ["pass", "pass"]


@pytest.mark.parametrize("name", TASKS)
def test_dynamic_asks_for_the_next_part_when_the_last_is_answered(name: str) -> None:
    one = task(name)
    results: dict[str, str] = {}
    script: list[str] = []
    for part, value in zip(prompts.parts(one), solve(one.solution, one.tool), strict=True):
        script += [part.asked(results), value]
        results[part.name] = value
    attempt = _run("dynamic", one, [*script, prompts.DONE, one.answer])
    assert attempt == Attempt(answer=one.answer, detail={"parts": one.size})


def test_no_decomposition_is_legal() -> None:
    one = task("questions-1-1")
    whole = Attempt(answer=one.answer, detail={"parts": 0})
    assert _run("static", one, [NONE, f"Answer: {one.answer}"]) == whole
    assert _run("dynamic", one, [prompts.DONE, one.answer]) == whole
    assert _run("single", one, [one.answer]).answer == one.answer


@pytest.mark.parametrize("arm", ["static", "dynamic"])
def test_the_decomposer_sees_nothing_that_it_could_answer_from(arm: str) -> None:
    one = task("questions-2-1")
    first: list[str] = []

    def answer(messages: Sequence[BaseMessage]) -> str:
        first.append("\n".join(message.text for message in messages))
        return "no question"

    _run(arm, one, answer)
    assert len(first) == 1
    assert one.question in first[0]
    assert not any(text in first[0] for text in one.files.values())


def test_a_decomposer_that_answers_is_stopped() -> None:
    one = task("questions-2-1")
    told = f"#Q1: The answer is {one.answer}."
    assert _run("static", one, [told]).failure == "not_a_question"
    assert _run("dynamic", one, [f"It is {one.answer}."]).failure == "not_a_question"
    counted = task("tools-3-1")
    hidden = f"#Q1: What do you get if you take {counted.answer}?"
    assert _run("static", counted, [hidden], policy="block").failure == "blocked"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "unparsed_decomposition"),
        ("What is it?", "unparsed_decomposition"),
        ("#Q1: What is #Q3?", "dangling_reference"),
        ("#Q1: What is #Q2?\n#Q2: What is #Q1?", "cyclic_plan"),
        ("#Q1: What is a?\n#Q1: What is b?", "duplicate_step"),
        ("#Q1: What is #Q2?\n#Q2: What is b?", "late_reference"),
        ("\n".join(f"#Q{number}: What is it?" for number in range(1, MOST + 2)), "endless_decomposition"),
    ],
)
def test_a_decomposition_that_does_not_hold_is_refused(text: str, kind: str) -> None:
    with pytest.raises(StepFailed) as failed:
        read(text)
    assert failed.value.kind == kind


def test_answers_stand_where_whole_references_stand() -> None:
    lines = "\n".join(f"#Q{number}: What is {number}?" for number in range(1, 11))
    [*_, last] = read(f"{lines}\n#Q11: What costs $1,200 more than #Q10 and #Q1?")
    assert last.asked({"#Q1": "tea", "#Q10": "see #Q1"}) == "What costs $1,200 more than see #Q1 and tea?"


def test_what_repeats_itself_ends() -> None:
    assert _run("dynamic", task("tools-2-1"), ["What is a?", "1", "What is a?"]).failure == "repeats"
    script = [text for number in range(40) for text in (f"What is {number}?", "1")]
    assert _run("dynamic", task("tools-2-1"), script).failure == "endless_decomposition"


def test_a_solver_that_says_nothing_fails() -> None:
    one = task("questions-2-1")
    assert _run("static", one, [NONE, "#Q1: x"]).failure == "no_answer"
    assert _run("single", one, [" "]).failure == "no_answer"
