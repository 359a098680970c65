"""Let everything through and keep the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdtrue.middleware.policies.base import Policy

if TYPE_CHECKING:
    from holdtrue.checks import Verdict
    from holdtrue.middleware.record import Action


@dataclass(frozen=True)
class Observe(Policy):
    """Never raises, never changes an output."""

    def decide(self, verdict: Verdict | None) -> Action:
        """`observed` where the hand-off does not pass."""
        return "none" if verdict is not None and verdict.outcome == "pass" else "observed"
