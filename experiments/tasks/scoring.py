"""Whether an answer is right: strict about the value, tolerant about its notation."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from holdtrue.checks.values import parse

_AROUND = " \t\r\n\"'`*“”‘’"


def by_value(right: str) -> Callable[[str], float]:
    """Scores 1 for the right value however it is written, else 0.

    The whole answer has to be the value: an answer that holds it among other words is wrong. Numbers count by what they
    are (`1,204.50` is `1204.5`), dates by their day, words without regard to case, spacing and a full stop.
    """
    wanted = parse(right)

    def score(answer: str) -> float:
        given = parse(answer.strip(_AROUND).removesuffix(".").strip(_AROUND))
        if wanted.kind == "number":
            plain = given.kind == "number" and not given.bound and not given.margin
            return float(plain and given.number == Decimal(right))
        return float(given.same_as(wanted))

    return score


def by_calls(right: Sequence[Mapping[str, Any]]) -> Callable[[str], float]:
    """Scores a JSON array of calls, `{"name": ..., "arguments": {...}}` each, by the share that stands where it should.

    One call may also stand for itself, without the array. A number must be a number and a text a text; `2.0` is `2`.
    More calls than were asked for lower the score, so that an empty array is right for a request to refuse only.
    """

    def score(answer: str) -> float:
        try:
            given = json.loads(answer)
        except (ValueError, RecursionError):
            return 0.0
        calls = given if isinstance(given, list) else [given]
        longest = max(len(right), len(calls))
        if not longest:
            return 1.0
        same = sum(_same(wanted, call) for wanted, call in zip(right, calls, strict=False))
        return same / longest

    return score


def _same(wanted: Any, given: Any) -> bool:
    """Whether two JSON values are equal, which Python's `1 == True` is not."""
    if isinstance(wanted, Mapping):
        same_keys = isinstance(given, Mapping) and wanted.keys() == given.keys()
        return same_keys and all(_same(value, given[name]) for name, value in wanted.items())
    if isinstance(wanted, list):
        same_length = isinstance(given, list) and len(wanted) == len(given)
        return same_length and all(map(_same, wanted, given))
    if isinstance(wanted, bool) or isinstance(given, bool):
        return wanted is given
    return bool(wanted == given)
