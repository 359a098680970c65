"""What the calling model and its operations are shown, with examples of the same family of tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from holdtrue.experiments.documents.grammar import literal, one_of, sequence
from holdtrue.experiments.pipelines.answering import VALUE
from holdtrue.experiments.pipelines.cognitive.operations import (
    BACKTRACK,
    EXAMINE,
    LINE,
    OPERATIONS,
    RECALL,
    UNDERSTAND,
    Operation,
)
from holdtrue.experiments.pipelines.examples import with_names, with_results
from holdtrue.experiments.pipelines.prompting import Prompt
from holdtrue.experiments.tasks import solve, worked_examples

if TYPE_CHECKING:
    from holdtrue.experiments.tasks import Task

ANSWER = "ANSWER:"
"""Begins the line that ends the loop."""

_SHOWN = ((UNDERSTAND,), (RECALL, EXAMINE))
"""Which operations the examples call before they answer."""


def caller(task: Task, allowed: Sequence[Operation], *, must_answer: bool) -> Prompt:
    """From question and observations to the next operation, which the model chooses, or the answer."""
    worked = tuple(
        case for number, called in enumerate(_SHOWN) for case in _turns(task, number, called, allowed)
    )
    answer = sequence(f"{ANSWER} ", VALUE)
    told = "\n".join(f"{each.name}({', '.join(each.takes)}): {each.instruction}" for each in allowed)
    return Prompt(
        instruction=f"Answer the question. You may call a tool by its name alone, in any order, as long as it helps. When "
        f"you know the answer, write {ANSWER} and the answer.\nTools:\n{told}",
        worked=worked,
        answer=answer if must_answer else one_of(*(literal(each.name) for each in allowed), answer),
        most=50,
    )


def monolithic(task: Task) -> Prompt:
    """The control arm: all operations in one prompt and one answer."""
    lines = [sequence(f"{operation.name}: ", LINE, "\n") for operation in OPERATIONS]
    asked = " ".join(f"{each.name}: {each.instruction}" for each in OPERATIONS)
    worked = tuple(
        (
            question_of(each),
            "\n".join(
                [*(f"{name}: {said}" for name, said in _said(task, each).items()), f"{ANSWER} {each.answer}"]
            ),
        )
        for each in _examples(task)
    )
    return Prompt(
        instruction=f"Answer the question. First write one line for each of these. {asked} Then write {ANSWER} and the answer.",
        worked=worked,
        answer=sequence(*lines, f"{ANSWER} ", VALUE),
        most=320,
    )


def worked(task: Task, operation: Operation) -> tuple[tuple[Mapping[str, str], str], ...]:
    """Examples of an operation's inputs and results."""
    found = []
    for example in _examples(task):
        inputs = {"question": question_of(example), "reasoning": _reasoning(example)}
        found.append(({name: inputs[name] for name in operation.takes}, _said(task, example)[operation.name]))
    return tuple(found)


def question_of(task: Task) -> str:
    """The question with the documents that it is about."""
    return "\n".join([task.question, *(f"{name}: {text.strip()}" for name, text in task.files.items())])


def observed(question: str, observations: Sequence[tuple[str, str]]) -> str:
    """The caller's case: question and observations."""
    return "\n".join([question, *(f"{name} -> {said}" for name, said in observations)])


def _turns(
    task: Task, number: int, called: Sequence[Operation], allowed: Sequence[Operation]
) -> Iterator[tuple[str, str]]:
    example = _examples(task)[number]
    done: list[tuple[str, str]] = []
    for operation in (each for each in called if each in allowed):
        yield observed(question_of(example), done), operation.name
        done.append((operation.name, _said(task, example)[operation.name]))
    yield observed(question_of(example), done), f"{ANSWER} {example.answer}"


def _examples(task: Task) -> tuple[Task, ...]:
    """Two short tasks, with those of their documents that they need: prompts of a small model are short."""
    return tuple(_trimmed(worked_examples(task, 2, size=size)[size - 1]) for size in (1, 2))


def _trimmed(example: Task) -> Task:
    values = solve(example.solution, example.tool)
    needed = {str(value) for call in example.solution for value in call.arguments.values()} | set(values)
    files = {name: text for name, text in example.files.items() if {name, name.removesuffix(".txt")} & needed}
    return replace(example, files=files)


def _reasoning(example: Task) -> str:
    values = solve(example.solution, example.tool)
    return "; ".join(
        f"{with_results(call.words, values)} is {value}"
        for call, value in zip(example.solution, values, strict=True)
    )


def _said(task: Task, example: Task) -> dict[str, str]:
    """What each operation should say of a worked example."""
    steps = "; ".join(with_names(call.words, "result ") for call in example.solution)
    other = worked_examples(task, 3, size=1)[2]
    return {
        UNDERSTAND.name: f"The steps are: {steps}.",
        RECALL.name: f"{other.question} It is {other.answer}.",
        EXAMINE.name: "No flaw: each step follows from what is given.",
        BACKTRACK.name: "No step is wrong; the last result is the answer.",
    }
