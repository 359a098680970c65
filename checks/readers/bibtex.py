"""BibTeX: an entry a record, its fields by name."""

from __future__ import annotations

import re
from itertools import pairwise

from holdtrue.checks.document import Cell, Record
from holdtrue.checks.formats.parsed import Trouble
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.scan import cell, lines_of

_CHUNK = re.compile(r"^[ \t]*@[A-Za-z]{1,40}\s{0,20}[{(]", re.MULTILINE)
_OPEN = re.compile(r"@([A-Za-z]{1,40})\s{0,20}([{(])")
_KEY = re.compile(r"[^\s,={}()\"]+(?=\s*(?:,|[})]|$))")
_NAME = re.compile(r"([^\W\d][\w:.+/-]*)\s*=\s*")
_BARE = re.compile(r"[^\s,{}()\"#]+")
_SIGN = re.compile(r'[{}"]|\\.', re.DOTALL)
_SPACES = re.compile(r"\s+")


def read_bibtex(text: str) -> Draft:
    """Read a bibliography.

    An `entry` has cells `@type`, `@key` and its fields by their names in small letters; `string` (an abbreviation),
    `preamble` and `comment` are records too, and what stands between entries is a comment line by line. Values have no
    braces or quotes around them, and single spaces where they are wrapped.
    """
    # An entry that is never closed ends where a line begins the next one: the rest stays readable.
    starts = [found.start() for found in _CHUNK.finditer(text)]
    edges = [0, *starts, len(text)]
    scanner = _Scanner(text)
    for start, end in pairwise(edges):
        scanner.chunk(start, end)
    return Draft(tuple(scanner.records), scanner.trouble)


class _Scanner:
    """Collects the records of a text chunk by chunk."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.records: list[Record] = []
        self.trouble: Trouble | None = None

    def chunk(self, start: int, end: int) -> None:
        """Read a stretch that begins an entry, if anything does."""
        while found := _OPEN.search(self.text, start, end):
            self._between(start, found.start())
            start = self._entry(found, end)
        self._between(start, end)

    def _between(self, start: int, end: int) -> None:
        for line in lines_of(self.text[start:end], start):
            if any(map(str.isalnum, line.text)):
                bare = line.after(len(line.text) - len(line.text.lstrip("% ")))
                self._add("comment", cell("", self.text, bare.start, bare.end), line.start, line.end)

    def _add(self, kind: str, cells: list[Cell], start: int, end: int) -> None:
        if cells:
            self.records.append(Record(kind, tuple(cells), start, end))

    def _entry(self, found: re.Match[str], limit: int) -> int:
        """Read the entry that begins here; the offset just after it."""
        kind = found[1].lower()
        at = found.end()
        if kind in ("comment", "preamble"):
            end = self._closing(at, limit)
            self._add(kind, cell("", self.text, at, end), found.start(), min(end + 1, limit))
            return min(end + 1, limit)
        cells: list[Cell] = []
        if kind != "string":
            cells += cell("@type", self.text, found.start(1), found.end(1))
            at = self._skip(at, limit)
            if key := _KEY.match(self.text, at, limit):
                cells.append(Cell("@key", key.group(), *key.span()))
                at = key.end()
        while (at := self._skip(at, limit, ",")) < limit and self.text[at] not in "})":
            at = self._field(at, limit, cells)
        if at >= limit and self.trouble is None:
            self.trouble = Trouble(
                self.text.count("\n", 0, found.start()) + 1, f"@{found[1]} is never closed"
            )
        end = min(at + 1, limit)
        last = max([found.end(), *(each.end for each in cells)])
        self._add(
            "string" if kind == "string" else "entry",
            cells,
            found.start(),
            max(last, end if at < limit else 0),
        )
        return end

    def _field(self, at: int, limit: int, cells: list[Cell]) -> int:
        """Read `name = value`, or what stands in its place; the offset just after it."""
        named = _NAME.match(self.text, at, limit)
        start = named.end() if named else at
        end, parts = start, 0
        while end < limit:
            begin = self._skip(end, limit, "#" if parts else "")
            if begin >= limit or self.text[begin] in ",})" or (parts and "#" not in self.text[end:begin]):
                break
            end = self._part(begin, limit)
            parts += 1
        inner = (start + 1, end - 1) if parts == 1 and self._wrapped(start, end) else (start, end)
        name, name_start = (named[1].lower(), named.start()) if named else ("", -1)
        cells += [
            Cell(name, _SPACES.sub(" ", each.text), each.start, each.end, name_start=name_start)
            for each in cell(name, self.text, *inner, name_start)
        ]
        if named and inner[0] >= inner[1]:
            cells.append(Cell(name, "", start, start, name_start=name_start))
        return max(end, at + 1) if not named else max(end, start)

    def _wrapped(self, start: int, end: int) -> bool:
        return end - start > 1 and self.text[start] + self.text[end - 1] in ("{}", '""')

    def _part(self, at: int, limit: int) -> int:
        """The end of one value: in braces, in quotes or bare."""
        if self.text[at] == "{":
            return min(self._closing(at + 1, limit) + 1, limit)
        if self.text[at] == '"':
            return min(self._closing(at + 1, limit, '"') + 1, limit)
        found = _BARE.match(self.text, at, limit)
        return found.end() if found else at + 1

    def _closing(self, at: int, limit: int, sign: str = "") -> int:
        """Where braces that are open at an offset close, or a quote outside braces; `limit` where nothing does."""
        depth = 0
        for found in _SIGN.finditer(self.text, at, limit):
            mark = found.group()
            if mark == sign and depth == 0:
                return found.start()
            if mark == "{":
                depth += 1
            elif mark == "}":
                if depth == 0 and not sign:
                    return found.start()
                depth = max(0, depth - 1)
        return limit

    def _skip(self, at: int, limit: int, more: str = "") -> int:
        while at < limit and (self.text[at].isspace() or self.text[at] in more):
            at += 1
        return at
