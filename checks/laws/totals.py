"""The law of totals: rows that are the sum of the rows above them, or cells that are the sum of their row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from holdtrue.checks.laws.law import Break, Law
from holdtrue.checks.laws.relations import numbers
from holdtrue.checks.tracing.units import Unit
from holdtrue.checks.values import Value, parse

_FEWEST = 3


def totals(units: Sequence[Unit]) -> Iterator[Law]:
    """Laws of sums among the records of one shape in one file.

    A last row that is the sum of those above it in most of its numbers rules the others; a field that is the sum of
    the fields before it in most rows rules the others.
    """
    if len(units) < _FEWEST:
        return
    table = [{cell.field: parse(cell.text, field=cell.field) for cell in unit.record.cells} for unit in units]
    yield from _last_row(units, table)
    yield from _last_field(units, table)


def _last_row(units: Sequence[Unit], table: Sequence[dict[str, Value]]) -> Iterator[Law]:
    last = table[-1]
    fits, breaks = 0, []
    for cell in units[-1].record.cells:
        value = last[cell.field]
        total = numbers(value)
        if total is None:
            continue
        parts = [
            amount
            for row in table[:-1]
            if cell.field in row and (amount := numbers(row[cell.field])) is not None
        ]
        if len(parts) < _FEWEST - 1:
            continue
        if _close(sum(parts, Decimal(0)), value):
            fits += 1
        else:
            breaks.append((cell, sum(parts, Decimal(0))))
    if fits >= 1 and fits >= len(breaks):
        document = units[-1].document
        yield Law(
            "total",
            "the last row is the sum of those above it",
            fits,
            tuple(
                Break(None, document.place(cell.start, cell.end), str(expected)) for cell, expected in breaks
            ),
        )


def _last_field(units: Sequence[Unit], table: Sequence[dict[str, Value]]) -> Iterator[Law]:
    by_field: dict[str, tuple[int, list[Break]]] = defaultdict(lambda: (0, []))
    for unit, row in zip(units, table, strict=True):
        running = Decimal(0)
        count = 0
        for cell in unit.record.cells:
            value = row[cell.field]
            amount = numbers(value)
            if amount is None:
                continue
            if count >= 2:
                fits, breaks = by_field[cell.field]
                if _close(running, value):
                    by_field[cell.field] = (fits + 1, breaks)
                else:
                    breaks.append(Break(None, unit.document.place(cell.start, cell.end), str(running)))
            running += amount
            count += 1
    for field, (fits, breaks) in by_field.items():
        if fits >= _FEWEST and fits >= 3 * len(breaks):
            yield Law("total", f"{field} is the sum of the fields before it", fits, tuple(breaks), (field,))


def _close(total: Decimal, value: Value) -> bool:
    amount = numbers(value)
    return amount is not None and abs(amount - total) <= Decimal(5).scaleb(-(value.decimals or 0) - 1)
