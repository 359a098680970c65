"""Digits that no other finder made sense of: no digit of a document may change unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from holdtrue.checks.facts.fact import Fact
from holdtrue.checks.facts.number import after_ordinal

_RUN = re.compile(r"\d+")


def find(text: str) -> Iterator[Fact]:
    """Runs of digits, compared as they stand."""
    for match in _RUN.finditer(text, after_ordinal(text)):
        yield Fact("number", match.start(), match.end(), match[0], (match[0],))
