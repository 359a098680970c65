"""Problems out of arrays: the arguments of scipy.optimize.linprog and milp."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from holdtrue.checks.optimization.errors import ProblemError
from holdtrue.checks.optimization.problem import Constraint, Objective, Problem, Variable

if TYPE_CHECKING:
    from holdtrue.checks.optimization.problem import Sense, Vector


def from_linprog(
    c: Sequence[float],
    A_ub: Any = None,  # noqa: N803 - scipy's own names, so that a call can be copied
    b_ub: Any = None,
    A_eq: Any = None,  # noqa: N803
    b_eq: Any = None,
    bounds: Any = (0, None),
    integrality: Any = None,
    *,
    sense: Literal["min", "max"] = "min",
    names: Sequence[str] | None = None,
    name: str = "linprog",
    digits: int = 2,
) -> Problem:
    """The problem that scipy's `linprog` would solve with these arguments.

    Args:
        c: As for scipy, like the six that follow; matrices may be sparse.
        A_ub: Rows with an upper limit.
        b_ub: Their limits.
        A_eq: Equations.
        b_eq: Their right-hand sides.
        bounds: One pair for all variables or a pair each; None for no limit.
        integrality: 1 for whole variables.
        sense: scipy always minimises; here `max` maximises `c @ x`.
        names: Of the variables; `x0`, `x1`, ... by default.
        name: Of the problem.
        digits: Decimals of the problem's text.

    Raises:
        ProblemError: Shapes do not fit, or a number is not finite.
    """
    costs = np.asarray(c, dtype=np.float64)
    if costs.ndim != 1 or not len(costs):
        raise ProblemError(f"{name}: c is a vector, not an array of shape {costs.shape}")
    count = len(costs)
    called = tuple(names) if names is not None else tuple(f"x{k}" for k in range(count))
    whole = np.broadcast_to(np.asarray(0 if integrality is None else integrality), (count,))
    if len(called) != count:
        raise ProblemError(f"{name}: there are {count} variables and {len(called)} names")
    limits = _bounds(name, bounds, count)
    rows = [
        *_rows(name, "inequalities", "ub", A_ub, b_ub, "<=", called),
        *_rows(name, "equations", "eq", A_eq, b_eq, "==", called),
    ]
    return Problem(
        name=name,
        kind="milp" if whole.any() else "lp",
        variables=tuple(
            Variable(name=n, lower=low, upper=high, integer=bool(w))
            for n, (low, high), w in zip(called, limits, whole, strict=True)
        ),
        constraints=tuple(rows),
        objective=Objective(sense=sense, coefficients=row_of(costs, called)),
        digits=digits,
    )


def _bounds(name: str, bounds: Any, count: int) -> list[tuple[float, float]]:
    pairs: list[Any] = list(bounds) if bounds is not None else [0, None]
    if len(pairs) == 2 and not any(isinstance(end, (Sequence, np.ndarray)) for end in pairs):
        pairs = [pairs] * count
    if len(pairs) != count:
        raise ProblemError(f"{name}: there are {count} variables and {len(pairs)} pairs of bounds")
    return [
        (-math.inf if low is None else float(low), math.inf if high is None else float(high))
        for low, high in pairs
    ]


def _rows(
    name: str, family: str, tag: str, table: Any, rhs: Any, sense: Sense, names: Sequence[str]
) -> list[Constraint]:
    if table is None and rhs is None:
        return []
    if table is None or rhs is None:
        raise ProblemError(f"{name}: A_{tag} and b_{tag} go together")
    from scipy import sparse

    try:
        matrix = sparse.csr_array(np.atleast_2d(table) if not sparse.issparse(table) else table)
        limits: Vector = np.atleast_1d(np.asarray(rhs, dtype=np.float64))
    except ValueError as error:
        raise ProblemError(f"{name}: A_{tag} is no matrix of numbers") from error
    if matrix.shape != (len(limits), len(names)):
        raise ProblemError(
            f"{name}: A_{tag} has shape {matrix.shape}; {len(limits)} rows of {len(names)} are wanted"
        )
    return [
        Constraint(
            family=family,
            name=f"{tag}{k}",
            coefficients={
                names[j]: float(matrix.data[at])
                for at in range(matrix.indptr[k], matrix.indptr[k + 1])
                for j in (matrix.indices[at],)
            },
            sense=sense,
            rhs=float(limit),
        )
        for k, limit in enumerate(limits)
    ]


def row_of(numbers: Any, names: Sequence[str]) -> dict[str, float]:
    """The numbers that are not 0, by name."""
    return {name: float(value) for name, value in zip(names, numbers, strict=True) if value != 0}


def ranged(
    family: str, name: str, coefficients: dict[str, float], low: float, high: float
) -> list[Constraint]:
    """A row between two limits, as one constraint or two; none where neither limits anything.

    Raises:
        ProblemError: The limits cross.
    """
    if not low <= high:
        raise ProblemError(f"{name}: a row cannot lie between {low} and {high}")

    def one(mark: str, sense: Sense, rhs: float) -> Constraint:
        return Constraint(family=family, name=name + mark, coefficients=coefficients, sense=sense, rhs=rhs)

    if low == high:
        return [one("", "==", low)]
    ends = [("<=", high), (">=", low)]
    there = [(sense, rhs) for sense, rhs in ends if math.isfinite(rhs)]
    return [one(f" {sense}" if len(there) > 1 else "", sense, rhs) for sense, rhs in there]  # type: ignore[arg-type]
