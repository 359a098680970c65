"""Exactly what rounding explains: the best feasible point among those that would be printed as the answer is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from holdtrue.checks.errors import InputError
from holdtrue.checks.optimization.errors import UnsolvedError
from holdtrue.checks.optimization.solve import certify

if TYPE_CHECKING:
    from holdtrue.checks.optimization.problem import Problem, Vector

_LARGEST = 2000
"""Variables up to which the second, smaller solve is worth its time."""

_SECONDS = 2.0


def best_behind(problem: Problem, x: Vector, half: Vector) -> float | Literal["nothing"] | None:
    """The objective of the best feasible point that rounds to an answer; `nothing` where there is none.

    Row by row, rounding may explain each residual while no one point explains all of them. None where that is not asked:
    exact numbers, a structure beyond rows, or no time.
    """
    if problem.structure is not None or not half.any() or len(x) > _LARGEST:
        return None
    slack = half * (1.0 + 1e-6) + 1e-9 * np.maximum(1.0, np.abs(x)) * (half > 0.0)
    near = []
    for variable, value, room in zip(problem.variables, x, slack, strict=True):
        lower, upper = max(variable.lower, value - room), min(variable.upper, value + room)
        if lower > upper:
            lower = upper = min(max(value, variable.lower), variable.upper)
        # What is whole has one value here, so that the problem is a plain one.
        near.append(replace(variable, lower=float(lower), upper=float(upper), integer=False))
    try:
        return certify(replace(problem, variables=tuple(near), text=""), seconds=_SECONDS).objective
    except UnsolvedError as error:
        return "nothing" if error.reason == "infeasible" else None
    except InputError:  # no solver installed
        return None
