"""The place of a finding on both sides, in its line, with what changed marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from holdtrue.checks import Artifact, Finding, Place
from holdtrue.checks.diff import Op, inline
from holdtrue.middleware.ledger import StoredRecord
from holdtrue.middleware.report.text import clip, visible

LONGEST = 1_200
"""Characters of a place that are shown; what is cut is told."""

AROUND = 90
"""Characters shown on each side of a place, at most, within its first and last line."""

# A comma joins thousands only: in a table it stands between cells.
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.:]\d+)*")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One side of the evidence, fit to be shown."""

    file: str
    """The file's name."""

    line: int
    """Number of the line, from 1."""

    lead: str
    """What stands before the place in its line."""

    marked: tuple[tuple[Op, str], ...]
    """The place itself; on this side there is `equal` beside `delete` (before) or `insert` (after)."""

    tail: str
    """What stands behind the place in its line."""

    @property
    def text(self) -> str:
        """The whole excerpt without its marks."""
        return self.lead + "".join(text for _, text in self.marked) + self.tail


def excerpts(stored: StoredRecord, finding: Finding) -> tuple[Excerpt | None, Excerpt | None]:
    """Both sides of a finding; None where nothing stood or stands."""
    old, new = finding.before, finding.after
    script = inline(_shown(old), _shown(new))
    record = stored.record
    # Offsets count in the text that was checked; a redacted or withheld one has other places.
    whole = stored.kept == "full"
    return (
        _excerpt(old, record.before if whole else None, _side(script, "delete")),
        _excerpt(new, record.after if whole else None, _side(script, "insert")),
    )


def _side(script: Iterable[tuple[Op, str]], mine: Op) -> tuple[tuple[Op, str], ...]:
    """One side of an edit script; a number of which a digit changed is marked whole, as a reader reads it."""
    text, marks, gaps = "", list[bool](), list[tuple[int, str]]()
    for op, part in script:
        if op in ("equal", mine):
            text += part
            marks += [op == mine] * len(part)
        else:
            gaps.append((len(text), part))
    for number in _NUMBER.finditer(text):
        start, end = number.span()
        if any(marks[start:end]) or any(_continues(start, end, at, part) for at, part in gaps):
            marks[start:end] = [True] * (end - start)
    runs = groupby(zip(marks, text, strict=True), key=lambda pair: pair[0])
    return tuple((mine if marked else "equal", "".join(char for _, char in run)) for marked, run in runs)


def _continues(start: int, end: int, at: int, part: str) -> bool:
    """Whether what stands at a gap on the other side belongs to the number from `start` to `end`."""
    return start < at < end or (at == end and part[0].isdigit()) or (at == start and part[-1].isdigit())


def _shown(place: Place | None) -> str:
    return visible(clip(place.text, LONGEST)) if place is not None else ""


def _excerpt(
    place: Place | None, side: Artifact | None, marked: tuple[tuple[Op, str], ...]
) -> Excerpt | None:
    if place is None:
        return None
    lead, tail = _around(place, side)
    return Excerpt(visible(place.file), place.line, visible(lead), marked, visible(tail))


def _around(place: Place, side: Artifact | None) -> tuple[str, str]:
    """The rest of the place's first and last line, as far as the document is at hand."""
    text = side.files.get(place.file) if side is not None else None
    if text is None or text[place.start : place.end] != place.text:
        return "", ""
    first = text.rfind("\n", 0, place.start) + 1
    last = text.find("\n", place.end)
    last = len(text) if last < 0 else last
    lead = text[first : place.start]
    tail = "" if place.text.endswith("\n") else text[place.end : last]
    return (
        lead if len(lead) <= AROUND else "…" + lead[-AROUND:],
        tail if len(tail) <= AROUND else tail[:AROUND] + "…",
    )
