"""How much of a document a set of findings leaves intact."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from holdtrue.checks.artifact import Artifact
from holdtrue.checks.finding import Finding, Place, Standing
from holdtrue.checks.handoff import HandOff
from holdtrue.checks.lines import Line, split_lines

_WEIGHT: dict[Standing, float] = {"forbidden": 1.0, "unexplained": 0.5, "noted": 0.0}


def integrity(handoff: HandOff, findings: Iterable[Finding]) -> float:
    """The share of the document's lines that no finding touches, in [0, 1].

    Taken on each side over its non-blank lines; the smaller share counts. A line weighs as the worst finding that
    touches it: 1 where it is forbidden, 1/2 where it is unexplained, 0 where it is noted. A finding without a place
    (on both sides), and one whose place holds blank lines only, weighs as one line more. Where something was handed
    over and nothing arrived, not even an excuse, the share is 0; an excuse is touched as a whole.
    """
    findings = [finding for finding in findings if _WEIGHT[finding.standing]]
    if handoff.after.is_empty and not handoff.before.is_empty:
        return 0.0
    before, lines_before, touching_before = _touched(
        handoff.before, [(f.before, _WEIGHT[f.standing]) for f in findings]
    )
    after, lines_after, touching_after = _touched(
        handoff.after, [(f.after, _WEIGHT[f.standing]) for f in findings]
    )
    nowhere = sum(
        _WEIGHT[finding.standing]
        for index, finding in enumerate(findings)
        if index not in touching_before and index not in touching_after
    )
    return min(_share(before + nowhere, lines_before), _share(after + nowhere, lines_after))


def _share(touched: float, lines: int) -> float:
    return max(0.0, 1.0 - touched / max(lines, 1))


def _touched(side: Artifact, places: Sequence[tuple[Place | None, float]]) -> tuple[float, int, set[int]]:
    """Weight of the touched lines, number of non-blank lines, and which of the places touch one."""
    named = {place.file for place, _ in places if place}
    files = {
        name: [line for line in split_lines(name, text) if not line.is_blank]
        for name, text in side
        if name in named
    }
    starts = {name: [line.start for line in lines] for name, lines in files.items()}
    filled = sum(len(list(filter(str.strip, text.split("\n")))) for _, text in side)
    weights: dict[tuple[str, int], float] = {}
    touching: set[int] = set()
    for index, (place, weight) in enumerate(places):
        if place is None:
            continue
        for position in _lines_of(place, files[place.file], starts[place.file]):
            key = (place.file, position)
            weights[key] = max(weights.get(key, 0.0), weight)
            touching.add(index)
    return sum(weights.values()), filled, touching


def _lines_of(place: Place, lines: Sequence[Line], starts: Sequence[int]) -> range:
    """Positions of the non-blank lines that share a character, or an end, with the place."""
    first = max(bisect_right(starts, place.start) - 1, 0)
    if first < len(lines) and lines[first].start + len(lines[first].text) < place.start:
        first += 1
    return range(first, max(first, bisect_left(starts, max(place.end, place.start + 1))))
