"""One difference between the two sides of a hand-off, before anybody asks whether it was allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from holdtrue.checks.document import Cell, Record
from holdtrue.checks.finding import Place

ChangeKind = Literal[
    "cell_changed",
    "cell_lost",
    "cell_added",
    "record_lost",
    "record_added",
    "record_duplicated",
    "record_moved",
    "assertion_changed",
    "assertion_lost",
    "assertion_added",
]
"""What differs: a value, a record, or what a sentence asserts."""

Aspect = Literal[
    "",
    "number",
    "unit",
    "date",
    "id",
    "name",
    "speaker",
    "negation",
    "modality",
    "quantifier",
    "condition",
    "comparison",
    "hedge",
    "reference",
    "wording",
    "sentence",
]
"""What a sentence asserts that differs; `wording` where only words do; `sentence` for a whole one; empty for a cell."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the two sides."""

    kind: ChangeKind
    """What differs."""

    before: Place | None
    """Where it stood on the side that was handed over; None where nothing did."""

    after: Place | None
    """Where it stands on the side that came out; None where nothing does."""

    aspect: Aspect = ""
    """What kind of assertion differs, in prose."""

    similarity: float = 0.0
    """How alike the two units around it are, in [0, 1]: records, or sentences."""

    field: str = ""
    """Name of the field, on the side that has it; empty where none is concerned."""

    record_before: Record | None = None
    """The record it stood in."""

    record_after: Record | None = None
    """The record it stands in."""

    cell_before: Cell | None = None
    """The value that stood there."""

    cell_after: Cell | None = None
    """The value that stands there."""
