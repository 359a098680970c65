"""Let everything through and warn."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdtrue.middleware.errors import HandOffWarning, describe
from holdtrue.middleware.policies.base import Policy

if TYPE_CHECKING:
    from holdtrue.checks import Verdict
    from holdtrue.middleware.record import Action, Record


@dataclass(frozen=True)
class Warn(Policy):
    """Issues a `HandOffWarning` for each hand-off that does not pass."""

    def decide(self, verdict: Verdict | None) -> Action:
        """`warned` where the hand-off does not pass."""
        return "none" if verdict is not None and verdict.outcome == "pass" else "warned"

    def enforce(self, record: Record) -> None:
        """Warn of what was decided."""
        if record.action == "warned":
            # A registry of its own: Python's default filter would show a repeated text only once.
            warnings.warn_explicit(describe(record), HandOffWarning, "holdtrue", 1, registry={})
