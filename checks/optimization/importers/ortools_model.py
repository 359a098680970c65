"""Problems out of OR-Tools: linear models (pywraplp, ModelBuilder) and the linear part of CP-SAT."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from holdtrue.checks.optimization.errors import ProblemError
from holdtrue.checks.optimization.importers.arrays import ranged
from holdtrue.checks.optimization.problem import Constraint, Objective, Problem, Variable


def from_ortools(model: Any, *, name: str = "ortools", digits: int = 2) -> Problem:
    """The problem that a model of OR-Tools states.

    Args:
        model: `pywraplp.Solver`, `model_builder.Model`, `cp_model.CpModel`, or the message that one of them exports.
        name: Of the problem.
        digits: Decimals of its text.

    Raises:
        ProblemError: A constraint is not linear (of CP-SAT, sums of literals are read, too), or this is no such model.
    """
    message = _message(model)
    if hasattr(message, "variables") and hasattr(message, "constraints"):
        return _from_cp_sat(message, name, digits)
    if hasattr(message, "variable") and hasattr(message, "constraint"):
        return _from_linear(message, name, digits)
    raise ProblemError(f"a {type(model).__name__} is no model of OR-Tools that is read")


def _message(model: Any) -> Any:
    if hasattr(model, "ExportModelToProto"):
        from ortools.linear_solver import linear_solver_pb2

        message = linear_solver_pb2.MPModelProto()
        model.ExportModelToProto(message)
        return message
    if hasattr(model, "export_to_proto"):
        return model.export_to_proto()
    if hasattr(model, "proto"):
        return model.proto
    return model


def _from_linear(message: Any, name: str, digits: int) -> Problem:
    names = [variable.name or f"x{k}" for k, variable in enumerate(message.variable)]
    rows: list[Constraint] = []
    for k, row in enumerate(message.constraint):
        coefficients = {
            names[j]: float(c) for j, c in zip(row.var_index, row.coefficient, strict=True) if c != 0
        }
        rows += ranged("ortools", row.name or f"row {k}", coefficients, row.lower_bound, row.upper_bound)
    if len(message.general_constraint):
        raise ProblemError("general constraints of OR-Tools are not read")
    variables = tuple(
        Variable(name=n, lower=float(v.lower_bound), upper=float(v.upper_bound), integer=bool(v.is_integer))
        for n, v in zip(names, message.variable, strict=True)
    )
    return Problem(
        name=name,
        kind="milp" if any(variable.integer for variable in variables) else "lp",
        variables=variables,
        constraints=tuple(rows),
        objective=Objective(
            sense="max" if message.maximize else "min",
            coefficients={
                n: float(v.objective_coefficient)
                for n, v in zip(names, message.variable, strict=True)
                if v.objective_coefficient
            },
            constant=float(message.objective_offset),
        ),
        digits=digits,
    )


def _from_cp_sat(message: Any, name: str, digits: int) -> Problem:
    names = [variable.name or f"x{k}" for k, variable in enumerate(message.variables)]
    variables = []
    for n, variable in zip(names, message.variables, strict=True):
        if len(variable.domain) != 2:
            raise ProblemError(f"the domain of {n!r} has gaps, which are not read")
        low, high = variable.domain
        variables.append(Variable(name=n, lower=float(low), upper=float(high), integer=True))
    rows: list[Constraint] = []
    for k, constraint in enumerate(message.constraints):
        rows += _cp_sat_rows(constraint, constraint.name or f"row {k}", names)
    return Problem(
        name=name,
        kind="milp",
        variables=tuple(variables),
        constraints=tuple(rows),
        objective=_cp_sat_objective(message, names),
        digits=digits,
    )


def _cp_sat_rows(constraint: Any, name: str, names: Sequence[str]) -> Iterator[Constraint]:
    if len(constraint.enforcement_literal):
        raise ProblemError(f"{name}: a constraint that holds only if a literal does is not read")
    kind = next(
        (
            one
            for one in ("linear", "exactly_one", "at_most_one", "bool_or", "bool_and")
            if _has(constraint, one)
        ),
        None,
    )
    if kind is None:
        raise ProblemError(f"{name}: this kind of constraint is not read")
    if kind == "linear":
        part = constraint.linear
        if len(part.domain) != 2:
            raise ProblemError(f"{name}: a row whose limits have gaps is not read")
        terms = zip(part.vars, part.coeffs, strict=True)
        low, high = (_limit(end) for end in part.domain)
        yield from ranged("linear", name, _summed(terms, names)[0], low, high)
        return
    literals = getattr(constraint, kind).literals
    # Literal -k-1 is the negation of variable k: 1 minus it.
    coefficients, negated = _summed(((k if k >= 0 else -k - 1, 1 if k >= 0 else -1) for k in literals), names)
    count = len(literals)
    low, high = {
        "exactly_one": (1, 1),
        "at_most_one": (-math.inf, 1),
        "bool_or": (1, math.inf),
        "bool_and": (count, count),
    }[kind]
    yield from ranged(kind.replace("_", " "), name, coefficients, low - negated, high - negated)


def _has(constraint: Any, kind: str) -> bool:
    if hasattr(constraint, f"has_{kind}"):
        return bool(getattr(constraint, f"has_{kind}")())
    return bool(constraint.HasField(kind))


def _limit(end: int) -> float:
    return math.copysign(math.inf, end) if abs(end) >= 2**62 else float(end)


def _summed(terms: Any, names: Sequence[str]) -> tuple[dict[str, float], float]:
    """Coefficients by name, and how many were negative."""
    found: dict[str, float] = {}
    negative = 0
    for k, factor in terms:
        if k < 0:
            raise ProblemError("a negated variable in a sum is not read")
        found[names[k]] = found.get(names[k], 0.0) + float(factor)
        negative += factor < 0
    return found, float(negative)


def _cp_sat_objective(message: Any, names: Sequence[str]) -> Objective:
    goal = message.objective
    if not len(goal.vars):
        return Objective(sense="min")
    # A maximum is stored as the minimum of the negated sum, with a scaling factor below 0.
    scale = float(goal.scaling_factor) or 1.0
    found: dict[str, float] = {}
    offset = float(goal.offset)
    for k, factor in zip(goal.vars, goal.coeffs, strict=True):
        negated = k < 0
        name = names[-k - 1 if negated else k]
        found[name] = found.get(name, 0.0) + scale * (-factor if negated else factor)
    return Objective(sense="max" if scale < 0 else "min", coefficients=found, constant=scale * offset)
