"""The names nearest to one that does not exist, for error messages."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_COMPARED = 2_000
"""Names that are compared at most."""

_LISTED = 8
"""Names that a message lists where none is near."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The end of an error message: the nearest known name, or the first few known ones."""
    names = sorted({item for item in known if item})[:_COMPARED]
    folded = {item.casefold(): item for item in names}
    near = get_close_matches(name.casefold(), folded, n=2, cutoff=0.6)
    if near:
        return "; did you mean " + " or ".join(repr(folded[item]) for item in near) + "?"
    if not names:
        return ""
    more = ", ..." if len(names) > _LISTED else ""
    return f"; there is {', '.join(map(repr, names[:_LISTED]))}{more}"
