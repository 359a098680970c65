"""What each clause that keeps the format makes of the files: exact text where it says so, free stretches elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from holdtrue.checks.contract.clauses import (
    Annotate,
    Clause,
    Delete,
    Filter,
    Insert,
    Move,
    Only,
    Reformat,
    Rename,
    Reorder,
    Rewrite,
    Scale,
    Set,
    Translate,
)
from holdtrue.checks.contract.expression import parse
from holdtrue.checks.contract.expression.nodes import Duration, Unary
from holdtrue.checks.contract.selector import Step
from holdtrue.checks.errors import ContractError
from holdtrue.checks.verify import notation
from holdtrue.checks.verify.evaluate import Scope, evaluate, holds, sort_key
from holdtrue.checks.verify.item import Item, named
from holdtrue.checks.verify.quantity import as_text, number, rounded, shift
from holdtrue.checks.verify.removal import field_spot, file_of, record_spot, removed, together
from holdtrue.checks.verify.select import Covers, Selecting, Spot
from holdtrue.checks.verify.working import Edit, Piece, Working

Files = dict[str, Working]
"""The files as they are expected so far, by name."""


def apply(clause: Clause, files: Files, within: Sequence[str]) -> Files:
    """The files after a clause; those that it does not touch are the same objects.

    Args:
        clause: What is done.
        files: The files before it.
        within: Places outside which nothing may change.
    """
    selecting = Selecting(files)
    work = _EDITS.get(type(clause))
    if work is None:
        return files
    edits: dict[str, list[Edit]] = {}
    for file, edit in work(clause, selecting):
        edits.setdefault(file, []).append(edit)
    if within:
        allowed = Covers(selecting.spots(within))
        edits = {
            file: [edit for edit in found if allowed(file, edit.start, edit.end)]
            for file, found in edits.items()
        }
    return {
        name: working.edited(edits[name]) if edits.get(name) else working for name, working in files.items()
    }


Edits = Iterable[tuple[str, Edit]]


def _changed(spot: Spot, text: str, clause: Clause, selecting: Selecting) -> tuple[str, Edit]:
    """A stretch that becomes another."""
    working = selecting.files[spot.file]
    first = next((piece for piece in working.cut(spot.start, spot.end) if piece.file), None)
    was = working.text[spot.start : spot.end]
    piece = Piece(text, first.file if first else "", first.start if first else 0, clause, was=was)
    return spot.file, Edit(spot.start, spot.end, (piece,))


def _freed(spot: Spot, clause: Clause, selecting: Selecting) -> tuple[str, Edit]:
    """A stretch in whose place other text may stand."""
    pieces = selecting.files[spot.file].cut(spot.start, spot.end)
    pieces = [replace(piece, clause=clause, free=True) for piece in pieces] or [
        Piece("", clause=clause, free=True)
    ]
    return spot.file, Edit(spot.start, spot.end, tuple(pieces))


def _targets(clause: Scale | Set, selecting: Selecting) -> list[Spot]:
    """The values that a clause changes: cells of the field, or the places themselves."""
    spots = selecting.spots(clause.at) if clause.at else []
    but = Covers(selecting.spots(clause.but) if clause.but else [])
    found: list[Spot] = []
    if clause.field:
        for item in selecting.chosen((), named_by=clause.field):
            record = item.record
            if spots and not any(
                s.start <= record.start and record.end <= s.end for s in _same(spots, item, selecting)
            ):
                continue
            if holds(clause.where, item, selecting.scope):
                found += [
                    Spot(file_of(item, selecting), cell.start, cell.end, item, cell)
                    for cell in named(record, clause.field)
                ]
    else:
        found = [
            spot
            for spot in spots
            if not clause.where or (spot.item and holds(clause.where, spot.item, selecting.scope))
        ]
    return [spot for spot in found if not but(spot.file, spot.start, spot.end)]


def _same(spots: Sequence[Spot], item: Item, selecting: Selecting) -> list[Spot]:
    file = file_of(item, selecting)
    return [spot for spot in spots if spot.file == file]


def _scale(clause: Scale, selecting: Selecting) -> Edits:
    for spot in _targets(clause, selecting):
        text = selecting.files[spot.file].text[spot.start : spot.end]
        new = _scaled(clause, text, spot, selecting.scope)
        if new is not None and new != text:
            yield _changed(spot, new, clause, selecting)


def _scaled(clause: Scale, text: str, spot: Spot, scope: Scope) -> str | None:
    offset = parse(clause.offset)
    sign = 1
    if isinstance(offset, Unary) and isinstance(offset.operand, Duration):
        offset, sign = offset.operand, -1
    if isinstance(offset, Duration):
        found = notation.stamp_in(text)
        if found is None:
            return None
        start, end, point, pattern = found
        moved = shift(point, sign * offset.amount, offset.unit)
        new = notation.written(moved, pattern, text[start:end])
        if clause.unit:
            new = new.removesuffix("Z") + clause.unit
        return text[:start] + new + text[end:]
    amount = notation.amount_in(text)
    if amount is None:
        return None
    start, end, value = amount
    factor, added = (_constant(one, spot, scope) for one in (clause.factor, clause.offset))
    if factor is None or added is None:
        return None
    result = rounded(value * factor + added, clause.digits, clause.significant, clause.rounding)
    decimals = clause.digits
    if decimals is None and clause.significant is None:
        was = notation.decimals_of(text[start:end])
        exact = max(-int(result.normalize().as_tuple().exponent), 0)
        decimals = exact if exact > was and factor != 1 else was
    elif decimals is None:
        decimals = max(-int(result.as_tuple().exponent), 0)
    rest = text[end:]
    if clause.unit:
        rest = re.sub(r"^(\s*)[^\s\d,;:.()|]+", lambda m: m[1] + clause.unit, rest)
    return text[:start] + notation.like(result, text[start:end], decimals=decimals) + rest


def _constant(expression: str, spot: Spot, scope: Scope) -> Decimal | None:
    try:
        return Decimal(expression)
    except ArithmeticError:
        return number(evaluate(expression, spot.item, scope)) if spot.item else None


def _set(clause: Set, selecting: Selecting) -> Edits:
    for spot in _targets(clause, selecting):
        value: Any = clause.value
        if isinstance(value, str) and value.startswith("=") and spot.item:
            value = evaluate(value[1:], spot.item, selecting.scope)
        text = "null" if value is None else as_text(value)
        if spot.cell is not None:
            working = selecting.files[spot.file]
            text = notation.as_value(text, spot.cell, working.document.format, working.text)
        yield _changed(spot, text, clause, selecting)


def _rename(clause: Rename, selecting: Selecting) -> Edits:
    places = selecting.spots(clause.at) if clause.at else selecting.whole()
    but = Covers(selecting.spots(clause.but) if clause.but else [])
    names = dict(clause.names)
    if not clause.case:
        names = {old.casefold(): new for old, new in names.items()}
    pattern = re.compile(
        "|".join(re.escape(old) for old, _ in sorted(clause.names, key=lambda pair: -len(pair[0]))),
        0 if clause.case else re.IGNORECASE,
    )
    seen: set[tuple[str, int]] = set()
    for spot in places:
        text = selecting.files[spot.file].text
        for match in pattern.finditer(text, spot.start, spot.end):
            start, end = match.span()
            if (clause.whole and not _stands_alone(text, start, end)) or (spot.file, start) in seen:
                continue
            if but(spot.file, start, end):
                continue
            seen.add((spot.file, start))
            new = names[match[0] if clause.case else match[0].casefold()]
            yield _changed(Spot(spot.file, start, end), new, clause, selecting)
    if not seen:
        msg = f"rename: {clause.names[0][0]!r} stands nowhere" + (" there" if clause.at else "")
        raise ContractError(msg)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_joins(before) and _joins(text[start])) and not (_joins(after) and _joins(text[end - 1]))


def _joins(character: str) -> bool:
    return character.isalnum() or character == "_"


def _only(clause: Only, selecting: Selecting) -> Edits:
    but = selecting.spots(clause.but) if clause.but else []
    yield from _free(clause, clause.at, but, selecting)


def _rewritten(clause: Rewrite | Translate | Reformat, selecting: Selecting) -> Edits:
    but = selecting.spots(clause.but) if clause.but else []
    yield from _free(clause, clause.at, but, selecting)


def _free(clause: Clause, at: Sequence[str], but: Sequence[Spot], selecting: Selecting) -> Edits:
    for spot in selecting.spots(at) if at else selecting.whole():
        position = spot.start
        for hole in [*(b for b in but if b.file == spot.file and spot.start <= b.start < spot.end), None]:
            end = hole.start if hole else spot.end
            if end > position or spot.start == spot.end:
                yield _freed(replace(spot, start=position, end=end), clause, selecting)
            position = max(position, hole.end) if hole else end


def _insert(clause: Insert, selecting: Selecting) -> Edits:
    free = not clause.text
    piece = Piece(clause.text, clause=clause, free=free)
    if not (clause.at or clause.after or clause.before):
        for name, working in selecting.files.items():
            lead = "" if working.text.endswith("\n") or not working.text else "\n"
            end = len(working.text)
            yield name, Edit(end, end, (_joined(piece, lead, "" if clause.text.endswith("\n") else "\n"),))
            return
    for spot in selecting.spots(clause.before) if clause.before else ():
        text = selecting.files[spot.file].text
        whole_line = (
            not text[text.rfind("\n", 0, spot.start) + 1 : spot.start].strip() and "\n" in text[spot.start :]
        )
        start = (
            text.rfind("\n", 0, spot.start) + 1
            if whole_line and _is_block(clause, spot, text)
            else spot.start
        )
        tail = "\n" if start != spot.start or (whole_line and _is_block(clause, spot, text)) else ""
        if clause.text.endswith("\n") or free:
            tail = ""
        yield spot.file, Edit(start, start, (_joined(piece, "", tail),))
    for spot in selecting.spots((*clause.after, *clause.at)) if clause.after or clause.at else ():
        text = selecting.files[spot.file].text
        end = spot.end
        rest = text[end : text.find("\n", end) if "\n" in text[end:] else len(text)]
        block = _is_block(clause, spot, text)
        if block and not rest.strip():
            end += len(rest)
        if block and free and text.startswith("\n", end):
            end += 1  # free text stands on lines of its own, behind this one
        lead = (
            "\n"
            if block and not free and not text[:end].endswith("\n") and not clause.text.startswith("\n")
            else ""
        )
        tail = (
            "\n"
            if block and text[:end].endswith("\n") and not clause.text.endswith("\n") and not free
            else ""
        )
        yield spot.file, Edit(end, end, (_joined(piece, lead, tail),))


def _joined(piece: Piece, lead: str, tail: str) -> Piece:
    return piece if piece.free else replace(piece, text=lead + piece.text + tail)


def _is_block(clause: Insert, spot: Spot, text: str) -> bool:
    """Whether a place is whole lines, so that what is inserted is, too."""
    selectors = " ".join((*clause.at, *clause.after, *clause.before))
    inline = re.search(
        r"(?:^|>>\s*|\s)(?:text|field|value|keys)\b",
        selectors.split(">>")[-1] if ">>" in selectors else selectors,
    )
    if inline:
        return False
    begins = not text[text.rfind("\n", 0, spot.start) + 1 : spot.start].strip()
    following = text.find("\n", spot.end)
    ends = text[: spot.end].endswith("\n") or not text[
        spot.end : following if following >= 0 else len(text)
    ].strip(" \t\r,;")
    return begins and ends


def _delete(clause: Delete, selecting: Selecting) -> Edits:
    spots: list[Spot] = []
    if clause.fields:
        for name in clause.fields:
            found = [
                item
                for item in (
                    selecting.chosen(clause.each) if clause.each else selecting.chosen((), named_by=name)
                )
                if holds(clause.where, item, selecting.scope)
            ]
            if not found:
                raise ContractError(f"delete: no field {name!r}" + selecting.near(Step("field", name)))
            spots += [
                field_spot(item, cell, selecting) for item in found for cell in named(item.record, name)
            ]
    elif clause.at:
        spots = selecting.spots(clause.at)
        if clause.where:
            spots = [s for s in spots if s.item and holds(clause.where, s.item, selecting.scope)]
    elif clause.where:
        spots = [
            record_spot(item, selecting)
            for item in selecting.chosen(clause.each)
            if holds(clause.where, item, selecting.scope)
        ]
    yield from together([removed(spot, selecting) for spot in spots], selecting)


def _filter(clause: Filter, selecting: Selecting) -> Edits:
    gone = [item for item in selecting.chosen(clause.each) if not holds(clause.where, item, selecting.scope)]
    yield from together([removed(record_spot(item, selecting), selecting) for item in gone], selecting)


def _reorder(clause: Reorder, selecting: Selecting) -> Edits:
    groups: dict[tuple[str, int | str], list[Item]] = {}
    spots = selecting.spots(clause.within) if clause.within else []
    for item in selecting.chosen(clause.each):
        file = file_of(item, selecting)
        inside = [
            n
            for n, s in enumerate(spots)
            if s.file == file and s.start <= item.record.start and item.record.end <= s.end
        ]
        if spots and not inside:
            continue
        home = inside[0] if inside else f"{item.record.parent}"
        groups.setdefault((file, home), []).append(item)
    for (file, _), members in groups.items():
        working = selecting.files[file]
        ordered = _sorted(clause, members, selecting)
        bodies = [_with_remarks(item, working) for item in members]
        body_of = {item.index: body for item, body in zip(members, bodies, strict=True)}
        for (start, end), item in zip(bodies, ordered, strict=True):
            a, b = body_of[item.index]
            if (a, b) != (start, end):
                pieces = working.cut(a, b)
                yield file, Edit(start, end, tuple(replace(p, clause=p.clause or clause) for p in pieces))


def _with_remarks(item: Item, working: Working) -> tuple[int, int]:
    """The stretch of a record with the comment right above it."""
    start = item.record.start
    records = working.document.records
    index = item.index - 1
    while (
        index >= 0
        and records[index].kind == "comment"
        and not working.text[records[index].end : start].strip("\r\n\t ->*/#%;")
    ):
        between = working.text[records[index].end : start]
        if between.count("\n") > 1:
            break
        start = records[index].start
        index -= 1
    return start, item.record.end


def _sorted(clause: Reorder, members: list[Item], selecting: Selecting) -> list[Item]:
    scope = selecting.scope
    if clause.to:
        rank = {value: place for place, value in enumerate(clause.to)}
        key = clause.by[0] if clause.by else "raw()"
        known = [as_text(evaluate(key, item, scope)) for item in members]
        places = dict(zip((item.index for item in members), known, strict=True))
        ordered = sorted(members, key=lambda item: rank.get(places[item.index], len(rank)))
        rest = clause.by[1:]
        if rest:
            ordered = sorted(
                members,
                key=lambda item: (
                    rank.get(places[item.index], len(rank)),
                    sort_key(rest, item, scope, descending=clause.descending),
                ),
            )
        return ordered
    if not clause.by:
        return members
    return sorted(members, key=lambda item: sort_key(clause.by, item, scope, descending=clause.descending))


def _move(clause: Move, selecting: Selecting) -> Edits:
    for spot in selecting.spots(clause.at):
        working = selecting.files[spot.file]
        pieces = tuple(
            replace(piece, clause=piece.clause or clause) for piece in working.cut(spot.start, spot.end)
        )
        yield spot.file, Edit(spot.start, spot.end, ())
        for goal in selecting.spots(clause.after)[-1:] if clause.after else ():
            yield goal.file, Edit(goal.end, goal.end, pieces)
        for goal in selecting.spots(clause.before)[:1] if clause.before else ():
            yield goal.file, Edit(goal.start, goal.start, pieces)


def _annotate(clause: Annotate, selecting: Selecting) -> Edits:
    if clause.field:
        return
    spots = selecting.spots(clause.at) if clause.at else []
    if clause.where and not spots:
        spots = [record_spot(item, selecting) for item in selecting.chosen(())]
    for spot in spots:
        if clause.where and not (spot.item and holds(clause.where, spot.item, selecting.scope)):
            continue
        text = selecting.files[spot.file].text
        place = {
            "before": spot.start,
            "after": spot.end,
            "start": text.rfind("\n", 0, spot.start) + 1,
            "end": _end_of_line(text, spot.start),
        }[clause.side]
        yield spot.file, Edit(place, place, (Piece(clause.text, clause=clause, free=not clause.text),))


def _end_of_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


_EDITS: dict[type[Clause], Callable[[Any, Selecting], Edits]] = {
    Only: _only,
    Reorder: _reorder,
    Move: _move,
    Rename: _rename,
    Scale: _scale,
    Set: _set,
    Reformat: _rewritten,
    Filter: _filter,
    Insert: _insert,
    Delete: _delete,
    Annotate: _annotate,
    Rewrite: _rewritten,
    Translate: _rewritten,
}
