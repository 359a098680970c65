"""The same problem told otherwise must get the same answer: renamed, reordered, paraphrased."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from holdtrue.checks.finding import Finding
from holdtrue.checks.optimization.answers import read_answer
from holdtrue.checks.optimization.errors import ProblemError
from holdtrue.checks.optimization.solve import certify
from holdtrue.checks.optimization.verdicts.assess import assess

if TYPE_CHECKING:
    from holdtrue.checks.optimization.certificate import Certificate
    from holdtrue.checks.optimization.problem import Problem
    from holdtrue.checks.optimization.verdicts.probe import Ask


@dataclass(frozen=True, slots=True)
class Telling:
    """The same problem in another telling."""

    how: str
    """What was changed, such as `renamed`."""

    problem: Problem

    names: Mapping[str, str]
    """From its variables' names to the original's."""


def renamed(problem: Problem, names: Mapping[str, str]) -> Telling:
    """The problem with other names for some variables, in its text, too.

    Raises:
        ProblemError: Two variables would have one name.
    """
    new = [names.get(name, name) for name in problem.names]
    if len(set(new)) < len(new):
        raise ProblemError(f"{problem.name}: two variables would have one name")
    swap = dict(zip(problem.names, new, strict=True))

    def rows(coefficients: Mapping[str, float]) -> dict[str, float]:
        return {swap[name]: number for name, number in coefficients.items()}

    goal = problem.objective
    told = replace(
        problem,
        variables=tuple(replace(each, name=swap[each.name]) for each in problem.variables),
        constraints=tuple(
            replace(each, coefficients=rows(each.coefficients)) for each in problem.constraints
        ),
        objective=replace(
            goal,
            coefficients=rows(goal.coefficients),
            quadratic={(swap[a], swap[b]): number for (a, b), number in goal.quadratic.items()},
        ),
        text=_swapped(problem.text, swap),
        name=f"{problem.name}, renamed",
    )
    return Telling("renamed", told, {new: old for old, new in swap.items()})


def _swapped(text: str, swap: Mapping[str, str]) -> str:
    """All names at once, so that two may change places."""
    longest = sorted(swap, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")
    return pattern.sub(lambda match: swap[match[0]], text) if swap else text


def reordered(problem: Problem) -> Telling:
    """The problem with its variables and constraints in the opposite order; its text stays.

    Raises:
        ProblemError: A structure depends on the order.
    """
    if problem.structure is not None:
        raise ProblemError(f"{problem.name}: its variables have an order of their own")
    told = replace(
        problem,
        variables=problem.variables[::-1],
        constraints=problem.constraints[::-1],
        name=f"{problem.name}, reordered",
    )
    return Telling("reordered", told, {name: name for name in problem.names})


def paraphrased(problem: Problem, text: str) -> Telling:
    """The problem in other words, which the caller answers for."""
    told = replace(problem, text=text, name=f"{problem.name}, paraphrased")
    return Telling("paraphrased", told, {name: name for name in problem.names})


def moves(
    problem: Problem, tellings: Iterable[Telling], ask: Ask, *, certificate: Certificate | None = None
) -> list[Finding]:
    """Tellings whose answer is another than the original's, where it must not be.

    Two optima of one problem are no movement: where both answers are certified, nothing is said. A model that draws its
    words at random moves by itself: ask at temperature 0, or let `ask` return what most of several draws say.
    """
    best = certificate or certify(problem)
    original = assess(problem, read_answer(problem, ask(problem)), certificate=best)
    found = []
    for telling in tellings:
        other = assess(telling.problem, read_answer(telling.problem, ask(telling.problem)), certificate=best)
        if original.conclusion == other.conclusion == "certified":
            continue
        if original.evaluation is None or other.evaluation is None:
            differ = original.conclusion != other.conclusion
            values = "one of them cannot be read"
        else:
            one = {name: figure.value for name, figure in original.answer.values.items()}
            two = {telling.names[name]: figure.value for name, figure in other.answer.values.items()}
            moved = [name for name in problem.names if abs(one[name] - two[name]) > 1e-9]
            differ = bool(moved)
            values = ", ".join(f"{name}: {one[name]:g} and {two[name]:g}" for name in moved[:3])
        if differ:
            message = f"{telling.how}, the same problem gets another answer ({values})"
            found.append(Finding("optimum.unsteady", "unexplained", "major", message))
    return found
