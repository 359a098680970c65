"""The records of a result that a verdict holds against, each with what it was made of: what must be done again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence

from holdtrue.checks.align import Pair
from holdtrue.checks.document import Document
from holdtrue.checks.finding import Finding, Place
from holdtrue.checks.handoff import HandOff
from holdtrue.checks.reading import Group, Page, Reading
from holdtrue.checks.repair.arranging import span
from holdtrue.checks.tracing.trace import trace
from holdtrue.checks.verdict import Verdict

Failing = tuple[Place, Place]
"""A record as it was handed over, and as it came."""

_PLAIN = ("txt", "lines")
"""Readers of text without a form of its own: where one finds no smaller records, lines stand for them."""

_MOST = 0.5
"""A record that holds more of its document than this share is no part of it to be done alone."""


def failing_records(handoff: HandOff, verdict: Verdict) -> list[Failing]:
    """The records that findings lie in, in the order of the result; of plain text without records, the lines.

    Empty where not every finding lies in a record that both sides have: then the whole must be done again.
    """
    wrong = [finding for finding in verdict.findings if finding.standing != "noted"]
    groups = Reading(handoff).groups
    if not wrong or not all(group.paired for group in groups):
        return []
    found: list[Failing] = []
    for group in groups:
        (before,), (after,) = group.before, group.after
        mine = [finding for finding in wrong if _is_about(finding, before, after)]
        if not mine:
            continue
        failing = _records(before, after, mine)
        if failing is None and after.document.format in _PLAIN:
            failing = _lines(group, mine)
        if not failing:
            return []
        found += failing
    reached = all(any(_lies_in(finding, *places) for places in found) for finding in wrong)
    return sorted(found, key=lambda places: (places[1].file, places[1].start)) if reached else []


def _is_about(finding: Finding, before: Page, after: Page) -> bool:
    if finding.after is not None:
        return finding.after.file == after.name
    return finding.before is not None and finding.before.file == before.name


def _lies_in(finding: Finding, before: Place, after: Place) -> bool:
    return _within(finding.after, after) or _within(finding.before, before)


def _within(place: Place | None, record: Place) -> bool:
    """Whether the place is in the record; a place at its very end counts, as where something is missing."""
    return (
        place is not None
        and place.file == record.file
        and record.start <= place.start
        and place.end <= record.start + len(record.text)
    )


def _records(before: Page, after: Page, wrong: Sequence[Finding]) -> list[Failing] | None:
    """By the records that the reader finds; None where one is missing, unpaired, or nearly the whole document."""
    pairs = [pair for pair in trace([before.document], [after.document]).pairs if not pair.copy]
    left, right = _Spans(before.document), _Spans(after.document)
    to_before = {right.position(pair.after.record): left.position(pair.before.record) for pair in pairs}
    to_after = {mine: other for other, mine in to_before.items()}
    chosen: set[int] = set()
    for finding in wrong:
        if finding.after is not None:
            index = right.innermost(finding.after, to_before)
        else:
            inside = left.innermost(finding.before, to_after) if finding.before else None
            index = None if inside is None else to_after[inside]
        if index is None:
            return None
        chosen.add(index)
    outermost = [index for index in chosen if not right.is_inside_of(index, chosen)]
    places = [(left.place(to_before[index]), right.place(index)) for index in outermost]
    whole = len(after.content.strip())
    return None if any(len(came.text) > _MOST * whole for _, came in places) else places


class _Spans:
    """Where the records of a document stand."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.spans = [span(document, index) for index in range(len(document.records))]
        self._positions = {id(record): index for index, record in enumerate(document.records)}
        self._starts = [start for start, _ in self.spans]

    def position(self, record: object) -> int:
        """A record's position in the document."""
        return self._positions[id(record)]

    def place(self, index: int) -> Place:
        """A record with the quotes around its values."""
        return self.document.place(*self.spans[index])

    def innermost(self, place: Place, among: Container[int]) -> int | None:
        """The smallest of these records that the place lies in."""
        index: int | None = bisect_right(self._starts, place.start) - 1
        if place.file != self.document.file or index is None or index < 0:
            return None
        while index is not None and not (index in among and place.end <= self.spans[index][1]):
            index = self.document.records[index].parent
        return index

    def is_inside_of(self, index: int, others: set[int]) -> bool:
        """Whether a record around it is among the others."""
        parent = self.document.records[index].parent
        while parent is not None:
            if parent in others:
                return True
            parent = self.document.records[parent].parent
        return False


def _lines(group: Group, wrong: Sequence[Finding]) -> list[Failing] | None:
    """By lines; None where one that is touched has no counterpart."""
    touched = [pair for pair in group.aligned if any(_touches(finding, pair) for finding in wrong)]
    places = [
        (pair.before.place, pair.after.place)
        for pair in touched
        if pair.before is not None and pair.after is not None and not pair.before.is_blank
    ]
    return places if len(places) == len(touched) else None


def _touches(finding: Finding, pair: Pair) -> bool:
    sides = ((finding.before, pair.before), (finding.after, pair.after))
    return any(
        place is not None
        and line is not None
        and place.file == line.file
        and place.start <= line.start + len(line.text)
        and place.end >= line.start
        for place, line in sides
    )
