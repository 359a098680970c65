"""Letters that were written as UTF-8 and read as Latin-1 or Windows-1252."""

from __future__ import annotations

import re

_HIGH = {bytes([code]).decode("cp1252", "replace"): code for code in range(0x80, 0x100)}
_HIGH.pop("\ufffd", None)
_HIGH |= {chr(code): code for code in range(0x80, 0x100) if chr(code) not in _HIGH}
"""The byte of each character beyond ASCII, in Windows-1252 where that has it, in Latin-1 otherwise."""

WORD = re.compile(r"[0-9A-Za-z\u0080-\U0010ffff]+")
"""Letters, digits and whatever is not ASCII."""

_LETTERS = re.compile(r"[0-9A-Za-z\u00a0-\u017f\u0370-\u03ff\u0400-\u04ff\u2010-\u2026\u20ac]+")
"""What words of European languages are made of, with their marks."""


def decoded(word: str) -> str | None:
    """The word whose bytes these characters are; None where they are none."""
    codes = [ord(c) if ord(c) < 0x80 else _HIGH.get(c) for c in word]
    try:
        found = bytes(code for code in codes if code is not None).decode() if None not in codes else word
    except UnicodeDecodeError:
        return None
    return found if found != word else None


def misread(word: str) -> str | None:
    """The word that a misread one stands for; None for any that is no misread word of a European language."""
    if word.isascii():
        return None
    found = decoded(word)
    return found if found and _LETTERS.fullmatch(found) else None
