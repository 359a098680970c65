"""Rows of values that stand apart by gaps, tabs, bars or leading dots, and the head that names their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from holdtrue.checks.document import Cell
from holdtrue.checks.readers.markers import label
from holdtrue.checks.readers.scan import Line

_GAP = re.compile(r"\s{2,}|\t|(?<![.\s]) ?\.{4,} ?|(?<=\s)(?:\. ){3,}\.? ?")
_LONGEST_NAME = 40
_PROSE = 5.0
"""Words in a value, on average, from which on a line is prose set with wide spaces."""


class Piece(NamedTuple):
    """One value of a row."""

    text: str
    start: int
    column: int
    """Where it begins in its line; with its length, what it stands below."""
    position: int
    """Which of the row's values it is, from 0; empty ones count where a sign separates them."""


def pieces(line: Line, sign: str = "|") -> list[Piece]:
    """The values of a line: between the separating signs where it has them, else between gaps."""
    if sign in line.text:
        edges = [(0, 0), *(found.span() for found in re.finditer(re.escape(sign), line.text))]
        if sign == "|" and line.text.startswith(sign):
            edges = edges[1:]
    else:
        gaps = (found for found in _GAP.finditer(line.text) if not _between_sentences(line.text, found))
        edges = [(0, 0), *(found.span() for found in gaps)]
    edges.append((len(line.text), len(line.text)))
    out = []
    for position, ((_, begin), (end, _)) in enumerate(pairwise(edges)):
        raw = line.text[begin:end]
        bare = raw.strip()
        if bare:
            offset = begin + len(raw) - len(raw.lstrip())
            out.append(Piece(bare, line.start + offset, line.indent + offset, position))
    return out


def is_row(line: Line) -> bool:
    """Whether a line is a row by itself: several short values, not prose that is set with wide spaces."""
    if "  " not in line.text and "\t" not in line.text and "|" not in line.text and "...." not in line.text:
        return False
    found = pieces(line)
    words = line.text.count(" ") + 1 - sum(gap == "" for gap in line.text.split(" "))
    return len(found) > 1 and words / len(found) <= _PROSE


def head_of(rows: Sequence[Sequence[Piece]], *, ruled: bool = False) -> bool:
    """Whether the first row names the columns: words over figures, or a ruled line below it.

    Args:
        rows: Rows that follow each other.
        ruled: Whether a line drawn of dashes follows the first.
    """
    first = [piece.text for piece in rows[0]]
    if len(first) < 2 or len(rows) < 2 or len(set(first)) < len(first):
        return False
    if any(len(name) > _LONGEST_NAME for name in first):
        return False
    if ruled:
        return True
    return not any(map(_figures, first)) and any(_figures(piece.text) for row in rows[1:] for piece in row)


def labels_apart(line: Line) -> list[Cell]:
    """The values of a line of several parts between gaps, each with its label; none where a part lacks one."""
    cells: list[Cell] = []
    if not is_row(line):
        return []
    for piece in pieces(line):
        part = Line(piece.text, piece.start, 0)
        named = label(part)
        if not named or named[1] == len(piece.text):
            return []
        rest = part.after(named[1])
        cells.append(Cell(named[0], rest.text, rest.start, rest.end, name_start=piece.start))
    return cells


def row_cells(row: Sequence[Piece], head: Sequence[Piece] | None, *, signed: bool = False) -> list[Cell]:
    """The cells of a row, named by the head's column that they stand below, or by their position from `1`.

    Args:
        row: Its values.
        head: The values of the row that names the columns, if any.
        signed: Whether a sign separates the values, so that positions count and columns of characters do not.
    """
    names = [(str(piece.position + 1), -1) for piece in row]
    if head and (signed or len(row) == len(head)):
        by_position = {piece.position: (piece.text, piece.start) for piece in head}
        names = [by_position.get(piece.position, name) for piece, name in zip(row, names, strict=True)]
    elif head:
        at = 0
        for index, piece in enumerate(row):
            if at >= len(head):
                break
            # Leave a column for each value still to come, and look no further than the row is wide.
            last = max(at, len(head) - len(row) + index)
            at = min(range(at, last + 1), key=lambda i: _apart(head[i], piece))
            names[index] = (head[at].text, head[at].start)
            at += 1
    return [
        Cell(name, piece.text, piece.start, piece.start + len(piece.text), name_start=start)
        for (name, start), piece in zip(names, row, strict=True)
    ]


def idle_head(head: Sequence[Piece] | None, rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    """The head's cells, as content, where it names a column that holds nothing; none where each name is used."""
    used = {cell.name_start for row in rows for cell in row}
    if not head or all(piece.start in used for piece in head):
        return []
    return [Cell("", piece.text, piece.start, piece.start + len(piece.text)) for piece in head]


def _apart(one: Piece, other: Piece) -> int:
    """Columns between two values; negative where they overlap, the more the better."""
    return max(one.column, other.column) - min(one.column + len(one.text), other.column + len(other.text))


def _figures(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _between_sentences(text: str, gap: re.Match[str]) -> bool:
    """Whether a gap is the typist's double space after a full stop."""
    before, after = text[gap.start() - 1 : gap.start()], text[gap.end() : gap.end() + 1]
    return gap.group() == "  " and before in tuple(".!?:") and after.isupper()
