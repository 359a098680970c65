"""What decomposer and solver are asked, with examples of the same family of tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from holdtrue.experiments.documents.grammar import chars, one_of, sequence
from holdtrue.experiments.pipelines.answering import VALUE, direct, with_premise
from holdtrue.experiments.pipelines.decomposer.questions import NONE, SubQuestion, grammar, shown
from holdtrue.experiments.pipelines.examples import short_first, with_names
from holdtrue.experiments.pipelines.prompting import Prompt
from holdtrue.experiments.tasks import solve

if TYPE_CHECKING:
    from holdtrue.experiments.tasks import Task

DONE = "Done"
"""What the dynamic decomposer says where nothing is left to be asked."""

ANSWER = "Answer:"
"""Begins the line with the answer to the whole question."""


def decomposer(task: Task) -> Prompt:
    """From a question to its parts. The decomposer never sees what the question is about, so that it cannot answer."""
    return Prompt(
        instruction="Cut the question into smaller ones, to be answered one after the other. #Q1 stands for the answer "
        f"to the first. Do not answer. If it needs no cutting, write {NONE}.",
        worked=tuple((example.question, _cut(example)) for example in short_first(task, 9)),
        grammar=grammar(),
        most=500,
    )


def next_question(task: Task) -> Prompt:
    """From a question and the parts answered so far to the next part."""
    worked = tuple(case for example in short_first(task, 6) for case in _asked(example))
    return Prompt(
        instruction=f"Say the next smaller question on the way to the answer, or {DONE}. Do not answer.",
        worked=worked,
        answer=one_of(DONE, sequence("What ", chars(r"^\n?", 1, 110), "?")),
        most=60,
    )


def solver(task: Task, questions: Sequence[SubQuestion]) -> Prompt:
    """From premise, question and all its parts to the answers, and to the answer of the whole."""
    lines = [sequence(f"{question.name}: ", VALUE, "\n") for question in questions]
    return Prompt(
        instruction="Answer each smaller question, then the whole one, from what is given.",
        worked=tuple((posed(example, parts(example)), _solved(example)) for example in short_first(task, 2)),
        answer=sequence(*lines, f"{ANSWER} ", VALUE),
        most=40 * (len(lines) + 1),
    )


def one_answer(task: Task) -> Prompt:
    """From premise and one question to its answer."""
    return direct(
        (with_premise(example, question), value)
        for example in short_first(task, 2)
        for question, value in _last(example)
    )


def whole_answer(task: Task) -> Prompt:
    """From a question and the answers to its parts to the answer."""
    return Prompt(
        instruction="Answer the question by the answers to its parts. Give the answer alone.",
        worked=tuple(
            (so_far(example.question, _pairs(example)), example.answer) for example in short_first(task, 3)
        ),
        answer=VALUE,
        most=40,
    )


def posed(task: Task, questions: Sequence[SubQuestion]) -> str:
    """The task's files, its question, and the parts of it."""
    return "\n".join([with_premise(task, task.question), *([shown(questions)] if questions else [])])


def so_far(question: str, pairs: Sequence[tuple[str, str]]) -> str:
    """A question with the parts that are answered."""
    return "\n".join([*(f"{asked} {value}" for asked, value in pairs), f"Question: {question}"])


def parts(example: Task) -> tuple[SubQuestion, ...]:
    """The parts of a worked example; none of one that takes a single step."""
    if len(example.solution) == 1:
        return ()
    return tuple(
        SubQuestion(f"#Q{number}", _question(with_names(call.words, "#Q")))
        for number, call in enumerate(example.solution, 1)
    )


def _question(words: str) -> str:
    return f"What is {words}?" if words.startswith("the ") else f"What do you get if you {words}?"


def _cut(example: Task) -> str:
    return shown(parts(example)) or NONE


def _pairs(example: Task) -> list[tuple[str, str]]:
    answers: dict[str, str] = {}
    pairs: list[tuple[str, str]] = []
    for question, value in zip(parts(example), solve(example.solution, example.tool), strict=False):
        pairs.append((question.asked(answers), value))
        answers[question.name] = value
    return pairs


def _asked(example: Task) -> Iterator[tuple[str, str]]:
    pairs = _pairs(example)
    for number, (asked, _) in enumerate(pairs):
        yield so_far(example.question, pairs[:number]), asked
    yield so_far(example.question, pairs), DONE


def _solved(example: Task) -> str:
    values = solve(example.solution, example.tool) if parts(example) else []
    lines = [f"#Q{number}: {value}" for number, value in enumerate(values, 1)]
    return "\n".join([*lines, f"{ANSWER} {example.answer}"])


def _last(example: Task) -> list[tuple[str, str]]:
    """The last part of an example, its references resolved, with its answer."""
    return _pairs(example)[-1:] or [(example.question, example.answer)]


def answers(text: str, questions: Sequence[SubQuestion]) -> Mapping[str, str]:
    """The answers in a solver's text, by the names of the questions, and the whole one under `ANSWER`."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        for name in (*(f"{question.name}:" for question in questions), ANSWER):
            if line.startswith(name):
                found[name.removesuffix(":") if name != ANSWER else name] = line.removeprefix(name).strip()
    return found
