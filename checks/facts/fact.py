"""One typed fact."""

from __future__ import annotations

from dataclasses import dataclass

from holdtrue.checks.contract import FactType


@dataclass(frozen=True, slots=True)
class Fact:
    """A stretch of text that states something comparable."""

    type: FactType
    """What kind of thing it states."""

    start: int
    """Offset of its first character in the text it was found in."""

    end: int
    """Offset just after its last character."""

    text: str
    """The stretch itself."""

    readings: tuple[str, ...]
    """Normal forms it may stand for, likeliest first: `03/05/2026` is a day in May or in March."""

    unit: str = ""
    """Normal form of the unit or currency that stands with a number; empty where none does."""
