"""From weighed differences to findings that a person understands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from holdtrue.checks.finding import Finding, Place, Severity, Standing
from holdtrue.checks.suspicion.kinds import WEIGHED
from holdtrue.checks.suspicion.suspects import Suspect
from holdtrue.checks.suspicion.weigh import Weighing
from holdtrue.checks.tracing.tokens import Token

_SHOWN = 5
"""Findings of one hand-off: the likeliest damage; what ranks below it is hardly ever the reason."""

_BESIDE = 0.6
"""How likely a further difference must be, next to the likeliest, to be shown beside it."""

_NOTED = 0.25
"""How likely a difference must be to be noted where it is not enough for a warning."""

_QUOTED = 120
"""Characters of a place that a message quotes."""

_HAPPENED = {
    "lost": "{old} did not arrive",
    "added": "{new} came out of nothing that was handed over",
    "copied": "{new} came out beside its original",
    "moved": "{new} stands elsewhere now",
    "missed": "{old} stayed, where the same words changed elsewhere",
    "novel": "{new} stands neither in what was handed over nor in the instruction",
    "unfulfilled": "the instruction names {new}, which did not come",
    "twin": "{new} stands twice",
    "notation": "{old} is written {new}",
}


def findings(weighing: Weighing) -> Iterator[Finding]:
    """What to tell of the differences of a hand-off, the likeliest damage first."""
    told = [item for item in weighing.differences if not item.suspect.kind or item.suspect.kind in WEIGHED]
    for rank, item in enumerate(told[:_SHOWN]):
        standing: Standing = "noted"
        if weighing.damage >= weighing.warn and (
            rank == 0 or item.likelihood >= _BESIDE * told[0].likelihood
        ):
            standing = "forbidden" if weighing.damage >= weighing.fail and rank == 0 else "unexplained"
        elif item.likelihood < _NOTED:
            return
        yield finding_of(item.suspect, standing)


def finding_of(suspect: Suspect, standing: Standing) -> Finding:
    """A difference as a finding."""
    return Finding(
        _kind(suspect),
        standing,
        _severity(suspect, standing),
        _message(suspect),
        _short(suspect.before),
        _short(suspect.after),
    )


def _kind(suspect: Suspect) -> str:
    if suspect.kind:
        return suspect.kind
    if suspect.law is not None:
        return f"law.{suspect.law.family}"
    if suspect.change is not None:
        return f"{suspect.change.aspect}.{suspect.change.kind.partition('_')[2]}"
    what = {"lost": "lost", "added": "added", "copied": "copied", "moved": "moved", "twin": "copied"}
    if suspect.sort in what:
        return f"record.{what[suspect.sort]}"
    said = (*suspect.old, *suspect.new)
    family = "number" if any(token.is_number for token in said) else "text"
    if suspect.sort in ("novel", "unfulfilled", "missed"):
        return f"{family}.{suspect.sort}"
    way = "changed" if suspect.old and suspect.new else "lost" if suspect.old else "added"
    return f"{family}.{way}"


def _severity(suspect: Suspect, standing: Standing) -> Severity:
    if suspect.sort == "notation" or standing == "noted":
        return "minor"
    return "critical" if standing == "forbidden" else "major"


def _message(suspect: Suspect) -> str:
    if suspect.law is not None:
        law = suspect.law
        total = law.obeying + len(law.breaks)
        return f"{law.says} in {law.obeying} of {total} places; not in {_quoted(suspect.after or suspect.before)}"
    if suspect.kind:
        return f"the delivery: {suspect.kind.partition('.')[2].replace('_', ' ')}"
    old = _words(suspect.old) or _quoted(suspect.before)
    new = _words(suspect.new) or _quoted(suspect.after)
    if suspect.change is not None:
        aspect = suspect.change.aspect or "value"
        if suspect.change.kind == "assertion_changed":
            return f"{aspect}: {old} became {new}"
        return (
            f"{aspect}: {old} was lost"
            if suspect.change.kind == "assertion_lost"
            else f"{aspect}: {new} was added"
        )
    template = _HAPPENED.get(suspect.sort)
    if template is None:
        template = (
            "{old} became {new}"
            if suspect.old and suspect.new
            else "{old} was lost"
            if suspect.old
            else "{new} was added"
        )
    field = suspect.edit and (suspect.edit.cell_after or suspect.edit.cell_before)
    where = f" in {field.field}" if field and field.field else ""
    return template.format(old=old, new=new) + where


def _words(said: Sequence[Token]) -> str:
    text = " ".join(token.text for token in said)
    return f"“{text[:_QUOTED]}{'…' if len(text) > _QUOTED else ''}”" if text else ""


def _quoted(place: Place | None) -> str:
    text = " ".join(place.text.split()) if place else ""
    return f"“{text[:_QUOTED]}{'…' if len(text) > _QUOTED else ''}”"


_EVIDENCE = 300
"""Characters of a place that are evidence; of a longer one, its beginning."""


def _short(place: Place | None) -> Place | None:
    if place is None or len(place.text) <= _EVIDENCE:
        return place
    return Place(place.file, place.start, place.start + _EVIDENCE, place.line, place.text[:_EVIDENCE])
