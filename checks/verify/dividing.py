"""Documents that become several, and several that become one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdtrue.checks.contract.clauses import Filter, Merge, Pairs, Reorder, Split
from holdtrue.checks.contract.expression import fields, parse
from holdtrue.checks.document import Cell
from holdtrue.checks.errors import ContractError
from holdtrue.checks.verify import notation
from holdtrue.checks.verify.edits import Files, apply
from holdtrue.checks.verify.evaluate import evaluate, holds, sort_key
from holdtrue.checks.verify.expected import ExpectedRows, ExpectedText, Plan, Row
from holdtrue.checks.verify.item import Item, named
from holdtrue.checks.verify.quantity import as_text, compare, is_empty
from holdtrue.checks.verify.removal import record_spot, removed
from holdtrue.checks.verify.select import Selecting
from holdtrue.checks.verify.views import cells_of, members_of
from holdtrue.checks.verify.working import Edit, Piece, Working


def split(clause: Split, files: Files, made: Plan, after: Sequence[str]) -> None:
    """Expect each file of a split document with the records, or places, that belong there."""
    selecting = Selecting(files)
    if not isinstance(clause.files, str) and not clause.by:
        _split_places(clause, clause.files, selecting, made)
        return
    if not clause.by:
        raise ContractError("split needs 'by', or 'files' as a mapping from file to place")
    members = members_of(clause, selecting)
    homes: dict[str, list[Item]] = {}
    for item in members:
        value = as_text(evaluate(clause.by, item, selecting.scope))
        homes.setdefault(_file_for(clause, value, after), []).append(item)
    kept: dict[str, dict[int, set[int]]] = {
        name: {id(item.document): set() for item in found} for name, found in homes.items()
    }
    for name, found in homes.items():
        for item in found:
            kept[name][id(item.document)].add(item.index)

    for name, chosen in kept.items():
        for working in files.values():
            own = chosen.get(id(working.document), set())
            edits = [
                removed(record_spot(item, selecting), selecting)[1]
                for item in members
                if item.document is working.document and item.index not in own
            ]
            dropped = selecting.spots(clause.drop) if clause.drop else []
            edits += [Edit(place.start, place.end, ()) for place in dropped if place.file == working.name]
            made.add(name, ExpectedText(replace(working.edited(edits), name=name)))


def chosen(clause: Filter, files: Files, made: Plan) -> None:
    """Expect the records that a condition holds for, and nothing around them."""
    selecting = Selecting(files)
    members = [item for item in selecting.chosen(clause.each) if holds(clause.where, item, selecting.scope)]
    source = next(iter(files.values()))
    lists = source.document.format == "json"
    pieces = [Piece("[", clause=clause)] if lists else []
    for number, item in enumerate(members):
        if number:
            pieces.append(Piece(",\n" if lists else "\n", clause=clause))
        own = next(working for working in files.values() if working.document is item.document)
        pieces += own.cut(item.record.start, item.record.end)
    pieces.append(Piece("]\n" if lists else "\n", clause=clause))
    made.add(clause.to, ExpectedText(Working(clause.to or source.name, tuple(pieces), source.source)))


def _file_for(clause: Split, value: str, after: Sequence[str]) -> str:
    if not isinstance(clause.files, str):
        for name, one in clause.files:
            if one.casefold() == value.casefold():
                return name
        return ""
    name = clause.files.replace("{}", value)
    if name in after:
        return name
    slug = _slug(name)
    return next((other for other in after if _slug(other) == slug), name)


def _slug(text: str) -> str:
    return re.sub(r"[\W_]+", "_", text.casefold()).strip("_")


def _split_places(clause: Split, files: Pairs, selecting: Selecting, made: Plan) -> None:
    shared = selecting.spots(clause.shared) if clause.shared else []
    for name, places in files:
        spots = selecting.spots([place.strip() for place in places.split(" + ")])
        pieces: list[Piece] = []
        source = spots[0].file
        for spot in [*shared, *spots]:
            if pieces and not pieces[-1].text.endswith("\n"):
                pieces.append(Piece("\n", clause=clause))
            pieces += selecting.files[spot.file].cut(spot.start, spot.end)
        made.add(name, ExpectedText(Working(name, tuple(pieces), source)))


def merge(clause: Merge, files: Files, made: Plan) -> Files:
    """The files with those of others taken in."""
    names = list(files)
    target = clause.into or names[0]
    home = files.get(target) or files[names[0]]
    others = [files[name] for name in names if name != home.name]
    if not clause.key:
        return {**_joined(clause, target, list(files.values()))}
    selecting = Selecting(files)
    own_items = [i for i in selecting.chosen(()) if i.document is home.document]
    first_field = _first_field(clause.key[0])
    if first_field:
        own_items = [i for i in selecting.chosen((), named_by=first_field) if i.document is home.document]
    index: dict[tuple[str, ...], Item] = {}
    for item in own_items:
        index.setdefault(tuple(as_text(evaluate(k, item, selecting.scope)) for k in clause.key), item)
    changed: dict[int, tuple[Cell, str]] = {}
    strays: list[Item] = []
    for other in others:
        for item in [i for i in selecting.chosen(()) if i.document is other.document] or selecting.items(
            other.name
        ):
            key = tuple(as_text(evaluate(k, item, selecting.scope)) for k in clause.key)
            mate = index.get(key)
            if mate is None:
                strays.append(item)
                continue
            for cell, value in _taken(clause, mate, item, changed, selecting):
                changed[cell.start] = cell, value
    merged = home.edited(
        Edit(
            cell.start,
            cell.end,
            (
                Piece(
                    notation.as_value(value, cell, home.document.format, home.text),
                    home.name,
                    cell.start,
                    clause,
                    was=home.text[cell.start : cell.end],
                ),
            ),
        )
        for cell, value in changed.values()
        if value != cell.text
    )
    if clause.unmatched:
        rows = tuple(Row(tuple(cells_of(item)), item) for item in strays)
        made.add(clause.unmatched, ExpectedRows(clause, rows))
    elif clause.add and strays:
        pieces = list(merged.pieces)
        for item in strays:
            source = next(w for w in others if w.document is item.document)
            pieces += [
                Piece("\n", clause=clause),
                *[replace(p, clause=clause) for p in source.cut(item.record.start, item.record.end)],
                Piece("\n", clause=clause),
            ]
        merged = replace(merged, pieces=tuple(pieces))
    made_one = {target: replace(merged, name=target)}
    return apply(Reorder(by=clause.by), made_one, ()) if clause.by else made_one


def _taken(
    clause: Merge, mate: Item, item: Item, changed: dict[int, tuple[Cell, str]], selecting: Selecting
) -> Iterator[tuple[Cell, str]]:
    """What a record takes over from its partner: the fields that are named, else whichever value is preferred."""
    for name, text in clause.take:
        for cell in named(mate.record, name)[:1]:
            yield cell, as_text(evaluate(text, item, selecting.scope))
    if clause.take:
        return
    for other in item.record.cells:
        cells = [cell for cell in mate.record.cells if cell.field == other.field]
        if len(cells) == 1:
            own = changed[cells[0].start][1] if cells[0].start in changed else cells[0].text
            yield cells[0], _preferred(clause.prefer, own, other.text)


def _preferred(prefer: str, own: str, other: str) -> str:
    """Which of two values counts; where only one is there, that one."""
    if is_empty(own) or is_empty(other):
        return other if is_empty(own) else own
    if prefer in ("first", "last"):
        return own if prefer == "first" else other
    order = compare(own, other) or 0
    return other if order == (-1 if prefer == "max" else 1) else own


def _first_field(expression: str) -> str:
    return next(iter(sorted(fields(parse(expression)))), "")


def _joined(clause: Merge, target: str, files: Sequence[Working]) -> Files:
    selecting = Selecting({working.name: working for working in files})
    members = [item for working in files for item in selecting.items(working.name)]
    if clause.by:
        members = sorted(
            members, key=lambda item: sort_key(clause.by, item, selecting.scope, descending=False)
        )
    pieces: list[Piece] = []
    for item in members:
        source = next(w for w in files if w.document is item.document)
        pieces += [*source.cut(item.record.start, item.record.end), Piece("\n", clause=clause)]
    return {target: Working(target, tuple(pieces), files[0].source)}
