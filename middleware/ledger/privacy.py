"""What of a record may be written: all, what a redaction returns, or no text at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from holdtrue.checks import Artifact, Finding, Place
from holdtrue.checks.artifact import content_hash
from holdtrue.middleware.ledger.values import NOT_STORED, Kept
from holdtrue.middleware.record import Record

Redact = Callable[[str], str]
"""Takes a text and returns what may be stored of it."""

REDACTED = "[redacted]"
"""Stands for evidence that the redacted document no longer shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Storable:
    """A record as it may be written."""

    record: Record
    """The record, its texts already redacted or withheld."""

    kept: Kept
    """How much of the text is in it."""

    why: str | None
    """Why the text was withheld, where the user had not asked for that."""

    before_hashes: Mapping[str, str]
    """By file name; of the true text where it is withheld."""

    after_hashes: Mapping[str, str]
    """The same for what came out; empty where nothing did."""

    instruction_hash: str | None
    """Of the instruction; None where there was none."""


def storable(record: Record, *, content: bool, redact: Redact | None) -> Storable:
    """Decide what of the record is written; a redaction that fails withholds every text."""
    if not content:
        return _storable(record, _without_text(record), "withheld", None)
    if redact is None:
        return _storable(record, record, "full", None)
    try:
        redacted = _redacted(record, redact)
    except Exception as error:  # noqa: BLE001  # a user's function may raise anything, and none of it may leak text
        # The error's own message may quote the text that was to be hidden: only its type is told.
        why = f"the redaction failed with {type(error).__name__}, so no text of this hand-off was stored"
        return _storable(record, _without_text(record), "withheld", why)
    return _storable(redacted, redacted, "redacted", None)


def _storable(hashed: Record, kept_record: Record, kept: Kept, why: str | None) -> Storable:
    return Storable(
        record=kept_record,
        kept=kept,
        why=why,
        before_hashes=hashed.before.hashes,
        after_hashes=hashed.after.hashes if hashed.after is not None else {},
        instruction_hash=content_hash(hashed.instruction) if hashed.instruction else None,
    )


def _without_text(record: Record) -> Record:
    """The record with names, numbers, kinds and places, and without a word of what was said."""

    def bare(finding: Finding) -> Finding:
        return replace(
            finding, message=NOT_STORED, before=_showing(finding.before), after=_showing(finding.after)
        )

    return replace(
        record,
        before=_each_file(record.before, lambda _: NOT_STORED),
        after=_each_file(record.after, lambda _: NOT_STORED) if record.after is not None else None,
        instruction=NOT_STORED if record.instruction else "",
        verdict=replace(record.verdict, findings=tuple(map(bare, record.verdict.findings)))
        if record.verdict
        else None,
        drift=replace(record.drift, findings=tuple(map(bare, record.drift.findings)))
        if record.drift
        else None,
        trouble=NOT_STORED if record.trouble else record.trouble,
        extra={key: _each_text(value, lambda _: NOT_STORED) for key, value in record.extra.items()},
    )


def _redacted(record: Record, redact: Redact) -> Record:
    """The record with every text passed through the redaction, and no evidence that escapes it."""

    @cache
    def clean(text: str) -> str:
        result = redact(text)
        if not isinstance(result, str):
            msg = f"a redaction returns a text, not {type(result).__name__}"
            raise TypeError(msg)
        return result

    before = _each_file(record.before, clean)
    after = _each_file(record.after, clean) if record.after is not None else None

    def shown(place: Place | None, side: Artifact | None) -> Place | None:
        # A finding may quote half a card number, which no pattern recognises on its own. So evidence is kept
        # only where the redacted document still shows it.
        if place is None:
            return None
        text = clean(place.text)
        visible = side is not None and any(text in whole for _, whole in side)
        return replace(place, text=text if visible else REDACTED)

    def cleaned(finding: Finding, source: Artifact | None = before) -> Finding:
        places = shown(finding.before, source), shown(finding.after, after)
        hidden = any(place is not None and place.text == REDACTED for place in places)
        message = REDACTED if hidden else clean(finding.message)
        return replace(finding, message=message, before=places[0], after=places[1])

    return replace(
        record,
        before=before,
        after=after,
        instruction=clean(record.instruction) if record.instruction else "",
        verdict=replace(record.verdict, findings=tuple(map(cleaned, record.verdict.findings)))
        if record.verdict
        else None,
        # Its other side is another hand-off's: without that document at hand, nothing of it is shown.
        drift=replace(record.drift, findings=tuple(cleaned(found, None) for found in record.drift.findings))
        if record.drift
        else None,
        trouble=clean(record.trouble) if record.trouble else record.trouble,
        extra={key: _each_text(value, clean) for key, value in record.extra.items()},
    )


def _showing(place: Place | None) -> Place | None:
    return replace(place, text=NOT_STORED) if place is not None else None


def _each_file(artifact: Artifact, change: Redact) -> Artifact:
    return Artifact({name: change(text) for name, text in artifact})


def _each_text(value: Any, change: Redact) -> Any:
    """The JSON value with every text in it changed; what is neither a number nor a container counts as text."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {key: _each_text(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_each_text(item, change) for item in value]
    return change(str(value))
