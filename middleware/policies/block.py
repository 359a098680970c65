"""Let nothing through that does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from holdtrue.middleware.errors import HandOffBlocked
from holdtrue.middleware.policies.base import Policy

if TYPE_CHECKING:
    from holdtrue.checks import Verdict
    from holdtrue.middleware.record import Action, Record


@dataclass(frozen=True)
class Block(Policy):
    """Raises `HandOffBlocked`; a streamed result is held back until it has been checked.

    Events (`astream_events`) still tell what goes on inside the step, before its result is judged.
    A check that crashed or overran its time blocks too: what was not checked is not known to hold.
    """

    withholds: ClassVar[bool] = True
    strict: ClassVar[bool] = True

    on: Literal["fail", "warn"] = "fail"
    """The mildest outcome that blocks."""

    def decide(self, verdict: Verdict | None) -> Action:
        """`blocked` from the outcome `on` upwards, and where the check itself failed."""
        if verdict is None or any(finding.family == "check" for finding in verdict.findings):
            return "blocked"
        severe = verdict.outcome == "fail" or verdict.outcome == self.on
        return "blocked" if severe else "none"

    def enforce(self, record: Record) -> None:
        """Raise what was decided.

        Raises:
            HandOffBlocked: The hand-off does not hold.
        """
        if record.action == "blocked":
            raise HandOffBlocked(record)
