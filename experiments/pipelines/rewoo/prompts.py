"""What planner, solver and the interleaved control arm are asked, with examples of the same family of tasks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from holdtrue.experiments.pipelines.answering import VALUE
from holdtrue.experiments.pipelines.copying import call_rule, value_rules
from holdtrue.experiments.pipelines.examples import short_first, with_names
from holdtrue.experiments.pipelines.notation import fitted, positional, written
from holdtrue.experiments.pipelines.prompting import Prompt
from holdtrue.experiments.pipelines.rewoo.plan import plan_grammar, shown
from holdtrue.experiments.pipelines.tooling import described
from holdtrue.experiments.tasks import solve

if TYPE_CHECKING:
    from holdtrue.experiments.tasks import Task

_PLANS, _SOLUTIONS, _TRANSCRIPTS = 9, 3, 4
"""Examples; a transcript is one for each of its steps."""

ANSWER = "Answer:"
"""Begins the last line of the interleaved arm."""


def planner(task: Task) -> Prompt:
    """From a question to a plan; what the tools give is not known yet."""
    return Prompt(
        instruction="Write a plan that answers the question. A step is a line that says what for, then a line with the "
        "call of one tool. #E1 stands for what step 1 gives, and later steps may use it.\n"
        f"Tools:\n{described(task.tools)}",
        worked=tuple((example.question, _plan(example)) for example in short_first(task, _PLANS)),
        grammar=plan_grammar(task.question, task.tools),
        most=600,
    )


def solver(task: Task) -> Prompt:
    """From a question and evidence to the answer."""
    return Prompt(
        instruction="Answer the question from the evidence, which may hold what is of no use: take it with caution. "
        "Give the answer alone.",
        worked=tuple(
            (evidenced(example.question, _pairs(example)), example.answer)
            for example in short_first(task, _SOLUTIONS)
        ),
        answer=VALUE,
        most=60,
    )


def interleaved(task: Task, shown: str) -> Prompt:
    """From a question and what was done so far, which is shown, to the next call, or the answer."""
    worked = tuple(case for example in short_first(task, _TRANSCRIPTS) for case in _turns(example))
    return Prompt(
        instruction="Answer the question step by step. Each turn is one line: the call of one tool, or the answer when "
        f"it is known.\nTools:\n{described(task.tools)}",
        worked=worked,
        grammar=_turn_grammar(task, shown),
        most=160,
    )


def evidenced(question: str, pairs: list[tuple[str, str]]) -> str:
    """A question with what each step was for and what it gave."""
    return "\n".join([*(f"{what}: {value}" for what, value in pairs), f"Question: {question}"])


def so_far(question: str, turns: list[tuple[str, str]]) -> str:
    """A question with the calls made so far and what they gave."""
    return "\n".join([question, *(f"{call} -> {value}" for call, value in turns)])


def _plan(example: Task) -> str:
    calls = written(example.solution, example.tool)
    return "\n".join(
        shown(f"#E{number}", with_names(said.words, "#E"), call)
        for number, (said, call) in enumerate(zip(example.solution, calls, strict=True), 1)
    )


def _pairs(example: Task) -> list[tuple[str, str]]:
    results = solve(example.solution, example.tool)
    return [
        (with_names(said.words, "#E"), value) for said, value in zip(example.solution, results, strict=True)
    ]


def _turns(example: Task) -> Iterator[tuple[str, str]]:
    results = solve(example.solution, example.tool)
    named = {f"#E{number}": value for number, value in enumerate(results, 1)}
    done: list[tuple[str, str]] = []
    for call, value in zip(written(example.solution, example.tool), results, strict=True):
        tool = example.tool[call.tool]
        line = str(positional(fitted(call.resolved(named), tool), tool))
        yield so_far(example.question, done), line
        done.append((line, value))
    yield so_far(example.question, done), f"{ANSWER} {example.answer}"


def _turn_grammar(task: Task, shown: str) -> str:
    """One call with values copied from what was shown, or the answer."""
    return "\n".join(
        [
            'root ::= " " (call | answer) "\\n\\n"',
            rf'answer ::= "{ANSWER} " [^\n]{{1,60}}',
            value_rules(shown),
            call_rule("call", task.tools),
        ]
    )
