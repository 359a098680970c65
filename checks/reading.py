"""What the detectors share about one hand-off: computed once, on first use."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import PurePosixPath

from holdtrue.checks.align import Pair, align
from holdtrue.checks.arrival import barely_arrives
from holdtrue.checks.document import Document
from holdtrue.checks.embed import Embed
from holdtrue.checks.errors import OutOfTime
from holdtrue.checks.finding import Place
from holdtrue.checks.formats import Parsed, format_of, parse, sniff
from holdtrue.checks.formats.tables import separator
from holdtrue.checks.handoff import HandOff
from holdtrue.checks.lines import Line, split_lines
from holdtrue.checks.phrases import declines
from holdtrue.checks.wrapping import Wrapping, unwrap

_NO_BREAK = re.compile(r"[^\r\n]")

_QUOTED_OR_COMMA = re.compile(r'"(?:\\.|[^"\\])*"|,')


class Page:
    """One file of a side, and the document inside it."""

    def __init__(self, name: str, text: str, wrapping: Wrapping, format: str | None) -> None:  # noqa: A002  # the field's word
        self.name = name
        self.text = text
        self.wrapping = wrapping
        self.format = format

    @property
    def content(self) -> str:
        """The document, without a fence and courtesy text around it."""
        return self.text[self.wrapping.start : self.wrapping.end]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The document's lines, placed in the file."""
        return split_lines(self.name, self.text, self.wrapping.start, self.wrapping.end)

    @cached_property
    def parsed(self) -> Parsed | None:
        """What the format's parser says about the document; None where the format has no parser."""
        return parse(self.format, self.content) if self.format else None

    @cached_property
    def _comma_separates(self) -> bool:
        return self.format in ("json", "jsonl") or (self.format == "csv" and separator(self.content) == ",")

    def legible(self, line: Line) -> str:
        """A line as it reads to a person: of the same length, with a tab for each comma between values.

        Else `10,200` in a table would read as one number.
        """
        if not self._comma_separates or "," not in line.text:
            return line.text
        return _QUOTED_OR_COMMA.sub(lambda match: "\t" if match[0] == "," else match[0], line.text)

    @cached_property
    def document(self) -> Document:
        """The document as records; what is wrapped around it is blank to the reader."""
        from holdtrue.checks.readers import read  # those of forty formats, and many checks need none

        start, end = self.wrapping.start, self.wrapping.end
        bare = _blank(self.text[:start]) + self.content + _blank(self.text[end:])
        return replace(read(self.name, bare), text=self.text)

    @property
    def place(self) -> Place:
        """The whole file as evidence."""
        return Place(self.name, 0, len(self.text), 1, self.text)

    def line(self, number: int) -> Line:
        """A line by its number in the document; the last one where there are fewer."""
        if not self.lines:
            return Line(self.name, 1, 0, "")
        return self.lines[min(max(number, 1), len(self.lines)) - 1]


class Group:
    """Files of the two sides that belong together: one document on both, or all that have no namesake."""

    def __init__(self, before: Sequence[Page], after: Sequence[Page], *, paired: bool) -> None:
        self.before = tuple(before)
        self.after = tuple(after)
        self.paired = paired

    @cached_property
    def aligned(self) -> tuple[Pair, ...]:
        """The lines of both sides, paired."""
        return align(_lines(self.before), _lines(self.after))


class Reading:
    """A hand-off with everything that more than one detector needs."""

    def __init__(self, handoff: HandOff, embed: Embed | None = None, deadline: float | None = None) -> None:
        self.handoff = handoff
        self.embed = embed
        self._deadline = deadline

    def in_time(self) -> None:
        """Asked by long work now and then.

        Raises:
            OutOfTime: The time for the check is up.
        """
        if self._deadline is not None and time.monotonic() >= self._deadline:
            raise OutOfTime

    @cached_property
    def before(self) -> tuple[Page, ...]:
        """The files that were handed over."""
        return tuple(
            Page(name, text, Wrapping(0, len(text), fenced=False, courteous=False), _format(name, text))
            for name, text in self.handoff.before
        )

    @cached_property
    def after(self) -> tuple[Page, ...]:
        """The files that came out, unwrapped."""
        unchanged = set(self.handoff.before.files.values())
        pages = []
        for name, text in self.handoff.after:
            bare = Wrapping(0, len(text), fenced=False, courteous=False)
            wrapping = bare if text in unchanged else unwrap(text, self.source)
            pages.append(Page(name, text, wrapping, _format(name, text[wrapping.start : wrapping.end])))
        return tuple(pages)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The files of both sides, grouped.

        One file on each side is the same document under whatever name; otherwise names decide.
        """
        if len(self.before) == len(self.after) == 1:
            return (Group(self.before, self.after, paired=True),)
        namesakes = {page.name: page for page in self.after}
        groups = [
            Group([page], [namesakes.pop(page.name)], paired=True)
            for page in self.before
            if page.name in namesakes
        ]
        paired = {page.name for group in groups for page in group.before}
        left = [page for page in self.before if page.name not in paired]
        if left or namesakes:
            groups.append(Group(left, tuple(namesakes.values()), paired=False))
        return tuple(groups)

    @cached_property
    def source(self) -> str:
        """Everything that was handed over, one file after the other."""
        return "\n".join(self.handoff.before.files.values())

    @cached_property
    def refusals(self) -> tuple[Page, ...]:
        """Files that came out as an excuse: it is worded as one, and next to nothing of the source is in it."""
        return tuple(
            page
            for group in self.groups
            for page in group.after
            if declines(page.text, self.source)
            and barely_arrives("\n".join(other.text for other in group.before) or self.source, page.text)
        )

    @cached_property
    def arrived(self) -> bool:
        """Whether anything was delivered: neither nothing at all nor excuses only."""
        if self.unchanged or self.handoff.before.is_empty:
            return True
        return any(page.text.strip() and page not in self.refusals for page in self.after)

    @property
    def unchanged(self) -> bool:
        """Whether exactly what was handed over came out."""
        return dict(self.handoff.before.files) == dict(self.handoff.after.files)


def _blank(text: str) -> str:
    return _NO_BREAK.sub(" ", text)


def _lines(pages: Iterable[Page]) -> list[Line]:
    return [line for page in pages for line in page.lines]


def _format(name: str, text: str) -> str | None:
    """By the name's ending; by the text's beginning where the name has none."""
    return format_of(name) if PurePosixPath(name).suffix else sniff(text)
