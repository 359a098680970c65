"""What a point is worth: each constraint's residual by family, the objective, and what rounding does to both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from holdtrue.checks.optimization.errors import AnswerError
from holdtrue.checks.optimization.family import Family, inequalities

if TYPE_CHECKING:
    from holdtrue.checks.optimization.matrices import Matrices
    from holdtrue.checks.optimization.problem import Problem, Vector

RELATIVE = 1e-7
"""Of the sum of the terms' sizes: how exactly solvers keep a constraint (HiGHS: 1e-7)."""

ABSOLUTE = 1e-9
"""For rows whose terms are all 0."""

INTEGRALITY = "integrality"
"""Family of the demand for whole numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """A point held against its problem."""

    families: Mapping[str, Family]
    """Every family of the problem: limits of variables (`bounds`, unless they say another), `integrality`, rows, and what
    its structure adds."""

    objective: float
    """Recomputed from the point, in the objective's unit."""

    objective_tolerance: float
    """How far the objective of the point before it was rounded may be from it."""

    @property
    def feasible(self) -> bool:
        """Whether every constraint holds, rounding allowed for."""
        return all(bool(family.holds.all()) for family in self.families.values())

    @property
    def shares(self) -> dict[str, float]:
        """The share of constraints that hold, by family."""
        return {name: family.share for name, family in self.families.items()}

    @property
    def pooled(self) -> float:
        """The share of all constraints that hold. Says little alone: see docs/optimization.md."""
        held = [family.holds for family in self.families.values()]
        return float(np.concatenate(held).mean()) if held else 1.0


def evaluate(
    problem: Problem,
    values: Mapping[str, float] | Sequence[float] | Vector,
    half: Sequence[float] | Vector | float = 0.0,
) -> Evaluation:
    """Hold a point against a problem.

    Args:
        problem: The problem.
        values: The point, by variable name or in the problem's order.
        half: Half a unit in the last printed place of each value, or of all; `Problem.half_units` gives it.

    Raises:
        AnswerError: The values are not an assignment of the problem's variables.
    """
    x = problem.vector(values)
    spread = np.broadcast_to(np.asarray(half, dtype=np.float64), x.shape)
    if not (np.isfinite(spread).all() and (spread >= 0.0).all()):
        raise AnswerError("half a unit in the last place is a finite number, 0 or above")
    parts = problem.matrices
    families = _own(problem, parts, x, spread)
    families |= _rows(problem, parts, x, spread)
    if problem.structure is not None:
        families |= problem.structure.families(x, spread)
        return Evaluation(families, *problem.structure.objective(x, spread))
    return Evaluation(families, *_objective(parts, x, spread))


def _own(problem: Problem, parts: Matrices, x: Vector, half: Vector) -> dict[str, Family]:
    """Limits, a variable's two as one constraint, and integrality."""
    ends = np.array([parts.lower - x, x - parts.upper])
    limits = np.abs(np.where(np.isfinite(ends), np.array([parts.lower, parts.upper]), 0.0)).max(axis=0)
    residuals, tolerances = ends.max(axis=0), half + slop(np.abs(x) + limits)
    where: dict[str, list[int]] = {}
    for k in np.flatnonzero(np.isfinite(residuals)):
        where.setdefault(problem.variables[k].family, []).append(int(k))
    found = {
        family: inequalities([problem.names[k] for k in at], residuals[at], tolerances[at])
        for family, at in where.items()
    }
    whole = np.flatnonzero(parts.integer)
    if len(whole):
        off = np.abs(x[whole] - np.round(x[whole]))
        found[INTEGRALITY] = inequalities([problem.names[k] for k in whole], off, half[whole] + RELATIVE)
    return found


def _rows(problem: Problem, parts: Matrices, x: Vector, half: Vector) -> dict[str, Family]:
    if not problem.constraints:
        return {}
    left = parts.rows @ x
    equation = parts.row_lower == parts.row_upper
    limit = np.where(np.isfinite(parts.row_upper), parts.row_upper, parts.row_lower)
    residuals = np.where(np.isfinite(parts.row_upper), left - limit, limit - left)
    tolerances = parts.size @ half + slop(parts.size @ np.abs(x) + np.abs(limit))
    where: dict[str, list[int]] = {}
    for k, row in enumerate(problem.constraints):
        where.setdefault(row.family, []).append(k)
    return {
        family: Family([problem.constraints[k].name for k in at], residuals[at], tolerances[at], equation[at])
        for family, at in where.items()
    }


def _objective(parts: Matrices, x: Vector, half: Vector) -> tuple[float, float]:
    size = np.abs(parts.linear)
    value = parts.constant + float(parts.linear @ x)
    tolerance = float(size @ half)
    terms = abs(parts.constant) + float(size @ np.abs(x))
    if parts.quadratic is not None:
        absolute = abs(parts.quadratic)
        value += float(x @ (parts.quadratic @ x))
        # The first derivative at the point, and all that the second can add on the way to the exact one.
        tolerance += float(2.0 * np.abs(parts.quadratic @ x) @ half + half @ (absolute @ half))
        terms += float(np.abs(x) @ (absolute @ np.abs(x)))
    return value, tolerance + float(slop(np.array(terms)))


def slop(terms: Vector) -> Vector:
    """What floating-point solvers leave in a row whose terms have that sum of sizes."""
    return ABSOLUTE + RELATIVE * terms
