"""Letters that were written as UTF-8 and read as Latin-1 or Windows-1252, put right where the source has the word."""

from __future__ import annotations

import re

from holdtrue.checks.misread import WORD, decoded

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
    words = set(WORD.findall(source))
    told = words | set(WORD.findall(known))

    def mended(match: re.Match[str]) -> str:
        word = found = match[0]
        if word.isascii() or word in told:
            return word
        for _ in range(_TWICE):
            plain = decoded(found)
            if plain is None:
                break
            found = plain
            if found in words:
                return found
        return word

    return WORD.sub(mended, text)
