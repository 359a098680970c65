"""What a reader hands to the registry, and the shape of a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from holdtrue.checks.document import Record
from holdtrue.checks.formats.parsed import Trouble


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as one reader sees it."""

    records: tuple[Record, ...]
    """In the order of the text; a record around others stands before them."""

    trouble: Trouble | None = None
    """Why it does not parse, where it should; the records then are what could be read."""


Reader = Callable[[str], Draft]
"""Takes a whole text. Must not raise for any text, nor take more than linear time but for a small factor."""
