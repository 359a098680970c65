"""What a parser says about a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a text, or one record of it, is not what its format asks for."""

    line: int
    """Number of the line where the parser stopped, from 1 at the start of the text that it was given."""

    reason: str
    """The parser's reason, without its position."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a parser says about a text."""

    format: str
    """The format it was read as, by its usual file ending."""

    records: int | None = None
    """How many records it holds; None where the format or this text has no plain notion of one."""

    fields: int | None = None
    """How many fields its records have, all told; None as above."""

    containers: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """How many records stand in each container of a tree, by its path; empty where the format has none."""

    trouble: Trouble | None = None
    """Why it does not parse; None where it does."""

    ragged: tuple[Trouble, ...] = ()
    """Records whose field count is not that of the header."""

    unchecked: bool = False
    """Whether the text was too long for a slow parser and was not read."""
