"""Letters that were written as UTF-8 and read as Latin-1 or Windows-1252, put right where the source has the word."""

from __future__ import annotations

import re

_HIGH = {bytes([code]).decode("cp1252", "replace"): code for code in range(0x80, 0x100)}
_HIGH.pop("\ufffd", None)
_HIGH |= {chr(code): code for code in range(0x80, 0x100) if chr(code) not in _HIGH}
"""The byte of each character beyond ASCII, in Windows-1252 where that has it, in Latin-1 otherwise."""

_WORD = re.compile(r"[0-9A-Za-z\u0080-\U0010ffff]+")
"""Letters, digits and whatever is not ASCII."""

_TWICE = 2
"""How often text may have been misread."""


def unscrambled(text: str, source: str, known: str = "") -> str:
    """The text with each misread word as the source has it.

    Args:
        text: What came out.
        source: What was handed over. A word is put right only if it stands there, letter for letter, and the misread
            one does not.
        known: Other text whose words are no damage: the instruction.
    """
    if text.isascii():
        return text
    words = set(_WORD.findall(source))
    told = words | set(_WORD.findall(known))

    def mended(match: re.Match[str]) -> str:
        word = found = match[0]
        if word.isascii() or word in told:
            return word
        for _ in range(_TWICE):
            decoded = _decoded(found)
            if decoded is None:
                break
            found = decoded
            if found in words:
                return found
        return word

    return _WORD.sub(mended, text)


def _decoded(word: str) -> str | None:
    """The word whose bytes these characters are; None where they are none."""
    codes = [ord(c) if ord(c) < 0x80 else _HIGH.get(c) for c in word]
    try:
        decoded = bytes(code for code in codes if code is not None).decode() if None not in codes else word
    except UnicodeDecodeError:
        return None
    return decoded if decoded != word else None
