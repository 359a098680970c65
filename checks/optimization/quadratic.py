"""Convex quadratic problems: a primal-dual interior point, and a bound from its multipliers."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np

from holdtrue.checks.optimization.errors import ProblemError
from holdtrue.checks.optimization.evaluate import evaluate
from holdtrue.checks.optimization.solve import REASONS, closed, unsolved

if TYPE_CHECKING:
    from holdtrue.checks.optimization.certificate import Certificate
    from holdtrue.checks.optimization.matrices import Matrices
    from holdtrue.checks.optimization.problem import Problem, Vector

_STEPS = 150
"""Interior points converge in 10-40."""

_CAREFUL = 25
"""Steps after which the corrector is left out: with it the method can run in circles (Cartis, Appl. Numer. Math. 2009)."""

_DIVERGED = 1e9
"""Size from which an iterate counts as on its way to infinity."""


def certify_quadratic(problem: Problem, seconds: float) -> Certificate:
    """Solve a problem with linear constraints and a convex quadratic objective.

    Mehrotra's predictor-corrector method (SIAM J. Optim. 2, 1992). The bound does not depend on its convergence: the
    Lagrangian at its multipliers is convex, so its tangent at the iterate, over the variables' limits, lies below
    every feasible objective.

    Raises:
        UnsolvedError: There is no optimum, or none was proven in that time.
        ProblemError: The objective is not convex (for a maximum: not concave).
    """
    begun = time.perf_counter()
    parts = problem.matrices
    sign = 1.0 if problem.objective.sense == "min" else -1.0
    hessian = 2.0 * sign * parts.quadratic
    diagonal = hessian.diagonal()
    plain = hessian.count_nonzero() == np.count_nonzero(diagonal)
    least = float(diagonal.min() if plain else np.linalg.eigvalsh(hessian.toarray())[0])
    if least < -1e-9 * max(1.0, float(abs(hessian).max())):
        raise ProblemError(f"{problem.name}: the quadratic objective is not convex (eigenvalue {least:g})")
    system = _System(parts, hessian, sign * parts.linear)
    x, y, z = system.solve(problem, seconds, begun)
    bound = sign * system.bound(x, y, z) + parts.constant
    rows = [row.name for row in problem.constraints]
    return closed(
        problem,
        x,
        evaluate(problem, x).objective,
        bound,
        method="interior point",
        seconds=time.perf_counter() - begun,
        duals=dict(zip(rows, map(float, sign * system.row_duals(y, z)), strict=True)),
    )


class _System:
    """`min x'Hx/2 + c'x` with `E x = e` and `G x <= g`."""

    def __init__(self, parts: Matrices, hessian: Any, costs: Vector) -> None:
        from scipy import sparse

        self.parts, self.hessian, self.costs = parts, hessian, costs
        fixed = parts.lower == parts.upper
        unit = sparse.eye_array(len(costs), format="csr")
        self.equal = np.flatnonzero(parts.row_lower == parts.row_upper)
        ranged = parts.row_lower != parts.row_upper
        self.up = np.flatnonzero(np.isfinite(parts.row_upper) & ranged)
        self.down = np.flatnonzero(np.isfinite(parts.row_lower) & ranged)
        high = np.flatnonzero(np.isfinite(parts.upper) & ~fixed)
        low = np.flatnonzero(np.isfinite(parts.lower) & ~fixed)
        held = np.flatnonzero(fixed)
        rows = parts.rows
        self.e_rows = sparse.vstack([rows[self.equal], unit[held]]).tocsr()
        self.e = np.concatenate([parts.row_upper[self.equal], parts.upper[held]])
        self.g_rows = sparse.vstack([rows[self.up], -rows[self.down], unit[high], -unit[low]]).tocsr()
        self.g = np.concatenate(
            [parts.row_upper[self.up], -parts.row_lower[self.down], parts.upper[high], -parts.lower[low]]
        )

    def solve(self, problem: Problem, seconds: float, begun: float) -> tuple[Vector, Vector, Vector]:
        """Point, multipliers of the equations, multipliers of the inequalities."""
        count, equal, unequal = len(self.costs), len(self.e), len(self.g)
        x, y = np.zeros(count), np.zeros(equal)
        slack = np.maximum(1.0, self.g - self.g_rows @ x) if unequal else np.zeros(0)
        z = np.ones(unequal)
        scale = max(1.0, *(float(np.abs(part).max(initial=0.0)) for part in (self.costs, self.g, self.e)))
        self._must_be_feasible(problem, seconds, begun)
        best = (np.inf, x, y, z)
        for number in range(_STEPS):
            if time.perf_counter() - begun > seconds:
                raise unsolved(problem, "time limit", seconds)
            dual = self.hessian @ x + self.costs + self.e_rows.T @ y + self.g_rows.T @ z
            primal = self.e_rows @ x - self.e
            loose = self.g_rows @ x + slack - self.g
            mean = float(slack @ z) / max(1, unequal)
            off = max(float(np.abs(part).max(initial=0.0)) for part in (dual, primal, loose))
            if off + mean < best[0]:
                best = (off + mean, x, y, z)
            # Beyond that the equations of a step are too ill-conditioned to gain anything.
            if mean < 1e-13 * scale and (off < 1e-11 * scale or 0.0 < mean < 1e-16 * scale):
                break
            # Without a limit to the objective the iterates grow beyond all numbers.
            with np.errstate(all="ignore"):
                move = self._move(dual, primal, loose, slack, z, mean, careful=number >= _CAREFUL)
            if move is None or float(np.abs(x).max()) > _DIVERGED * scale:
                break
            length = min(1.0, 0.995 * _length(slack, move[2], z, move[3]))
            x, y = x + length * move[0], y + length * move[1]
            slack, z = slack + length * move[2], z + length * move[3]
        if float(np.abs(x).max()) > _DIVERGED * scale:
            raise unsolved(problem, "unbounded", seconds)
        return best[1], best[2], best[3]

    def _move(
        self,
        dual: Vector,
        primal: Vector,
        loose: Vector,
        slack: Vector,
        z: Vector,
        mean: float,
        *,
        careful: bool,
    ) -> tuple[Vector, Vector, Vector, Vector] | None:
        """The next step; None where numbers no longer allow one."""
        solve = self._factor(slack, z)
        if solve is None:
            return None
        if careful:
            # Toward the middle first, where some products of slack and multiplier lag behind; then on.
            even = float((slack * z).min(initial=mean)) > 0.1 * mean
            step = self._step(solve, dual, primal, loose, slack, z, slack * z - (0.1 if even else 0.8) * mean)
            return step if all(np.isfinite(part).all() for part in step) else None
        step = self._step(solve, dual, primal, loose, slack, z, slack * z)
        length = _length(slack, step[2], z, step[3])
        ahead = float((slack + length * step[2]) @ (z + length * step[3])) / max(1, len(z))
        centre = (ahead / mean) ** 3 if mean > 0.0 else 0.0
        target = slack * z + step[2] * step[3] - centre * mean
        step = self._step(solve, dual, primal, loose, slack, z, target)
        return step if all(np.isfinite(part).all() for part in step) else None

    def _factor(self, slack: Vector, z: Vector) -> Any:
        from scipy import sparse
        from scipy.sparse.linalg import splu

        # Sparse also where the objective is dense: dense factors are threaded, and wait for each other on busy cores.
        weighed = self.hessian + self.g_rows.T @ sparse.diags_array(z / slack) @ self.g_rows
        # Dependent equations and directions without curvature would make it singular.
        regular = 1e-12 * sparse.eye_array(len(self.costs))
        corner = -1e-12 * sparse.eye_array(len(self.e))
        blocks = [[weighed + regular, self.e_rows.T], [self.e_rows, corner]]
        matrix = sparse.block_array(blocks, format="csc")
        if not np.isfinite(matrix.data).all():
            return None
        try:
            factors = splu(matrix)
        except RuntimeError:  # singular
            return None

        def solve(right: Vector) -> Vector:
            found: Vector = factors.solve(right)
            found += factors.solve(right - matrix @ found)
            return found

        return solve

    def _step(
        self,
        solve: Any,
        dual: Vector,
        primal: Vector,
        loose: Vector,
        slack: Vector,
        z: Vector,
        target: Vector,
    ) -> tuple[Vector, Vector, Vector, Vector]:
        count = len(self.costs)
        push = (z * loose - target) / slack
        found = solve(np.concatenate([-dual - self.g_rows.T @ push, -primal]))
        move = found[:count]
        wider = -loose - self.g_rows @ move
        return move, found[count:], wider, (-target - z * wider) / slack

    def _must_be_feasible(self, problem: Problem, seconds: float, begun: float) -> None:
        from scipy import optimize

        left = seconds - (time.perf_counter() - begun)
        if left <= 0.0:
            raise unsolved(problem, "time limit", seconds)
        found = optimize.linprog(
            np.zeros(len(self.costs)),
            A_ub=self.g_rows,
            b_ub=self.g,
            A_eq=self.e_rows,
            b_eq=self.e,
            bounds=(None, None),
            options={"time_limit": left},
        )
        if found.status != 0:
            raise unsolved(problem, REASONS.get(found.status, "failed"), seconds)

    def bound(self, x: Vector, y: Vector, z: Vector) -> float:
        """What no feasible point can beat."""
        value = float(x @ self.hessian @ x) / 2.0 + float(self.costs @ x)
        value += float(y @ (self.e_rows @ x - self.e)) + float(z @ (self.g_rows @ x - self.g))
        slope = self.hessian @ x + self.costs + self.e_rows.T @ y + self.g_rows.T @ z
        ends = np.where(slope > 0.0, self.parts.lower, self.parts.upper)
        # Where a variable has no limit, the tangent could fall for ever; there the slope must be 0 but for rounding.
        free = ~np.isfinite(ends)
        scale = max(1.0, float(np.abs(self.costs).max(initial=0.0)))
        if free.any() and float(np.abs(slope[free]).max()) > 1e-7 * scale:
            return -np.inf
        return value + float((slope * (np.where(free, x, ends) - x)).sum())

    def row_duals(self, y: Vector, z: Vector) -> Vector:
        """Change of the least objective per unit of each row's right-hand side."""
        duals = np.zeros(len(self.parts.row_lower))
        duals[self.equal] = -y[: len(self.equal)]
        duals[self.up] -= z[: len(self.up)]
        duals[self.down] += z[len(self.up) : len(self.up) + len(self.down)]
        return duals


def _length(slack: Vector, slack_step: Vector, z: Vector, z_step: Vector) -> float:
    """How far along the step slacks and multipliers stay at or above 0."""
    longest = 1.0
    for value, step in ((slack, slack_step), (z, z_step)):
        down = step < 0.0
        if down.any():
            longest = min(longest, float((-value[down] / step[down]).min()))
    return longest
