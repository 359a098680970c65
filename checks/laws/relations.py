"""How one value may have become another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from holdtrue.checks.values import Value

_EPSILON = Decimal("1e-9")

_FIGURES = 10
"""Significant digits up to which a plainer number is looked for."""

_CLOCK = re.compile(r"(\d\d):(\d\d)(?::(\d\d))?")


def numbers(value: Value) -> Decimal | None:
    """The amount that a value is; None for a day, a name, an identifier."""
    return value.number if value.kind != "duration" else None


def by_factor(x: Decimal, y: Value, factor: Decimal) -> bool:
    """Whether `y` is `x` times a factor, rounded to the places that `y` is written with, half either way."""
    amount = numbers(y)
    if amount is None:
        return False
    return abs(amount - x * factor) <= _half(y) + _EPSILON


def by_difference(x: Decimal, y: Value, difference: Decimal) -> bool:
    """Whether `y` is `x` and a difference, rounded to the places that `y` is written with, half either way."""
    amount = numbers(y)
    if amount is None:
        return False
    return abs(amount - x - difference) <= _half(y) + _EPSILON


def factor_of(steps: Iterable[tuple[Value, Value]]) -> Decimal | None:
    """The factor that leads from most first values to their second ones; None where no two agree.

    Each pair leaves an interval, since the second value is rounded; the factor is the plainest number that lies in as
    many of them as any does.
    """
    spans = []
    for x, y in steps:
        a, b = numbers(x), numbers(y)
        if a and b is not None:
            ends = sorted(((b - _half(y)) / a, (b + _half(y)) / a))
            spans.append((ends[0], ends[1]))
    return _in_most(spans)


def difference_of(steps: Iterable[tuple[Value, Value]]) -> Decimal | None:
    """The difference that leads from most first values to their second ones; None where no two agree."""
    spans = []
    for x, y in steps:
        a, b = numbers(x), numbers(y)
        if a is not None and b is not None:
            spans.append((b - a - _half(y), b - a + _half(y)))
    return _in_most(spans)


def _half(value: Value) -> Decimal:
    """Half a unit of the last place that a number is written with."""
    return Decimal(5).scaleb(-(value.decimals or 0) - 1)


def _in_most(spans: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    """The plainest number in the most intervals; None where no two have one in common."""
    starts = sorted(low for low, _ in spans)
    ends = sorted(high for _, high in spans)
    best, low = 1, None
    closed = 0
    for opened, start in enumerate(starts, 1):
        while ends[closed] < start:
            closed += 1
        if opened - closed > best:
            best, low = opened - closed, start
    if low is None:
        return None
    high = next(end for end in ends if end >= low)
    for figures in range(1, _FIGURES):
        for rounded in (Decimal(f"{(low + high) / 2:.{figures}g}"), Decimal(f"{low:.{figures}g}")):
            if low <= rounded <= high:
                return rounded
    return (low + high) / 2


def elapsed(x: Value, y: Value) -> timedelta | None:
    """Time between two moments of one kind; between two times of day the shorter way round."""
    if x.kind != y.kind or x.kind not in ("date", "datetime", "time"):
        return None
    if x.kind == "time":
        a, b = _of_day(x.forms[0]), _of_day(y.forms[0])
        if a is None or b is None:
            return None
        seconds = (b - a) % 86400
        return timedelta(seconds=seconds if seconds <= 43200 else seconds - 86400)
    try:
        a_, b_ = datetime.fromisoformat(x.forms[0]), datetime.fromisoformat(y.forms[0])
        return b_ - a_
    except (ValueError, TypeError):
        return None


def _of_day(form: str) -> int | None:
    match = _CLOCK.match(form)
    return int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0) if match else None
