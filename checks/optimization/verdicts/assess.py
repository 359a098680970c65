"""Holds an answer against its problem: can it be read, is it feasible, is its claim its own, is it as good as can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from holdtrue.checks.finding import Finding
from holdtrue.checks.optimization.answers import Answer, read_answer
from holdtrue.checks.optimization.evaluate import Evaluation, evaluate
from holdtrue.checks.optimization.verdicts.assessment import Assessment, Conclusion
from holdtrue.checks.optimization.verdicts.places import in_row, place_of, whole
from holdtrue.checks.optimization.verdicts.printing import half_of_claim, half_units
from holdtrue.checks.optimization.verdicts.rounding import best_behind
from holdtrue.checks.optimization.verdicts.traces import check_trace

if TYPE_CHECKING:
    from holdtrue.checks.optimization.certificate import Certificate
    from holdtrue.checks.optimization.problem import Problem, Vector
    from holdtrue.checks.optimization.verdicts.methods import Method

CLOSE = 1e-6
"""Relative difference of objectives that solvers leave between two of their own optima."""

_LISTED = 5
"""Broken constraints of one family that are listed one by one."""

_KINDS: tuple[tuple[str, Conclusion], ...] = (
    ("answer.unparseable", "unparseable"),
    ("optimum.infeasible", "infeasible"),
    ("optimum.trace", "trace_inconsistent"),
    ("optimum.claim", "claim_mismatch"),
    ("optimum.heuristic", "heuristic_match"),
    ("optimum.suboptimal", "feasible_unproven"),
    ("optimum.unproven", "feasible_unproven"),
)
"""Findings that decide, the gravest first."""


def assess(
    problem: Problem,
    answer: Answer | str,
    *,
    certificate: Certificate | None = None,
    heuristics: Mapping[str, Mapping[str, float]] | None = None,
    method: Method | None = None,
    gap: float = 0.0,
    file: str = "answer",
) -> Assessment:
    """Hold an answer against a problem.

    Args:
        problem: The problem.
        answer: What was read, or the text.
        certificate: The optimum with its proof; without one nothing is said of optimality.
        heuristics: Points that cheap rules give, by the rule's name; one that is optimal is no evidence.
        method: The method that claimed iterations are held against, step by step. Without one, each iterate is only
            held against what it claims of itself.
        gap: How much worse than the optimum it may be, relative to the optimum.
        file: Name of the answer in findings.
    """
    read = read_answer(problem, answer) if isinstance(answer, str) else answer
    found = list(_unreadable(read, problem, file))
    if any(finding.kind == "answer.unparseable" for finding in found):
        return Assessment("unparseable", tuple(found), read, None, certificate)
    x = problem.vector({name: read.values[name].value for name in problem.names})
    half = half_units(problem, read)
    evaluation = evaluate(problem, x, half)
    found += _broken(problem, read, evaluation, file)
    found += _claim(problem, read, evaluation, file)
    found += check_trace(problem, read, method, file)
    distance = None
    if certificate is not None:
        found += _beyond(problem, evaluation, certificate)
        distance = _gap(problem, evaluation, certificate)
    if not any(finding.kind == "optimum.infeasible" for finding in found):
        found += _proof(problem, read, evaluation, certificate, gap, file)
        kinds = {finding.kind for finding in found}
        if certificate is not None and "optimum.suboptimal" not in kinds:
            found += _together(problem, x, half, certificate, gap)
        found += _heuristic(problem, x, half, certificate, heuristics or {}, found)
    kinds = {finding.kind for finding in found}
    conclusion: Conclusion = next((name for kind, name in _KINDS if kind in kinds), "certified")
    return Assessment(conclusion, tuple(found), read, evaluation, certificate, distance)


def _unreadable(read: Answer, problem: Problem, file: str) -> Iterator[Finding]:
    place = whole(read, file)

    def unparseable(message: str) -> Finding:
        return Finding("answer.unparseable", "forbidden", "critical", message, None, place)

    if read.trouble:
        yield unparseable(read.trouble)
    elif read.missing:
        yield unparseable(f"{_some(read.missing)} of {len(problem.names)} variables have no number in it")
    for name, figure in read.values.items():
        if not figure.finite:
            message = f"{name} is {figure.text}, which is no number"
            yield Finding(
                "answer.unparseable", "forbidden", "critical", message, None, place_of(read, file, figure)
            )
            break
    if read.extra:
        yield unparseable(f"it gives numbers for {_some(read.extra)}, which the problem does not have")


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def _broken(problem: Problem, read: Answer, evaluation: Evaluation, file: str) -> Iterator[Finding]:
    """Constraints that are broken by more than rounding explains, the worst of each family."""
    for name, family in evaluation.families.items():
        broken = int((~family.holds).sum())
        for row, residual, tolerance in family.worst(_LISTED):
            message = (
                f"{name}: {row} is off by {abs(residual):.6g}, where rounding explains {tolerance:.2g}"
                f" ({broken} of {len(family.residuals)} broken)"
            )
            place = place_of(read, file, in_row(problem, read, row))
            yield Finding("optimum.infeasible", "forbidden", "critical", message, None, place)


def _claim(problem: Problem, read: Answer, evaluation: Evaluation, file: str) -> Iterator[Finding]:
    """Whether the claimed objective is that of the answer's own values."""
    claimed = read.objective
    if claimed is None:
        return
    tolerance = evaluation.objective_tolerance + half_of_claim(problem, read)
    off = abs(claimed.value - evaluation.objective)
    if claimed.finite and off <= tolerance * (1.0 + 1e-9):
        return
    scale = _power_of_ten(claimed.value, evaluation.objective, tolerance)
    hint = f"; it would be right in units of {scale}" if scale else ""
    message = (
        f"the objective is claimed to be {claimed.text} and is {evaluation.objective:.8g} by the answer's own values,"
        f" where rounding explains {tolerance:.2g}{hint}"
    )
    yield Finding("optimum.claim", "forbidden", "major", message, None, place_of(read, file, claimed))


def _power_of_ten(claimed: float, own: float, tolerance: float) -> str:
    """The thousand or million by which a claim is off, for that is a unit and no slip."""
    if not claimed or not own or not np.isfinite(claimed):
        return ""
    for power in (3, 6, -2, 2, -3, -6):
        if abs(claimed * 10.0**power - own) <= max(tolerance, 10.0**power * abs(claimed) * 5e-3):
            return f"10^{power}"
    return ""


def _sign(problem: Problem) -> float:
    return 1.0 if problem.objective.sense == "min" else -1.0


def _room(value: float) -> float:
    return CLOSE * max(1.0, abs(value))


def _gap(problem: Problem, evaluation: Evaluation, certificate: Certificate) -> float:
    worse = _sign(problem) * (evaluation.objective - certificate.objective)
    return worse / max(abs(certificate.objective), 1e-12)


def _beyond(problem: Problem, evaluation: Evaluation, certificate: Certificate) -> Iterator[Finding]:
    """What is better than the bound by more than rounding explains has no feasible point near it."""
    if certificate.bound is None:
        return
    beyond = _sign(problem) * (certificate.bound - evaluation.objective)
    if evaluation.feasible and beyond > evaluation.objective_tolerance + _room(certificate.bound):
        message = (
            f"its objective {evaluation.objective:.8g} is better than {certificate.bound:.8g}, which no feasible point"
            f" can be, and rounding explains only {evaluation.objective_tolerance:.2g}"
        )
        yield Finding("optimum.infeasible", "forbidden", "critical", message)


def _proof(
    problem: Problem,
    read: Answer,
    evaluation: Evaluation,
    certificate: Certificate | None,
    gap: float,
    file: str,
) -> Iterator[Finding]:
    """Whether it is as good as the certified optimum: exactly the distance that rounding explains is accepted."""
    if certificate is None:
        yield Finding(
            "optimum.unproven", "unexplained", "minor", "feasible; nothing proves that it is optimal"
        )
        return
    worse = _sign(problem) * (evaluation.objective - certificate.objective)
    allowed = evaluation.objective_tolerance + _room(certificate.objective) + gap * abs(certificate.objective)
    if worse > allowed:
        relative = worse / max(abs(certificate.objective), 1e-12)
        message = (
            f"its objective is {evaluation.objective:.8g} where {certificate.objective:.8g} can be reached"
            f" ({relative:.2%} worse; rounding explains {evaluation.objective_tolerance:.2g}; {certificate.method})"
        )
        yield Finding(
            "optimum.suboptimal", "forbidden", "major", message, None, place_of(read, file, read.objective)
        )
    elif certificate.bound is None:
        message = f"as good as the optimum that {certificate.method} found, which is proven locally only"
        yield Finding("optimum.local", "noted", "minor", message)


def _together(
    problem: Problem, x: Vector, half: Vector, certificate: Certificate, gap: float
) -> Iterator[Finding]:
    """Whether one point explains at once what rounding explains row by row."""
    best = best_behind(problem, x, half)
    if best == "nothing":
        message = "no feasible point rounds to it, although rounding would explain each constraint by itself"
        yield Finding("optimum.infeasible", "forbidden", "critical", message)
    elif isinstance(best, float):
        worse = _sign(problem) * (best - certificate.objective)
        if worse > _room(certificate.objective) + gap * abs(certificate.objective):
            message = (
                f"the best feasible point that rounds to it has the objective {best:.8g}, where"
                f" {certificate.objective:.8g} can be reached ({certificate.method})"
            )
            yield Finding("optimum.suboptimal", "forbidden", "major", message)


def _heuristic(
    problem: Problem,
    x: Vector,
    half: Vector,
    certificate: Certificate | None,
    heuristics: Mapping[str, Mapping[str, float]],
    found: list[Finding],
) -> Iterator[Finding]:
    """The cheap rule whose point the answer is, where that is known not to be optimal."""
    if certificate is None or not any(finding.kind == "optimum.suboptimal" for finding in found):
        return
    for rule, point in heuristics.items():
        if same_point(problem, x, half, point):
            message = f"it is what {rule} gives, which is not optimal here"
            yield Finding("optimum.heuristic", "forbidden", "major", message)
            return


def same_point(problem: Problem, x: Vector, half: Vector, point: Mapping[str, float]) -> bool:
    """Whether a printed answer is a point, but for rounding."""
    other = problem.vector(point)
    return bool((np.abs(x - other) <= half * (1.0 + 1e-9) + 1e-9 * np.maximum(1.0, np.abs(other))).all())
