"""What went together with a record or a value that is gone: a stretch that ends the file is not a record that was asked out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from holdtrue.checks.finding import Place
from holdtrue.checks.suspicion.looks import Field, field_of, share
from holdtrue.checks.suspicion.suspects import Suspect
from holdtrue.checks.tracing.edits import Edit
from holdtrue.checks.tracing.pairing import Pair
from holdtrue.checks.tracing.trace import Trace
from holdtrue.checks.tracing.units import Unit

_LOOKED_AT = 50
"""Records of a stretch that the instruction is searched for."""

Shapes = tuple[tuple[str, str], ...]
"""Kind and path of each record of a stretch, equal neighbours once."""


@dataclass(frozen=True, slots=True, eq=False)
class _Gap:
    """Records that stood one after the other and are all gone."""

    units: tuple[Unit, ...]
    shapes: Shapes
    opens: bool
    """Whether its file began with it."""
    ends: bool
    """Whether its file ended with it."""
    closed: bool
    """Whether what stood around it now stands together."""


class Gaps:
    """Stretches of records that are gone, and values that are; found when first asked for."""

    def __init__(self, traced: Trace, found: Sequence[Suspect], named: Callable[[Place], float]) -> None:
        self._traced = traced
        self._found = found
        self._named = named

    def of(self, s: Suspect) -> dict[str, float]:
        """The numbers of one difference; none where nothing is gone."""
        if s.sort == "lost" and s.unit is not None:
            return self._of_record(self._gap_of[s.unit.index])
        if s.edit is not None and s.pair is not None and s.edit.cell_after is None and s.sort == "edit":
            return self._of_value(s, s.edit, s.pair)
        return {}

    def _of_record(self, gap: _Gap) -> dict[str, float]:
        return {
            "gap_records": math.log1p(len(gap.units)),
            "gap_shapes": math.log1p(len(gap.shapes)),
            "gap_opens": float(gap.opens),
            "gap_ends": float(gap.ends),
            "gap_closed": float(gap.closed),
            "gap_alike": math.log1p(self._alike[gap.shapes] - 1),
            "gaps": math.log1p(self._alike.total()),
            "gap_named": max(self._named(unit.place) for unit in gap.units[:_LOOKED_AT]),
        }

    def _of_value(self, s: Suspect, edit: Edit, pair: Pair) -> dict[str, float]:
        field = field_of(s)
        behind = [
            cell
            for cell in pair.before.record.cells
            if edit.cell_before and cell.start > edit.cell_before.start
        ]
        arrived = set(pair.after.record.fields)
        return {
            "gone_share": share(self._gone[field], self._held[field]),
            "gone_last": float(pair.after.index in self._last),
            "gone_tail": float(not any(cell.field in arrived for cell in behind)),
        }

    @cached_property
    def _gap_of(self) -> dict[int, _Gap]:
        return {unit.index: gap for gap in self._gaps() for unit in gap.units}

    @cached_property
    def _alike(self) -> Counter[Shapes]:
        """How many stretches have the same shapes."""
        gaps = {id(gap): gap for gap in self._gap_of.values()}
        return Counter(gap.shapes for gap in gaps.values())

    def _gaps(self) -> Iterator[_Gap]:
        before = self._traced.before
        became = {found.before.index: found.after.index for found in self._traced.pairs}
        run: list[Unit] = []
        for unit in self._traced.lost:
            if run and (unit.index != run[-1].index + 1 or unit.document is not run[-1].document):
                yield _gap(run, before, became)
                run = []
            run.append(unit)
        if run:
            yield _gap(run, before, became)

    @cached_property
    def _gone(self) -> Counter[Field]:
        """In how many records each field is gone."""
        return Counter(
            field_of(s) for s in self._found if s.sort == "edit" and s.edit and s.edit.cell_after is None
        )

    @cached_property
    def _held(self) -> Counter[Field]:
        """In how many records that came out each field was handed over."""
        return Counter(
            (found.after.record.kind, found.after.record.path, field)
            for found in self._traced.pairs
            for field in set(found.before.record.fields)
        )

    @cached_property
    def _last(self) -> set[int]:
        """The last record of each file that came out."""
        return set({unit.document.file: unit.index for unit in self._traced.after}.values())


def _gap(units: Sequence[Unit], before: Sequence[Unit], became: dict[int, int]) -> _Gap:
    first, last = units[0], units[-1]
    opens = first.index == 0 or before[first.index - 1].document is not first.document
    ends = last.index + 1 == len(before) or before[last.index + 1].document is not last.document
    around = became.get(first.index - 1), became.get(last.index + 1)
    shapes: list[tuple[str, str]] = []
    for unit in units:
        shape = unit.record.kind, unit.record.path
        if not shapes or shapes[-1] != shape:
            shapes.append(shape)
    closed = not opens and not ends and None not in around and around[0] + 1 == around[1]  # type: ignore[operator]
    return _Gap(tuple(units), tuple(shapes), opens, ends, closed)
