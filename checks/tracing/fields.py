"""Which field of one side became which field of the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from holdtrue.checks.document import Cell, Record
from holdtrue.checks.tracing.pairing import Pair
from holdtrue.checks.tracing.units import Unit

Found = tuple[Unit, Cell, int]
"""A value, the record that it stands in, and its position there."""

Shape = tuple[str, str]
"""Kind and path of a record: records alike share their fields."""

_ENOUGH = 0.5
"""Share of a field's values, by their words, that must stand in one field of the other side for them to be the same."""

_SAMPLE = 200
"""Pairs of one shape that decide; more would not change the majority."""

Names = dict[str, str]
"""Name after to name before; fields of a record around are named `../field`."""


def in_reach(unit: Unit) -> dict[str, list[Found]]:
    """The values of a record and of those around it, by field."""
    found: dict[str, list[Found]] = defaultdict(list)
    prefix = ""
    around: Unit | None = unit
    while around is not None:
        for position, cell in enumerate(around.record.cells):
            found[prefix + cell.field].append((around, cell, position))
        prefix += "../"
        around = around.parent
    return found


def first_values(record: Record) -> dict[str, str]:
    """The value of each field; of several in one the first."""
    return dict(zip(reversed(record.fields), reversed(record.texts), strict=True))


def correspondences(
    by_shapes: Mapping[tuple[Shape, Shape], Sequence[Pair]],
) -> dict[tuple[Shape, Shape], Names]:
    """For each two shapes of records that belong together, the names that their fields had.

    A field keeps its name where both sides have it; else it is the one whose values share the most words with it, if
    that is the greater part of them.
    """
    return {shapes: _names(members[:_SAMPLE]) for shapes, members in by_shapes.items()}


def shape_of(unit: Unit) -> Shape:
    """What a record is alike to."""
    return unit.record.kind, unit.record.path


def shapes_of(found: Pair) -> tuple[Shape, Shape]:
    """The key of a pair in `correspondences`."""
    before, after = found.before.record, found.after.record
    return (before.kind, before.path), (after.kind, after.path)


def _names(members: Sequence[Pair]) -> Names:
    fields_before = {cell.field for found in members for cell in found.before.record.cells}
    fields_after = {cell.field for found in members for cell in found.after.record.cells}
    names = {field: field for field in fields_before & fields_after}
    foreign = fields_after - fields_before
    if not foreign:
        return names
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    size: Counter[str] = Counter()
    for found in members:
        reach = {
            field: _telling([key for unit, _, at in cells for key in unit.content.said[at]])
            for field, cells in in_reach(found.before).items()
        }
        for cell, keys in found.after.said:
            if cell.field not in foreign:
                continue
            said = _telling(keys)
            size[cell.field] += said.total()
            for field, holds in reach.items():
                overlap = (said & holds).total()
                if overlap:
                    # of two fields that hold it, the one that holds little else
                    shared[cell.field][field] += overlap + overlap / (1 + holds.total())  # type: ignore[assignment]
    taken = set(names.values())
    for field, _ in sorted(_best(shared, size), key=lambda item: -item[1]):
        for candidate, weight in shared[field].most_common():
            if weight < _ENOUGH * size[field]:
                break
            if candidate not in taken or len(shared[field]) == 1:
                names[field] = candidate
                taken.add(candidate)
                break
    return names


def _telling(keys: Iterable[str]) -> Counter[str]:
    return Counter([key for key in keys if key[0].isalnum()])


def _best(shared: dict[str, Counter[str]], size: Counter[str]) -> Iterator[tuple[str, float]]:
    for field, found in shared.items():
        yield field, found.most_common(1)[0][1] / max(size[field], 1)
