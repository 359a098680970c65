"""What stands between a document's records: comments, and stretches that a reader does not understand."""

from __future__ import annotations

import re
from operator import attrgetter

from holdtrue.checks.document import Cell, Record

_OPENING = re.compile(r"(?:<!--+|/\*+!?|//+!?|#+!?|;+|--+|%+|!+|\(\*)?\s*")
"""Marks that open a comment in one language or another."""


def loose(kind: str, text: str, start: int, end: int) -> Record | None:
    """A stretch as a record of one nameless cell, without the spaces around it; None where only spaces are."""
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return None
    start += len(piece) - len(piece.lstrip())
    end = start + len(bare)
    return Record(kind, (Cell("", bare, start, end),), start, end)


def comment(text: str, start: int, end: int) -> Record | None:
    """A comment as a record, without the marks around it; None where it says nothing."""
    found = _OPENING.match(text, start, end)
    begin = found.end() if found else start
    stop = end
    for closing in ("-->", "*/", "*)"):
        if text.endswith(closing, begin, end):
            stop -= len(closing)
            break
    record = loose("comment", text, begin, stop)
    if record is None:
        return None
    return Record("comment", record.cells, start, end)


def with_loose(records: list[Record], loose: list[Record]) -> tuple[Record, ...]:
    """Put comments and what was not understood among the records, each inside the innermost record around it.

    Args:
        records: In the order of the text, their parents being positions in this list.
        loose: In the order of the text, without parents.
    """
    if not loose:
        return tuple(records)
    merged = sorted([*records, *loose], key=attrgetter("start"))
    positions = {id(record): index for index, record in enumerate(merged)}
    olds = {id(record) for record in records}
    result: list[Record] = []
    around: list[int] = []
    for index, record in enumerate(merged):
        while around and merged[around[-1]].end <= record.start:
            around.pop()
        if id(record) in olds:
            parent = None if record.parent is None else positions[id(records[record.parent])]
            around.append(index)
        else:
            parent = around[-1] if around else None
        result.append(Record(record.kind, record.cells, record.start, record.end, record.path, parent))
    return tuple(result)
