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


def describe(record: Record) -> str:
    """Say in one line what is wrong with a hand-off: the step, the outcome and the worst finding."""
    verdict = record.verdict
    if verdict is None:
        return f"hand-off of {record.step!r}: not checked: {record.trouble}"
    line = f"hand-off of {record.step!r}: {verdict.outcome}, integrity {verdict.score:.2f}"
    if verdict.findings:
        line += f": {verdict.findings[0].message}"
        if len(verdict.findings) > 1:
            line += f" (and {len(verdict.findings) - 1} more)"
    return line
