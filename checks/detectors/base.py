"""What a detector is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import get_args

from holdtrue.checks.contract import DecidedBy
from holdtrue.checks.finding import Finding
from holdtrue.checks.reading import Reading


@dataclass(frozen=True, slots=True)
class Detector:
    """One kind of trouble: reads a hand-off and yields what it found."""

    name: str
    """What it looks for, in a word."""

    detect: Callable[[Reading], Iterable[Finding]]
    """The search; it must not change what it reads."""

    serves: frozenset[DecidedBy] = frozenset(get_args(DecidedBy))
    """Contracts that it is run for, by what decides them."""
