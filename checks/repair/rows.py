"""Rows that are expected, in whatever notation came: cells corrected, rows taken out, put in and put in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from holdtrue.checks.document import Document
from holdtrue.checks.repair.patch import Patch, patched
from holdtrue.checks.repair.writing import Example, quoted_span, written
from holdtrue.checks.verify.came import Came, Freedoms
from holdtrue.checks.verify.compare_rows import Paired, holds_value, pair_rows
from holdtrue.checks.verify.expected import ExpectedRows
from holdtrue.checks.verify.item import Item
from holdtrue.checks.verify.quantity import as_text


def mend_rows(expected: ExpectedRows, came: Came, freedoms: Freedoms) -> str | None:
    """The text that came, with the rows as they are expected; None where it is not certain how to write them."""
    paired = pair_rows(expected, came)
    if paired.missing or not paired.arrived:
        return None
    document = came.document
    examples = [_examples(paired, column) for column in range(len(paired.checked))]
    patches: list[Patch] = []
    for i, j in paired.matching.pairs:
        for column, (value, cell) in enumerate(zip(paired.wanted[i], paired.rows[j], strict=True)):
            if holds_value(value, cell):
                continue
            made = _corrected(paired, i, j, column, document, examples[column])
            if made is None:
                return None
            patches += made
    matching = paired.matching
    lost = matching.lost if not freedoms.count else ()
    moved = matching.moved if not freedoms.order else frozenset()
    if not (lost or matching.came or moved):
        return patched(document.text, patches)
    return _arranged(expected, paired, document, patches, examples, ordered=not freedoms.order)


def _corrected(
    paired: Paired, i: int, j: int, column: int, document: Document, examples: Sequence[Example]
) -> list[Patch] | None:
    """What puts a value right; of a list, only the parts that deviate; None where its place is not known."""
    value, cell = paired.wanted[i][column], paired.rows[j][column]
    if cell is None:
        return None
    parts = [own for own in paired.arrived[j].record.cells if own.field == cell.field]
    if len(parts) < 2:
        return [written(value, document, cell, examples)]
    values = as_text(value).split("; ")
    if len(values) != len(parts):
        return None
    return [
        written(new, document, own, [(own.text, own)])
        for new, own in zip(values, parts, strict=True)
        if not holds_value(new, own)
    ]


def _examples(paired: Paired, column: int) -> list[Example]:
    """What cells of a column show how its values are written."""
    found: list[Example] = []
    for i, j in paired.matching.pairs:
        value, cell = paired.wanted[i][column], paired.rows[j][column]
        several = cell and sum(own.field == cell.field for own in paired.arrived[j].record.cells) > 1
        if cell is not None and not several and holds_value(value, cell):
            found.append((value, cell))
    return found


def _arranged(
    expected: ExpectedRows,
    paired: Paired,
    document: Document,
    patches: Sequence[Patch],
    examples: Sequence[Sequence[Example]],
    *,
    ordered: bool,
) -> str | None:
    """The stretch from the first row to the last, written anew: rows that came as they came, lost ones like others."""
    spans = [_span(document, item) for item in paired.arrived]
    if any(a[1] > b[0] for a, b in pairwise(spans)):
        return None
    gaps = Counter(document.text[a[1] : b[0]] for a, b in pairwise(spans))
    between = (
        gaps.most_common(1)[0][0]
        if gaps
        else "\n"
        if document.format in ("csv", "tsv", "psv", "jsonl")
        else None
    )
    if between is None or any(squeeze(gap) != squeeze(between) for gap in gaps):
        return None
    partner = dict(paired.matching.pairs)
    texts: list[str] = []
    for i in _sequence(expected, partner, ordered=ordered):
        if i in partner:
            texts.append(_inside(document, spans[partner[i]], patches))
            continue
        if expected.unchecked:
            return None
        new = _like(paired, i, document, spans, examples)
        if new is None:
            return None
        texts.append(new)
    if not texts:
        return None
    return document.text[: spans[0][0]] + between.join(texts) + document.text[spans[-1][1] :]


def squeeze(text: str) -> str:
    """A separator without its white space."""
    return "".join(text.split())


def _sequence(expected: ExpectedRows, partner: dict[int, int], *, ordered: bool) -> list[int]:
    """Positions of the expected rows in the order in which they are written."""
    every = range(len(expected.rows))
    if ordered:
        return list(every)
    order = sorted(partner, key=lambda i: partner[i])
    for i in every:
        if i not in partner:
            order.insert(order.index(i - 1) + 1 if i else 0, i)
    return order


def _span(document: Document, item: Item) -> tuple[int, int]:
    """Where a row stands, with the quotes of its first and last cell."""
    record = item.record
    start, end = record.start, record.end
    if record.cells:
        first, last = record.cells[0], record.cells[-1]
        if first.start == start:
            start = quoted_span(document, first)[0]
        if last.end == end:
            end = quoted_span(document, last)[1]
    return start, end


def _inside(document: Document, span: tuple[int, int], patches: Sequence[Patch]) -> str:
    start, end = span
    own = [
        Patch(p.start - start, p.end - start, p.text) for p in patches if start <= p.start and p.end <= end
    ]
    return patched(document.text[start:end], own)


def _like(
    paired: Paired,
    index: int,
    document: Document,
    spans: Sequence[tuple[int, int]],
    examples: Sequence[Sequence[Example]],
) -> str | None:
    """A row that is lost, written like the nearest one that came and has all its fields."""
    fields = set(paired.columns.values())
    wanted = paired.wanted[index]
    for _, j in sorted(paired.matching.pairs, key=lambda pair: abs(pair[0] - index)):
        cells = paired.rows[j]
        own = paired.arrived[j].record.cells
        if (
            any(cell is None for cell in cells)
            or any(cell.field not in fields for cell in own)
            or len(own) != len(cells)
        ):
            continue
        start, end = spans[j]
        found: list[Patch] = []
        for value, cell, known in zip(wanted, cells, examples, strict=True):
            if cell is not None and not holds_value(value, cell):
                patch = written(value, document, cell, known)
                found.append(Patch(patch.start - start, patch.end - start, patch.text))
        return patched(document.text[start:end], found)
    return None
