"""Problems out of cvxpy: affine constraints, an affine or quadratic objective."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from holdtrue.checks.optimization.errors import ProblemError
from holdtrue.checks.optimization.importers.arrays import row_of
from holdtrue.checks.optimization.problem import Constraint, Objective, Problem, Variable

if TYPE_CHECKING:
    from holdtrue.checks.optimization.problem import Sense, Vector


def from_cvxpy(problem: Any, *, name: str = "cvxpy", digits: int = 2) -> Problem:
    """The problem that `cvxpy.Problem.solve` would solve, its variables under their own names.

    Entries of a vector are `x[0]`, those of a matrix `x[0,1]`; a constraint's family is `cvxpy` unless its label
    (`constraint.set_label`) says another.

    Raises:
        ProblemError: A constraint is not affine, or the objective neither affine nor quadratic.
    """
    variables = problem.variables()
    names = {variable.id: _names(variable) for variable in variables}
    with _held(variables):
        rows = list(_constraints(problem, variables, names))
        objective = _objective(problem, variables, names)
    listed = [entry for variable in variables for entry in _variables(variable, names[variable.id])]
    whole = any(variable.integer for variable in listed)
    return Problem(
        name=name,
        kind="qp" if objective.quadratic else "milp" if whole else "lp",
        variables=tuple(listed),
        constraints=tuple(rows),
        objective=objective,
        digits=digits,
    )


def _names(variable: Any) -> list[str]:
    if not variable.shape:
        return [variable.name()]
    # cvxpy's own order: columns first.
    places = np.ndindex(*variable.shape[::-1])
    return [f"{variable.name()}[{','.join(map(str, place[::-1]))}]" for place in places]


def _variables(variable: Any, names: list[str]) -> Iterator[Variable]:
    told = variable.attributes
    low = np.full(len(names), -np.inf)
    high = np.full(len(names), np.inf)
    if told["nonneg"] or told["pos"] or told["boolean"]:
        low[:] = 0.0
    if told["nonpos"] or told["neg"]:
        high[:] = 0.0
    if told["boolean"]:
        high[:] = 1.0
    limits = told.get("bounds")
    if limits is not None:
        for side, limit, pick in ((low, limits[0], np.maximum), (high, limits[1], np.minimum)):
            if limit is not None:
                full = np.broadcast_to(np.asarray(limit, dtype=np.float64), variable.shape)
                pick(side, full.ravel(order="F"), out=side)
    for name, least, most in zip(names, low, high, strict=True):
        yield Variable(
            name=name,
            lower=float(least),
            upper=float(most),
            integer=bool(told["integer"] or told["boolean"]),
        )


@contextmanager
def _held(variables: list[Any]) -> Iterator[None]:
    """Expressions are read off at 0; afterwards the variables have the values that they had."""
    before = [variable.value for variable in variables]
    for variable in variables:
        variable.save_value(np.zeros(variable.shape))
    try:
        yield
    finally:
        for variable, value in zip(variables, before, strict=True):
            variable.save_value(value)


def _constraints(problem: Any, variables: list[Any], names: Mapping[int, list[str]]) -> Iterator[Constraint]:
    for number, constraint in enumerate(problem.constraints, 1):
        kind = type(constraint).__name__
        if kind not in {"Inequality", "Equality", "NonNeg", "NonPos", "Zero"}:
            raise ProblemError(f"the constraint {number} is of the kind {kind}, which is not read")
        left = constraint.expr if hasattr(constraint, "expr") else constraint.args[0]
        if not left.is_affine():
            raise ProblemError(f"the constraint {number} is not affine")
        sense: Sense = "==" if kind in {"Equality", "Zero"} else ">=" if kind == "NonNeg" else "<="
        constants = np.ravel(np.asarray(left.value, dtype=np.float64), order="F")
        slopes = _slopes(left, variables, len(constants))
        for k, constant in enumerate(constants):
            coefficients = {
                name: value
                for identity, table in slopes.items()
                for name, value in row_of(table[:, k], names[identity]).items()
            }
            yield Constraint(
                family=str(constraint.label) if getattr(constraint, "label", None) else "cvxpy",
                name=f"constraint {number}" + (f", {k + 1}" if len(constants) > 1 else ""),
                coefficients=coefficients,
                sense=sense,
                rhs=0.0 - float(constant),
            )


def _slopes(expression: Any, variables: list[Any], width: int) -> dict[int, Vector]:
    """Derivatives at the variables' present values: per variable a row an entry of it, a column one of the result."""
    found: dict[int, Vector] = {}
    there = {variable.id for variable in variables}
    for variable, slope in expression.grad.items():
        if variable.id in there and slope is not None:
            dense = slope.toarray() if hasattr(slope, "toarray") else np.asarray(slope)
            found[variable.id] = np.reshape(np.asarray(dense, dtype=np.float64), (variable.size, width))
    return found


def _objective(problem: Any, variables: list[Any], names: Mapping[int, list[str]]) -> Objective:
    goal = problem.objective.expr
    if not (goal.is_affine() or goal.is_quadratic()):
        raise ProblemError("the objective is neither affine nor quadratic")
    at_zero = _gradient(goal, variables, names)
    constant = float(goal.value)
    quadratic: dict[tuple[str, str], float] = {}
    if not goal.is_affine():
        for variable in variables:
            for k, name in enumerate(names[variable.id]):
                unit = np.zeros(variable.size)
                unit[k] = 1.0
                variable.save_value(np.reshape(unit, variable.shape, order="F"))
                moved = _gradient(goal, variables, names)
                for other, value in moved.items():
                    half = (value - at_zero[other]) / 2.0
                    if half:
                        quadratic[name, other] = half
            variable.save_value(np.zeros(variable.shape))
    if not math.isfinite(constant):
        raise ProblemError("the objective has no value at 0")
    return Objective(
        sense="max" if type(problem.objective).__name__ == "Maximize" else "min",
        coefficients={name: value for name, value in at_zero.items() if value},
        quadratic=quadratic,
        constant=constant,
    )


def _gradient(goal: Any, variables: list[Any], names: Mapping[int, list[str]]) -> dict[str, float]:
    found = {name: 0.0 for variable in variables for name in names[variable.id]}
    for identity, table in _slopes(goal, variables, 1).items():
        found |= dict(zip(names[identity], map(float, table[:, 0]), strict=True))
    return found
