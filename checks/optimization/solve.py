"""Solves a problem and proves it: HiGHS for linear and integer ones, an interior point for convex quadratic ones."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from holdtrue.checks.errors import InputError
from holdtrue.checks.optimization.certificate import Certificate
from holdtrue.checks.optimization.errors import ProblemError, Reason, UnsolvedError
from holdtrue.checks.optimization.evaluate import evaluate

if TYPE_CHECKING:
    from holdtrue.checks.optimization.matrices import Matrices
    from holdtrue.checks.optimization.problem import Problem, Vector

CLOSED = 1e-6
"""Relative distance of bound and objective up to which the optimum counts as proven."""

REASONS: dict[int, Reason] = {1: "time limit", 2: "infeasible", 3: "unbounded"}
"""By the status that SciPy gives of HiGHS; the others mean that it failed."""

_EITHER = 4
"""Status for infeasible or unbounded, and for all else that goes wrong."""


def certify(problem: Problem, *, seconds: float = 60.0) -> Certificate:
    """Solve a problem.

    Args:
        problem: The problem.
        seconds: Longest time that the solver may take.

    Raises:
        UnsolvedError: There is no optimum, or none was proven in that time; its `reason` says which.
        ProblemError: No solver here takes problems of that form.
        InputError: The extra `optimization` is not installed.
    """
    if not seconds > 0.0:
        raise InputError(f"a solver needs time, not {seconds} s")
    must_be_installed()
    must_be_solvable(problem)
    if problem.structure is not None:
        return problem.structure.certify(problem, seconds)
    parts = problem.matrices
    if parts.quadratic is not None:
        from holdtrue.checks.optimization.quadratic import certify_quadratic

        return certify_quadratic(problem, seconds)
    return _mixed(problem, parts, seconds) if parts.integer.any() else _linear(problem, parts, seconds)


def must_be_installed() -> None:
    """Whether there are solvers, and what holds a point against a problem.

    Raises:
        InputError: The extra `optimization` is not installed.
    """
    if find_spec("scipy") is None:
        raise InputError("solving needs an extra: pip install 'holdtrue[optimization]'")


def must_be_solvable(problem: Problem) -> None:
    """Whether a solver here takes problems of that form.

    Raises:
        ProblemError: None does.
    """
    whole = any(variable.integer for variable in problem.variables)
    if problem.structure is None and problem.objective.quadratic and whole:
        raise ProblemError(f"{problem.name}: a quadratic objective over whole numbers has no solver here")


def _linear(problem: Problem, parts: Matrices, seconds: float) -> Certificate:
    begun = time.perf_counter()
    sign = 1.0 if problem.objective.sense == "min" else -1.0
    solved = _linprog(sign * parts.linear, parts, seconds)
    if solved.status != 0:
        left = seconds - (time.perf_counter() - begun)
        reason = _reason(solved.status, left, lambda: _linprog(0.0 * parts.linear, parts, left))
        raise unsolved(problem, reason, seconds)
    up, down, equal = _sides(parts)
    duals = np.zeros(len(problem.constraints))
    duals[up] += solved.ineqlin.marginals[: len(up)]
    duals[down] -= solved.ineqlin.marginals[len(up) :]
    duals[equal] = solved.eqlin.marginals
    # Reduced costs are recomputed from the duals, so that the bound holds whatever the solver reports.
    reduced = sign * parts.linear - parts.rows.T @ duals
    bound = _dual_bound(parts, duals, reduced)
    objective = evaluate(problem, solved.x).objective
    return closed(
        problem,
        solved.x,
        objective,
        sign * bound + parts.constant,
        method="HiGHS",
        seconds=time.perf_counter() - begun,
        duals=dict(zip((row.name for row in problem.constraints), map(float, sign * duals), strict=True)),
    )


def _sides(parts: Matrices) -> tuple[Any, Any, Any]:
    """Rows with an upper limit only, with a lower limit only, and equations."""
    equal = parts.row_lower == parts.row_upper
    return (
        np.flatnonzero(np.isfinite(parts.row_upper) & ~equal),
        np.flatnonzero(np.isfinite(parts.row_lower) & ~equal),
        np.flatnonzero(equal),
    )


def _linprog(costs: Vector, parts: Matrices, seconds: float) -> Any:
    from scipy import optimize, sparse

    up, down, equal = _sides(parts)
    return optimize.linprog(
        costs,
        A_ub=sparse.vstack([parts.rows[up], -parts.rows[down]]),
        b_ub=np.concatenate([parts.row_upper[up], -parts.row_lower[down]]),
        A_eq=parts.rows[equal],
        b_eq=parts.row_upper[equal],
        bounds=np.column_stack([parts.lower, parts.upper]),
        method="highs",
        options={"time_limit": seconds},
    )


def _dual_bound(parts: Matrices, duals: Vector, reduced: Vector) -> float:
    """The least that `costs @ x` can be, by the rows weighed with the duals and the variables' limits."""
    limit = np.where(duals > 0.0, parts.row_lower, parts.row_upper)
    used = duals != 0.0
    ends = np.where(reduced > 0.0, parts.lower, parts.upper)
    # A reduced cost that is 0 but for rounding says nothing about a variable without a limit.
    kept = np.abs(reduced) > 1e-9 * max(1.0, float(np.abs(parts.linear).max(initial=0.0)))
    return float(duals[used] @ limit[used]) + float(reduced[kept] @ ends[kept])


def _mixed(problem: Problem, parts: Matrices, seconds: float) -> Certificate:
    begun = time.perf_counter()
    sign = 1.0 if problem.objective.sense == "min" else -1.0
    x, bound = milp(problem, sign * parts.linear, parts.rows, (parts.row_lower, parts.row_upper), seconds)
    return closed(
        problem,
        np.where(parts.integer, np.round(x), x),
        evaluate(problem, np.where(parts.integer, np.round(x), x)).objective,
        sign * bound + parts.constant,
        method="HiGHS, branch and bound",
        seconds=time.perf_counter() - begun,
    )


def milp(
    problem: Problem,
    costs: Vector,
    rows: Any,
    limits: tuple[Vector, Vector],
    seconds: float,
    *,
    bounds: tuple[Vector, Vector] | None = None,
    integer: Any = None,
) -> tuple[Vector, float]:
    """The point with the least cost, and the bound of branch and bound.

    Args:
        problem: Whose name errors mention; its own bounds and integrality hold where none are given.
        costs: Per column.
        rows: Matrix of the constraints.
        limits: Lower and upper limit of each row.
        seconds: Longest time.
        bounds: Of each column.
        integer: Which columns are whole.

    Raises:
        UnsolvedError: There is no optimum, or none was proven in that time.
    """
    from scipy import optimize

    begun = time.perf_counter()
    lower, upper = bounds or (problem.matrices.lower, problem.matrices.upper)
    whole = problem.matrices.integer if integer is None else integer

    def branch(costs: Vector, seconds: float) -> Any:
        return optimize.milp(
            costs,
            constraints=optimize.LinearConstraint(rows, *limits) if rows.shape[0] else None,
            bounds=optimize.Bounds(lower, upper),
            integrality=np.asarray(whole, dtype=np.int64),
            options={"time_limit": seconds, "mip_rel_gap": 1e-9},
        )

    solved = branch(costs, seconds)
    if solved.status != 0:
        left = seconds - (time.perf_counter() - begun)
        raise unsolved(problem, _reason(solved.status, left, lambda: branch(0.0 * costs, left)), seconds)
    return solved.x, float(solved.fun if solved.mip_dual_bound is None else solved.mip_dual_bound)


def _reason(status: int, left: float, plain: Callable[[], Any]) -> Reason:
    """Why there is no optimum, by the status that HiGHS gave.

    Where it could not tell infeasible from unbounded, the problem without its objective, solved in the time that is
    left, tells.
    """
    if status != _EITHER:
        return REASONS.get(status, "failed")
    if left <= 0.0:
        return "time limit"
    again = plain().status
    return "unbounded" if again == 0 else REASONS.get(again, "failed")


def closed(
    problem: Problem,
    x: Vector,
    objective: float,
    bound: float,
    *,
    method: str,
    seconds: float,
    duals: dict[str, float] | None = None,
) -> Certificate:
    """A certificate, if the point is feasible and the bound meets its objective.

    Raises:
        UnsolvedError: Either is not so.
    """
    found = evaluate(problem, x)
    if not found.feasible:
        broken = [name for name, family in found.families.items() if family.excess.max(initial=0.0) > 0.0]
        raise UnsolvedError(
            f"{problem.name}: the solver's point breaks {', '.join(broken)}", "failed", bound=bound
        )
    certificate = Certificate(
        values=problem.values(x),
        objective=objective,
        bound=bound,
        status="optimal",
        method=method,
        seconds=seconds,
        duals=duals or {},
    )
    if not (certificate.gap or 0.0) <= CLOSED:
        raise UnsolvedError(
            f"{problem.name}: objective {objective:g} and bound {bound:g} do not meet", "failed", bound=bound
        )
    return certificate


def unsolved(
    problem: Problem, reason: Reason, seconds: float, *, bound: float | None = None
) -> UnsolvedError:
    """The error for a reason."""
    told = {
        "infeasible": "no point satisfies every constraint",
        "unbounded": "the objective has no limit",
        "time limit": f"no optimum was proven within {seconds:g} s",
        "failed": "the solver gave up",
    }
    return UnsolvedError(f"{problem.name}: {told[reason]}", reason, bound=bound)
