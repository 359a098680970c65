"""Problems out of a Pydantic class: limits from its fields, constraints and objective from its methods."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import numpy as np

from holdtrue.checks.optimization.errors import ProblemError, UnsolvedError
from holdtrue.checks.optimization.evaluate import slop
from holdtrue.checks.optimization.family import Family
from holdtrue.checks.optimization.problem import Constraint, Objective, Problem, Sense, Variable
from holdtrue.checks.optimization.solve import certify

if TYPE_CHECKING:
    from holdtrue.checks.optimization.certificate import Certificate
    from holdtrue.checks.optimization.problem import Vector

Method = TypeVar("Method", bound=Callable[..., Any])

_MARK = "__holdtrue_optimization__"
_PROBES = 3
"""Random points at which a function that looks linear must be what its slopes say."""


def constraint(family: str, sense: Sense = "<=", rhs: float = 0.0) -> Callable[[Method], Method]:
    """Marks a method whose number must be below, above or at `rhs`; True and False count as 1 and 0."""

    def mark(method: Method) -> Method:
        setattr(method, _MARK, (family, sense, float(rhs)))
        return method

    return mark


def objective(sense: Literal["min", "max"]) -> Callable[[Method], Method]:
    """Marks the method whose number is to be made small or large."""

    def mark(method: Method) -> Method:
        setattr(method, _MARK, sense)
        return method

    return mark


def from_pydantic(model: type[Any], *, name: str = "", digits: int = 2) -> Problem:
    """The problem that a class states.

    Every field of type `float` or `int` is a variable, `ge`, `gt`, `le` and `lt` are its limits. The class' own
    validators are the family `validators`: whether it can be built from the answer. Where all marked methods are
    linear in the fields, the problem is one of linear rows and can be certified; else answers can only be checked.

    Raises:
        ProblemError: There is no such field, two objectives, or a field of another type without a default.
    """
    variables = []
    for field, info in model.model_fields.items():
        if info.annotation in (float, int):
            variables.append(_variable(field, info))
        elif info.is_required():
            raise ProblemError(f"the field {field!r} is neither a float nor an int and has no default")
    if not variables:
        raise ProblemError(f"{model.__name__} has no field that is a float or an int")
    marked = _marked(model)
    goals = [(key, told) for key, told in marked.items() if isinstance(told, str)]
    if len(goals) > 1:
        raise ProblemError(f"{model.__name__} has more than one objective")
    class_ = _Class(
        model,
        tuple(variable.name for variable in variables),
        tuple((key, *told) for key, told in marked.items() if not isinstance(told, str)),
        goals[0][0] if goals else None,
    )
    sense: Literal["min", "max"] = "max" if goals and goals[0][1] == "max" else "min"
    return Problem(
        name=name or model.__name__,
        kind="pydantic",
        variables=tuple(variables),
        objective=Objective(sense=sense),
        structure=class_,
        digits=digits,
    )


def _variable(field: str, info: Any) -> Variable:
    low, high = -math.inf, math.inf
    for limit in info.metadata:
        low = max(low, *(float(getattr(limit, end)) for end in ("ge", "gt") if hasattr(limit, end)), low)
        high = min(high, *(float(getattr(limit, end)) for end in ("le", "lt") if hasattr(limit, end)), high)
    return Variable(
        name=field, lower=low, upper=high, integer=info.annotation is int, meaning=info.description or ""
    )


def _marked(model: type[Any]) -> dict[str, Any]:
    """Marked methods by name, those of base classes included."""
    found: dict[str, Any] = {}
    for owner in reversed(model.__mro__):
        for key, member in vars(owner).items():
            told = getattr(member, _MARK, None)
            if told is not None:
                found[key] = told
    return found


@dataclass(frozen=True, slots=True)
class _Class:
    """A Pydantic class as a problem's structure."""

    model: type[Any]
    names: tuple[str, ...]
    rules: tuple[tuple[str, str, Sense, float], ...]
    """Method, family, sense, right-hand side."""

    goal: str | None

    def families(self, x: Vector, half: Vector) -> Mapping[str, Family]:
        """By the families of the marks; and `validators`: 1 where the class refuses the answer.

        A method's tolerance is the sum of how far it moves when each variable moves by what rounding may have taken:
        its derivative bound for smooth methods, to first order.
        """
        from pydantic import ValidationError

        where: dict[str, list[tuple[str, float, float, bool]]] = {}
        for method, family, sense, rhs in self.rules:
            value, moved, terms = self._moved(method, x, half)
            residual = rhs - value if sense == ">=" else value - rhs
            where.setdefault(family, []).append(
                (method, residual, moved + float(slop(np.array(terms + abs(rhs)))), sense == "==")
            )
        try:
            self.model.model_validate(self._fields(x))
            refused = 0.0
        except ValidationError:
            # A validator cannot say by how much; one that accepts a neighbour within rounding is given the doubt.
            refused = 0.0 if self._accepts_neighbour(x, half) else 1.0
        where.setdefault("validators", []).append((self.model.__name__, refused, 0.0, False))
        return {
            family: Family(
                [row[0] for row in rows],
                np.array([row[1] for row in rows], dtype=np.float64),
                np.array([row[2] for row in rows], dtype=np.float64),
                np.array([row[3] for row in rows], dtype=bool),
            )
            for family, rows in where.items()
        }

    def objective(self, x: Vector, half: Vector) -> tuple[float, float]:
        """The marked method's value; 0 without one."""
        if self.goal is None:
            return 0.0, 0.0
        value, moved, terms = self._moved(self.goal, x, half)
        return value, moved + float(slop(np.array(terms)))

    def certify(self, problem: Problem, seconds: float) -> Certificate:
        """As linear rows, where the methods are linear.

        Raises:
            UnsolvedError: They are not, or there is no optimum.
        """
        rows = []
        for method, family, sense, rhs in self.rules:
            slopes, constant = self._linear(problem, method)
            rows.append(
                Constraint(family=family, name=method, coefficients=slopes, sense=sense, rhs=rhs - constant)
            )
        slopes, constant = self._linear(problem, self.goal) if self.goal else ({}, 0.0)
        goal = Objective(sense=problem.objective.sense, coefficients=slopes, constant=constant)
        linear = Problem(
            name=problem.name,
            kind=problem.kind,
            variables=problem.variables,
            constraints=tuple(rows),
            objective=goal,
        )
        found = certify(linear, seconds=seconds)
        if self._value("validators", problem.vector(found.values)) is None:
            raise UnsolvedError(
                f"{problem.name}: the optimum of the marked methods is refused by the class' validators",
                "failed",
            )
        return found

    def _fields(self, x: Vector) -> dict[str, Any]:
        fields = self.model.model_fields
        return {
            name: round(value) if fields[name].annotation is int else float(value)
            for name, value in zip(self.names, map(float, x), strict=True)
        }

    def _value(self, method: str, x: Vector) -> float | None:
        """The method's number at a point; None where the class refuses it (asked for `validators`)."""
        if method == "validators":
            from pydantic import ValidationError

            try:
                self.model.model_validate(self._fields(x))
            except ValidationError:
                return None
            return 0.0
        # Built past the validators: a constraint is measured at refused points, too.
        built = self.model.model_construct(**self._fields(x))
        return float(getattr(built, method)())

    def _moved(self, method: str, x: Vector, half: Vector) -> tuple[float, float, float]:
        """Value, how far rounding may have moved it, and the size of its terms for floating point."""
        value = self._number(method, x)
        moved = 0.0
        for k in np.flatnonzero(half > 0.0):
            step = np.zeros(len(x))
            step[k] = half[k]
            moved += max(abs(self._number(method, x + sign * step) - value) for sign in (-1.0, 1.0))
        return value, moved, abs(value)

    def _number(self, method: str, x: Vector) -> float:
        try:
            value = self._value(method, x)
        except Exception as error:
            raise ProblemError(f"{self.model.__name__}.{method} fails at a point: {error}") from error
        if value is None or not math.isfinite(value):
            raise ProblemError(f"{self.model.__name__}.{method} gives no finite number at a point")
        return value

    def _accepts_neighbour(self, x: Vector, half: Vector) -> bool:
        steps = [np.diag(half), -np.diag(half), half[None, :], -half[None, :]]
        points = (x + step for block in steps for step in block if step.any())
        return any(self._value("validators", point) is not None for point in points)

    def _linear(self, problem: Problem, method: str) -> tuple[dict[str, float], float]:
        """Slopes and constant.

        Raises:
            UnsolvedError: The method is not linear.
        """
        zero = np.zeros(len(self.names))
        constant = self._number(method, zero)
        slopes = np.array([self._number(method, zero + unit) - constant for unit in np.eye(len(zero))])
        random = np.random.default_rng(0)
        for _ in range(_PROBES):
            point = np.round(random.uniform(-100.0, 100.0, len(zero)))
            expected = constant + float(slopes @ point)
            size = abs(constant) + float(np.abs(slopes) @ np.abs(point))
            if abs(self._number(method, point) - expected) > 1e-9 * max(1.0, size):
                raise UnsolvedError(
                    f"{problem.name}: {method} is not linear in the fields; there is no solver for it",
                    "failed",
                )
        return {name: float(s) for name, s in zip(self.names, slopes, strict=True) if s}, constant
