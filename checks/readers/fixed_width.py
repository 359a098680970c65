"""Tables of plain text whose columns are held apart by spaces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from holdtrue.checks.document import Cell, Record
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.heads import column_names, names_columns

Line = tuple[int, str]
"""Where a line begins in its text, and the line, without its end."""

_GAP = re.compile(r"[ \t]{2,}|\t")

_RULE = re.compile(r"[-=_+|~*\u2500-\u257f\s]*")
"""A line that only draws."""

_VALUE = re.compile(r"\S++(?: \S++)*+")

_FEWEST = 2
"""Lines that make a table; fewer are a coincidence."""

_CROSSING = 0.1
"""Share of the lines, but at least one, in which a value too long for its column may cross a gap."""


def read_fixed_width(text: str) -> Draft:
    """Read a text whose tables are aligned by spaces; what stands between them is a record a line."""
    records: list[Record] = []
    block: list[Line] = []
    position = 0
    for line in [*text.splitlines(keepends=True), ""]:
        bare = line.rstrip()
        if bare and (_GAP.search(bare.strip()) or (block and _is_rule(bare))):
            block.append((position, bare))
        else:
            records += read_columns(block) or [_loose(*each) for each in block if not _is_rule(each[1])]
            block = []
            if bare and not _is_rule(bare):
                records.append(_loose(position, bare))
        position += len(line)
    return Draft(tuple(records))


def read_columns(lines: Sequence[Line]) -> list[Record]:
    """Read neighbouring lines as the rows of one table, named by its head if it has one.

    Returns:
        The rows, in order, or nothing where the lines are not aligned. Lines that only draw are in no row.
    """
    written = [line for line in lines if line[1].strip() and not _is_rule(line[1])]
    if len(written) < _FEWEST:
        return []
    columns = _ruled(lines) or _columns([text for _, text in written])
    if len(columns) < 2:
        return []
    rows = [_cut(start, text, columns) for start, text in written]
    texts = [[cell[0] for cell in row] for row in rows]
    head = texts[0] if names_columns(texts[0], texts[1:]) else None
    names = column_names(head, len(columns))
    starts = [cell[1] if head and cell[0] else -1 for cell in rows[0]]
    records = []
    if head and any(name[0] and not any(row[at][0] for row in rows[1:]) for at, name in enumerate(rows[0])):
        cells = [Cell("", *each) for each in rows[0] if each[0]]  # a column that holds nothing
        records.append(Record("head", tuple(cells), cells[0].start, cells[-1].end))
    for (start, text), row in list(zip(written, rows, strict=True))[1 if head else 0 :]:
        cells = [
            Cell(name, *cell, name_start=name_start)
            for name, cell, name_start in zip(names, row, starts, strict=True)
            if cell[0]
        ]
        begin = start + len(text) - len(text.lstrip())
        records.append(Record("row", tuple(cells), begin, start + len(text.rstrip())))
    return records


def _is_rule(line: str) -> bool:
    return _RULE.fullmatch(line) is not None


def _loose(start: int, line: str) -> Record:
    bare = line.strip()
    start += line.index(bare[0])
    return Record("line", (Cell("", bare, start, start + len(bare)),), start, start + len(bare))


def _ruled(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The columns that a drawn line under a head shows (`----  ----`)."""
    for _, line in lines:
        strokes = [match.span() for match in re.finditer(r"[-=]+", line)] if _is_rule(line) else []
        if len(strokes) > 1:
            return strokes
    return []


def _columns(lines: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches of the line in which columns stand, gaps excluded."""
    spans = [[match.span() for match in _VALUE.finditer(line)] for line in lines]
    usual = Counter(map(len, spans)).most_common(1)[0][0]
    columns = _stretches(spans, 0)
    if len(columns) < usual:
        columns = _stretches(spans, max(1, int(len(lines) * _CROSSING)))
    return columns


def _stretches(spans: Sequence[Sequence[tuple[int, int]]], crossing: int) -> list[tuple[int, int]]:
    """The stretches in which more lines than `crossing` have something."""
    steps: Counter[int] = Counter()
    for begin, end in chain.from_iterable(spans):
        steps[begin] += 1
        steps[end] -= 1
    columns: list[tuple[int, int]] = []
    count, begin = 0, -1
    for position in sorted(steps):
        count += steps[position]
        if count > crossing and begin < 0:
            begin = position
        elif count <= crossing and begin >= 0:
            columns.append((begin, position))
            begin = -1
    return columns


def _cut(start: int, line: str, columns: Sequence[tuple[int, int]]) -> list[tuple[str, int, int]]:
    """A line's values, one a column; as many as there are columns go in turn, fewer where they overlap most."""
    whole = [match.span() for match in _VALUE.finditer(line)]
    if len(whole) == len(columns):
        return [(line[begin:end], start + begin, start + end) for begin, end in whole]
    pieces: list[list[tuple[int, int]]] = [[] for _ in columns]
    column = 0
    for begin, end in whole:
        while column + 1 < len(columns) and columns[column + 1][0] < end and columns[column][1] <= begin:
            column += 1
        best = column
        while best + 1 < len(columns) and _overlap(columns[best + 1], begin, end) > _overlap(
            columns[best], begin, end
        ):
            best += 1
        pieces[best].append((begin, end))
        column = best
    values = []
    for spans in pieces:
        begin, end = (spans[0][0], spans[-1][1]) if spans else (len(line), len(line))
        values.append((line[begin:end], start + begin, start + end))
    return values


def _overlap(column: tuple[int, int], begin: int, end: int) -> int:
    return min(column[1], end) - max(column[0], begin)
