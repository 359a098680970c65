"""Text without its style: one sort of quotes, dashes and white space, no capitals."""

from __future__ import annotations

import unicodedata

_STYLE = str.maketrans(
    dict.fromkeys("‘’‚‛′`´", "'")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
    | {"…": "...", "\u00ad": "", "\u200b": "", "\u2060": "", "\ufeff": ""}
)


def unstyled(text: str) -> str:
    """The text in composed characters, straight quotes and hyphens, single spaces, and its own capitals."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", text).translate(_STYLE).split())


def folded(text: str) -> str:
    """The same without capitals: equal for texts that differ in style alone."""
    return unstyled(text).casefold()
