"""What a step sees: the layout of its prompt, with examples of the same family of tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from holdtrue.experiments.documents.grammar import chars, one_of, sequence
from holdtrue.experiments.pipelines.answering import VALUE, with_premise
from holdtrue.experiments.pipelines.examples import short_first, with_results
from holdtrue.experiments.pipelines.prompting import Prompt
from holdtrue.experiments.tasks import knowledge, solve

if TYPE_CHECKING:
    from holdtrue.experiments.tasks import Task

ANSWER = "Answer:"
"""Begins a step that ends the program."""


def step(task: Task, *, may_answer: bool) -> Prompt:
    """From question, one paragraph and what was found so far to the next finding, or, if anything was found, the answer."""
    finding = sequence("the ", chars(r"^\n", 1, 90))
    worked = tuple(case for example in short_first(task, 3) for case in _steps(example))
    return Prompt(
        instruction="Write down the next thing on the way to the answer that the paragraph says, in one sentence; or the "
        "answer, when what was found says it.",
        worked=worked,
        answer=one_of(finding, sequence(f"{ANSWER} ", VALUE)) if may_answer else finding,
        most=50,
    )


def conclude(task: Task) -> Prompt:
    """From question and findings to the answer, when no more steps are left."""
    worked = tuple(
        (shown({"question": each.question, "chain": _chain(each)}), each.answer)
        for each in short_first(task, 3)
    )
    return Prompt(
        instruction="Answer the question from what was found. Give the answer alone.",
        worked=worked,
        answer=VALUE,
        most=40,
    )


def thoughts(task: Task) -> Prompt:
    """The control arm: everything at once, a chain of thought and then the answer."""
    worked = tuple(
        (with_premise(each, each.question), "\n".join([*_chain(each), f"{ANSWER} {each.answer}"]))
        for each in short_first(task, 2)
    )
    rules = [
        r'root ::= " " thought{0,12} answer "\n\n"',
        r'thought ::= "the " [^\n]{1,90} "\n"',
        rf'answer ::= "{ANSWER} " [^\n]{{1,60}}',
    ]
    return Prompt(
        instruction="Think step by step, one sentence a line, then give the answer.",
        worked=worked,
        grammar="\n".join(rules),
        most=300,
    )


def shown(view: Mapping[str, Any]) -> str:
    """The case that a view makes; what the view does not hold cannot be in it."""
    lines = [*view.get("notes", ())]
    if "paragraph" in view:
        lines.append(f"Paragraph: {view['paragraph']}")
    lines.append(f"Found: {'; '.join(view['chain']) or 'nothing yet'}")
    lines.append(f"Question: {view['question']}")
    return "\n".join(lines)


def _chain(example: Task) -> list[str]:
    """What is found on the way of a worked example, one sentence a step."""
    values = solve(example.solution, example.tool)
    return [
        f"{with_results(call.words, values)} is {value}"
        for call, value in zip(example.solution, values, strict=True)
    ]


def _steps(example: Task) -> Iterator[tuple[str, str]]:
    chain = _chain(example)
    values = solve(example.solution, example.tool)
    things = [str(example.solution[0].arguments["thing"]), *values[:-1]]
    for number, (thing, finding) in enumerate(zip(things, chain, strict=True)):
        paragraph = knowledge().article(thing)
        yield shown({"question": example.question, "paragraph": paragraph, "chain": chain[:number]}), finding
    paragraph = knowledge().article(things[-1])
    yield (
        shown({"question": example.question, "paragraph": paragraph, "chain": chain}),
        f"{ANSWER} {example.answer}",
    )
