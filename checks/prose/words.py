"""The words of a text with their places, and what makes two of them one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(
    r"""
    \d+(?:[.,:/'’\u00a0\u202f]\d+)*
  | (?:[ldnscjmtLDNSCJMT]|[Qq]u|[Dd]ell|[Aa]ll|[Nn]ell|[Uu]n)['’](?=[^\W\d_]{2})   # l'eau is two words, don't is one
  | [^\W\d_]+(?:['’][^\W\d_]+)*
  | [^\W_]
  | (?<![\w)])[-−+](?=[.\d])
  | [±<>≤≥=~≈%‰§°$€£¥&#@]
    """,
    re.VERBOSE,
)

_STEM = 6
"""Characters of a word that stand for it: inflection changes its end, in the languages at hand."""


_SHORTEST_STEM = 3

_ENDINGS = frozenset(
    [
        "s",
        "es",
        "'s",
        "e",
        "en",
        "em",
        "er",
        "n",
        "m",
        "t",
        "te",
        "ten",
        "d",
        "ed",
        "ing",
        "y",
        "ies",
        "ied",
        "a",
        "o",
        "as",
        "os",
        "i",
        "is",
        "r",
    ]
) | {""}
"""Endings of inflected words, after what they share."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a number or a sign that counts."""

    start: int
    """Offset of its first character in the text."""

    end: int
    """Offset just after its last character."""

    text: str
    """As written."""

    norm: str
    """In lower case, with a straight apostrophe."""

    @property
    def stem(self) -> str:
        """What inflected forms of it share."""
        return stem(self.norm)

    @property
    def is_sign(self) -> bool:
        """Whether it is neither a word nor a number."""
        return not self.norm[0].isalnum()


def words(text: str) -> tuple[Word, ...]:
    """The words, numbers and counting signs of a text; punctuation and markup are none."""
    return tuple(_words(text))


def norms(text: str) -> list[str]:
    """The words, numbers and signs of a text in lower case, without their places."""
    return [found.lower().replace("’", "'") for found in _WORD.findall(text)]


def stem(norm: str) -> str:
    """What inflected forms of a word share; numbers stay whole."""
    if norm[0].isdecimal():
        return norm
    norm = norm.removesuffix("'s")
    return norm[:_STEM] if len(norm) > _STEM else norm.removesuffix("s") if len(norm) > 3 else norm


def inflected(a: str, b: str) -> bool:
    """Whether two words differ in an ending of inflection only: `blames` and `blamed`, `alle` and `allen`."""
    if a == b:
        return True
    shared = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        shared += 1
    return shared >= _SHORTEST_STEM and a[shared:] in _ENDINGS and b[shared:] in _ENDINGS


def _words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        yield Word(match.start(), match.end(), match[0], match[0].lower().replace("’", "'"))
