"""A text as tokens: numbers, words and marks, with the form they are compared by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_NUMBER = re.compile(
    r"\d{4}-\d{2}-\d{2}"  # a day, as one
    r"|\d+(?:[.,:'’\u00a0\u202f]\d+)*"
)

_TOKEN = re.compile(
    rf"{_NUMBER.pattern}"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|[^\w\s]|_"
)

_GROUPED = re.compile(r"\d{1,3}(?:([,.'’\u00a0\u202f])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"(\d+)[.,](\d+)")

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_QUOTES = {
    ord("‘"): "'",
    ord("’"): "'",
    ord("“"): '"',
    ord("”"): '"',
    ord("„"): '"',
    ord("«"): '"',
    ord("»"): '"',
}


class Token(NamedTuple):
    """A stretch of a text that is compared as one."""

    text: str
    """As it is written."""

    key: str
    """What it is compared by: without case, in one notation of numbers, dashes and quotation marks."""

    start: int
    """Offset of its first character in the text that was split."""

    @property
    def end(self) -> int:
        """Offset just after its last character."""
        return self.start + len(self.text)

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[0].isdigit()

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha()


def tokens(text: str) -> tuple[Token, ...]:
    """Split a text; white space separates and is not kept."""
    return tuple([Token(match[0], key(match[0]), match.start()) for match in _TOKEN.finditer(text)])


def numbers(text: str) -> list[str]:
    """The tokens of a text that begin with a digit, as they are written."""
    return _NUMBER.findall(text)


def keys(text: str) -> tuple[str, ...]:
    """The keys of the tokens of a text."""
    return tuple(map(key, _TOKEN.findall(text)))


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The form that a token is compared by.

    `1,204.50`, `1.204,50` and `1204.5` have the same; `0042` and `42` have not.
    """
    if text.isdecimal():
        return text
    if not text[0].isdigit():
        if text.isascii():
            return text.lower()
        return unicodedata.normalize("NFC", text).casefold().translate(_QUOTES).translate(_DASHES)
    grouped = _GROUPED.match(text)
    if grouped and text[0] != "0":
        whole, rest = re.sub(r"\D", "", grouped[0]), text[grouped.end() :]
        if not rest:
            return whole
        if rest[0] in ".," and rest[0] != grouped[1] and rest[1:].isdigit():
            return _plain(whole, rest[1:])
    decimal = _DECIMAL.fullmatch(text)
    return _plain(decimal[1], decimal[2]) if decimal else text


def _plain(whole: str, fraction: str) -> str:
    fraction = fraction.rstrip("0")
    return f"{whole}.{fraction}" if fraction else whole
