"""Calendars and cards (iCalendar, RFC 5545; vCard, RFC 6350): components as records, properties as cells."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from holdtrue.checks.formats.parsed import Trouble
from holdtrue.checks.readers.assembly import Assembly, below, lines_of
from holdtrue.checks.readers.draft import Draft

_HEAD = re.compile(r"(?:(?P<group>[A-Za-z0-9-]+)\.)?(?P<name>[A-Za-z0-9-]+)(?=[;:])")
_PARAMETER = re.compile(r';(?P<name>[A-Za-z0-9-]+)(?:=(?P<values>(?:"[^"]*+"|[^";:])*+))?')
_PARAMETER_VALUE = re.compile(r'"([^"]*)"|([^",]+)')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PART = re.compile(r";|(?:[^\\;]|\\.?)++", re.DOTALL)
_ITEM = re.compile(r"(?:[^\\,]|\\.?)++", re.DOTALL)

_LISTS = frozenset(["CATEGORIES", "RESOURCES", "EXDATE", "RDATE", "NICKNAME", "FREEBUSY"])
"""Properties whose value is a list."""

_PARTS: dict[str, tuple[str, ...]] = {
    "N": ("family", "given", "additional", "prefix", "suffix"),
    "ADR": ("box", "extended", "street", "city", "region", "code", "country"),
    "ORG": ("name",),
    "GEO": ("latitude", "longitude"),
}
"""Properties whose value has parts, and their names; further parts are numbered."""

_RULES = frozenset(["RRULE", "EXRULE"])
"""Properties whose value is itself names with values."""


class _Line:
    """A content line, unfolded, that knows where each of its characters stands in the file."""

    def __init__(self, start: int, text: str) -> None:
        self._starts = [start]
        self._offsets = [0]
        self._pieces = [text]
        self._length = len(text)
        self.text = text

    def fold_in(self, start: int, text: str) -> None:
        self._starts.append(start)
        self._offsets.append(self._length)
        self._pieces.append(text)
        self._length += len(text)

    def unfold(self) -> None:
        self.text = "".join(self._pieces)

    def at(self, offset: int, *, end: bool = False) -> int:
        """Where a character of the line stands in the file; with `end`, just after the one before it."""
        piece = bisect_right(self._offsets, offset - 1 if end and offset else offset) - 1
        return self._starts[piece] + offset - self._offsets[piece]


def read_ical(text: str) -> Draft:
    """Read calendars or cards; property names in capitals, a parameter as `DTSTART;TZID`, a part as `ADR/city`."""
    made = Assembly()
    trouble: Trouble | None = None
    stack: list[tuple[str, int]] = []
    opened: Counter[str] = Counter()
    loose: int | None = None
    for number, line in _content_lines(text):
        head = _HEAD.match(line.text)
        name = head["name"].upper() if head else ""
        start, end = line.at(0), line.at(len(line.text), end=True)
        around = stack[-1][1] if stack else None
        if name == "BEGIN" and head:
            kind = line.text[head.end() + 1 :].strip() or "component"
            path = below(made.path(around), kind)
            stack.append((kind.upper(), made.add(kind, start, end, parent=around, path=path)))
            opened[kind.upper()] += 1
            loose = None
            continue
        if name == "END" and head and opened[line.text[head.end() + 1 :].strip().upper()]:
            closing = line.text[head.end() + 1 :].strip().upper()
            while stack:
                kind, record = stack.pop()
                opened[kind] -= 1
                made.reach(record, end)
                if kind == closing:
                    break
                trouble = trouble or Trouble(number, f"{kind} is not closed before {closing}")
            continue
        record_of_line = around if around is not None else loose
        if head and name != "END":
            if record_of_line is None:
                record_of_line = loose = made.add("properties", start)
            if _property(made, record_of_line, line, head):
                continue
        trouble = trouble or Trouble(number, "neither a property nor a component")
        made.cell(made.add("text", start, parent=around), "", line.text.strip(), start, end)
    if stack:
        trouble = trouble or Trouble(text.count("\n") + 1, f"{stack[-1][0]} is not closed")
    return Draft(made.records(), trouble)


def _content_lines(text: str) -> Iterator[tuple[int, _Line]]:
    """Lines with their numbers, those that begin with a space or tab joined to the one before."""
    line: _Line | None = None
    first = 1
    for number, (start, raw) in enumerate(lines_of(text), 1):
        if raw[:1] in (" ", "\t") and line is not None:
            line.fold_in(start + 1, raw[1:])
            continue
        if line is not None:
            line.unfold()
            yield first, line
        line, first = (_Line(start, raw), number) if raw.strip() else (None, number)
    if line is not None:
        line.unfold()
        yield first, line


def _property(made: Assembly, record: int, line: _Line, head: re.Match[str]) -> bool:
    """Read one property into its record; whether it is one."""
    name = head["name"].upper()
    name_start = line.at(head.start("name"))
    parameters = []
    position = head.end()
    while match := _PARAMETER.match(line.text, position):
        parameters.append(match)
        position = match.end()
    if line.text[position : position + 1] != ":":
        return False
    _values(made, record, line, name, position + 1, name_start)
    if head["group"]:
        made.cell(record, f"{name};group", head["group"], line.at(0), line.at(head.end("group"), end=True))
    for match in parameters:
        bare = match["values"] is None  # vCard 2.1 writes TEL;WORK for TEL;TYPE=WORK
        field = f"{name};TYPE" if bare else f"{name};{match['name'].upper()}"
        start = match.start("name" if bare else "values")
        for value in _PARAMETER_VALUE.finditer(match["name"] if bare else match["values"]):
            group = 1 if value[1] is not None else 2
            made.cell(
                record,
                field,
                value[group],
                line.at(start + value.start(group)),
                line.at(start + value.end(group), end=True),
                name_start=-1 if bare else line.at(match.start("name")),
            )
    return True


def _values(made: Assembly, record: int, line: _Line, name: str, start: int, name_start: int) -> None:
    """The value of a property as one cell, or one for each part or item that is not empty."""
    value = line.text[start:]
    spans: list[tuple[str, int, int]] = []
    if name in _RULES:
        for part in _PART.finditer(value):
            if part[0] == ";":
                continue
            key, equals, _ = part[0].partition("=")
            inner = part.start() + (len(key) + 1 if equals else 0)
            spans.append((f"{name}/{key.upper()}" if equals else name, inner, part.end()))
    elif name in _PARTS and ";" in value:
        names = _PARTS[name]
        index = 0
        for part in _PART.finditer(value):
            if part[0] == ";":
                index += 1
                continue
            spans.append(
                (f"{name}/{names[index] if index < len(names) else index + 1}", part.start(), part.end())
            )
    elif name in _LISTS:
        spans += [(name, item.start(), item.end()) for item in _ITEM.finditer(value)]
    for field, begin, end in spans or [(name, 0, len(value))]:
        written = value[begin:end]
        made.cell(
            record,
            field,
            _ESCAPE.sub(_unescaped, written) if "\\" in written else written,
            line.at(start + begin),
            line.at(start + end, end=True),
            name_start=name_start,
        )


def _unescaped(escape: re.Match[str]) -> str:
    return "\n" if escape[1] in "nN" else escape[1]
