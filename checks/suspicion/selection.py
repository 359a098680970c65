"""Which differences of a hand-off are weighed, where there are very many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from holdtrue.checks.document import Document
from holdtrue.checks.finding import Place
from holdtrue.checks.suspicion.looks import field_of, outline
from holdtrue.checks.suspicion.suspects import Suspect
from holdtrue.checks.tracing.trace import Trace

_WEIGHED = 2000
"""Differences of one sort that are weighed; of more, those that fewest are like."""


def weighed(found: Sequence[Suspect], traced: Trace) -> Iterator[Suspect]:
    """The differences that are weighed, in their order: all, or of very many of a sort the least usual ones.

    Thousands of differences of one sort are one change that was asked for, or none was; damage among them is what looks
    unlike the rest. Places are widened to whole words.
    """
    before = {unit.document.file: unit.document for unit in traced.before}
    after = {unit.document.file: unit.document for unit in traced.after}
    by_sort: dict[str, list[int]] = defaultdict(list)
    for position, suspect in enumerate(found):
        by_sort[suspect.sort].append(position)
    left_out: set[int] = set()
    for positions in by_sort.values():
        if len(positions) > _WEIGHED:
            looks = [_look(found[position]) for position in positions]
            alike = Counter(looks)
            order = sorted(range(len(positions)), key=lambda at: alike[looks[at]])
            left_out.update(positions[at] for at in order[_WEIGHED:])
    for position, suspect in enumerate(found):
        if position not in left_out:
            was, became = suspect.before, suspect.after
            if suspect.sort == "moved" and suspect.pair is not None:
                was, became = suspect.pair.before.place, suspect.pair.after.place
            yield replace(suspect, before=_whole_words(was, before), after=_whole_words(became, after))


_REACH = 40
"""Characters that a place is widened by, at most, to whole words."""


def _whole_words(place: Place | None, documents: dict[str, Document]) -> Place | None:
    """The place with the rest of the words that it begins and ends in, so that it reads."""
    if place is None or place.file not in documents:
        return place
    document = documents[place.file]
    text = document.text
    start, end = place.start, place.end
    while start > max(0, place.start - _REACH) and not text[start - 1].isspace():
        start -= 1
    while end < min(len(text), place.end + _REACH) and not text[end].isspace():
        end += 1
    return document.place(start, end)


def _look(suspect: Suspect) -> Hashable:
    """What differences that look alike have in common: where they stand, and their shape."""
    if suspect.edit is not None:
        return field_of(suspect), outline(suspect.old), outline(suspect.new)
    unit = suspect.unit or (suspect.pair and suspect.pair.after)
    return (unit.record.kind, unit.record.path, len(unit.record.cells)) if unit else None
