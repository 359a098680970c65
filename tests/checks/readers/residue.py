"""What a reader left out: the law that nothing in a document falls between its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from holdtrue.checks.document import Document

_WORD = re.compile(r"\w+")


def residue(document: Document, grammar: Iterable[str] = ()) -> list[str]:
    """The words of a document that lie in no cell and are no field's, record's or path's name.

    Args:
        document: What a reader made of a text.
        grammar: The format's own words, such as `xml` and `version`, which stand in no cell.
    """
    covered = bytearray(len(document.text))
    allowed = set(grammar)
    for record in document.records:
        allowed |= set(_WORD.findall(record.kind)) | set(_WORD.findall(record.path))
        for cell in record.cells:
            covered[cell.start : cell.end] = b"\1" * (cell.end - cell.start)
            allowed |= set(_WORD.findall(cell.field))
    return [
        match[0]
        for match in _WORD.finditer(document.text)
        if covered.count(0, match.start(), match.end()) and match[0] not in allowed
    ]


def misplaced(document: Document) -> list[str]:
    """What is wrong with the places of a document's records and cells; empty where they are as `Document` promises."""
    wrong = []
    length = len(document.text)
    last = -1
    for index, record in enumerate(document.records):
        if not 0 <= record.start <= record.end <= length:
            wrong.append(f"record {index} ({record.kind}) lies at {record.start}:{record.end} of {length}")
        if record.start < last:
            wrong.append(f"record {index} ({record.kind}) stands before the one ahead of it")
        last = record.start
        if record.parent is not None and not 0 <= record.parent < index:
            wrong.append(f"record {index} ({record.kind}) has parent {record.parent}")
        for cell in record.cells:
            if not 0 <= cell.start <= cell.end <= length:
                wrong.append(
                    f"cell {cell.field} of record {index} lies at {cell.start}:{cell.end} of {length}"
                )
            if cell.name_start > length:
                wrong.append(f"the name of cell {cell.field} lies at {cell.name_start} of {length}")
    return wrong


def verbatim(document: Document) -> bool:
    """Whether every cell's text is what stands at its place, as in formats without escapes."""
    return all(
        document.text[cell.start : cell.end] == cell.text
        for record in document.records
        for cell in record.cells
    )
