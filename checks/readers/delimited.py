"""Separated values: CSV (RFC 4180), its cousins with semicolons or bars, and TSV."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from holdtrue.checks.document import Record, Row
from holdtrue.checks.formats.parsed import Trouble
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.heads import column_names, names_columns
from holdtrue.checks.readers.loose import comment, loose


class _Line(NamedTuple):
    """The values of a row, in parallel lists: one list of each is quicker made than a tuple for each value."""

    texts: list[str]
    """The values as they are meant."""

    starts: list[int]
    """Where each begins, without its quotes."""

    ends: list[int]
    """Where each ends."""

    def add(self, value: Span) -> None:
        """One more value."""
        text, start, end = value
        self.texts.append(text)
        self.starts.append(start)
        self.ends.append(end)


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
    wide = Counter(len(row.texts) for row in rows[:_SAMPLE])
    usual = wide.most_common(1)[0][0] if wide else 0
    records: list[Record] = []
    table: list[_Line] = []
    for row in rows:
        first, start = row.texts[0], row.starts[0]
        marked = first.startswith("#") and text[start - 1 : start] != '"'
        if marked and (first.startswith("# ") or len(row.texts) != usual):
            records += _whole("comment", text, row)
        elif len(row.texts) == 1 and usual > 1 and not table:
            records += _whole("text", text, row)
        else:
            table.append(row)
    records += _table(table, text)
    records.sort(key=lambda record: record.start)
    return Draft(tuple(records), trouble)


def _whole(kind: str, text: str, row: _Line) -> list[Record]:
    """A line that is no row, as a record of one cell, if it says anything."""
    start, end = row.starts[0], row.ends[-1]
    record = comment(text, start, end) if kind == "comment" else loose(kind, text, start, end)
    return [record] if record else []


def _table(table: list[_Line], text: str) -> list[Record]:
    """Rows named by their head, where they have one."""
    if not table:
        return []
    sample = [row.texts for row in table[: _SAMPLE + 1]]
    head = table[0] if names_columns(sample[0], sample[1:]) else None
    width = max(len(row.texts) for row in table)
    names = column_names(sample[0] if head else None, width)
    starts = [
        head.starts[column] if head and column < len(head.texts) and head.texts[column] else -1
        for column in range(width)
    ]
    rows = table[1:] if head else table
    named = {size: (tuple(names[:size]), tuple(starts[:size])) for size in {len(row.texts) for row in rows}}
    records = [
        Record(
            "row",
            Row(fields, tuple(row.texts), tuple(row.starts), tuple(row.ends), name_starts),
            row.starts[0],
            row.ends[-1],
        )
        for row in rows
        for fields, name_starts in [named[len(row.texts)]]
    ]
    if head and len(head.texts) > max((len(row.texts) for row in rows), default=0):
        records += _whole("head", text, head)  # names that no cell carries are content
    return records


def _rows(text: str, mark: str) -> tuple[list[_Line], Trouble | None]:
    """The rows that hold anything, each with its values; and the first quote that is not closed as it should be."""
    rows: list[_Line] = []
    wrong = -1
    position = 1 if text.startswith("\ufeff") else 0
    length = len(text)
    while position < length:
        newline = text.find("\n", position)
        end = length if newline < 0 else newline
        line = text[position:end]
        row = _Line([], [], [])
        if '"' not in line:
            pieces = line.split(mark)
            if pieces == list(map(str.strip, pieces)):
                starts, ends = row.starts, row.ends
                for piece in pieces:
                    starts.append(position)
                    position += len(piece)
                    ends.append(position)
                    position += 1
                row.texts.extend(pieces)
            else:
                for piece in pieces:
                    row.add(_stripped(piece, position))
                    position += len(piece) + 1
            position = end + 1
        else:
            position, broken = _quoted_row(text, position, mark, row)
            if broken >= 0 > wrong:
                wrong = broken
        if len(row.texts) > 1 or any(row.texts):
            rows.append(row)
    if wrong < 0:
        return rows, None
    return rows, Trouble(text.count("\n", 0, wrong) + 1, "a quote that is not closed before the value ends")


def _stripped(piece: str, start: int) -> Span:
    value = piece.strip()
    if len(value) != len(piece):
        start += len(piece) - len(piece.lstrip()) if value else 0
    return value, start, start + len(value)


def _quoted_row(text: str, position: int, mark: str, row: _Line) -> tuple[int, int]:
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
                row.add((found[1].replace('""', '"'), found.start(1), found.end(1)))
                if after >= length or text[after] == "\n":
                    return after + 1, wrong
                position = after + 1
                continue
        if text.startswith('"', begin) and wrong < 0:
            wrong = begin
        stop = text.find(mark, position, line_end)
        stop = line_end if stop < 0 else stop
        row.add(_stripped(text[position:stop], position))
        if stop == line_end:
            return line_end + 1, wrong
        position = stop + 1
