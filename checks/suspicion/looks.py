"""What one difference looks like by itself: its words, their shape, its field, how its number moved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from holdtrue.checks.suspicion.suspects import Suspect
from holdtrue.checks.tracing.tokens import Token

Field = tuple[str, str, str]
"""Kind and path of the records, and the name of the field."""


def said(words: Iterable[Token]) -> tuple[str, ...]:
    """Keys of words."""
    return tuple(token.key for token in words)


def outline(words: Sequence[Token]) -> str:
    """Its shape: digits and letters by class, at most eight words."""
    return " ".join(re.sub(r"\d", "9", re.sub(r"[^\W\d_]+", "a", token.text)) for token in words[:8])


def field_of(s: Suspect) -> Field:
    """The field that an edit stands in: kind and path of its record, and its name."""
    cell = s.edit and (s.edit.cell_after or s.edit.cell_before)
    record = s.pair.after.record if s.pair else None
    if record is None:
        return "", "", ""
    return record.kind, record.path, cell.field if cell else ""


def relation(s: Suspect) -> list[str]:
    """How a number moved: by factor and by difference."""
    x, y = number(s.old), number(s.new)
    if x is None or y is None:
        return []
    found = [f"+{y - x:.4g}"]
    if x:
        found.append(f"*{y / x:.3g}")
        found.append(f"~{y / x:.2g}")
    return found


def number(words: Sequence[Token]) -> float | None:
    """The one number among words; None where there is none, or several."""
    digits = [token for token in words if token.is_number]
    if len(digits) != 1:
        return None
    try:
        return float(digits[0].key.replace(",", "."))
    except ValueError:
        return None


def share(part: float, whole: float) -> float:
    """A part of a whole, 0 where there is no whole."""
    return part / whole if whole else 0.0
