"""A scripted model that does the edits of a document by program and fails by a law."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from langchain_core.messages import BaseMessage, HumanMessage

from holdtrue.checks import InputError
from holdtrue.experiments.documents.layout import RecordError
from holdtrue.experiments.models import Model, ScriptedChatModel
from holdtrue.experiments.relay.law import LEAST_SEVERE, PUBLISHED, Law, law

if TYPE_CHECKING:
    from holdtrue.experiments.documents import Document, Edit
    from holdtrue.experiments.documents.layout import Layout

DELEGATE52 = "delegate52"
"""Name of the scripted model whose law is the mean of DELEGATE-52's three best models."""


@dataclass(slots=True)
class _Place:
    """Where in the relay it is: a new instruction is a new interaction, the same one again another attempt at it."""

    instruction: str = ""
    trip: int = 0


@dataclass(frozen=True)
class FailingModels:
    """A model and a better one that it may be escalated to, on the same relay."""

    model: Model
    """Fails as the mean of DELEGATE-52's three best models."""

    larger: Model
    """Fails as the best of them."""


def failing(document: Document, seed: int) -> FailingModels:
    """The scripted models for one relay of a document.

    They answer requests for the whole document (or some records of it) as the strategy `monolithic` puts them. The same
    seed fails at the same interactions in the same way, whatever guards the relay; another attempt at an interaction is
    a draw of its own, since the published relays ran at temperature 1.
    """
    place = _Place()
    name = f"{DELEGATE52}:{document.name}:{seed}"
    model = _Failing(document, law(*PUBLISHED), f"{name}:model", place)
    larger = _Failing(document, law("gemini-3.1-pro"), f"{name}:larger", place)
    return FailingModels(
        Model(DELEGATE52, ScriptedChatModel(model)), Model(f"{DELEGATE52}-larger", ScriptedChatModel(larger))
    )


@dataclass
class _Failing:
    """Answers by program, then damages what it answers."""

    document: Document
    law: Law
    stream: str
    place: _Place
    attempts: dict[tuple[int, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ways = [("forward", pair.forward) for pair in self.document.pairs]
        ways += [("backward", pair.backward) for pair in self.document.pairs]
        self._edits = {edit.instruction: (way, edit) for way, edit in ways}

    def __call__(self, messages: Sequence[BaseMessage]) -> str:
        """The answer to the last request among the messages; what follows it is advice on an earlier answer."""
        instruction, text = self._request(messages)
        way, edit = self._edits[instruction]
        if instruction != self.place.instruction:
            self.place.trip += way == "forward"
            self.place.instruction = instruction
        key = (self.place.trip, way)
        self.attempts[key] = attempt = self.attempts.get(key, 0) + 1
        source = random.Random(f"{self.stream}:{self.place.trip}:{way}:{attempt}")  # noqa: S311  # nothing secret
        records = [_edited(edit, record) for record in edit.source.split(text)]
        damaged = self._damaged(edit.target, records, source)
        # A part of a document comes without what stands around its records, and goes so.
        whole = text.strip().startswith(edit.source.before.strip()) if edit.source.before.strip() else True
        return edit.target.join(damaged) if whole and len(records) > 1 else edit.target.between.join(damaged)

    def _request(self, messages: Sequence[BaseMessage]) -> tuple[str, str]:
        for message in reversed(messages):
            instruction, _, text = message.text.partition("\n\n")
            if isinstance(message, HumanMessage) and instruction in self._edits:
                return instruction, text
        msg = "the scripted model does whole documents only: use the strategy monolithic"
        raise InputError(msg)

    def _damaged(self, layout: Layout, records: list[str], source: random.Random) -> list[str]:
        hazard = self.law.critical[min(self.place.trip, len(self.law.critical)) - 1]
        # Drawn in one order whatever happens, so that one relay's failures do not depend on another's repairs.
        severe, left_out = source.random() < 1 - (1 - hazard) ** 0.5, source.random() < self.law.deletion
        share = source.uniform(LEAST_SEVERE, 2 * self.law.severity - LEAST_SEVERE)
        records = _slipped(layout, records, self.law.slips, source)
        if not severe:
            return records
        loss = share * len(records)
        return _left_out(records, loss, source) if left_out else _wrong(layout, records, loss, source)


def _edited(edit: Edit, record: str) -> str:
    """The right result; a record that earlier damage has left without one goes on as it is."""
    try:
        return edit.on_record(record)
    except RecordError:
        return record


def _slipped(layout: Layout, records: Sequence[str], share: float, source: random.Random) -> list[str]:
    """Single values wrong here and there, so that this share of all is lost on average."""
    chance = share * len(layout.fields)
    return [
        _with_wrong_values(layout, records, record, 1, source) if source.random() < chance else record
        for record in records
    ]


def _left_out(records: Sequence[str], loss: float, source: random.Random) -> list[str]:
    """Neighbouring records gone: cut off at the end as often as skipped in the middle."""
    count = min(len(records), max(1, round(loss)))
    start = source.choice((len(records) - count, source.randint(0, len(records) - count)))
    return [*records[:start], *records[start + count :]]


def _wrong(layout: Layout, records: Sequence[str], loss: float, source: random.Random) -> list[str]:
    """Records of which several values are wrong, until so many records' worth is lost."""
    out, fields = list(records), len(layout.fields)
    for index in source.sample(range(len(out)), len(out)):
        if loss <= 0:
            break
        count = source.randint(1, fields)
        out[index] = _with_wrong_values(layout, records, out[index], count, source)
        # A record that is wrong in more than half of its fields counts as gone.
        loss -= 1.0 if count > fields / 2 else count / fields
    return out


def _with_wrong_values(
    layout: Layout, records: Sequence[str], record: str, count: int, source: random.Random
) -> str:
    """A record with so many values of another record in its own's place, or with a digit changed where that is the same."""
    try:
        fields = layout.parse(record)
        other = layout.parse(source.choice(records))
    except RecordError:
        return record
    for name in source.sample(sorted(fields), count):
        changed = other[name] if other[name] != fields[name] else _misread(fields[name], source)
        try:
            record = layout.write({**fields, name: changed})
        except RecordError:  # it cannot stand in that field
            continue
        fields[name] = changed
    return record


def _misread(value: str, source: random.Random) -> str:
    """One digit changed, or one letter doubled."""
    digits = [index for index, letter in enumerate(value) if letter.isdigit()]
    if digits:
        at = source.choice(digits)
        return f"{value[:at]}{(int(value[at]) + source.randint(1, 9)) % 10}{value[at + 1 :]}"
    at = source.randrange(len(value)) if value else 0
    return value[:at] + value[at : at + 1] + value[at:]
