"""Rows that came against the rows that are expected, in whatever format either is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from holdtrue.checks.document import Cell
from holdtrue.checks.finding import Finding, Place
from holdtrue.checks.opcodes import blocks
from holdtrue.checks.verify.alike import canonical, same
from holdtrue.checks.verify.came import Came, Freedoms
from holdtrue.checks.verify.compare import is_data
from holdtrue.checks.verify.expected import ExpectedContent, ExpectedRows, Row
from holdtrue.checks.verify.item import Item, items
from holdtrue.checks.verify.matching import Matching, match
from holdtrue.checks.verify.quantity import Plain, as_text, is_empty, stated
from holdtrue.checks.verify.select import main_rows
from holdtrue.checks.verify.spoken import spoken
from holdtrue.checks.verify.told import deviates, name_of, quote


@dataclass(frozen=True, slots=True)
class Paired:
    """The rows that came beside those that are expected."""

    names: tuple[str, ...]
    """Every field that is expected."""

    columns: Mapping[str, str | None]
    """The field of the result by that of the contract; None where it has none."""

    missing: tuple[str, ...]
    """Fields that the result lacks."""

    checked: tuple[str, ...]
    """Fields whose values are compared, in the order of `wanted` and `rows`."""

    arrived: tuple[Item, ...]
    wanted: tuple[tuple[Plain, ...], ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    matching: Matching


def pair_rows(expected: ExpectedRows, came: Came) -> Paired:
    """Find the table that came, its columns, and which of its rows is which."""
    names = tuple(dict.fromkeys(name for row in expected.rows for name, _ in row.values))
    arrived = _best_rows(came, names, expected.sort)
    columns = _columns(names, arrived)
    missing = tuple(name for name in names if columns.get(name) is None and name not in expected.unchecked)
    checked = tuple(name for name in names if name not in expected.unchecked and name not in missing)
    rows = tuple(tuple(_cell(item, columns[name]) for name in checked) for item in arrived)
    wanted = tuple(_placed(row, tuple(map(dict(row.values).get, checked)), rows) for row in expected.rows)
    matching = match(
        [[(name, value_key(value)) for name, value in zip(checked, row, strict=True)] for row in wanted],
        [[(name, value_key(_typed(cell))) for name, cell in zip(checked, row, strict=True)] for row in rows],
        (
            [" ".join(map(as_text, row)) for row in wanted],
            [" ".join(cell.text if cell else "" for cell in row) for row in rows],
        ),
    )
    return Paired(names, columns, missing, checked, tuple(arrived), wanted, rows, matching)


def _placed(row: Row, values: tuple[Plain, ...], rows: Sequence[Sequence[Cell | None]]) -> tuple[Plain, ...]:
    """The values of a row of totals with its label in the column without a total in which the result has it."""
    if not row.label or not rows:
        return values
    open_ones = [place for place, value in enumerate(values) if value in (row.label, "")]
    for cells in reversed(rows):
        for place in open_ones:
            if holds_value(row.label, cells[place]):
                return tuple(
                    (row.label if index == place else "") if index in open_ones else value
                    for index, value in enumerate(values)
                )
    return values


def compare_rows(expected: ExpectedRows, came: Came, freedoms: Freedoms) -> Iterator[Finding]:
    """Where the rows of a file deviate from those that are expected."""
    paired = pair_rows(expected, came)
    names, missing, columns, arrived = paired.names, paired.missing, paired.columns, paired.arrived
    if names and len(missing) == len(names):
        yield deviates("fields", expected.clause, "no such table is there", None, _first(came))
        return
    for name in missing:
        if any(not is_empty(dict(row.values).get(name)) for row in expected.rows):
            yield deviates("fields", expected.clause, f"the field {name!r} is missing", None, _first(came))
    checked, wanted, rows, matching = paired.checked, paired.wanted, paired.rows, paired.matching
    for i, j in matching.pairs:
        for name, value, cell in zip(checked, wanted[i], rows[j], strict=True):
            yield from _value(expected, expected.rows[i], name, value, cell, arrived[j], came)
    for i in matching.lost:
        if freedoms.count:
            break
        row = expected.rows[i]
        yield deviates("lost", expected.clause, f"the row {_named(row)} is missing", _before(row), None)
    for j in matching.came:
        record = arrived[j].record
        if not any(cell.text.strip() for cell in record.cells):
            continue
        shown = name_of([(cell.field, cell.text) for cell in record.cells])
        yield deviates(
            "added",
            expected.clause,
            f"the row {shown} has no source",
            None,
            came.place(record.start, record.end),
        )
    for i in sorted(matching.moved) if not freedoms.order else ():
        row, record = expected.rows[i], arrived[dict(matching.pairs)[i]].record
        yield deviates(
            "order",
            expected.clause,
            f"the row {_named(row)} stands in another place than expected",
            _before(row),
            came.place(record.start, record.end),
        )
    known = {column for column in columns.values() if column}
    extra = {
        cell.field
        for item in arrived
        for cell in item.record.cells
        if cell.field and cell.field not in known and cell.text.strip()
    }
    for name in sorted(extra) if len(known) == len(names) and _flat(arrived) else ():
        cell = next(cell for item in arrived for cell in item.record.cells if cell.field == name)
        yield deviates(
            "fields",
            expected.clause,
            f"the field {name!r} was not asked for",
            None,
            came.place(cell.start, cell.end),
        )


def _flat(arrived: Sequence[Item]) -> bool:
    return all("/" not in cell.field for item in arrived for cell in item.record.cells)


def _first(came: Came) -> Place:
    end = came.document.text.find("\n")
    return came.place(0, end if end >= 0 else len(came.document.text))


def _best_rows(came: Came, names: Sequence[str], sort: tuple[str, str] | None) -> list[Item]:
    """The records of that sort, else those that have most of the expected fields; the main table where none has."""
    found = items(came.document)
    wanted = {name.casefold() for name in names}
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in found:
        groups.setdefault((item.record.kind, item.record.path), []).append(item)
    if sort in groups:
        return groups[sort]
    best, most = [], 0
    for members in groups.values():
        have = {
            part
            for item in members[:50]
            for cell in item.record.cells
            for part in (cell.field.casefold(), cell.field.casefold().rsplit("/", 1)[-1])
        }
        shared = len(have & wanted)
        if shared > most:
            best, most = members, shared
    return best or main_rows(found)


def _columns(names: Sequence[str], arrived: Sequence[Item]) -> dict[str, str | None]:
    """The field of the result by that of the contract: by name, else by place where neither side's names agree."""
    fields: dict[str, None] = {}
    for item in arrived:
        fields.update(dict.fromkeys(cell.field for cell in item.record.cells))
    by_name: dict[str, str] = {}
    for field in fields:
        by_name.setdefault(_plain(field), field)
    for field in fields:
        by_name.setdefault(_plain(field.rsplit("/", 1)[-1]), field)
    found: dict[str, str | None] = {name: by_name.get(_plain(name)) for name in names}
    if not any(found.values()) and len(fields) == len(names):
        return dict(zip(names, fields, strict=True))
    return found


def _plain(name: str) -> str:
    return " ".join(name.replace("*", "").replace("`", "").replace("_", " ").casefold().split())


def _cell(item: Item, field: str | None) -> Cell | None:
    found = [cell for cell in item.record.cells if cell.field == field]
    if len(found) > 1:
        text = "; ".join(cell.text for cell in found)
        return Cell(found[0].field, text, found[0].start, found[-1].end, found[0].type)
    return found[0] if found else None


def _typed(cell: Cell | None) -> Plain:
    return None if cell is None or cell.type == "null" else cell.text


def value_key(value: Plain) -> str:
    """One form for all notations of a value that count as equal."""
    if is_empty(value):
        return ""
    if isinstance(value, Decimal):
        return f"n{value.normalize():f}"
    text = canonical(as_text(value))
    parsed = stated(text)
    if parsed.kind in ("number", "money", "quantity") and not (
        len(text) > 1 and text[0] == "0" and text[1].isdigit()
    ):
        return f"n{Decimal(parsed.forms[0]).normalize():f}"
    if parsed.kind == "boolean":
        return f"b{parsed.forms[0]}"
    return text.casefold()


def _named(row: Row) -> str:
    return name_of([(name, as_text(value)) for name, value in row.values])


def _before(row: Row) -> Place | None:
    if row.item is None:
        return None
    return row.item.document.place(row.item.record.start, row.item.record.end)


def _value(
    expected: ExpectedRows, row: Row, name: str, value: Plain, cell: Cell | None, item: Item, came: Came
) -> Iterator[Finding]:
    if holds_value(value, cell):
        return
    text = "" if cell is None or cell.type == "null" else cell.text
    place = (
        came.place(cell.start, cell.end)
        if cell and cell.end > cell.start
        else came.place(item.record.start, item.record.end)
    )
    shown = quote(text) if text.strip() else "nothing"
    wanted = quote(as_text(value)) if not is_empty(value) else "nothing"
    yield deviates(
        "changed",
        expected.clause,
        f"row {_named(row)}, {name}: {shown} where {wanted} is expected",
        _before(row),
        place,
    )


def holds_value(value: Plain, cell: Cell | None) -> bool:
    """Whether a cell that came holds what is expected."""
    text = "" if cell is None or cell.type == "null" else cell.text
    return same(value, text) or same(as_text(value), _bare(text))


def _bare(text: str) -> str:
    """A cell without Markdown's emphasis and escapes."""
    return text.replace("**", "").replace("\\|", "|").strip("`*_ ")


def compare_content(expected: ExpectedContent, came: Came, freedoms: Freedoms) -> Iterator[Finding]:
    """Whether another format holds the same values, or the same words, in the same order."""
    parts = content_rows(expected, came)
    if parts is None:
        yield from _words(expected, came)
        return
    for part in parts:
        yield from compare_rows(part, came, freedoms)


def content_rows(expected: ExpectedContent, came: Came) -> list[ExpectedRows] | None:
    """The rows that a document in another format must have, table by table; None where either side is no data."""
    document = expected.working.document
    if not (is_data(document) and is_data(came.document)):
        return None
    parts = []
    for sort, group in _groups([item for item in items(document) if item.record.kind != "comment"]).items():
        made = [Row(tuple(_joined(item)), item) for item in group]
        names = sorted({name for row in made for name, _ in row.values})
        rows = [Row(tuple((name, dict(row.values).get(name)) for name in names), row.item) for row in made]
        parts.append(ExpectedRows(expected.clause, tuple(rows), sort=sort))
    return parts


def _joined(item: Item) -> Iterator[tuple[str, Plain]]:
    """The values of a record by field, those of one field as one."""
    for field in dict.fromkeys(cell.field for cell in item.record.cells):
        cell = _cell(item, field)
        yield field, _typed(cell)


def _groups(found: Sequence[Item]) -> dict[tuple[str, str], list[Item]]:
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in found:
        groups.setdefault((item.record.kind, item.record.path), []).append(item)
    return groups


def _words(expected: ExpectedContent, came: Came) -> Iterator[Finding]:
    mine = spoken(expected.working.document)
    theirs = spoken(came.document)
    for block in blocks([word for word, _, _ in mine], [word for word, _, _ in theirs]):
        if block.equal:
            continue
        lost, added = mine[block.a0 : block.a1], theirs[block.b0 : block.b1]
        before = expected.working.document.place(lost[0][1], lost[-1][2]) if lost else None
        after = came.place(added[0][1], added[-1][2]) if added else None
        shown = " ".join(word for word, _, _ in added)
        wanted = " ".join(word for word, _, _ in lost)
        message = (
            f"{quote(shown)} where {quote(wanted)} is expected"
            if lost and added
            else f"{quote(wanted)} is missing"
            if lost
            else f"{quote(shown)} came in"
        )
        yield deviates("changed", expected.clause, message, before, after, "unexplained", "major")
