"""What came against an expected text, line by line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from holdtrue.checks.align import align
from holdtrue.checks.diff import changed_words
from holdtrue.checks.document import Document
from holdtrue.checks.finding import Finding
from holdtrue.checks.lines import Line, split_lines
from holdtrue.checks.verify.alike import bare, squeezed, valued
from holdtrue.checks.verify.came import Came, Freedoms
from holdtrue.checks.verify.freetext import PlaceOf, judge
from holdtrue.checks.verify.mentions import Known
from holdtrue.checks.verify.template import fill
from holdtrue.checks.verify.told import deviates, quote
from holdtrue.checks.verify.working import Working, clause_of, origin

Span = tuple[int, int]


def compare_lines(
    working: Working, came: Came, documents: dict[str, Document], freedoms: Freedoms, known: Known
) -> Iterator[Finding]:
    """Where the lines of a file deviate from those of its expected text; what stands in free stretches is judged."""
    yield from _Lines(working, came, documents, freedoms, known).compare()


class _Lines:
    def __init__(
        self, working: Working, came: Came, documents: dict[str, Document], freedoms: Freedoms, known: Known
    ) -> None:
        self.working = working
        self.came = came
        self.documents = documents
        self.freedoms = freedoms
        self.known = known
        self.expected = split_lines(working.name, working.text)
        self.lines = split_lines(came.file, came.document.text)
        self.free = working.free_stretches()
        self.sorts = [piece.clause for _, _, piece in self.free]
        self.gaps = self._gaps()
        self.blocks, self.templates = self._sorted_out()
        self.loose = self._loose()
        self.spans: dict[int, list[Span]] = {}
        self.joined: dict[int, list[int]] = defaultdict(list)
        self.renumbered: dict[str, dict[str, list[tuple[Line, Line]]]] = defaultdict(
            lambda: defaultdict(list)
        )

    def compare(self) -> Iterator[Finding]:
        rows: list[tuple[int | None, Line | None]] = []
        for pair in align(self.expected, self.lines):
            index = pair.before.number - 1 if pair.before else None
            if pair.before and pair.after and not pair.equal and pair.similarity == 0 and self.free:
                rows += [(index, None), (None, pair.after)]
            else:
                rows.append((index, pair.after))
        yield from self._walk(rows)
        yield from self._judged()
        if self.freedoms.numbering:
            yield from self._numbering()

    def _sorted_out(self) -> tuple[dict[int, int], dict[int, list[int]]]:
        """Which lines lie in a free stretch as a whole, and which hold one."""
        blocks: dict[int, int] = {}
        templates: dict[int, list[int]] = defaultdict(list)
        position = 0
        for number, (start, end, _) in enumerate(self.free):
            while position < len(self.expected) and self._end(position) < start:
                position += 1
            line = position
            while line < len(self.expected) and (
                self.expected[line].start < end or (start == end and self.expected[line].start <= start)
            ):
                own = self.expected[line]
                stop = own.start + len(own.text)
                covers = start <= own.start + (
                    len(own.text) - len(own.text.lstrip())
                ) and end >= own.start + len(own.text.rstrip())
                if covers and end > start:
                    blocks[line] = number
                elif max(start, own.start) < min(end, stop) or (start == end and own.start < start <= stop):
                    templates[line].append(number)
                line += 1
        return blocks, templates

    def _end(self, index: int) -> int:
        return self.expected[index].start + len(self.expected[index].text)

    def _gaps(self) -> dict[int, list[int]]:
        """Free stretches that stand between two lines, by the line behind them."""
        found: dict[int, list[int]] = defaultdict(list)
        index = 0
        for number, (start, end, _) in enumerate(self.free):
            if start == end and (
                start == 0 or start >= len(self.working.text) or self.working.text[start - 1] == "\n"
            ):
                while index < len(self.expected) and self.expected[index].start < start:
                    index += 1
                found[index].append(number)
        return found

    def _loose(self) -> set[int]:
        """Blank lines beside a gap: what fills it may stand before or behind them."""
        found: set[int] = set()
        for index in self.gaps:
            for step, position in ((-1, index - 1), (1, index)):
                while 0 <= position < len(self.expected) and self.expected[position].is_blank:
                    found.add(position)
                    position += step
        return found

    def _walk(self, rows: Sequence[tuple[int | None, Line | None]]) -> Iterator[Finding]:
        run: list[tuple[int | None, Line | None]] = []
        open_blocks: list[int] = list(self.gaps.get(0, []))
        last_index = -1
        for index, line in [*rows, (len(self.expected), None)]:
            fixed = index is not None and index not in self.blocks and index not in self.loose
            if index is not None:
                last_index = index
            if fixed and (line is not None or index == len(self.expected)):
                yield from self._close(run, open_blocks)
                run, open_blocks = [], []
                if line is not None and index is not None:
                    yield from self._pair(index, line)
            else:
                run.append((index, line))
                if index is not None and index in self.blocks and self.blocks[index] not in open_blocks:
                    open_blocks.append(self.blocks[index])
            if index is not None:
                open_blocks += [gap for gap in self.gaps.get(last_index + 1, []) if gap not in open_blocks]

    def _close(
        self, run: Sequence[tuple[int | None, Line | None]], open_blocks: Sequence[int]
    ) -> Iterator[Finding]:
        """A run of lines without counterpart, between two that have one."""
        lost = [
            self.expected[i] for i, line in run if i is not None and i not in self.blocks and line is None
        ]
        came = [(i, line) for i, line in run if line is not None]
        if open_blocks:
            self._taken(came, open_blocks)
            text = squeezed(" ".join(line.text for _, line in came))
            for line in lost:
                if not line.is_blank and squeezed(line.text) not in text:
                    yield self._lost(line)
            return
        added = [line for _, line in came]
        if self._bare(lost) == self._bare(added):
            return
        for line in lost:
            if not line.is_blank:
                yield self._lost(line)
        for line in added:
            if not line.is_blank:
                place = self.came.place(line.start, line.start + len(line.text))
                yield deviates("added", None, f"{quote(line.text)} came in", None, place)

    def _taken(self, came: Sequence[tuple[int | None, Line]], open_blocks: Sequence[int]) -> None:
        """Lines that fill free stretches: the one that their counterpart lies in, or the one before it."""
        current = open_blocks[0]
        for number in open_blocks:
            self.spans.setdefault(number, [])
        for index, line in came:
            if index is not None and index in self.blocks:
                current = self.blocks[index]
            if not line.is_blank:
                self._take(current, line.start, line.start + len(line.text))

    def _take(self, number: int, start: int, end: int) -> None:
        self.spans.setdefault(number, []).append((start, end))

    def _bare(self, lines: Sequence[Line]) -> str:
        return "".join(bare(line.text, self.came.document.format) for line in lines)

    def _lost(self, line: Line) -> Finding:
        pieces = self.working.over(line.start, line.start + len(line.text))
        before = origin(self.working, line.start, line.start + len(line.text), self.documents)
        verb = "is not there" if any(piece.clause for piece in pieces) else "is gone"
        return deviates("lost", clause_of(pieces), f"{quote(line.text)} {verb}", before, None)

    def _pair(self, index: int, other: Line) -> Iterator[Finding]:
        line, holes = self.expected[index], self.templates.get(index, [])
        if line.text == other.text and not holes:
            return
        if holes:
            yield from self._filled(line, other, holes)
            return
        if self._bare([line]) == self._bare([other]):
            return
        for gap in self.gaps.get(index, ()):
            ahead = fill([gap, line.text], other.text, self.sorts)
            if ahead.holes:
                self._take(gap, other.start, other.start + ahead.holes[0].end)
                return
        pieces = self.working.cut(line.start, line.start + len(line.text))
        clause = clause_of(pieces)
        if (clause or self.freedoms.style) and valued(line.text, other.text, self.came.document.format):
            return
        if self.freedoms.numbering and _masked(line.text) == _masked(other.text):
            for old, new in zip(_digits(line.text), _digits(other.text), strict=True):
                self.renumbered[old][new].append((line, other))
            return
        told = "; ".join(
            f"{quote(new)} where {quote(old)} is expected"
            if old and new
            else f"{quote(new)} came in"
            if new
            else f"{quote(old)} is missing"
            for old, new in changed_words(line.text, other.text)[:3]
        )
        before = origin(self.working, line.start, line.start + len(line.text), self.documents)
        yield deviates(
            "changed",
            clause,
            told or "the line differs",
            before,
            self.came.place(other.start, other.start + len(other.text)),
        )

    def _filled(self, line: Line, other: Line, holes: Sequence[int]) -> Iterator[Finding]:
        """A line with free stretches in it: what is around them must stand, what is in them is kept for judging."""
        parts: list[str | int] = []
        position, stop = line.start, line.start + len(line.text)
        for number in holes:
            start, end, _ = self.free[number]
            parts += [self.working.text[position : max(start, position)], number]
            position = min(max(end, position), stop)
        parts.append(self.working.text[position:stop])
        filled = fill(parts, other.text, self.sorts)
        if filled.broken:
            before = origin(self.working, line.start, stop, self.documents)
            place = self.came.stretch(other.start, other.start + len(other.text))
            message = f"{quote(filled.broken)} does not stand around the free text"
            yield deviates("changed", None, message, before, place)
            return
        for hole in filled.holes:
            first, *rest = hole.numbers
            self._take(first, other.start + hole.start, other.start + hole.end)
            self.joined[first] += rest

    def _judged(self) -> Iterator[Finding]:
        """Each free stretch as a whole, however many lines it takes."""
        joined = {number for rest in self.joined.values() for number in rest}
        for number, (start, end, piece) in enumerate(self.free):
            if number not in self.spans or number in joined or piece.clause is None:
                continue
            stretches = [self.free[one] for one in (number, *self.joined.get(number, ()))]
            source = " ".join(self.working.text[a:b] for a, b, _ in stretches)
            before = origin(self.working, start, max(end, start + 1), self.documents) if end > start else None
            text, spans = self.came.document.text, self.spans[number]
            a, b = (spans[0][0], max(stop for _, stop in spans)) if spans else (0, 0)
            result = text[a:b].strip()
            a += len(text[a:b]) - len(text[a:b].lstrip())
            after = self.came.stretch(a, a + len(result)) if spans else None
            yield from judge(piece.clause, source, result, before, after, PlaceOf(after, result), self.known)

    def _numbering(self) -> Iterator[Finding]:
        """Numbers that changed must have changed alike everywhere."""
        for old, news in self.renumbered.items():
            ranked = sorted(news.items(), key=lambda pair: -len(pair[1]))
            real = [pair for pair in ranked if pair[0] != old]
            for new, places in real[1:]:
                for line, other in places:
                    before = origin(self.working, line.start, line.start + len(line.text), self.documents)
                    message = f"{old} became {new} here and {real[0][0]} elsewhere"
                    yield deviates(
                        "numbering",
                        None,
                        message,
                        before,
                        self.came.place(other.start, other.start + len(other.text)),
                    )


_DIGITS = re.compile(r"\d+")


def _masked(text: str) -> str:
    return _DIGITS.sub("0", squeezed(text))


def _digits(text: str) -> list[str]:
    return _DIGITS.findall(squeezed(text))
