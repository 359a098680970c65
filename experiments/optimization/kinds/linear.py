"""What the linear kinds share: sums, binding rows, relaxations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import numpy as np

from holdtrue.checks.optimization import Constraint, certify, evaluate

if TYPE_CHECKING:
    from numpy.random import Generator

    from holdtrue.checks.optimization import Certificate, Problem
    from holdtrue.checks.optimization.problem import Sense


def sums(names: Sequence[str], family: str, name: str, sense: str, rhs: float, unit: str = "") -> Constraint:
    """A row with coefficient 1 for each of the names."""
    return Constraint(
        family=family,
        name=name,
        coefficients=dict.fromkeys(names, 1.0),
        sense=cast("Sense", sense),
        rhs=float(rhs),
        unit=unit,
    )


def binding(problem: Problem, certificate: Certificate, random: Generator, *, family: str) -> int:
    """One of the family's constraints that the optimum meets most closely, by number within the family.

    Those with a shadow price where there are prices; else those with the least left of their right-hand side.
    """
    rows = [row for row in problem.constraints if row.family == family]
    priced = [k for k, row in enumerate(rows) if abs(certificate.duals.get(row.name, 0.0)) > 1e-9]
    if priced:
        return int(random.choice(priced))
    left = -evaluate(problem, certificate.values).families[family].residuals
    share = left / np.maximum(1.0, np.abs([row.rhs for row in rows]))
    return int(random.choice(np.flatnonzero(share <= share.min() + 0.01)))


def relaxed(problem: Problem) -> Mapping[str, float]:
    """The optimum without the demand for whole numbers, then the nearest whole ones."""
    loose = replace(
        problem, variables=tuple(replace(variable, integer=False) for variable in problem.variables)
    )
    values = certify(loose).values
    return {
        variable.name: float(round(values[variable.name])) if variable.integer else values[variable.name]
        for variable in problem.variables
    }
