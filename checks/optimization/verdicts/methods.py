"""Methods whose steps can be recomputed: what follows from a printed iterate, and how far rounding may put it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import numpy as np

from holdtrue.checks.optimization.problem import Objective
from holdtrue.checks.optimization.solve import certify

if TYPE_CHECKING:
    from holdtrue.checks.optimization.problem import Problem, Vector

_SECOND = 1.05
"""Room for the part of the second derivative that differences along the axes do not see."""


class Method(Protocol):
    """A way from one iterate to the next."""

    @property
    def name(self) -> str:
        """As a person would call it."""

    def trouble(self, x: Vector, half: Vector, after: Vector, after_half: Vector) -> str:
        """Why an iterate does not follow from the one before it; empty where it does.

        Args:
            x: The iterate before, as printed.
            half: Half a unit in the last place of each of its entries.
            after: The iterate that is said to follow.
            after_half: The same of it.
        """


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Any method that computes the next iterate from the last alone."""

    name: str
    step: Callable[[Vector], Vector]
    """The next iterate."""

    def trouble(self, x: Vector, half: Vector, after: Vector, after_half: Vector) -> str:
        """Compare with the step from the printed iterate, by the derivatives of the step along each axis."""
        return _differs(self.step(x), self._spread(x, half), after, after_half, self.name)

    def _spread(self, x: Vector, half: Vector) -> Vector:
        here = self.step(x)
        total = np.zeros_like(here)
        for k in np.flatnonzero(half):
            move = np.zeros_like(x)
            move[k] = half[k]
            sides = np.abs([self.step(x + move) - here, self.step(x - move) - here])
            total += sides.max(axis=0)
        return _SECOND * total


@dataclass(frozen=True, slots=True, eq=False)
class GradientDescent:
    """x - rate * (2 Q x + c), for the objective x Q x + c x, exactly bounded: the step is linear."""

    quadratic: Vector
    """Q, symmetric."""

    linear: Vector
    """c."""

    rate: float
    """Length of the step; below 0 to climb."""

    name: str = "gradient descent"

    @classmethod
    def of(cls, problem: Problem, rate: float) -> GradientDescent:
        """Descent on a problem's objective, ascent for a maximum."""
        parts = problem.matrices
        count = len(problem.variables)
        square = np.zeros((count, count)) if parts.quadratic is None else parts.quadratic.toarray()
        sign = 1.0 if problem.objective.sense == "min" else -1.0
        return cls(square, parts.linear, sign * rate)

    def trouble(self, x: Vector, half: Vector, after: Vector, after_half: Vector) -> str:
        """Compare with the step from the printed iterate."""
        matrix = np.eye(len(x)) - 2.0 * self.rate * self.quadratic
        made = matrix @ x - self.rate * self.linear
        return _differs(made, np.abs(matrix) @ half, after, after_half, self.name)


def newton(
    gradient: Callable[[Vector], Vector], hessian: Callable[[Vector], Vector], name: str = "Newton's method"
) -> Recurrence:
    """Newton's method for a minimum: x - H(x)^-1 g(x). For a system of equations give its values and Jacobian."""

    def step(x: Vector) -> Vector:
        moved: Vector = x - np.linalg.solve(hessian(x), gradient(x))
        return moved

    return Recurrence(name, step)


@dataclass(frozen=True, slots=True, eq=False)
class Simplex:
    """Vertex to neighbouring vertex of a linear problem, the objective never getting worse."""

    problem: Problem
    name: str = "the simplex method"

    def trouble(self, x: Vector, half: Vector, after: Vector, after_half: Vector) -> str:
        """Whether both are vertices, and share an edge."""
        before, now = self._active(x, half), self._active(after, after_half)
        count = len(x)
        for vertex, which in ((now, "it"), (before, "the iterate before")):
            if _rank(vertex) < count:
                return f"{which} is no vertex: fewer than {count} independent constraints hold with equality there"
        shared = {name: row for name, row in now.items() if name in before}
        if _rank(shared) < count - 1:
            return "one pivot does not lead there: it shares no edge with the iterate before"
        sign = 1.0 if self.problem.objective.sense == "min" else -1.0
        costs = sign * self.problem.matrices.linear
        worse = float(costs @ (after - x)) - float(np.abs(costs) @ (half + after_half))
        if worse > 1e-7 * (1.0 + float(np.abs(costs) @ np.abs(x))):
            return "the objective gets worse, which no pivot does"
        return ""

    def _active(self, x: Vector, half: Vector) -> dict[str, Vector]:
        """Constraints that hold with equality, rounding allowed for, by name."""
        parts, found = self.problem.matrices, {}
        rows = parts.rows.toarray()
        left, room = rows @ x, np.abs(rows) @ half + 1e-7 * (1.0 + np.abs(rows) @ np.abs(x))
        for k, row in enumerate(rows):
            limits = [limit for limit in (parts.row_lower[k], parts.row_upper[k]) if np.isfinite(limit)]
            if any(abs(left[k] - limit) <= room[k] for limit in limits):
                found[f"row {k}"] = row
        for k in range(len(x)):
            for side, limit in (("lower", parts.lower[k]), ("upper", parts.upper[k])):
                if np.isfinite(limit) and abs(x[k] - limit) <= half[k] + 1e-7 * (1.0 + abs(limit)):
                    found[f"{side} {k}"] = np.eye(1, len(x), k)[0]
        return found


def _rank(rows: dict[str, Vector]) -> int:
    return int(np.linalg.matrix_rank(np.array(list(rows.values())))) if rows else 0


def _differs(made: Vector, spread: Vector, after: Vector, after_half: Vector, name: str) -> str:
    """The entry that is furthest from what the step makes of the iterate before."""
    room = spread + after_half + 1e-9 * (1.0 + np.abs(made))
    excess = np.abs(after - made) - room
    if not (excess > 0.0).any() and np.isfinite(made).all():
        return ""
    k = int(np.argmax(np.nan_to_num(excess, nan=np.inf)))
    return f"entry {k + 1} is {after[k]:.8g} where {name} gives {made[k]:.8g} and rounding explains {room[k]:.2g}"


@dataclass(frozen=True, slots=True, eq=False)
class ProjectedGradient:
    """A step along the gradient, then back to the nearest feasible point; for convex problems with linear constraints.

    Projection onto a convex set brings no two points further apart, which bounds what rounding does.
    """

    problem: Problem
    rate: float
    """Length of the step."""

    name: str = "projected gradient descent"

    def step(self, x: Vector) -> Vector:
        """The next iterate.

        Raises:
            UnsolvedError: No point is feasible.
        """
        goal = GradientDescent.of(self.problem, self.rate)
        target = x - goal.rate * (2.0 * goal.quadratic @ x + goal.linear)
        names = self.problem.names
        nearest = Objective(
            sense="min",
            quadratic={(name, name): 1.0 for name in names},
            coefficients=dict(zip(names, (-2.0 * target).tolist(), strict=True)),
        )
        return self.problem.vector(certify(replace(self.problem, objective=nearest, text="")).values)

    def trouble(self, x: Vector, half: Vector, after: Vector, after_half: Vector) -> str:
        """Compare with the step from the printed iterate."""
        goal = GradientDescent.of(self.problem, self.rate)
        stretch = float(np.linalg.norm(np.eye(len(x)) - 2.0 * goal.rate * goal.quadratic, 2))
        spread = np.full(len(x), stretch * float(np.linalg.norm(half)) + _SOLVED)
        return _differs(self.step(x), spread, after, after_half, self.name)


_SOLVED = 1e-5
"""How exactly the nearest feasible point is found, for variables of size 1."""
