"""Where a doubt stands on both sides, with the lines around it, as a cross-encoder compares them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from holdtrue.checks import Artifact, Finding, HandOff, Place
from holdtrue.checks.align import align
from holdtrue.checks.lines import Line, split_lines

Side = Literal["before", "after"]

AROUND = 1
"""Lines shown above and below a doubt, where there is room."""

LONG = 200
"""Characters of a line that is shown whole; of a longer one, only what stands around the doubt."""

_MARGIN = 70
"""Characters of a long line that are shown on each side of a doubt."""

_BRIEF = 80
"""Characters that are shown of a line without a doubt in it."""

_ANCHOR = 24
"""Characters beside a doubt by which its counterpart in a long line is found."""


@dataclass(slots=True)
class Window:
    """Lines, or stretches of long ones, on one side of a hand-off."""

    side: Side
    """Which side."""

    file: str
    """The file's name."""

    stretches: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """What is shown of each line, by its index in the file: from where to where in the line."""

    @property
    def reach(self) -> tuple[int, int]:
        """The first line and the last."""
        return min(self.stretches), max(self.stretches)


@dataclass(frozen=True, slots=True)
class Matching:
    """Which lines of two files belong together."""

    opposite: dict[Side, list[int]]
    """By the line's index, that of its counterpart; of the line that follows where it has none."""


class Lines:
    """The lines of both sides of a hand-off and which belong together."""

    def __init__(self, handoff: HandOff) -> None:
        self._sides: dict[Side, Artifact] = {"before": handoff.before, "after": handoff.after}
        self._split: dict[tuple[Side, str], tuple[Line, ...]] = {}
        self._matchings: dict[tuple[str, str], Matching] = {}

    def of(self, side: Side, file: str) -> tuple[Line, ...]:
        """The lines of a file."""
        key = (side, file)
        if key not in self._split:
            self._split[key] = split_lines(file, self._sides[side].files[file])
        return self._split[key]

    def windows(self, finding: Finding, around: int = AROUND) -> list[Window]:
        """What to show of each side for a finding: its place, the place that corresponds, and lines around.

        Empty where the finding has no place.
        """
        places: tuple[tuple[Side, Place | None], ...] = (("before", finding.before), ("after", finding.after))
        own = [
            self._window(side, place, around)
            for side, place in places
            if place is not None and self.of(side, place.file)
        ]
        if len(own) == 1:
            other = self._counterpart(own[0], finding.before or finding.after, around)
            own += [other] if other else []
        return sorted(own, key=lambda window: window.side == "after")

    def _window(self, side: Side, place: Place, around: int) -> Window:
        lines = self.of(side, place.file)
        starts = [line.start for line in lines]
        first = max(bisect_right(starts, place.start) - 1, 0)
        last = max(bisect_right(starts, max(place.end - 1, place.start)) - 1, first)
        window = Window(side, place.file)
        for index in range(max(first - around, 0), min(last + around, len(lines) - 1) + 1):
            line = lines[index]
            inside = first <= index <= last
            start, end = place.start - line.start, place.end - line.start
            window.stretches[index] = [_shown(line.text, start, end) if inside else _head(line.text)]
        return window

    def _counterpart(self, window: Window, place: Place | None, around: int) -> Window | None:
        """The same stretch of lines on the other side, where that file has one that corresponds."""
        other: Side = "after" if window.side == "before" else "before"
        files = self._sides[other].files
        file = window.file if window.file in files else next(iter(files), None)
        if file is None or (file != window.file and len(files) > 1) or place is None:
            return None
        lines = self.of(other, file)
        if not lines:
            return None
        matching = self.matching(*((window.file, file) if window.side == "before" else (file, window.file)))
        first, last = window.reach
        reached = [matching.opposite[window.side][index] for index in range(first, last + 1)]
        low, high = min(reached), min(max(reached), min(reached) + last - first + 2 * around)
        found = Window(other, file)
        source = self.of(window.side, window.file)
        for index in range(max(low, 0), min(high, len(lines) - 1) + 1):
            found.stretches[index] = [_opposite(lines[index].text, source, place)]
        return found if found.stretches else None

    def matching(self, before: str, after: str) -> Matching:
        """Which lines of two files belong together."""
        if (before, after) not in self._matchings:
            found = Matching({"before": [], "after": []})
            here = {"before": 0, "after": 0}
            for pair in align(self.of("before", before), self.of("after", after)):
                if pair.before is not None:
                    found.opposite["before"].append(here["after"])
                if pair.after is not None:
                    found.opposite["after"].append(here["before"])
                here["before"] += pair.before is not None
                here["after"] += pair.after is not None
            self._matchings[before, after] = found
        return self._matchings[before, after]


def _head(text: str) -> tuple[int, int]:
    return 0, min(len(text), _BRIEF)


def _shown(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole line, or of a long one the stretch with a margin."""
    if len(text) <= LONG:
        return 0, len(text)
    return max(start - _MARGIN, 0), min(max(end, start) + _MARGIN, len(text))


def _opposite(text: str, source: Sequence[Line], place: Place) -> tuple[int, int]:
    """What to show of the counterpart of a place: of a long line, the stretch after the same words."""
    if len(text) <= LONG:
        return 0, len(text)
    line = source[bisect_right([line.start for line in source], place.start) - 1]
    start = place.start - line.start
    anchor = line.text[max(start - _ANCHOR, 0) : start]
    found = text.find(anchor) if anchor.strip() else -1
    at = found + len(anchor) if found >= 0 else round(len(text) * start / max(len(line.text), 1))
    return _shown(text, at, at + len(place.text))
