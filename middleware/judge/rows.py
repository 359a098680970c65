"""Places of a hand-off as a judge is shown them: whole lines of either side, or what stands around a place in long ones.

A line that changed in part is shown once, `[-old-]{+new+}` within it; other lines as a diff has them. Each begins with a
sign and its number, whatever it says itself, so that no line of a document passes for one of ours.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from holdtrue.checks import Artifact, HandOff, Place
from holdtrue.checks.lines import Line, split_lines
from holdtrue.checks.opcodes import blocks

Side = Literal["before", "after"]

LONG = 160
"""Characters of a line that is shown whole; of a longer one, only what stands around the place."""

_MARGIN = 50
"""Characters of a long line that are shown on each side of a place."""

_WOVEN = 2_000
"""Characters of the longest lines that are shown as one with their counterpart."""

_ALIKE = 0.5
"""Share of a line that must have stayed for both sides of it to be shown as one."""

_WORD = re.compile(r"\w+(?:[.:/'’-]\w+)*|\s+|[^\w\s]")

_WORDS = re.compile(r"\w+")

_RECORD = 40
"""Lines of a record in which the counterpart of a line is looked for, at most."""

_MARKS = re.compile(r"\[-|-\]|\{\+|\+\}")
"""What marks words that went and came; where a line has it already, both sides of it are shown apart."""

Stretches = list[tuple[int, int]]


@dataclass(slots=True)
class Span:
    """Lines of one file, with what matters in each."""

    file: str
    """The file's name."""

    lines: dict[int, Stretches] = field(default_factory=dict)
    """By the line's index in the file, the stretches that matter, in characters of the line."""

    @property
    def first(self) -> int:
        """Index of the first line."""
        return min(self.lines)

    def add(self, other: Span) -> None:
        """Take in what matters in another span of the same file."""
        for index, stretches in other.lines.items():
            known = self.lines.setdefault(index, [])
            known += [stretch for stretch in stretches if stretch not in known]


@dataclass(slots=True)
class Row:
    """What stands on both sides at one place; one side may have nothing."""

    before: Span | None
    after: Span | None

    part: int = 0
    """Which part of a long line it is, where it is not shown as one with its counterpart."""

    @property
    def key(self) -> tuple[Side, str, int, int] | None:
        """What rows of the same place share: where they begin on the side that came out, if they stand there."""
        if self.after is not None:
            return "after", self.after.file, self.after.first, self.part
        return ("before", self.before.file, self.before.first, self.part) if self.before is not None else None

    @property
    def order(self) -> tuple[str, int, int, int]:
        """Sorts rows as the side that came out has them; what is only on the other side, by where it stood."""
        span = self.after or self.before
        return (span.file, span.first, self.part, self.after is None) if span else ("", 0, 0, 0)

    @property
    def files(self) -> str:
        """Names of the files that it stands in."""
        return " -> ".join(dict.fromkeys(span.file for span in (self.before, self.after) if span))

    def joined(self, other: Row) -> Row:
        """Both rows as one."""
        return Row(_joined(self.before, other.before), _joined(self.after, other.after), self.part)


def _joined(one: Span | None, other: Span | None) -> Span | None:
    if one is None or other is None or one.file != other.file:
        return one or other
    joined = Span(one.file, {index: list(stretches) for index, stretches in one.lines.items()})
    joined.add(other)
    return joined


class Rows:
    """Finds and shows the rows of a hand-off."""

    def __init__(self, handoff: HandOff) -> None:
        self._sides: dict[Side, Artifact] = {"before": handoff.before, "after": handoff.after}
        self._split: dict[tuple[Side, str], tuple[tuple[Line, ...], list[int]]] = {}

    def row(
        self, before: Place | None, after: Place | None, records: tuple[Place, Place] | None = None
    ) -> Row | None:
        """The row of a place on each side; None where there is no such line.

        Args:
            before: Where it stood.
            after: Where it stands.
            records: The records around it on both sides, where they are known; where one side has no place, the line
                of its record that says the most of the other side's is shown.
        """
        row = Row(self._span("before", before), self._span("after", after))
        if row.key is None:
            return None
        if records is not None and row.before is None and row.after is not None:
            row.before = self._counterpart("after", row.after, "before", records[0])
        elif records is not None and row.after is None and row.before is not None:
            row.after = self._counterpart("before", row.before, "after", records[1])
        row.part = self._part(row)
        return row

    def _part(self, row: Row) -> int:
        side: Side = "before" if row.after is None else "after"
        span = row.after or row.before
        if span is None or len(span.lines) > 1:
            return 0
        long = len(self.lines(side, span.file)[span.first].text) > (LONG if row.before is None else _WOVEN)
        return span.lines[span.first][0][0] // LONG if long else 0

    def _counterpart(self, side: Side, span: Span, other: Side, record: Place) -> Span | None:
        found = self._span(other, record)
        if found is None or len(span.lines) > 1 or len(found.lines) > _RECORD:
            return None
        own = set(_WORDS.findall(self.lines(side, span.file)[span.first].text))
        theirs = self.lines(other, found.file)
        shares = {
            index: len(own.intersection(_WORDS.findall(theirs[index].text))) / max(len(own), 1)
            for index in found.lines
        }
        best = max(shares, key=lambda index: shares[index])
        return Span(found.file, {best: [(0, 0)]}) if shares[best] >= _ALIKE else None

    def lines(self, side: Side, file: str) -> tuple[Line, ...]:
        """The lines of a file."""
        return self._lines(side, file)[0]

    def shown(self, row: Row, limit: int | None = None) -> list[str]:
        """The lines of a row, `limit` characters of each side at most."""
        woven = self._woven(row)
        if woven is not None:
            return [woven]
        return [*self._side("before", row.before, limit), *self._side("after", row.after, limit)]

    def _lines(self, side: Side, file: str) -> tuple[tuple[Line, ...], list[int]]:
        key = (side, file)
        if key not in self._split:
            lines = split_lines(file, self._sides[side].files.get(file, ""))
            self._split[key] = lines, [line.start for line in lines]
        return self._split[key]

    def _span(self, side: Side, place: Place | None) -> Span | None:
        if place is None:
            return None
        lines, starts = self._lines(side, place.file)
        if not lines:
            return None
        first = max(bisect_right(starts, place.start) - 1, 0)
        last = max(bisect_right(starts, max(place.end - 1, place.start)) - 1, first)
        span = Span(place.file)
        for index in range(first, last + 1):
            line = lines[index]
            if line.is_blank and first < last:
                continue
            start = min(max(place.start - line.start, 0), len(line.text))
            span.lines[index] = [(start, min(max(place.end - line.start, start), len(line.text)))]
        return span if span.lines else None

    def _side(self, side: Side, span: Span | None, limit: int | None) -> Iterator[str]:
        if span is None:
            return
        lines = self.lines(side, span.file)
        sign = "-" if side == "before" else "+"
        left = limit
        for index in sorted(span.lines):
            if left is not None and left <= 0:
                yield f"{sign}…"
                return
            text = lines[index].text
            shown = _pieces(text, _around(text, span.lines[index]), left)
            yield f"{sign}{lines[index].number}|{shown}"
            left = None if left is None else left - len(shown)

    def _woven(self, row: Row) -> str | None:
        """Both sides of a line in one, where most of it stayed; None where they are better shown apart."""
        if row.before is None or row.after is None or len(row.before.lines) != 1 or len(row.after.lines) != 1:
            return None
        (old_at, _), (new_at, new_marks) = *row.before.lines.items(), *row.after.lines.items()
        old = self.lines("before", row.before.file)[old_at]
        new = self.lines("after", row.after.file)[new_at]
        if old.text == new.text:
            return f"={new.number}|{_pieces(new.text, _around(new.text, new_marks), None)}"
        if max(len(old.text), len(new.text)) > _WOVEN or _MARKS.search(old.text) or _MARKS.search(new.text):
            return None
        shown = _weave(old.text.strip(), new.text.strip())
        return None if shown is None else f"~{new.number}|{shown}"


def _around(text: str, marks: Iterable[tuple[int, int]]) -> Stretches:
    """The whole line, or of a long one the marked stretches with a margin."""
    if len(text) <= LONG:
        return [(0, len(text))]
    shown = []
    for start, end in marks:
        margin = max(min(_MARGIN, (LONG - end + start) // 2), 0)
        shown.append((max(start - margin, 0), min(end + margin, len(text))))
    return shown


def _pieces(text: str, stretches: Sequence[tuple[int, int]], limit: int | None) -> str:
    """Stretches of a line, with dots for what is left out."""
    joined: list[list[int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    shown = "…".join(text[start:end] for start, end in joined).strip()
    cut = limit is not None and len(shown) > limit
    shown = shown[:limit] if cut else shown
    if joined and joined[0][0] > 0:
        shown = "…" + shown
    return shown + "…" if cut or (joined and joined[-1][1] < len(text)) else shown


def _weave(old: str, new: str) -> str | None:
    """`[-old-]{+new+}` within what stayed; None where less than half did."""
    a, b = _WORD.findall(old), _WORD.findall(new)
    parts: list[tuple[bool, str]] = []
    stayed = 0
    for a0, a1, b0, b1, equal in blocks(a, b):
        went, came = "".join(a[a0:a1]), "".join(b[b0:b1])
        if equal:
            stayed += len(came)
            parts.append((True, came))
        else:
            parts.append((False, (f"[-{went}-]" if went else "") + (f"{{+{came}+}}" if came else "")))
    if stayed < _ALIKE * max(len(old), len(new)):
        return None
    if max(len(old), len(new)) <= LONG:
        return "".join(text for _, text in parts)
    last = len(parts) - 1
    return "".join(
        _shortened(text, first=at == 0, last=at == last) if equal else text
        for at, (equal, text) in enumerate(parts)
    )


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """What stayed in a long line, as far as it stands near what changed."""
    head, tail = (0 if first else _MARGIN), (0 if last else _MARGIN)
    if len(text) <= head + tail + 1:
        return text
    return text[:head] + "…" + (text[-tail:] if tail else "")
