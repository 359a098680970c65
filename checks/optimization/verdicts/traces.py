"""Claimed iterations, recomputed: each from the one printed before it, and each against what it claims of itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from holdtrue.checks.finding import Finding
from holdtrue.checks.optimization.answers import Answer, Iterate
from holdtrue.checks.optimization.evaluate import evaluate
from holdtrue.checks.optimization.verdicts.places import place_at, place_of
from holdtrue.checks.optimization.verdicts.printing import half_of, half_units

if TYPE_CHECKING:
    from holdtrue.checks.finding import Place
    from holdtrue.checks.optimization.problem import Problem, Vector
    from holdtrue.checks.optimization.verdicts.methods import Method

_LISTED = 5
"""Steps that are listed; one is proof enough."""


def check_trace(problem: Problem, answer: Answer, method: Method | None, file: str) -> list[Finding]:
    """What is wrong with the iterations that an answer claims; nothing where it claims none with all values."""
    iterates = [each for each in answer.iterates if _whole(problem, each)]
    if not iterates:
        return []
    found = [finding for each in iterates for finding in _own_claim(problem, answer, each, file)]
    if method is not None:
        found += _steps(problem, answer, iterates, method, file)
        found += _ending(problem, answer, iterates[-1], file)
    return found[:_LISTED]


def _whole(problem: Problem, iterate: Iterate) -> bool:
    return len(iterate.values) == len(problem.names) and all(each.finite for each in iterate.values.values())


def _point(problem: Problem, iterate: Iterate, text: str) -> tuple[Vector, Vector]:
    x = problem.vector({name: figure.value for name, figure in iterate.values.items()})
    return x, half_units(problem, Answer(text, iterate.values))


def _own_claim(problem: Problem, answer: Answer, iterate: Iterate, file: str) -> Iterator[Finding]:
    """Whether the objective that an iterate claims is that of its values."""
    claimed = iterate.objective
    if claimed is None or not claimed.finite:
        return
    evaluation = evaluate(problem, *_point(problem, iterate, answer.text))
    tolerance = evaluation.objective_tolerance + half_of(claimed)
    if abs(claimed.value - evaluation.objective) > tolerance * (1.0 + 1e-9):
        message = (
            f"step {iterate.number} claims the objective {claimed.text}, and its values have"
            f" {evaluation.objective:.8g}, where rounding explains {tolerance:.2g}"
        )
        yield Finding("optimum.trace", "forbidden", "major", message, None, place_of(answer, file, claimed))


def _steps(
    problem: Problem, answer: Answer, iterates: list[Iterate], method: Method, file: str
) -> Iterator[Finding]:
    for before, after in pairwise(iterates):
        if after.number - before.number not in (0, 1):  # the answer leaves steps out
            continue
        trouble = method.trouble(*_point(problem, before, answer.text), *_point(problem, after, answer.text))
        if trouble:
            message = f"step {after.number} does not follow from step {before.number}: {trouble}"
            yield Finding("optimum.trace", "forbidden", "major", message, None, _place(answer, after, file))


def _ending(problem: Problem, answer: Answer, last: Iterate, file: str) -> Iterator[Finding]:
    """Whether the answer is where its own steps end."""
    x, half = _point(problem, last, answer.text)
    final = problem.vector({name: answer.values[name].value for name in problem.names})
    room = half + half_units(problem, answer) + 1e-9
    if (abs(x - final) > room).any():
        k = int(abs(x - final).argmax())
        message = f"the last step has {problem.names[k]} = {x[k]:.8g}, the answer {final[k]:.8g}"
        yield Finding("optimum.trace", "forbidden", "major", message, None, _place(answer, last, file))


def _place(answer: Answer, iterate: Iterate, file: str) -> Place:
    ends = [figure.end for figure in iterate.values.values()]
    return place_at(answer.text, file, iterate.start, max(iterate.start, *ends))
