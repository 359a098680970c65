"""The law of an order: the field that the records of a file are sorted by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from holdtrue.checks.ascending import longest_run
from holdtrue.checks.laws.law import Break, Law
from holdtrue.checks.laws.relations import numbers
from holdtrue.checks.tracing.fields import first_values
from holdtrue.checks.tracing.units import Unit
from holdtrue.checks.values import parse

_FEWEST = 5
_MAJORITY = 0.75

Key = tuple[int, Any]
"""What a value is sorted by: numbers among themselves, ahead of words."""


def order(units: Sequence[Unit], was_sorted: Sequence[Unit]) -> Law | None:
    """The field that records of one shape ascend or descend by, nearly all of them.

    Args:
        units: The records as they stand now.
        was_sorted: The same kind of records as they were handed over; a field that they were sorted by as well has
            not been sorted by anybody.
    """
    if len(units) < _FEWEST:
        return None
    best: Law | None = None
    now = [(first_values(unit.record), unit) for unit in units]
    then: list[tuple[dict[str, str], Unit]] | None = None
    for field in dict.fromkeys(field for values, _ in now for field in values):
        keyed = _keyed(now, field)
        if len(keyed) < max(_FEWEST, 0.8 * len(units)) or len({key for key, _ in keyed}) < _FEWEST:
            continue
        for descending in (False, True):
            out = _out_of_order(keyed, descending=descending)
            share = 1 - len(out) / len(keyed)
            if share < _MAJORITY or (best and len(keyed) - len(out) <= best.obeying):
                continue
            if then is None:
                then = [(first_values(unit.record), unit) for unit in was_sorted]
            before = _keyed(then, field)
            if before and 1 - len(_out_of_order(before, descending=descending)) / len(before) >= share:
                continue
            breaks = tuple(Break(None, unit.place) for unit in out)
            way = "descend" if descending else "ascend"
            best = Law("order", f"records {way} by {field}", len(keyed) - len(out), breaks, (field,))
    return best


def _keyed(table: Sequence[tuple[dict[str, str], Unit]], field: str) -> list[tuple[Key, Unit]]:
    """What each record that has the field is sorted by."""
    return [
        (_key(text, field), unit) for values, unit in table if (text := values.get(field)) and text.strip()
    ]


def _key(text: str, field: str) -> Key:
    value = parse(text, field=field)
    amount = numbers(value)
    return (0, amount) if amount is not None else (1, value.forms[0])


def _out_of_order(keyed: Sequence[tuple[Key, Unit]], *, descending: bool) -> list[Unit]:
    """The fewest records without which the others are in order."""
    ordered = list(reversed(keyed)) if descending else list(keyed)
    kept = set(longest_run([key for key, _ in ordered], strictly=False))
    return [unit for position, (_, unit) in enumerate(ordered) if position not in kept]
