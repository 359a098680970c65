"""An optimum with the proof that came with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A feasible point and why nothing is better."""

    values: Mapping[str, float]
    """The optimum, by variable name. There may be others with the same objective: compare objectives."""

    objective: float
    """Its objective."""

    bound: float | None
    """What no feasible point can beat: the dual objective, or branch and bound's. None for a local optimum."""

    status: Literal["optimal", "local"]
    """`optimal` where the bound meets the objective; `local` where only the conditions at the point were met, as
    for alternating-current power flow, which is not convex."""

    method: str
    """What solved it, such as `HiGHS`."""

    seconds: float
    """How long that took."""

    duals: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Shadow prices by constraint name: change of the objective per unit of the right-hand side. Only for continuous
    problems."""

    @property
    def gap(self) -> float | None:
        """Distance of bound and objective, relative to the objective where that is above 1."""
        if self.bound is None:
            return None
        return abs(self.objective - self.bound) / max(1.0, abs(self.objective))
