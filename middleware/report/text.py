"""Untrusted text made fit to be shown: nothing invisible, nothing endless."""

from __future__ import annotations

import re

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, but not tab and line feed
    "\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"  # zero-width characters and changes of direction
    "\ud800-\udfff\ufffe\uffff]"  # no characters at all
)


def visible(text: str) -> str:
    """The text with every character that hides, reorders or breaks a document spelled out, as in `⟨U+202E⟩`.

    What is left may stand in XML 1.0 (section 2.2) and in UTF-8.
    """
    return _INVISIBLE.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def clip(text: str, most: int) -> str:
    """The text, or its beginning and how many characters are left out."""
    if len(text) <= most:
        return text
    return f"{text[:most]} [… {len(text) - most:,} more characters]"


def plural(number: int, noun: str, several: str | None = None) -> str:
    """`1 hand-off`, `1,200 hand-offs`."""
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"


def percent(share: float | None) -> str:
    """A share as a person reads it; what is not quite whole is never rounded up to 100 %."""
    if share is None:
        return "–"
    if share >= 1:
        return "100 %"
    shown = f"{share * 100:.1f}"
    return "99.9 %" if shown == "100.0" else f"{shown.removesuffix('.0')} %"


def joined(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def duration(milliseconds: float) -> str:
    """A span of time as a person reads it."""
    if milliseconds < 1000:
        return f"{milliseconds:.0f} ms"
    seconds = milliseconds / 1000
    return f"{seconds:.1f} s" if seconds < 60 else f"{int(seconds // 60)} min {int(seconds % 60)} s"
