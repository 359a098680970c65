"""All laws of a hand-off."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from holdtrue.checks.laws.choice import choice
from holdtrue.checks.laws.columns import Row, laws_of, rows
from holdtrue.checks.laws.law import Break, Law
from holdtrue.checks.laws.order import order
from holdtrue.checks.laws.totals import totals
from holdtrue.checks.tracing.fields import Shape, first_values, shape_of
from holdtrue.checks.tracing.pairing import Pair
from holdtrue.checks.tracing.trace import Trace
from holdtrue.checks.tracing.units import Unit

_ROWS = 2000
"""Records of one shape that laws are looked for in; of more, the first ones decide."""


def induce(traced: Trace, asked: Iterable[str]) -> tuple[Law, ...]:
    """Find what most records obey.

    Args:
        traced: Both sides, traced.
        asked: The words of the instruction, as `tokens` keys them.
    """
    return tuple(_laws(traced, set(asked)))


def _laws(traced: Trace, asked: set[str]) -> Iterator[Law]:
    for shapes, members in traced.by_shapes.items():
        mapping = traced.names[shapes]
        columns = rows(members[:_ROWS])
        for field, column in columns.items():
            source = mapping.get(field)
            if all(row.stays(source) for row in column):
                continue
            yield from laws_of(field, column, mapping)
            if source is not None and source == field:
                yield from _changed_where(field, column, asked)
    lost = _by_kind(traced.lost)
    kept = _by_kind(found.before for found in traced.pairs if lost)
    for kind, gone in lost.items():
        yield from _chosen(gone[:_ROWS], kept[kind][:_ROWS], asked, "records went where")
    yield from _orders_and_totals(traced)
    yield from _files(traced)


def _by_kind(units: Iterable[Unit]) -> dict[Shape, list[Unit]]:
    grouped: dict[Shape, list[Unit]] = defaultdict(list)
    for unit in units:
        grouped[shape_of(unit)].append(unit)
    return grouped


def _changed_where(field: str, column: Sequence[Row], asked: set[str]) -> Iterator[Law]:
    touched: list[Unit] = []
    left: list[Unit] = []
    for row in column:
        same = field in row.sources and row.sources[field].same_as(row.value)
        (left if same else touched).append(row.pair.before)
    yield from _chosen(touched, left, asked, f"{field} changed where")


def _chosen(chosen: Sequence[Unit], left: Sequence[Unit], asked: set[str], what: str) -> Iterator[Law]:
    unique = {unit.index: unit for unit in chosen}
    rest = {unit.index: unit for unit in left if unit.index not in unique}
    found = choice(list(unique.values()), list(rest.values()), asked)
    if found:
        odd = (*found.wrongly_chosen, *found.wrongly_left)
        breaks = tuple(Break(unit.place, None) for unit in odd)
        yield Law("choice", f"{what} {found.says}", found.obeying, breaks, (found.field,), asked=found.asked)


def _orders_and_totals(traced: Trace) -> Iterator[Law]:
    tables: dict[object, list[Unit]] = defaultdict(list)
    for unit in traced.after[: 4 * _ROWS]:
        tables[unit.document.file, unit.record.kind, unit.record.path].append(unit)
    before: dict[object, list[Unit]] = defaultdict(list)
    moved = {found.after.index for found in traced.moved}
    for found in traced.pairs:
        before[found.after.document.file, found.after.record.kind, found.after.record.path].append(
            found.before
        )
    for key, members in tables.items():
        if any(unit.index in moved for unit in members):
            originals = sorted(before[key], key=lambda unit: unit.index)
            law = order(members[:_ROWS], originals)
            if law:
                yield law
        yield from totals(members[:_ROWS])


def _files(traced: Trace) -> Iterator[Law]:
    """The value that decides the file a record went into."""
    files = Counter(found.after.document.file for found in traced.pairs)
    if len(files) < 2:
        return
    shapes: dict[Shape, list[Pair]] = defaultdict(list)
    for found in traced.pairs:
        shapes[shape_of(found.before)].append(found)
    for members in shapes.values():
        spread = Counter(found.after.document.file for found in members)
        if len(spread) < 2 or len(members) < 4:
            continue
        values = [first_values(found.before.record) for found in members]
        for field in dict.fromkeys(field for row in values for field in row):
            groups: dict[str, Counter[str]] = defaultdict(Counter)
            for found, row in zip(members, values, strict=True):
                groups[row.get(field, "")][found.after.document.file] += 1
            obeying = sum(group.most_common(1)[0][1] for group in groups.values())
            if len(groups) > len(members) / 2 or len(groups) < 2 or obeying < 0.85 * len(members):
                continue
            top = {value: group.most_common(1)[0][0] for value, group in groups.items()}
            breaks = tuple(
                Break(found.before.place, found.after.place)
                for found, row in zip(members, values, strict=True)
                if top[row.get(field, "")] != found.after.document.file
            )
            yield Law("files", f"each {field} has a file", obeying, breaks, (field,))
