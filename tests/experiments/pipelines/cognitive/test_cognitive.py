from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import BaseMessage

from holdtrue.experiments.models import Model, ScriptedChatModel
from holdtrue.experiments.pipelines import Attempt, Setting
from holdtrue.experiments.pipelines.cognitive import PIPELINE
from holdtrue.experiments.pipelines.cognitive.asked import MOST_CALLS
from holdtrue.experiments.pipelines.cognitive.operations import EXAMINE, OPERATIONS, UNDERSTAND
from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.tasks import Task, task
from holdtrue.middleware import Ledger


def _run(arm: str, task: Task, answers: Any, **others: Any) -> Attempt:
    model = Model("scripted", ScriptedChatModel(answers))
    return PIPELINE.build(Setting(arm=arm, model=model, **others)).invoke(task)


def test_the_model_chooses_and_calls_are_counted(tmp_path: Path) -> None:
    one = task("questions-2-1")
    ledger = Ledger(tmp_path / "ledger.db")
    script = ["understand_question", "Two steps.", "examine_answer", "No flaw.", f"ANSWER: {one.answer}"]
    attempt = _run("cognitive", one, script, ledger=ledger)
    assert attempt.answer == one.answer
    counts = {"understand_question": 1, "recall_related": 0, "examine_answer": 1, "backtracking": 0}
    assert attempt.detail == counts
    steps = [stored.record.step for stored in ledger.records()]
    assert steps == ["caller", "understand_question", "caller", "examine_answer", "caller"]
    assert _run("cognitive", one, [f"ANSWER: {one.answer}"]).detail == dict.fromkeys(counts, 0)


def test_an_operation_has_no_history_of_its_caller() -> None:
    one = task("questions-2-1")
    sent: list[tuple[str, str]] = []
    script = iter(
        [
            "understand_question",
            "FIRST SAID",
            "recall_related",
            "SECOND SAID",
            "backtracking",
            "THIRD SAID",
            "ANSWER: x",
        ]
    )

    def answer(messages: Sequence[BaseMessage]) -> str:
        sent.append((messages[0].text, messages[-1].text))
        return next(script)

    _run("cognitive", one, answer)
    callers, operations = sent[::2], sent[1::2]
    assert "FIRST SAID" in callers[2][1]
    for instruction, case in operations:
        assert "ANSWER:" not in instruction
        assert not any(f"{operation.name} ->" in case for operation in OPERATIONS)
    recalled, backtracked = operations[1][1], operations[2][1]
    assert "FIRST SAID" not in recalled
    assert "SECOND SAID" in backtracked
    assert "FIRST SAID" not in backtracked
    assert len({case for _, case in operations}) == 2  # the two that take the question alone see the same


def test_a_sandbox_takes_what_its_schema_names() -> None:
    assert EXAMINE.shown({"question": "q", "reasoning": "r"}) == "Question: q\nReasoning: r"
    with pytest.raises(StepFailed, match="undeclared_input"):
        UNDERSTAND.shown({"question": "q", "history": "h"})


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_ablation_neither_offers_nor_takes_the_operation(operation: Any) -> None:
    one = task("questions-2-1")
    seen: list[str] = []

    def answer(messages: Sequence[BaseMessage]) -> str:
        seen.append("\n".join(message.text for message in messages))
        return operation.name

    attempt = _run(f"without_{operation.name}", one, answer)
    assert attempt.failure == "unparsed_turn"
    assert operation.name not in seen[0]


def test_nothing_is_called_by_default() -> None:
    one = task("questions-2-1")
    for turn in ("Let me think.", "Next: caller.", "ANSWER:", ""):
        assert _run("cognitive", one, [turn]).failure == "unparsed_turn"


def test_a_model_that_never_answers_is_ended() -> None:
    calls = ["understand_question", "Some steps."] * MOST_CALLS
    assert _run("cognitive", task("questions-1-1"), [*calls, "recall_related"]).failure == "endless"


def test_the_monolithic_arm_is_one_call() -> None:
    one = task("tools-1-1")
    said = "\n".join(f"{operation.name}: hm" for operation in OPERATIONS)
    assert _run("monolithic", one, [f"{said}\nANSWER: {one.answer}"]).answer == one.answer
    assert _run("monolithic", one, [said]).failure == "unparsed_turn"
