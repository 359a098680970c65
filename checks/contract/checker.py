"""A check of one's own in a contract's place: what comes out is held against it, not against what went in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from holdtrue.checks.finding import Finding

if TYPE_CHECKING:
    from holdtrue.checks.artifact import Artifact
    from holdtrue.checks.handoff import HandOff


@runtime_checkable
class Checker(Protocol):
    """Decides alone about a hand-off."""

    def examine(self, handoff: HandOff) -> Iterable[Finding]:
        """What is wrong with it; one that crashes is a finding, too."""

    def put_right(self, handoff: HandOff) -> Artifact | None:
        """What should have come out; None where that is not certain. It is examined like any other result."""

    def to_dict(self) -> dict[str, Any]:
        """What it checks, as JSON, for the record."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A checker as a record describes it: it can be read, and cannot be run again."""

    form: Mapping[str, Any] = field(hash=False)

    def examine(self, handoff: HandOff) -> Iterable[Finding]:  # noqa: ARG002
        """That it cannot be checked, which is no pass."""
        message = "the check that decided here is named in the record and not kept with it"
        yield Finding("check.unavailable", "unexplained", "major", message)

    def put_right(self, handoff: HandOff) -> Artifact | None:  # noqa: ARG002
        """Nothing."""
        return None

    def to_dict(self) -> dict[str, Any]:
        """What it checked."""
        return dict(self.form)
