"""The constraints of one family at one point: how far each is from its limit, and how far rounding may put it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from holdtrue.checks.optimization.problem import Vector


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """Residuals of one family, an entry a constraint."""

    names: Sequence[str]
    """Of the constraints."""

    residuals: Vector
    """Signed, in the constraint's unit: above 0 the limit is passed by so much, below 0 so much is left. For an equation
    left side minus right side, either sign being wrong."""

    tolerances: Vector
    """How far above 0 (for an equation: away from 0) the residual of a right answer may be, for its numbers were
    rounded when they were printed. Not a matter of taste: sum of |coefficient| times half a unit in the last place."""

    equation: NDArray[np.bool_]
    """Which of them are equations."""

    @property
    def excess(self) -> Vector:
        """By how much each goes beyond what rounding explains; above 0 it is broken."""
        size: Vector = np.where(self.equation, np.abs(self.residuals), self.residuals) - self.tolerances
        return size

    @property
    def holds(self) -> NDArray[np.bool_]:
        """Which of them hold, rounding allowed for."""
        held: NDArray[np.bool_] = self.excess <= 0.0
        return held

    @property
    def share(self) -> float:
        """The share that holds; 1 for a family without constraints."""
        return float(self.holds.mean()) if len(self.residuals) else 1.0

    def worst(self, most: int = 3) -> list[tuple[str, float, float]]:
        """The constraints broken most: name, residual, tolerance."""
        excess = self.excess
        order = np.argsort(-excess, kind="stable")[:most]
        return [
            (self.names[k], float(self.residuals[k]), float(self.tolerances[k]))
            for k in order
            if excess[k] > 0.0
        ]


def inequalities(names: Sequence[str], residuals: Vector, tolerances: Vector) -> Family:
    """A family without equations."""
    return Family(names, residuals, tolerances, np.zeros(len(residuals), dtype=bool))


def equations(names: Sequence[str], residuals: Vector, tolerances: Vector) -> Family:
    """A family of equations only."""
    return Family(names, residuals, tolerances, np.ones(len(residuals), dtype=bool))
