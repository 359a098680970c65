"""Asks about a problem and about one whose optimum is certified to lie elsewhere: an answer that stays was not computed.

Which change matters is measured: in 257 textbook problems an objective coefficient changed by 5% moved the optimum in
under 1%, a binding right-hand side in 98%. So only binding right-hand sides are changed, and a change counts only once
the solver proves that the old optimum is none any more. New numbers have as many digits as the old: larger ones are
harder, which would pass for memorisation (arXiv 2605.28700 on GSM-Symbolic).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from holdtrue.checks.errors import InputError
from holdtrue.checks.finding import Finding
from holdtrue.checks.optimization.answers import read_answer
from holdtrue.checks.optimization.errors import UnsolvedError
from holdtrue.checks.optimization.evaluate import evaluate
from holdtrue.checks.optimization.solve import certify
from holdtrue.checks.optimization.verdicts.assess import assess
from holdtrue.checks.optimization.verdicts.assessment import Assessment, Conclusion
from holdtrue.checks.optimization.verdicts.printing import half_units

if TYPE_CHECKING:
    from holdtrue.checks.optimization.answers import Answer
    from holdtrue.checks.optimization.certificate import Certificate
    from holdtrue.checks.optimization.problem import Constraint, Problem

Ask = Callable[["Problem"], str]
"""Puts a problem to a model and returns its answer."""

MATERIAL = 2e-3
"""Share of the optimum by which the old answer must be worse at the new problem, beyond rounding."""

_SHARES = (0.1, -0.1, 0.2, -0.2, 0.05, -0.05)
"""Changes of a right-hand side that are tried, in this order."""

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?!\w|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Probe:
    """Answers to a problem and to one with another optimum."""

    conclusion: Conclusion
    """`stale` where the answer did not move; else what is known of the answer to the changed problem."""

    before: Assessment
    after: Assessment
    findings: tuple[Finding, ...]
    """What the comparison shows, apart from what is wrong with each answer."""

    elasticity: float | None
    """Movement of the answers' objectives over movement of the optima's: 1 for a solver, 0 for a template."""


def probe(
    base: Problem,
    moved: Problem,
    ask: Ask,
    *,
    certificates: tuple[Certificate, Certificate] | None = None,
    repeats: int = 1,
) -> Probe:
    """Ask about both, and say whether the answer moved.

    Args:
        base: A problem.
        moved: The same with one number changed; `perturbed` makes one.
        ask: The model.
        certificates: The optima, in this order; solved for where they are not given.
        repeats: How often each is asked. An answer is called stale only where every one of them is.

    Raises:
        InputError: The optimum of `base` is one of `moved`, so that an answer has no reason to move.
        UnsolvedError: One has no certified optimum.
    """
    first, second = certificates or (certify(base), certify(moved))
    if not _beaten(moved, second, dict(first.values), 0.0):
        raise InputError(
            f"{moved.name}: the optimum of {base.name} is one of it, too, so an answer need not move"
        )
    asked = range(max(1, repeats))
    pairs = [(read_answer(base, ask(base)), read_answer(moved, ask(moved))) for _ in asked]
    before, after = pairs[-1]
    found = [stale(base, moved, (first, second), *pair) for pair in pairs]
    findings = tuple(each for each in found[-1:] if each is not None and None not in found)
    one, other = assess(base, before, certificate=first), assess(moved, after, certificate=second)
    change = second.objective - first.objective
    elasticity = None
    if one.evaluation is not None and other.evaluation is not None and change:
        elasticity = (other.evaluation.objective - one.evaluation.objective) / change
    return Probe("stale" if findings else other.conclusion, one, other, findings, elasticity)


def stale(
    base: Problem,
    moved: Problem,
    certificates: tuple[Certificate, Certificate],
    before: Answer,
    after: Answer,
) -> Finding | None:
    """That an answer stayed where it was although the optimum did not, and it is none any more; else None."""
    if not (before.readable and after.readable):
        return None
    old = moved.vector(
        {name: before.values[one].value for name, one in zip(moved.names, base.names, strict=True)}
    )
    new = moved.vector({name: after.values[name].value for name in moved.names})
    half = np.maximum(half_units(base, before), half_units(moved, after))
    if not np.isfinite(old).all() or (np.abs(old - new) > half * (1.0 + 1e-9)).any():
        return None
    first, second = certificates
    if not _beaten(moved, second, moved.values(new), half):
        return None
    message = (
        f"the answer to {moved.name} is that to {base.name}, digit by digit, although the optimum moved from"
        f" {first.objective:.8g} to {second.objective:.8g} ({second.method})"
    )
    return Finding("optimum.stale", "forbidden", "major", message)


def _beaten(problem: Problem, certificate: Certificate, point: dict[str, float], half: object) -> bool:
    """Whether a point is infeasible, or materially worse than the optimum."""
    held = evaluate(problem, point, half)  # type: ignore[arg-type]  # a vector or 0
    if not held.feasible:
        return True
    short = held.objective - certificate.objective
    short = -short if problem.objective.sense == "max" else short
    return short > held.objective_tolerance + MATERIAL * abs(certificate.objective)


def perturbed(
    problem: Problem, certificate: Certificate | None = None
) -> Iterator[tuple[Problem, Certificate, str]]:
    """The problem with one binding right-hand side changed, each with its optimum and what was changed.

    Only such as the text can be changed for: where it has the old number just once. Nothing for problems that rows do not
    state, whose makers change them.
    """
    best = certificate or certify(problem)
    x = problem.vector(best.values)
    left = problem.matrices.rows @ x if problem.constraints else np.zeros(0)
    for row, reached in zip(problem.constraints, left, strict=True):
        if abs(reached - row.rhs) > 1e-6 * max(1.0, abs(row.rhs)) or not row.rhs:
            continue
        for share in _SHARES:
            changed = _changed(problem, row, share)
            if changed is None:
                continue
            try:
                optimum = certify(changed)
            except UnsolvedError:
                continue
            if _beaten(changed, optimum, dict(best.values), 0.0):
                number = changed.constraints[problem.constraints.index(row)].rhs
                yield changed, optimum, f"{row.name}: {row.rhs:g} became {number:g}"
                break


def _changed(problem: Problem, row: Constraint, share: float) -> Problem | None:
    printed = next(
        (text for text in _NUMBER.findall(problem.text) if _value(text) == abs(row.rhs)), f"{abs(row.rhs):g}"
    )
    decimals = len(printed.partition(".")[2])
    number = round(row.rhs * (1.0 + share), decimals)
    fresh = f"{abs(number):.{decimals}f}"
    if number == row.rhs or len(fresh) != len(printed.replace(",", "")):
        return None
    text = problem.text
    if text:
        places = [match for match in _NUMBER.finditer(text) if _value(match[0]) == abs(row.rhs)]
        if len(places) != 1:
            return None
        text = text[: places[0].start()] + fresh + text[places[0].end() :]
    rows = tuple(replace(each, rhs=number) if each is row else each for each in problem.constraints)
    return replace(problem, constraints=rows, text=text, name=f"{problem.name}, {row.name} {number:g}")


def _value(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None
