"""Rows, columns and free texts that a contract derives from the documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from holdtrue.checks.contract.clauses import Annotate, Convert, Delete, Extract, Split, Summarize, Translate
from holdtrue.checks.contract.expression import AGGREGATES, Node, parse
from holdtrue.checks.contract.expression.nodes import Binary, Call, Listing, Unary
from holdtrue.checks.errors import ContractError
from holdtrue.checks.verify.edits import Files
from holdtrue.checks.verify.evaluate import evaluate, holds, sort_key
from holdtrue.checks.verify.expected import ExpectedContent, ExpectedProse, ExpectedRows, Plan, Row
from holdtrue.checks.verify.item import Item
from holdtrue.checks.verify.quantity import Plain, as_text, number
from holdtrue.checks.verify.select import Selecting


def is_table(files: Files) -> bool:
    """Whether every file is rows with a head."""
    return all(working.document.format in ("csv", "tsv", "psv") for working in files.values())


def members_of(clause: Convert | Extract | Split, selecting: Selecting) -> list[Item]:
    """The records that a clause is about."""
    return [
        item
        for item in selecting.chosen(clause.each)
        if isinstance(clause, Split) or holds(clause.where, item, selecting.scope)
    ]


def view(clause: Convert | Extract, files: Files, made: Plan) -> bool:
    """Rows of chosen fields; False where the content stays whole and only its format changes."""
    target = clause.to if "." in clause.to else ""
    if isinstance(clause, Convert) and not clause.fields:
        for working in files.values():
            made.add(target, ExpectedContent(clause, working))
        return True
    selecting = Selecting(files)
    members = members_of(clause, selecting)
    if not members:
        raise ContractError(f"{clause.name}: no record of {', '.join(files)} is meant")
    if clause.by and not (isinstance(clause, Extract) and clause.group):
        members.sort(key=lambda item: sort_key(clause.by, item, selecting.scope, descending=False))
    grouped = isinstance(clause, Extract) and bool(clause.group)
    if isinstance(clause, Extract) and clause.group:
        groups: dict[tuple[str, ...], list[Item]] = {}
        for item in members:
            key = tuple(as_text(evaluate(one, item, selecting.scope)) for one in clause.group)
            groups.setdefault(key, []).append(item)
        heads = [replace(found[0], group=found) for found in groups.values()]
        if clause.by:
            heads.sort(key=lambda item: sort_key(clause.by, item, selecting.scope, descending=False))
    elif isinstance(clause, Extract) and all(_aggregates(parse(text)) for _, text in clause.fields):
        heads = [replace(members[0], group=members)]
    else:
        heads = [replace(item, group=members) for item in members]
    rows = []
    for position, item in enumerate(heads, 1):
        placed = replace(item, position=position)
        rows.append(
            Row(
                tuple((name, evaluate(text, placed, selecting.scope)) for name, text in clause.fields),
                None if grouped else placed,
            )
        )
    if isinstance(clause, Extract) and clause.total:
        rows.append(_total(clause, rows))
    made.add(target, ExpectedRows(clause, tuple(rows), frozenset(clause.unchecked)))
    return True


def _total(clause: Extract, rows: Sequence[Row]) -> Row:
    values: list[tuple[str, Plain]] = []
    for place, (name, _) in enumerate(clause.fields):
        column = [row.values[place][1] for row in rows]
        if place == 0:
            values.append((name, clause.total))
        elif all(isinstance(value, Decimal) for value in column):
            values.append((name, sum((number(value) or Decimal(0) for value in column), Decimal(0))))
        else:
            values.append((name, ""))
    return Row(tuple(values), None, clause.total)


def _aggregates(node: Node) -> bool:
    """Whether an expression is about a whole group."""
    match node:
        case Call(function, arguments):
            return function in AGGREGATES or any(map(_aggregates, arguments))
        case Binary(_, left, right):
            return _aggregates(left) or _aggregates(right)
        case Unary(_, operand):
            return _aggregates(operand)
        case Listing(members):
            return any(map(_aggregates, members))
    return False


def column(clause: Annotate, files: Files, made: Plan) -> None:
    """Every row as it is, with one more column."""
    selecting = Selecting(files)
    members = selecting.chosen(clause.at)
    if not members:
        raise ContractError(f"annotate: no record of {', '.join(files)} is meant")
    rows = []
    for position, item in enumerate(members, 1):
        placed = replace(item, group=members, position=position)
        meant = holds(clause.where, placed, selecting.scope)
        added = evaluate(clause.value, placed, selecting.scope) if clause.value and meant else None
        rows.append(Row((*cells_of(item), (clause.field, added)), placed))
    unchecked = frozenset() if clause.value else frozenset({clause.field})
    made.add("", ExpectedRows(clause, tuple(rows), unchecked))


def columns_off(clause: Delete, files: Files, made: Plan) -> None:
    """Expect every row without the fields that go."""
    selecting = Selecting(files)
    for name in clause.fields:
        selecting.spots((f"field {name!r}" if "'" not in name else f'field "{name}"',))
    gone = {name.casefold() for name in clause.fields}
    rows = [
        Row(tuple((name, value) for name, value in cells_of(item) if name.casefold() not in gone), item)
        for item in selecting.chosen(clause.each)
    ]
    made.add("", ExpectedRows(clause, tuple(rows)))


def cells_of(item: Item) -> list[tuple[str, Plain]]:
    """The values of a record by field."""
    return [(cell.field, cell.text) for cell in item.record.cells]


def prose(clause: Summarize | Translate, files: Files, made: Plan) -> None:
    """Expect a free text that comes from the places named."""
    selecting = Selecting(files)
    spots = selecting.spots(clause.at) if clause.at else selecting.whole()
    source = "\n\n".join(files[spot.file].text[spot.start : spot.end] for spot in spots)
    whole = "\n".join(working.text for working in files.values())
    target = clause.to if isinstance(clause, Summarize) else clause.file
    made.add(target, ExpectedProse(clause, source, spots[0].file, spots[0].start, whole))
