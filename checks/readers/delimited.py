"""Separated values: CSV (RFC 4180), its cousins with semicolons or bars, and TSV."""

from __future__ import annotations

import re
from collections import Counter

from holdtrue.checks.document import Cell, Record
from holdtrue.checks.formats.parsed import Trouble
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.heads import column_names, names_columns
from holdtrue.checks.readers.loose import comment, loose

Span = tuple[str, int, int]
"""A value as it is meant, and where it stands, without its quotes."""

_SAMPLE = 40
"""Rows looked at to tell the separator and the head."""

_QUOTED = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"')

_WHOLE_QUOTED = re.compile(rf"(?:(?<=[,;\t|\n])|\A){_QUOTED.pattern}(?=[,;\t|\r\n]|\Z)")

_SEPARATORS = ",;\t|"


def read_csv(text: str) -> Draft:
    """Read values separated by commas, semicolons, tabs or bars, whichever the rows agree on."""
    return _read(text, separator(text) or ",")


def read_tsv(text: str) -> Draft:
    """Read values separated by tabs."""
    return _read(text, "\t")


def read_psv(text: str) -> Draft:
    """Read values separated by bars."""
    return _read(text, "|")


def separator(text: str) -> str | None:
    """The separator that most of the first lines hold in equal number; None where none divides them alike."""
    sample = _WHOLE_QUOTED.sub("", text[:20_000])
    bare = [line for line in sample.split("\n")[:_SAMPLE] if line.strip()]
    best: tuple[float, int, str] | None = None
    for mark in _SEPARATORS:
        counts = Counter(line.count(mark) for line in bare)
        counts.pop(0, None)
        if counts:
            number, lines_alike = counts.most_common(1)[0]
            rank = (lines_alike / len(bare), number, mark)
            best = max(best, rank, key=lambda each: each[:2]) if best else rank
    return best[2] if best else None


def _read(text: str, mark: str) -> Draft:
    rows, trouble = _rows(text, mark)
    wide = Counter(len(row) for row in rows[:_SAMPLE])
    usual = wide.most_common(1)[0][0] if wide else 0
    records: list[Record] = []
    table: list[list[Span]] = []
    for row in rows:
        first = row[0]
        marked = first[0].startswith("#") and text[first[1] - 1 : first[1]] != '"'
        if marked and (first[0].startswith("# ") or len(row) != usual):
            records += _whole("comment", text, row)
        elif len(row) == 1 and usual > 1 and not table:
            records += _whole("text", text, row)
        else:
            table.append(row)
    records += _table(table, text)
    records.sort(key=lambda record: record.start)
    return Draft(tuple(records), trouble)


def _whole(kind: str, text: str, row: list[Span]) -> list[Record]:
    """A line that is no row, as a record of one cell, if it says anything."""
    start, end = row[0][1], row[-1][2]
    record = comment(text, start, end) if kind == "comment" else loose(kind, text, start, end)
    return [record] if record else []


def _table(table: list[list[Span]], text: str) -> list[Record]:
    """Rows named by their head, where they have one."""
    if not table:
        return []
    sample = [[value[0] for value in row] for row in table[: _SAMPLE + 1]]
    head = table[0] if names_columns(sample[0], sample[1:]) else None
    width = max(map(len, table))
    names = column_names(sample[0] if head else None, width)
    starts = [
        head[column][1] if head and column < len(head) and head[column][0] else -1 for column in range(width)
    ]
    rows = table[1:] if head else table
    records = [
        Record(
            "row",
            tuple(
                [
                    Cell(name, value, start, end, "text", name_start)
                    for (value, start, end), name, name_start in zip(row, names, starts, strict=False)
                ]
            ),
            row[0][1],
            row[-1][2],
        )
        for row in rows
    ]
    if head and len(head) > max(map(len, rows), default=0):
        records += _whole("head", text, head)  # names that no cell carries are content
    return records


def _rows(text: str, mark: str) -> tuple[list[list[Span]], Trouble | None]:
    """The rows that hold anything, each with its values; and the first quote that is not closed as it should be."""
    rows: list[list[Span]] = []
    wrong = -1
    position = 1 if text.startswith("\ufeff") else 0
    length = len(text)
    while position < length:
        newline = text.find("\n", position)
        end = length if newline < 0 else newline
        row: list[Span] = []
        if '"' not in text[position:end]:
            for piece in text[position:end].split(mark):
                stop = position + len(piece)
                row.append((piece, position, stop) if piece == piece.strip() else _stripped(piece, position))
                position = stop + 1
            position = end + 1
        else:
            position, broken = _quoted_row(text, position, mark, row)
            if broken >= 0 > wrong:
                wrong = broken
        if len(row) > 1 or any(value for value, _, _ in row):
            rows.append(row)
    if wrong < 0:
        return rows, None
    return rows, Trouble(text.count("\n", 0, wrong) + 1, "a quote that is not closed before the value ends")


def _stripped(piece: str, start: int) -> Span:
    value = piece.strip()
    if len(value) != len(piece):
        start += len(piece) - len(piece.lstrip()) if value else 0
    return value, start, start + len(value)


def _quoted_row(text: str, position: int, mark: str, row: list[Span]) -> tuple[int, int]:
    """Read one row with quotes in it; return where the next begins, and where a quote is wrong (or -1)."""
    length = len(text)
    wrong = -1
    while True:
        newline = text.find("\n", position)
        line_end = length if newline < 0 else newline
        begin = position
        while begin < line_end and text[begin] == " ":
            begin += 1
        found = _QUOTED.match(text, begin) if text.startswith('"', begin) else None
        if found:
            after = found.end()
            while after < length and text[after] in " \r":
                after += 1
            if after >= length or text[after] == mark or text[after] == "\n":
                row.append((found[1].replace('""', '"'), found.start(1), found.end(1)))
                if after >= length or text[after] == "\n":
                    return after + 1, wrong
                position = after + 1
                continue
        if text.startswith('"', begin) and wrong < 0:
            wrong = begin
        stop = text.find(mark, position, line_end)
        stop = line_end if stop < 0 else stop
        row.append(_stripped(text[position:stop], position))
        if stop == line_end:
            return line_end + 1, wrong
        position = stop + 1
