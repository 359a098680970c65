"""What differs between the values of two records that belong together, word by word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdtrue.checks.document import Cell
from holdtrue.checks.finding import Place
from holdtrue.checks.opcodes import blocks
from holdtrue.checks.tracing.fields import Found, Names, in_reach
from holdtrue.checks.tracing.pairing import Pair
from holdtrue.checks.tracing.tokens import Token
from holdtrue.checks.tracing.units import Unit

Words = tuple[Token, ...]
Value = tuple[Unit, Cell, Words]


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that another few words, or none, stand for now."""

    before: Words
    """What stood there; empty where something came."""

    after: Words
    """What stands there; empty where something went."""

    place_before: Place | None
    """Where it stood; the point between two words where something came; None where the value did not exist."""

    place_after: Place | None
    """Where it stands, likewise."""

    cell_before: Cell | None
    cell_after: Cell | None

    @property
    def is_notation(self) -> bool:
        """Whether both sides mean the same in the plainest reading: case, notation of numbers, quotes and dashes."""
        return tuple(t.key for t in self.before) == tuple(t.key for t in self.after)


def edits(found: Pair, names: Names) -> Iterator[Edit]:
    """Differences between the values of two records that belong together.

    Args:
        found: The records.
        names: Name after to name before of their fields (`fields.correspondences`).
    """
    reach = in_reach(found.before)
    right: dict[str, list[Found]] = defaultdict(list)
    for position, cell in enumerate(found.after.record.cells):
        name = cell.field if cell.field in reach else names.get(cell.field, "\x00" + cell.field)
        right[name].append((found.after, cell, position))
    own = [field for field in reach if not field.startswith("../")]
    if len(own) == len(right) == 1 and own[0] not in right:
        right = {own[0]: next(iter(right.values()))}
    for field in [*own, *(field for field in right if field not in own)]:
        yield from _between(reach.get(field, []), right.get(field, []))


def _between(left: Sequence[Found], right: Sequence[Found]) -> Iterator[Edit]:
    """Differences of one field; where it has several values, equal ones go together, then by position."""
    before, after = _texts(left), _texts(right)
    if before == after:
        return
    for a0, a1, b0, b1, equal in blocks(before, after):
        if equal:
            continue
        for k in range(max(a1 - a0, b1 - b0)):
            x = _value(left[a0 + k]) if a0 + k < a1 else None
            y = _value(right[b0 + k]) if b0 + k < b1 else None
            yield from _cells(x, y)


def _value(found: Found) -> Value:
    unit, cell, position = found
    return unit, cell, unit.content.words[position]


def _texts(cells: Sequence[Found]) -> list[str]:
    return [cell.text for _, cell, _ in cells]


def _cells(x: Value | None, y: Value | None) -> Iterator[Edit]:
    if x is None or y is None:
        if (x and x[2]) or (y and y[2]):
            yield Edit(
                x[2] if x else (),
                y[2] if y else (),
                _place(*x, 0, len(x[2])) if x else None,
                _place(*y, 0, len(y[2])) if y else None,
                x[1] if x else None,
                y[1] if y else None,
            )
        return
    for a0, a1, b0, b1 in hunks([t.text for t in x[2]], [t.text for t in y[2]]):
        yield Edit(x[2][a0:a1], y[2][b0:b1], _place(*x, a0, a1), _place(*y, b0, b1), x[1], y[1])


def hunks(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches that differ; a mark alone between two of them joins them."""
    pending: tuple[int, int, int, int] | None = None
    for a0, a1, b0, b1, equal in blocks(a, b):
        if equal:
            alone = a1 - a0 == 1 and not a[a0][0].isalnum()
            if pending and not alone:
                yield pending
                pending = None
        elif pending:
            pending = (pending[0], a1, pending[2], b1)
        else:
            pending = (a0, a1, b0, b1)
    if pending:
        yield pending


def _place(unit: Unit, cell: Cell, words: Words, first: int, end: int) -> Place:
    """Where words of a value stand; the point between two words where there are none."""
    passage = unit.passage(cell)
    if first == end:
        at = words[first - 1].end if first else 0
        place = passage.place(max(at - 1, 0), at) if at else passage.place(0, 0)
        return unit.document.place(place.end, place.end)
    return passage.place(words[first].start, words[end - 1].end)
