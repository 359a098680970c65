"""Findings of the verification: one kind for each way in which a result deviates from what is expected."""

from __future__ import annotations

from collections.abc import Sequence

from holdtrue.checks.contract.clauses import Clause
from holdtrue.checks.finding import Finding, Place, Severity, Standing

_QUOTED = 70
"""Characters of a text that a message quotes."""

_LONGEST = 360
"""Characters of evidence that a finding holds; a longer stretch is cut to its beginning."""


def rule(clause: Clause | None) -> str:
    """The clause in a few words."""
    if clause is None:
        return "everything else stays as it is"
    line = clause.to_line()
    return line if len(line) <= 90 else line[:89] + "…"


def deviates(
    kind: str,
    clause: Clause | None,
    message: str,
    before: Place | None,
    after: Place | None,
    standing: Standing = "forbidden",
    severity: Severity = "critical",
) -> Finding:
    """A finding whose message begins with the rule that was broken."""
    return Finding(
        f"contract.{kind}", standing, severity, f"{rule(clause)}: {message}", short(before), short(after)
    )


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The line that holds a stretch, or as much of it as evidence should; a stretch of several lines as it is.

    A value alone says little: who reads a finding looks for the row.
    """
    if "\n" in text[start:end]:
        return start, end
    first = max(text.rfind("\n", 0, start) + 1, start - _LONGEST // 2)
    following = text.find("\n", end)
    last = min(len(text) if following < 0 else following, end + _LONGEST // 2)
    while first < start and text[first] in " \t\r":
        first += 1
    while last > end and text[last - 1] in " \t\r":
        last -= 1
    return first, last


def quote(text: str) -> str:
    """A text in quotation marks, cut where it is long."""
    shown = " ".join(text.split())
    return f'"{shown}"' if len(shown) <= _QUOTED else f'"{shown[:_QUOTED]}…"'


def short(place: Place | None) -> Place | None:
    """A place that holds no more than evidence should."""
    if place is None or place.end - place.start <= _LONGEST:
        return place
    end = place.start + _LONGEST
    return Place(place.file, place.start, end, place.line, place.text[:_LONGEST])


def name_of(values: Sequence[tuple[str, str]]) -> str:
    """A record in a few words: its first value that tells it from others."""
    for _, value in values:
        if value.strip():
            return quote(value)
    return "a record"
