"""One silent error in a right result: what models do to documents, a kind at a time."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdtrue.experiments.documents import RecordError

if TYPE_CHECKING:
    from holdtrue.experiments.documents import Document, Edit, Layout

_TRIES = 60


@dataclass(frozen=True, slots=True)
class _Given:
    """A right result, as records."""

    document: Document
    edit: Edit
    records: list[str]


def damaged(kind: str, document: Document, edit: Edit, right: str, seed: int) -> str | None:
    """The right result of an edit with one error of that kind; None where the document has no place for one.

    The result still parses: what breaks the format is not silent.
    """
    source = random.Random(f"{document.name}:{kind}:{seed}:{edit.instruction}")  # noqa: S311  # nothing secret
    given = _Given(document, edit, list(edit.target.split(right)))
    for _ in range(_TRIES):
        made = KINDS[kind](source, given)
        if made is not None and made != given.records:
            return edit.target.join(made)
    return None


def _digit(source: random.Random, given: _Given) -> list[str] | None:
    """One digit of one value is another."""
    records = given.records
    where = source.randrange(len(records))
    fields = given.edit.target.parse(records[where])
    name = source.choice(sorted(fields))
    places = [place for place, letter in enumerate(fields[name]) if letter.isdecimal()]
    if not places:
        return None
    place = source.choice(places)
    digit = str((int(fields[name][place]) + source.randrange(1, 10)) % 10)
    return _with(
        given.edit.target, records, where, {name: fields[name][:place] + digit + fields[name][place + 1 :]}
    )


def _exchanged(source: random.Random, given: _Given) -> list[str] | None:
    """Two records have each other's value in one field."""
    records = given.records
    one, other = source.sample(range(len(records)), 2)
    first, second = given.edit.target.parse(records[one]), given.edit.target.parse(records[other])
    name = source.choice(sorted(first))
    half = _with(given.edit.target, records, one, {name: second[name]})
    return half and _with(given.edit.target, half, other, {name: first[name]})


def _borrowed(source: random.Random, given: _Given) -> list[str] | None:
    """A record has another one's value in one field."""
    records = given.records
    one, other = source.sample(range(len(records)), 2)
    second = given.edit.target.parse(records[other])
    name = source.choice(sorted(second))
    return _with(given.edit.target, records, one, {name: second[name]})


def _dropped(source: random.Random, given: _Given) -> list[str]:
    """A record is gone."""
    records = given.records
    where = source.randrange(len(records))
    return records[:where] + records[where + 1 :]


def _doubled(source: random.Random, given: _Given) -> list[str]:
    """A record stands there twice."""
    records = given.records
    where = source.randrange(len(records))
    return [*records[: where + 1], *records[where:]]


def _invented(source: random.Random, given: _Given) -> list[str] | None:
    """A record of nobody's stands among them."""
    records = given.records
    try:
        fields = given.document.make_record(source, source.randrange(100, 900))
        text = given.document.layout.write(fields)
        # The way there starts from the document's layout; on the way back the target is that layout.
        new = text if given.edit.target == given.document.layout else given.edit.on_record(text)
    except RecordError:
        return None
    where = source.randrange(len(records) + 1)
    return [*records[:where], new, *records[where:]]


def _moved(source: random.Random, given: _Given) -> list[str]:
    """Two records have changed places."""
    records = given.records
    one, other = source.sample(range(len(records)), 2)
    moved = list(records)
    moved[one], moved[other] = moved[other], moved[one]
    return moved


def _with(layout: Layout, records: list[str], where: int, values: Mapping[str, str]) -> list[str] | None:
    try:
        record = layout.write({**layout.parse(records[where]), **values})
    except RecordError:
        return None
    return [*records[:where], record, *records[where + 1 :]]


KINDS: dict[str, Callable[[random.Random, _Given], list[str] | None]] = {
    "digit": _digit,
    "borrowed value": _borrowed,
    "exchanged values": _exchanged,
    "dropped record": _dropped,
    "doubled record": _doubled,
    "invented record": _invented,
    "moved records": _moved,
}
"""What can go wrong, one thing at a time."""
