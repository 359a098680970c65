"""Which sentences are worth reading when one looks for a value: those with its digits, in whatever notation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holdtrue.checks.prose.assertions import Assertion

_GROUPED = re.compile(r"\d+(?:[.,'’ \u00a0\u202f\u2009]\d+)*")
_RUN = re.compile(r"\d+")


class DigitIndex:
    """Finds the sentences that have the digits of a value; some of them do not state it."""

    def __init__(self, texts: Sequence[str]) -> None:
        where: dict[str, set[int]] = defaultdict(set)
        for position, text in enumerate(texts):
            for match in _GROUPED.finditer(text):
                runs = _RUN.findall(match[0])
                for first in range(min(len(runs), _PARTS)):
                    joined = ""
                    for run in runs[first : first + _PARTS]:
                        joined += run
                        where[_significant(joined)].add(position)
        self._where = where

    def find(self, item: Assertion) -> Iterable[int]:
        """Positions of the texts that may state a value."""
        found: set[int] = set()
        for form in item.forms:
            for digits in _digits(item.aspect, form):
                found |= self._where.get(_significant(digits), set())
        return found


_PARTS = 6
"""Groups of digits that one number consists of at most: `1 204 500,50` has four."""


def _digits(aspect: str, form: str) -> list[str]:
    """The digits that every notation of a normal form has."""
    if aspect == "number":
        return [re.sub(r"\D", "", form.partition("E")[0])]
    runs = _RUN.findall(form)
    if aspect == "date" and ":" in form and runs:
        hour = int(runs[0])
        return [str(hour), str(hour % 12 or 12)]
    return runs[-1:]


def _significant(digits: str) -> str:
    return digits.strip("0") or "0"
