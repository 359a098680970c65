"""Digits that no other finder made sense of: no digit of a document may change unseen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from holdtrue.checks.facts.fact import Fact

_RUN = re.compile(r"\d+|[^\W\da-zA-Z_]")
"""A run of digits, or a character that may be a number by itself: a fraction, an exponent, a circled digit."""


def find(text: str) -> Iterator[Fact]:
    """Runs of digits, compared as they stand, and single characters such as `½` and `²` by their value."""
    for match in _RUN.finditer(text):
        if match[0].isdecimal():
            yield Fact("number", match.start(), match.end(), match[0], (match[0],))
        elif match[0].isnumeric() and not match[0].isalpha():  # characters of Chinese numerals are words
            value = f"{unicodedata.numeric(match[0]):.12g}"
            yield Fact("number", match.start(), match.end(), match[0], (value,))
