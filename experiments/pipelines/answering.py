"""A question straight to the model, with the documents that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdtrue.checks import Contract
from holdtrue.experiments.documents.grammar import chars
from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.prompting import Prompt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdtrue.experiments.tasks import Task

VALUE = chars(r"^\n", 1, 60)
"""A short answer."""


def with_premise(task: Task, question: str) -> str:
    """The task's files, then a question."""
    files = (f"{name}:\n{text.strip()}" for name, text in task.files.items())
    return "\n".join([*files, f"Question: {question}"])


def direct(worked: Iterable[tuple[str, str]]) -> Prompt:
    """From a premise and one question (`with_premise`) to its answer, shown on these cases."""
    return Prompt(
        instruction="Answer the question from what is given. Give the answer alone.",
        worked=tuple(worked),
        answer=VALUE,
        most=40,
    )


def derived(task: Task) -> Contract:
    """What an answer may hold that no document does: a number that is worked out, where working out is asked for."""
    return Contract.derive(free=["number"] if task.family == "tools" else [])


def read_value(text: str) -> dict[str, str]:
    """The payload of a short answer.

    Raises:
        StepFailed: There is none: class `no_answer`.
    """
    if not text.strip():
        raise StepFailed("no_answer", "the model said nothing")
    return {"answer": text.strip()}
