"""Data whose expected text is known: cells corrected where they stand, records taken out, put in and put in order."""

from __future__ import annotations

from collections.abc import Iterator

from holdtrue.checks.document import Cell, Record
from holdtrue.checks.repair.arranging import arranged
from holdtrue.checks.repair.patch import Patch, patched
from holdtrue.checks.repair.writing import copied
from holdtrue.checks.verify.alike import canonical
from holdtrue.checks.verify.came import Came, Freedoms
from holdtrue.checks.verify.compare import (
    cells_by_field,
    free_in_cells,
    is_data,
    match_records,
    other_notation,
)
from holdtrue.checks.verify.working import Working, clause_of


def mend_records(working: Working, came: Came, freedoms: Freedoms) -> str | None:
    """The text that came, with each cell and record that deviates as it is expected.

    None where the two are no data of one format.
    """
    expected, other = working.document, came.document
    if not (
        is_data(expected) and is_data(other) and expected.format == other.format and free_in_cells(working)
    ):
        return None
    matching, equal = match_records(working, came)
    patches = [
        patch
        for i, j in matching.pairs
        if i not in equal
        for patch in _record(working, expected.records[i], came, other.records[j], freedoms)
    ]
    patches += arranged(working, came, matching, freedoms, patches)
    return patched(other.text, patches)


def _record(
    working: Working, record: Record, came: Came, other: Record, freedoms: Freedoms
) -> Iterator[Patch]:
    theirs = cells_by_field(other)
    for name, own in cells_by_field(record).items():
        for cell, found in zip(own, theirs.get(name, ()), strict=False):
            if not _holds(working, cell, found, freedoms):
                yield copied(working.document, cell, came.document, found)


def _holds(working: Working, cell: Cell, found: Cell, freedoms: Freedoms) -> bool:
    if cell.type == found.type and canonical(cell.text) == canonical(found.text):
        return True
    pieces = working.of_value(cell.start, cell.end)
    if any(piece.free for piece in pieces):
        return True
    return other_notation(cell, found, loose=freedoms.style or clause_of(pieces) is not None)
