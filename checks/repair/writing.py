"""How a value is written in the place of a cell, in the style of the cells beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal

from holdtrue.checks.document import Cell, Document
from holdtrue.checks.repair.patch import Patch
from holdtrue.checks.verify.compare_rows import value_key
from holdtrue.checks.verify.notation import amount_in, decimals_of, like
from holdtrue.checks.verify.quantity import Plain, as_text, is_empty, number

JSON_LIKE = ("json", "jsonl")
DELIMITED = ("csv", "tsv", "psv")

_QUOTES = "\"'"


def quoted_span(document: Document, cell: Cell) -> tuple[int, int]:
    """Where a cell stands, with the quotes around it."""
    text, start, end = document.text, cell.start, cell.end
    if start and end < len(text) and text[start - 1] == text[end] and text[end] in _QUOTES:
        return start - 1, end + 1
    return start, end


def copied(source: Document, own: Cell, document: Document, cell: Cell) -> Patch:
    """The value of a cell of another document of the same format, in the place of a cell; quoted as either needs."""
    start, end = quoted_span(source, own)
    raw = source.text[start:end]
    a, b = quoted_span(document, cell)
    inside = source.text[own.start : own.end]
    plain = inside == own.text or "\n" in inside  # what is folded there may stand in one line here
    if (
        own.type == cell.type
        and (a, b) != (cell.start, cell.end)
        and plain
        and not set(own.text) & set("\"'\\\n")
    ):
        return Patch(cell.start, cell.end, own.text)
    return Patch(a, b, raw)


Example = tuple[Plain, Cell]
"""An expected value, and the cell that came and holds it."""


def written(value: Plain, document: Document, cell: Cell, examples: Sequence[Example]) -> Patch:
    """A value in the place of a cell, as the examples of its column are written."""
    a, b = quoted_span(document, cell)
    key = value_key(value)
    for known, other in examples:
        if value_key(known) == key and other.start >= 0:
            start, end = quoted_span(document, other)
            return Patch(a, b, document.text[start:end])
    text, kind = _styled(value, examples, cell)
    if document.format in JSON_LIKE:
        return Patch(a, b, text if kind != "text" else json.dumps(text, ensure_ascii=False))
    if document.format in DELIMITED:
        return Patch(a, b, _field(text, quoted=a < cell.start or _quotes(document, examples)))
    if a < cell.start and not set(text) & set(document.text[a] + "\\\n"):
        return Patch(cell.start, cell.end, text)
    return Patch(a, b, text)


def _styled(value: Plain, examples: Sequence[Example], cell: Cell) -> tuple[str, str]:
    """The text of a value, and the type it has in the format."""
    types = {other.type for known, other in examples if not is_empty(known)} or {cell.type}
    numeric = "number" in types
    if is_empty(value):
        return ("null", "null") if numeric or cell.type == "null" or "null" in types else ("", "text")
    if isinstance(value, bool):
        return as_text(value), "boolean" if types & {"boolean"} else "text"
    amount = number(value) if isinstance(value, Decimal) or numeric else None
    if amount is None:
        return as_text(value), "text"
    return _amount(amount, value, examples), "number" if numeric else "text"


def _amount(amount: Decimal, value: Plain, examples: Sequence[Example]) -> str:
    """A number with the decimals, the marks and the unit that the others of its column have."""
    models = [(amount_in(other.text), other.text) for known, other in examples if number(known) is not None]
    found = [(spot, text) for spot, text in models if spot]
    if not found:
        return as_text(value)
    decimals = {decimals_of(text[spot[0] : spot[1]]) for spot, text in found}
    digits: int | None = None
    if len(decimals) == 1:
        (digits,) = decimals
        if amount != amount.quantize(Decimal(1).scaleb(-digits)):
            digits = None
    start, end, _ = found[0][0]
    model = max((text[spot[0] : spot[1]] for spot, text in found), key=len)
    around = {(text[: spot[0]], text[spot[1] :]) for spot, text in found}
    head, tail = (found[0][1][:start], found[0][1][end:]) if len(around) == 1 else ("", "")
    if (
        digits is None
        and isinstance(value, Decimal)
        and not isinstance(amount.normalize().as_tuple().exponent, str)
    ):
        amount = amount.normalize()
    return head + like(amount, model, decimals=digits) + tail


def _field(text: str, *, quoted: bool) -> str:
    if quoted or any(mark in text for mark in (*',;\t|"\n',)):
        return '"' + text.replace('"', '""') + '"'
    return text


def _quotes(document: Document, examples: Sequence[Example]) -> bool:
    """Whether every cell of the column stands in quotes."""
    cells = [other for _, other in examples if other.text]
    return bool(cells) and all(quoted_span(document, other)[0] < other.start for other in cells)
