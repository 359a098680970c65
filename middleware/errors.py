"""What a guard raises or warns with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdtrue.checks import HoldtrueError

if TYPE_CHECKING:
    from holdtrue.checks import Verdict
    from holdtrue.middleware.record import Record


class HandOffBlocked(HoldtrueError):  # noqa: N818  # it names what happened, as StopIteration does
    """A hand-off was not let through; it carries the record with its verdict."""

    def __init__(self, record: Record) -> None:
        super().__init__(describe(record))
        self.record = record

    @property
    def verdict(self) -> Verdict | None:
        """What the check concluded; None where there was nothing to check."""
        return self.record.verdict

    def __reduce__(self) -> tuple[type[HandOffBlocked], tuple[Record]]:
        return type(self), (self.record,)


class HandOffWarning(UserWarning):
    """A hand-off was let through although its verdict is not `pass`."""


def worse(verdict: Verdict | None, drift: Verdict | None) -> Verdict | None:
    """The verdict against what the step was given, or that against the run's first document where it is worse."""
    if verdict is None or drift is None:
        return verdict
    order = ("pass", "warn", "fail")
    return drift if order.index(drift.outcome) > order.index(verdict.outcome) else verdict


def describe(record: Record) -> str:
    """Say in one line what is wrong with a hand-off: the step, the outcome and the worst finding."""
    verdict, against = record.verdict, ""
    if verdict is None or record.trouble is not None:
        return f"hand-off of {record.step!r}: not checked: {record.trouble}"
    if (drift := record.drift) is not None and worse(verdict, drift) is drift:
        verdict, against = drift, " against the run's first document"
    line = f"hand-off of {record.step!r}{against}: {verdict.outcome}, integrity {verdict.score:.2f}"
    if verdict.findings:
        line += f": {verdict.findings[0].message}"
        if len(verdict.findings) > 1:
            line += f" (and {len(verdict.findings) - 1} more)"
    return line
