"""An optimisation problem as data: variables, constraints by family, objective, what its answer looks like."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, Protocol

from holdtrue.checks.optimization.errors import AnswerError, ProblemError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from holdtrue.checks.optimization.certificate import Certificate
    from holdtrue.checks.optimization.family import Family
    from holdtrue.checks.optimization.matrices import Matrices

    Vector = NDArray[np.float64]

Sense = Literal["<=", ">=", "=="]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One number that an answer must give."""

    name: str
    """As the text calls it."""

    lower: float = 0.0
    """Least value, in `unit`; minus infinity where there is none."""

    upper: float = math.inf
    """Greatest value, in `unit`."""

    integer: bool = False
    """Whether only whole numbers count."""

    unit: str = ""
    """Such as `MW`."""

    meaning: str = ""
    """What it stands for, in words."""

    family: str = "bounds"
    """Family under which its limits are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """One linear row: the sum of coefficient times variable, compared with a number."""

    family: str
    """Which sort of constraint it is, such as `capacity`; rates are given per family."""

    name: str
    """Unique within the problem."""

    coefficients: Mapping[str, float]
    """By variable name; a variable that is missing has 0."""

    sense: Sense
    rhs: float
    """The right-hand side, in `unit`."""

    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What is to be made small or large."""

    sense: Literal["min", "max"]
    coefficients: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Linear part by variable name. Empty where the problem's structure computes the objective."""

    quadratic: Mapping[tuple[str, str], float] = field(default_factory=lambda: MappingProxyType({}))
    """Coefficient of the product of two variables. A pair counts once for each order in which it stands here."""

    constant: float = 0.0
    unit: str = ""


class Structure(Protocol):
    """What linear rows do not say: a tour, a schedule, power flow.

    Implementations are frozen dataclasses that hold the problem's data; variables come as a vector in the problem's
    order, `half` being half a unit in the last printed place of each, 0 where a number is exact.
    """

    def families(self, x: Vector, half: Vector) -> Mapping[str, Family]:
        """Signed residuals and their tolerances by family; without bounds and integrality, which are the problem's."""

    def objective(self, x: Vector, half: Vector) -> tuple[float, float]:
        """The objective's value and how far it may be off by rounding."""

    def certify(self, problem: Problem, seconds: float) -> Certificate:
        """Solve it. Raises UnsolvedError."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Problem:
    """A problem that a machine can check answers against.

    Raises:
        ProblemError: A name stands twice or is unknown, a number is not finite, bounds cross.
    """

    name: str
    """Unique and stable: kind, size and seed, as in `knapsack-12-7`."""

    kind: str
    """`lp`, `milp`, `knapsack`, `packing`, `assignment`, `transport`, `tour`, `job shop`, `portfolio`, `dc power flow`,
    `ac power flow`; anything else for a user's own."""

    variables: tuple[Variable, ...]
    """In the order of every vector."""

    objective: Objective
    constraints: tuple[Constraint, ...] = ()
    structure: Structure | None = None
    """What linear rows do not say; it has the objective, too."""

    labels: tuple[str, ...] = ()
    """Where variables take names instead of numbers (`stop 3` is `Lyon`): value k means the k-th of these, from 0."""

    digits: int = 2
    """Decimals in which the text gives its numbers and asks for those of the answer."""

    text: str = ""
    """The problem in words, as a model is asked; empty for one that has none."""

    def __post_init__(self) -> None:
        _check(self)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The variables' names, in order."""
        return tuple(variable.name for variable in self.variables)

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Where in a vector each variable stands."""
        return MappingProxyType({name: k for k, name in enumerate(self.names)})

    @cached_property
    def matrices(self) -> Matrices:
        """The linear and quadratic part as arrays."""
        from holdtrue.checks.optimization.matrices import matrices

        return matrices(self)

    def vector(self, values: Mapping[str, float] | Sequence[float] | Vector) -> Vector:
        """The values in the problem's order.

        Raises:
            AnswerError: Variables are missing, unknown or more than there are, or a value is not finite.
        """
        import numpy as np

        if isinstance(values, Mapping):
            missing = [name for name in self.names if name not in values]
            unknown = [name for name in values if name not in self.position]
            if missing or unknown:
                raise AnswerError(_unfit(missing, unknown))
            values = [values[name] for name in self.names]
        x: Vector = np.asarray(values, dtype=np.float64)
        if x.shape != (len(self.variables),):
            raise AnswerError(f"{len(self.variables)} values are wanted, not an array of shape {x.shape}")
        finite = np.isfinite(x)
        if not finite.all():
            name = self.names[int(np.flatnonzero(~finite)[0])]
            raise AnswerError(f"the value of {name!r} is not a finite number")
        return x

    def values(self, x: Iterable[float]) -> dict[str, float]:
        """A vector's values by variable name."""
        return dict(zip(self.names, map(float, x), strict=True))

    def half_units(self, decimals: int | Sequence[int]) -> Vector:
        """Half a unit in the last place for numbers printed with so many decimals; 0 for whole variables."""
        import numpy as np

        shown = np.broadcast_to(np.asarray(decimals, dtype=np.float64), (len(self.variables),))
        exact = np.array([variable.integer for variable in self.variables], dtype=bool)
        half: Vector = np.where(exact, 0.0, 0.5 * 10.0**-shown)
        return half


def _unfit(missing: Sequence[str], unknown: Sequence[str]) -> str:
    told = []
    for what, names in (("missing", missing), ("unknown", unknown)):
        if names:
            more = f" and {len(names) - 5} more" if len(names) > 5 else ""
            told.append(f"{what}: {', '.join(map(repr, names[:5]))}{more}")
    return "; ".join(told)


def _check(problem: Problem) -> None:
    if not problem.variables:
        raise ProblemError(f"{problem.name}: there are no variables")
    for what, names in (
        ("variable", problem.names),
        ("constraint", [row.name for row in problem.constraints]),
    ):
        twice = [name for name, count in Counter(names).items() if count > 1]
        if twice:
            raise ProblemError(f"{problem.name}: the {what} {twice[0]!r} stands twice")
    for variable in problem.variables:
        low, high = variable.lower, variable.upper
        if math.isnan(low) or math.isnan(high) or low > high or low == math.inf or high == -math.inf:
            raise ProblemError(f"{problem.name}: {variable.name!r} cannot be between {low} and {high}")
    for row in problem.constraints:
        _check_numbers(problem, f"the constraint {row.name!r}", row.coefficients, row.rhs)
    goal = problem.objective
    _check_numbers(problem, "the objective", goal.coefficients, goal.constant)
    for (one, other), number in goal.quadratic.items():
        _check_numbers(problem, "the objective", {one: number, other: number}, 0.0)
    if problem.structure is not None and (goal.coefficients or goal.quadratic):
        raise ProblemError(f"{problem.name}: the objective is either the structure's or given here, not both")


def _check_numbers(problem: Problem, where: str, coefficients: Mapping[str, float], number: float) -> None:
    for name, coefficient in coefficients.items():
        if name not in problem.position:
            raise ProblemError(f"{problem.name}: {where} names {name!r}, which is no variable")
        if not math.isfinite(coefficient):
            raise ProblemError(f"{problem.name}: {where} multiplies {name!r} by {coefficient}")
    if not math.isfinite(number):
        raise ProblemError(f"{problem.name}: {where} has the number {number}")
