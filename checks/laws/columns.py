"""The law of a field: what most of its values are made of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import cached_property, partial
from typing import TypeVar

from holdtrue.checks.document import Cell
from holdtrue.checks.laws.law import Break, Law, Rule
from holdtrue.checks.laws.relations import (
    by_difference,
    by_factor,
    difference_of,
    elapsed,
    factor_of,
    numbers,
)
from holdtrue.checks.tracing.fields import Names, in_reach
from holdtrue.checks.tracing.pairing import Pair
from holdtrue.checks.tracing.tokens import tokens
from holdtrue.checks.tracing.units import Unit
from holdtrue.checks.values import Key, Value, parse

_T = TypeVar("_T")

MAJORITY = 0.7
"""Share of a field's values from which what they have in common is taken for its law."""

_FEWEST = 4
"""Values that a law needs."""

_CATEGORIES = 2
"""Values of the other field that must repeat for them to be categories."""

_HYPOTHESES = 24
"""Factors, differences that are tried on a whole field, the commonest first."""


class Sources:
    """Values in reach of a record that was handed over, by field; of several in one field the first."""

    def __init__(self, unit: Unit) -> None:
        self.cells = {name: cells[0][1] for name, cells in in_reach(unit).items()}
        self._values: dict[str, Value] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.cells

    def __getitem__(self, name: str) -> Value:
        value = self._values.get(name)
        if value is None:
            cell = self.cells[name]
            value = self._values[name] = parse(cell.text, field=cell.field)
        return value


@dataclass(frozen=True, eq=False)
class Row:
    """One value of the field, and the record that it came from."""

    pair: Pair
    cell: Cell
    sources: Sources

    @cached_property
    def value(self) -> Value:
        """What the value stands for."""
        return parse(self.cell.text, field=self.cell.field)

    def stays(self, source: str | None) -> bool:
        """Whether the value is written as it was in a field of the record that it came from."""
        origin = self.sources.cells.get(source) if source is not None else None
        return origin is not None and origin.text == self.cell.text


def rows(members: Sequence[Pair]) -> dict[str, list[Row]]:
    """The values of records of one shape, by field."""
    found: dict[str, list[Row]] = defaultdict(list)
    for member in members:
        sources = Sources(member.before)
        for cell in member.after.record.cells:
            found[cell.field].append(Row(member, cell, sources))
    return found


def laws_of(field: str, column: Sequence[Row], names: Names) -> Iterator[Law]:
    """The law of one field, if most of its values obey one that is not plain identity."""
    if len(column) < _FEWEST:
        return
    source = names.get(field)
    best: Law | None = None
    for law in _candidates(field, column, source):
        if law.obeying >= _FEWEST - 1 and (best is None or law.obeying > best.obeying):
            best = law
            if not law.breaks:
                break
    if best:
        yield best
    if best is None or best.breaks:
        says = f"the words of {field} stand in the record it came from"
        for own in _law(column, _is_from_record, "own words", says, (field,)):
            if own.breaks:
                yield replace(own, scope=None)


def _is_from_record(row: Row) -> bool:
    known = row.pair.before.reach
    return all(token.key in known for token in tokens(row.cell.text) if token.key[0].isalnum())


def _candidates(field: str, column: Sequence[Row], source: str | None) -> Iterator[Law]:
    if source is not None:
        yield from _from_field(field, column, source)
    else:
        for name in sorted({name for row in column for name in row.sources.cells}):
            yield from _from_field(field, column, name)
    if source is None:
        counts = Counter(row.value.keys[0] for row in column)
        constant = counts.most_common(1)[0][0]
        always = dict.fromkeys(map(id, column), constant)
        yield from _law(
            column, partial(_is_typical, always), "constant", f"{field} is {constant[-1]!r}", (field,)
        )
        yield from _products(field, column)
    yield from _by_category(field, column, source)


def _from_field(field: str, column: Sequence[Row], source: str) -> Iterator[Law]:
    known = [row for row in column if source in row.sources]
    if len(known) < _FEWEST:
        return
    fields = (source, field)

    yield from _law(known, partial(_is_same, source), "identity", f"{field} is {source}", fields)
    moved = [row for row in known if not _is_same(source, row)]
    if len(moved) < _FEWEST // 2:
        return
    steps = [(row.sources[source], row.value) for row in moved]
    factor = factor_of(steps)
    if factor is not None and factor != 1:
        says = f"{source} was multiplied by {_plainly(factor)}"
        yield from _law(known, partial(_is_product, source, factor), "factor", says, fields, factor)
    step = difference_of(steps)
    if step:
        says = f"{source} moved by {_plainly(step)}"
        yield from _law(known, partial(_is_sum, source, step), "step", says, fields, step)
    for delay in _common(delay for x, y in steps if (delay := elapsed(x, y)) is not None):
        says = f"{source} moved by {_spoken(delay)}"
        yield from _law(known, partial(_is_later, source, delay), "delay", says, fields)


def _by_category(field: str, column: Sequence[Row], source: str | None) -> Iterator[Law]:
    """The value, or its factor, is the same for all records that have another value in common."""
    for name in sorted({name for row in column for name in row.sources.cells}):
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in column:
            if name in row.sources:
                groups[row.sources[name].forms[0]].append(row)
        repeated = [group for group in groups.values() if len(group) > 1]
        if len(repeated) < _CATEGORIES or sum(map(len, repeated)) < MAJORITY * len(column):
            continue
        if source is None or name == source:
            typical = {
                id(row): Counter(other.value.keys[0] for other in group).most_common(1)[0][0]
                for group in repeated
                for row in group
            }
            ruled = [row for group in repeated for row in group]
            says = f"{field} is the same wherever {name} is"
            yield from _law(ruled, partial(_is_typical, typical), "category", says, (name, field))
        else:
            yield from _factor_of_category(field, repeated, source, name)


def _factor_of_category(
    field: str, repeated: Sequence[Sequence[Row]], source: str, name: str
) -> Iterator[Law]:
    best: dict[int, Decimal] = {}
    ruled = []
    for group in repeated:
        known = [row for row in group if source in row.sources]
        steps = [(row.sources[source], row.value) for row in known]
        best.update(dict.fromkeys(map(id, known), factor_of(steps) or Decimal(0)))
        ruled += known
    if len(ruled) >= _FEWEST:
        says = f"{source} was multiplied by one factor for each {name}"
        yield from _law(
            ruled, partial(_is_product_of_its_kind, source, best), "category", says, (source, name, field)
        )


def _products(field: str, column: Sequence[Row]) -> Iterator[Law]:
    """The value is a number of the record times a factor that another value of it decides."""
    numeric = {
        name
        for row in column
        for name in row.sources.cells
        if numbers(row.sources[name]) is not None and row.sources[name].decimals
    }
    for name in sorted(numeric):
        yield from _by_category(field, column, name)


def _law(
    column: Sequence[Row],
    obeys: Callable[[Row], bool],
    rule: Rule,
    says: str,
    fields: tuple[str, ...],
    amount: Decimal | None = None,
) -> Iterator[Law]:
    """The law that a rule is, if the greater part of a column obeys it."""
    odd = [row for row in column if not obeys(row)]
    obeying = len(column) - len(odd)
    if obeying / max(len(column), 1) < MAJORITY:
        return
    breaks = []
    for row in odd:
        source = next((row.sources.cells[f] for f in fields if f in row.sources), None)
        before = row.pair.before.document.place(source.start, source.end) if source else None
        breaks.append(Break(before, row.pair.after.document.place(row.cell.start, row.cell.end)))
    first = column[0]
    record = first.pair.after.record
    scope = (record.kind, record.path, first.cell.field)
    yield Law("value", says, obeying, tuple(breaks), fields, scope, rule, amount)


def _common(found: Iterable[_T]) -> list[_T]:
    """What occurs more than once, the commonest first."""
    return [item for item, count in Counter(found).most_common(_HYPOTHESES) if count > 1]


def _is_same(source: str, row: Row) -> bool:
    return row.sources[source].same_as(row.value)


def _is_product(source: str, factor: Decimal, row: Row) -> bool:
    amount = numbers(row.sources[source])
    return amount is not None and by_factor(amount, row.value, factor)


def _is_sum(source: str, step: Decimal, row: Row) -> bool:
    amount = numbers(row.sources[source])
    return amount is not None and by_difference(amount, row.value, step)


def _is_later(source: str, delay: timedelta, row: Row) -> bool:
    return elapsed(row.sources[source], row.value) == delay


def _is_typical(typical: Mapping[int, Key], row: Row) -> bool:
    return row.value.keys[0] == typical[id(row)]


def _is_product_of_its_kind(source: str, factors: Mapping[int, Decimal], row: Row) -> bool:
    return _is_product(source, factors[id(row)], row)


def _plainly(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _spoken(delay: timedelta) -> str:
    seconds = int(delay.total_seconds())
    if seconds % 86400 == 0:
        return f"{seconds // 86400} days"
    return f"{seconds / 60:g} minutes"
