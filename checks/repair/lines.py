"""A file whose expected text is known, put together line by line: its own line wherever that says what is expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdtrue.checks.align import align
from holdtrue.checks.lines import Line, split_lines
from holdtrue.checks.verify.alike import bare, bullet, squeezed, valued
from holdtrue.checks.verify.came import Came, Freedoms
from holdtrue.checks.verify.working import Working, clause_of


def merge_lines(working: Working, came: Came, freedoms: Freedoms) -> str:
    """The text that came, with the lines that deviate as they are expected.

    Line for line the result reads as expected, in the layout of what came. Where other text may stand, what came stays.
    """
    merged = "\n".join(_Merging(working, came, freedoms).lines())
    return merged + ("\n" if came.document.text.endswith("\n") or not came.document.text else "")


@dataclass(slots=True)
class _Run:
    """Lines between two that have a counterpart."""

    expected: list[int]
    came: list[Line]


class _Merging:
    def __init__(self, working: Working, came: Came, freedoms: Freedoms) -> None:
        self.working = working
        self.freedoms = freedoms
        self.format = came.document.format
        self.expected = split_lines(working.name, working.text)
        self.came = split_lines(came.file, came.document.text)
        marks = {bullet(line.text) for line in self.came} - {""} if self.format == "markdown" else set()
        self.mark = marks.pop() if len(marks) == 1 else ""
        self.blocks, self.holes = self._free()
        self.spare: dict[str, list[Line]] = {}
        kept = Counter(line.text for line in self.expected)
        for line in reversed(self.came):
            if line.text.strip() and not kept[line.text]:
                self.spare.setdefault(bare(line.text, self.format), []).append(line)

    def _free(self) -> tuple[set[int], dict[int, list[tuple[int, int]]]]:
        """Lines that other text may stand for, and those that have it inside or, at their beginning, before them."""
        blocks: set[int] = set()
        holes: dict[int, list[tuple[int, int]]] = {}
        position = 0
        for start, end, _ in self.working.free_stretches():
            while position < len(self.expected) and self._end(position) < start:
                position += 1
            index = position
            while index < len(self.expected) and self.expected[index].start <= max(start, end - 1):
                line = self.expected[index]
                head = line.start + len(line.text) - len(line.text.lstrip())
                if end > start and start <= head and end >= line.start + len(line.text.rstrip()):
                    blocks.add(index)
                else:
                    holes.setdefault(index, []).append((start, end))
                index += 1
            if index >= len(self.expected) and start == end:
                holes.setdefault(len(self.expected), []).append((start, end))
        return blocks, holes

    def _end(self, index: int) -> int:
        return self.expected[index].start + len(self.expected[index].text)

    def lines(self) -> Iterator[str]:
        """The lines of the result."""
        run = _Run([], [])
        for pair in align(self.expected, self.came):
            index = pair.before.number - 1 if pair.before else None
            other = pair.after
            fixed = index is not None and index not in self.blocks
            unlike = other is not None and not pair.equal and pair.similarity == 0 and self._open()
            if index is not None and fixed and other is not None and not unlike:
                yield from self._between(run, index)
                run = _Run([], [])
                yield self._either(index, other)
            else:
                if index is not None:
                    run.expected.append(index)
                if other is not None:
                    run.came.append(other)
        yield from self._between(run, len(self.expected))

    def _open(self) -> bool:
        return bool(self.blocks or self.holes)

    def _either(self, index: int, other: Line) -> str:
        """The line that came, if it says what is expected; else the expected one."""
        line = self.expected[index]
        if bare(line.text, self.format) == bare(other.text, self.format):
            return other.text
        if self._holed(index):
            return other.text
        clause = clause_of(self.working.cut(line.start, self._end(index)))
        if (clause or self.freedoms.style) and valued(line.text, other.text, self.format):
            return other.text
        return self._dressed(line.text, bullet(other.text) if self.format == "markdown" else "")

    def _dressed(self, text: str, mark: str = "") -> str:
        """An expected line with the bullet that stands in its place, or that all lists have which came."""
        own = bullet(text)
        mark = mark or self.mark
        return text.replace(own, mark, 1) if own and mark else text

    def _between(self, run: _Run, following: int) -> Iterator[str]:
        """What stands between two lines that both sides have."""
        free = [index for index in run.expected if index in self.blocks or self._holed(index)]
        gap = any(index in self.holes and self._gap(index) for index in [*run.expected, following])
        if free or gap:
            yield from self._opened(run, free)
            return
        lost = "".join(bare(self.expected[index].text, self.format) for index in run.expected)
        if lost == "".join(bare(line.text, self.format) for line in run.came):
            yield from (line.text for line in run.came)
            return
        for index in run.expected:
            yield self._own(self.expected[index])
        if not run.expected:
            yield from (line.text for line in run.came if line.is_blank)

    def _holed(self, index: int) -> bool:
        """Whether other text may stand inside a line."""
        return any(end > self.expected[index].start for _, end in self.holes.get(index, ()))

    def _gap(self, index: int) -> bool:
        """Whether other text may stand before a line."""
        begin = self.expected[index].start if index < len(self.expected) else len(self.working.text)
        return any(start == end <= begin for start, end in self.holes[index])

    def _opened(self, run: _Run, free: Sequence[int]) -> Iterator[str]:
        """Fixed lines that are missing stand again where they stood, before or after the text that may be another."""
        text = squeezed(" ".join(line.text for line in run.came))
        missing = [
            index
            for index in run.expected
            if index not in free
            and not self.expected[index].is_blank
            and squeezed(self.expected[index].text) not in text
        ]
        first = free[0] if free else -1
        yield from (self._own(self.expected[index]) for index in missing if index < first)
        yield from (line.text for line in run.came)
        yield from (self._own(self.expected[index]) for index in missing if index >= first)

    def _own(self, line: Line) -> str:
        """An expected line as it stands elsewhere in what came, in its layout there; as it is expected otherwise."""
        spare = self.spare.get(bare(line.text, self.format)) if line.text.strip() else None
        return spare.pop().text if spare else self._dressed(line.text)
