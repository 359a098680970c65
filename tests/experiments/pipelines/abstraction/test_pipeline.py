from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from langchain_core.messages import BaseMessage

from holdtrue.experiments.models import Model, ScriptedChatModel
from holdtrue.experiments.pipelines import Attempt, Setting
from holdtrue.experiments.pipelines.abstraction import PIPELINE
from holdtrue.experiments.pipelines.abstraction.examples import chain_of
from holdtrue.experiments.pipelines.abstraction.export import verified_chains
from holdtrue.experiments.tasks import Task, task
from holdtrue.middleware import Ledger

TASKS = ("tools-1-3", "tools-5-4", "questions-3-1")


def model(answer: Callable[[str, str], str]) -> Model:
    """A model that is told what it is asked for and the case at hand."""

    def told(messages: Sequence[BaseMessage]) -> str:
        return answer(messages[0].text, messages[-1].text)

    return Model("scripted", ScriptedChatModel(told))


def attempt(
    given: Task, answer: Callable[[str, str], str], arm: str = "abstraction", **options: object
) -> Attempt:
    setting = Setting(arm=arm, model=model(answer), **options)
    return PIPELINE.build(setting).invoke(given)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.db")


@pytest.mark.parametrize("name", TASKS)
def test_a_right_chain_is_filled_with_the_right_answer(name: str, ledger: Ledger) -> None:
    given = task(name)
    made = attempt(given, lambda *_: chain_of(given.solution), ledger=ledger)
    assert given.score(made.answer) == 1.0
    assert made.detail["placeholders"] == given.size
    records = [stored.record for stored in ledger.run("last")]
    assert [record.step for record in records] == ["abstract", "solve", "fill"]
    assert [record.extra["envelope"]["contract"] for record in records] == ["compress", "derive", "compress"]
    assert {record.verdict.outcome for record in records} == {"pass"}


def test_a_number_that_nobody_gave_is_found_at_its_hop(ledger: Ledger) -> None:
    given = task("tools-3-2")
    wrong = chain_of(given.solution).replace("* 9", "* 91")
    assert wrong != chain_of(given.solution)
    attempt(given, lambda *_: wrong, ledger=ledger)
    verdicts = [stored.record.verdict for stored in ledger.run("last")]
    assert [verdict.outcome for verdict in verdicts] == ["fail", "pass", "pass"]
    assert '"91"' in verdicts[0].findings[0].message
    assert attempt(given, lambda *_: wrong, policy="block").failure == "blocked"


@pytest.mark.parametrize(
    ("chain", "failure"),
    [
        ("I cannot do that.", "no_placeholder"),
        ("[y2 + 1 = y1]", "unsolved"),
        ('[lookup("no.csv", "a", "b") = y1]', "tool_failed"),
    ],
)
def test_a_chain_that_cannot_be_filled_is_a_failure_and_no_answer(chain: str, failure: str) -> None:
    made = attempt(task("tools-2-1"), lambda *_: chain)
    assert (made.answer, made.failure) == (None, failure)


def test_without_tools_the_model_fills_in_what_it_thinks(ledger: Ledger) -> None:
    given = task("tools-2-1")
    asked: list[str] = []

    def answer(instruction: str, case: str) -> str:
        if "in brackets" in instruction:
            return chain_of(given.solution)
        asked.append(case)
        return "12"

    made = attempt(given, answer, "no_tool", ledger=ledger)
    assert made.answer == "12"
    assert len(asked) == given.size
    assert all("y1" not in case for case in asked), "values stand in the places of names"
    assert given.answer not in made.detail["filled"]


def test_reasoning_answers_after_its_mark_and_only_there() -> None:
    given = task("questions-2-1")
    assert given.score(attempt(given, lambda *_: f"It is so. Answer: {given.answer}", "cot").answer) == 1.0
    assert attempt(given, lambda *_: f"It is {given.answer}.", "cot").failure == "no_answer"


def test_only_chains_that_tools_fill_rightly_are_kept_for_training(ledger: Ledger) -> None:
    given = task("tools-3-2")
    right = chain_of(given.solution)
    for chain in (right, right, right.replace("* 9", "* 8"), "[1 / 0 = y1]"):
        attempt(given, lambda *_, chain=chain: chain, ledger=ledger)
    (row,) = verified_chains(ledger.records())
    assert (row["task_id"], row["completion"], row["answer"]) == ("tools-3-2", right, given.answer)
    assert row["filled"].endswith(f"= {given.answer}]")


def test_worked_examples_are_not_the_task() -> None:
    from holdtrue.experiments.pipelines.abstraction.prompts import chain_prompt

    for name in TASKS:
        assert task(name).question not in [question for question, _ in chain_prompt(task(name)).worked]
