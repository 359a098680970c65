"""A problem's linear and quadratic part as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from holdtrue.checks.optimization.problem import Problem, Vector


@dataclass(frozen=True, slots=True, eq=False)
class Matrices:
    """The objective is `constant + linear @ x + x @ quadratic @ x`; the rows are `row_lower <= rows @ x <= row_upper`."""

    linear: Vector
    """One entry a variable, in the objective's own sense (not turned round for a maximum)."""

    constant: float
    quadratic: Any
    """Symmetric, a scipy.sparse CSR array; None for a linear objective."""

    rows: Any
    """One row a constraint, in their order; a scipy.sparse CSR array."""

    size: Any
    """The rows with every entry's sign dropped."""

    row_lower: Vector
    row_upper: Vector
    lower: Vector
    upper: Vector
    integer: NDArray[np.bool_]
    """Per variable."""


def matrices(problem: Problem) -> Matrices:
    """Build them; memory grows with the coefficients that are not 0."""
    from scipy import sparse

    at = problem.position
    count, rows = len(problem.variables), problem.constraints
    entries = [(k, at[name], value) for k, row in enumerate(rows) for name, value in row.coefficients.items()]
    table = _sparse(entries, (len(rows), count))
    rhs = np.array([row.rhs for row in rows], dtype=np.float64)
    sense = np.array([row.sense for row in rows])
    goal = problem.objective
    linear = np.zeros(count)
    for name, value in goal.coefficients.items():
        linear[at[name]] = value
    quadratic = None
    if goal.quadratic:
        square = _sparse([(at[a], at[b], value) for (a, b), value in goal.quadratic.items()], (count, count))
        quadratic = sparse.csr_array((square + square.T) / 2.0)
    return Matrices(
        linear,
        goal.constant,
        quadratic,
        table,
        abs(table),
        np.where(sense == "<=", -np.inf, rhs),
        np.where(sense == ">=", np.inf, rhs),
        np.array([variable.lower for variable in problem.variables], dtype=np.float64),
        np.array([variable.upper for variable in problem.variables], dtype=np.float64),
        np.array([variable.integer for variable in problem.variables], dtype=bool),
    )


def _sparse(entries: list[tuple[int, int, float]], shape: tuple[int, int]) -> Any:
    from scipy import sparse

    if not entries:
        return sparse.csr_array(shape, dtype=np.float64)
    first, second, values = zip(*entries, strict=True)
    return sparse.csr_array((np.array(values, dtype=np.float64), (first, second)), shape=shape)
