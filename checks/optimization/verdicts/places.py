"""Where in an answer the evidence stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from holdtrue.checks.finding import Place

if TYPE_CHECKING:
    from holdtrue.checks.optimization.answers import Answer, Figure
    from holdtrue.checks.optimization.problem import Problem


def place_of(answer: Answer, file: str, figure: Figure | None) -> Place | None:
    """The place of a number; None for one that is not printed."""
    if figure is None or figure.end <= figure.start:
        return None
    return place_at(answer.text, file, figure.start, figure.end)


def place_at(text: str, file: str, start: int, end: int) -> Place:
    """A stretch of the answer."""
    return Place(file, start, end, text.count("\n", 0, start) + 1, text[start:end])


def whole(answer: Answer, file: str) -> Place | None:
    """The first line of an answer that has any."""
    first = next((line for line in answer.text.splitlines() if line.strip()), None)
    if first is None:
        return None
    start = answer.text.index(first)
    return place_at(answer.text, file, start, start + min(len(first), 200))


def in_row(problem: Problem, answer: Answer, row: str) -> Figure | None:
    """The number that weighs most in a constraint or limit."""
    if row in problem.position:
        return answer.values.get(row)
    coefficients = next((each.coefficients for each in problem.constraints if each.name == row), {})
    weighed: Iterable[tuple[float, Figure]] = (
        (abs(number * answer.values[name].value), answer.values[name])
        for name, number in coefficients.items()
        if name in answer.values and answer.values[name].end
    )
    return max(weighed, key=lambda each: each[0], default=(0.0, None))[1]
