"""Tables and records in an answer: what each cell says, by its row, its column and their heads."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from holdtrue.checks.optimization.answers.claims import Claim, weight_of
from holdtrue.checks.optimization.answers.figure import Figure
from holdtrue.checks.optimization.answers.naming import Names
from holdtrue.checks.optimization.answers.scan import Token
from holdtrue.checks.optimization.answers.statements import Bound, paired
from holdtrue.checks.optimization.answers.vocabulary import ITERATION, OTHER, VALUE, WHOLE

_RULE = re.compile(r"[\s|│:+=_─━┼\-]*[-─━=]{2,}[\s|│:+=_─━┼\-]*|\\(?:hline|toprule|midrule|bottomrule)\s*")
_WIDE = re.compile(r" {2,}|\t+")


@dataclass(slots=True)
class Row:
    """One row's cells, or one record's fields."""

    cells: list[list[Token]]
    start: int


@dataclass(slots=True)
class Table:
    """Heads of columns, and rows below them."""

    head: list[list[Token]]
    rows: list[Row]


@dataclass(slots=True)
class Said:
    """What a table says."""

    bound: list[Bound] = field(default_factory=list)
    labels: list[tuple[int, int, Token]] = field(default_factory=list)
    """A variable, the label that it takes, and where that stands."""

    claims: list[Claim] = field(default_factory=list)
    steps: list[tuple[int, int, list[Bound], Claim | None]] = field(default_factory=list)
    """Rows that are steps of a method: number, place, values, objective."""


def tables(
    text: str, lines: Sequence[Sequence[Token]], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, Table]]:
    """Runs of lines that share a layout of columns under heads without numbers: first line, line after the last, table."""
    at = 0
    while at < len(lines):
        stop = at
        rows: list[Row] = []
        last = at
        while stop < len(lines):
            raw = text[spans[stop][0] : spans[stop][1]]
            if _RULE.fullmatch(raw) and rows:
                stop += 1
                continue
            cells = _cells(raw, spans[stop][0], lines[stop])
            if len(cells) < 2 or (rows and len(cells) != len(rows[0].cells)):
                break
            rows.append(Row(cells, spans[stop][0]))
            stop += 1
            last = stop
        top = next((k for k, row in enumerate(rows[:-1]) if _is_head(row)), None)
        if top is not None and any(
            _numeric(cell) or _labelled(cell) for row in rows[top + 1 :] for cell in row.cells
        ):
            first = bisect_left(spans, rows[top].start, key=lambda span: span[0])
            yield first, last, Table(rows[top].cells, rows[top + 1 :])
        at = max(last, at + 1)


def _is_head(row: Row) -> bool:
    tokens = [token for cell in row.cells for token in cell]
    return bool(tokens) and not any(token.kind in ("number", "equal") for token in tokens)


def _cells(raw: str, start: int, tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens of a line by cell."""
    if any(token.kind == "equal" for token in tokens):
        return []
    bare = raw.strip()
    for mark in ("|", "│", "&", "\t"):
        if mark in bare:
            pieces = _pieces(raw, mark)
            break
    else:
        edges = [match.span() for match in _WIDE.finditer(raw.rstrip())]
        if edges and edges[0][0] == 0:
            edges.pop(0)
        if edges:
            pieces, at = [], 0
            for low, high in edges:
                pieces.append((at, low))
                at = high
            pieces.append((at, len(raw)))
        elif "," in bare or ";" in bare:
            pieces = _pieces(raw, ";" if ";" in bare else ",")
        else:
            return []
    starts = [token.start for token in tokens]
    found = []
    for low, high in pieces:
        inside = tokens[bisect_left(starts, start + low) : bisect_left(starts, start + high)]
        found.append([token for token in inside if token.kind not in ("line", "pipe")])
    return found


def _pieces(raw: str, mark: str) -> list[tuple[int, int]]:
    pieces, at = [], 0
    for part in raw.split(mark):
        pieces.append((at, at + len(part)))
        at += len(part) + 1
    if mark in "|│":
        if not raw[: pieces[0][1]].strip():
            pieces.pop(0)
        if pieces and not raw[slice(*pieces[-1])].strip():
            pieces.pop()
    return pieces


def _numeric(cell: Sequence[Token]) -> Figure | None:
    """The number that a cell is."""
    numbers = [token.figure for token in cell if token.figure is not None]
    if len(numbers) != 1 or any(token.kind in ("mention", "operator", "relation") for token in cell):
        return None
    unit = next((token.text for token in cell if token.kind in ("word", "other")), "")
    return replace(numbers[0], unit=unit)


def _labelled(cell: Sequence[Token]) -> Token | None:
    marks = [token for token in cell if token.mention is not None and token.mention.label is not None]
    return marks[0] if len(marks) == 1 and len(cell) <= 2 else None


def _variable(cell: Sequence[Token]) -> int | None:
    found = {
        token.mention.variables[0]
        for token in cell
        if token.mention is not None and len(token.mention.variables) == 1
    }
    return found.pop() if len(found) == 1 else None


def _words(cell: Sequence[Token]) -> list[str]:
    return [token.text.casefold() for token in cell if token.kind in ("word", "mention")]


def say(table: Table, names: Names, sense: str) -> Said:
    """What a table says of the variables."""
    said = Said()
    heads = [_variable(cell) for cell in table.head]
    if table.head and set(_words(table.head[0])) & ITERATION and any(head is not None for head in heads):
        _steps(table, heads, said, sense)
    elif sum(head is not None for head in heads) > (heads[0] is not None and len(heads) > 2):
        for row in table.rows:
            for cell, head in zip(row.cells, heads, strict=True):
                _put(said, head, cell)
            _claimed(said, row.cells, table.head, sense)
    else:
        _by_rows(table, names, said, sense)
    return said


def _put(said: Said, variable: int | None, cell: Sequence[Token]) -> bool:
    if variable is None:
        return False
    if (figure := _numeric(cell)) is not None:
        said.bound.append(Bound(variable, figure))
        return True
    if (
        (token := _labelled(cell)) is not None
        and token.mention is not None
        and token.mention.label is not None
    ):
        said.labels.append((variable, token.mention.label, token))
        return True
    return False


def _claimed(
    said: Said, cells: Sequence[Sequence[Token]], head: Sequence[Sequence[Token]], sense: str
) -> None:
    for cell, title in zip(cells, head, strict=True):
        weight = weight_of(_words(title), sense)
        if weight and (figure := _numeric(cell)) is not None:
            said.claims.append(Claim(figure, weight))


def _steps(table: Table, heads: Sequence[int | None], said: Said, sense: str) -> None:
    for row in table.rows:
        number = _numeric(row.cells[0])
        if number is None or not number.finite:
            continue
        inner = Said()
        for cell, head in zip(row.cells[1:], heads[1:], strict=True):
            _put(inner, head, cell)
        _claimed(inner, row.cells[1:], table.head[1:], sense)
        said.steps.append(
            (int(number.value), row.start, inner.bound, inner.claims[0] if inner.claims else None)
        )


def _by_rows(table: Table, names: Names, said: Said, sense: str) -> None:
    """Rows that name a variable or what it pairs; else a matrix of the things in two places."""
    column = _value_column(table)
    for row in table.rows:
        flat = [token for cell in row.cells for token in cell]
        named = paired(flat, names, {})
        variable = _variable([token for token in named if token.mention is not None])
        if variable is None:
            _matrix(table, row, names, said)
            _totalled(table, row, said, sense)
        elif column is None or not _put(said, variable, row.cells[column]):
            for cell in row.cells[1:]:
                if _put(said, variable, cell):
                    break


def _totalled(table: Table, row: Row, said: Said, sense: str) -> None:
    """A row for the whole: by its own head, or that of the column in which it has a number."""
    own = _words(row.cells[0])
    for cell, title in zip(row.cells[1:], table.head[1:], strict=True):
        weight = weight_of(own, sense) or (
            weight_of([*own, *_words(title)], sense) if set(own) & WHOLE else 0
        )
        if weight and (figure := _numeric(cell)) is not None:
            said.claims.append(Claim(figure, weight))


def _value_column(table: Table) -> int | None:
    """The column that most likely holds the variables' values."""
    best, found = -1, None
    for k in range(1, len(table.head)):
        words = set(_words(table.head[k]))
        score = 3 * len(words & VALUE) - 2 * len(words & OTHER) + 1
        if score > best and any(
            _numeric(row.cells[k]) is not None or _labelled(row.cells[k]) for row in table.rows
        ):
            best, found = score, k
    return found


def _matrix(table: Table, row: Row, names: Names, said: Said) -> None:
    for cell, title in zip(row.cells[1:], table.head[1:], strict=True):
        tokens = paired([*row.cells[0], *title], names, {})
        _put(said, _variable(tokens), cell)
