"""Whatever the contract's own check finds; where there is one, it decides alone."""

from __future__ import annotations

from collections.abc import Iterator

from holdtrue.checks.finding import Finding
from holdtrue.checks.reading import Reading


def detect(reading: Reading) -> Iterator[Finding]:
    """Have the contract's checker examine the hand-off."""
    checker = reading.handoff.contract.checker
    if checker is not None:
        yield from checker.examine(reading.handoff)
