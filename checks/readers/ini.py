"""Keys and values by the line: INI files with their sections, Java properties, environment files."""

from __future__ import annotations

import re
from collections.abc import Callable

from holdtrue.checks.document import Cell, Record
from holdtrue.checks.formats.parsed import Trouble
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.loose import comment, loose, with_loose

_SECTION = re.compile(r"[ \t]*+\[([^\]\n]*+)\]")

_INI_KEY = re.compile(r"([^=:\s]++(?:[ \t]++[^=:\s]++)*+)[ \t]*+([=:]|$)")

_PROPERTY_KEY = re.compile(r"((?:[^=:\s\\]|\\[\s\S])++)(?:[ \t\f]*+[=:]|[ \t\f]++|$)")

_ENVIRONMENT_KEY = re.compile(r"(?:export[ \t]++)?([\w.-]++)[ \t]*+=")

_ESCAPE = re.compile(r"\\(?:u([\da-fA-F]{4})|\r?\n[ \t\f]*|([\s\S]))")

_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}

_CONTINUED = re.compile(r"(?<!\\)(?:\\\\)*\\\r?\n?$")
"""The end of a line that the next one continues."""


def read_ini(text: str) -> Draft:
    """Read an INI file: a section is a record, named by its cell `@name`; keys ahead of the first are one, too."""
    sections = _Sections(text)
    for start, line in _lines(text):
        sections.take(start, line)
    return sections.draft()


class _Sections:
    """The sections as they grow."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.records: list[Record] = []
        self.extra: list[Record] = []
        self.cells: list[Cell] = []
        self.start = 0
        self.end = 0
        self.path = ""
        self.trouble: Trouble | None = None
        self.number = 0
        self.folded = 0
        """Where the indented lines of the last value begin; 0 where it has none."""
        self.continues = False
        """Whether an indented line belongs to the last value."""

    def take(self, start: int, line: str) -> None:
        """Take the next line."""
        self.number += 1
        bare = line.strip()
        begin = start + len(line) - len(line.lstrip())
        end = begin + len(bare)
        if not bare:
            self.continues = False
        elif bare[0] in "#;":
            self._unfold()
            found = comment(self.text, begin, end)
            self.extra += [found] if found else []
        elif section := _SECTION.match(line):
            self._close()
            name = section[1].strip()
            left = section.start(1) + len(section[1]) - len(section[1].lstrip())
            self.start, self.end, self.path = begin, start + section.end(), f"/{name}"
            self.cells = [Cell("@name", name, start + left, start + left + len(name))]
            self._rest(start + section.end(), end)
        elif begin > start and self.continues and self.cells:
            self.folded = self.folded or begin
            self.end = end
        else:
            self._entry(begin, bare, end)

    def _rest(self, after: int, end: int) -> None:
        """What stands behind a section's name on its line."""
        rest = self.text[after:end].strip()
        marked = rest[:1] in ("#", ";")
        found = comment(self.text, end - len(rest), end) if marked else loose("text", self.text, after, end)
        self.extra += [found] if found else []

    def _entry(self, begin: int, bare: str, end: int) -> None:
        pair = _INI_KEY.match(bare)
        self._unfold()
        if pair is None:
            found = loose("text", self.text, begin, end)
            self.extra += [found] if found else []
            self.trouble = self.trouble or Trouble(self.number, "neither a section nor a key")
            return
        if not self.cells:
            self.start = begin
        value = bare[pair.end() :].strip()
        self.cells.append(Cell(pair[1], value, end - len(value), end, "text" if pair[2] else "null", begin))
        self.end = end
        self.continues = bool(pair[2])

    def _unfold(self) -> None:
        """Give the last value the indented lines that followed it."""
        if self.folded:
            last = self.cells.pop()
            start = last.start if last.text else self.folded
            value = "\n".join(line.strip() for line in self.text[start : self.end].split("\n"))
            self.cells.append(Cell(last.field, value, start, self.end, "text", last.name_start))
            self.folded = 0

    def _close(self) -> None:
        self._unfold()
        if self.cells:
            self.records.append(Record("section", tuple(self.cells), self.start, self.end, self.path))
        self.cells = []
        self.continues = False

    def draft(self) -> Draft:
        """The records."""
        self._close()
        return Draft(with_loose(self.records, self.extra), self.trouble)


def read_properties(text: str) -> Draft:
    """Read Java properties (java.util.Properties, `load`): an entry is a record with the cells `key` and `value`."""
    return _entries(text, _PROPERTY_KEY, "#!", _unescaped)


def read_environment(text: str) -> Draft:
    """Read an environment file, as shells and `dotenv` do: an entry is a record with the cells `key` and `value`."""
    return _entries(text, _ENVIRONMENT_KEY, "#", None)


def _entries(text: str, key: re.Pattern[str], marks: str, unescaped: Callable[[str], str] | None) -> Draft:
    records: list[Record] = []
    trouble: Trouble | None = None
    waiting = _lines(text)
    number = 0
    while number < len(waiting):
        start, line = waiting[number]
        number += 1
        bare = line.strip()
        if not bare:
            continue
        begin = start + len(line) - len(line.lstrip())
        end = begin + len(bare)
        if bare[0] in marks:
            found = comment(text, begin, end)
            records += [found] if found else []
            continue
        while unescaped and number < len(waiting) and _CONTINUED.search(line):
            start, line = waiting[number]
            number += 1
            end = max(end, start + len(line.rstrip()))
        pair = key.match(text, begin, end)
        if pair is None:
            found = loose("text", text, begin, end)
            records += [found] if found else []
            trouble = trouble or Trouble(number, "not a key and its value")
            continue
        records.append(_entry(text, pair, end, unescaped))
    return Draft(tuple(records), trouble)


def _entry(text: str, pair: re.Match[str], end: int, unescaped: Callable[[str], str] | None) -> Record:
    begin = pair.end()
    while begin < end and text[begin] in " \t\f":
        begin += 1
    name, value = pair[1], text[begin:end]
    stop = end
    if unescaped:
        name, value = unescaped(name), unescaped(value)
    elif len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]:
        begin, stop, value = begin + 1, end - 1, value[1:-1]
    cells = (Cell("key", name, *pair.span(1)), Cell("value", value, begin, stop))
    return Record("entry", cells, pair.start(), end)


def _lines(text: str) -> list[tuple[int, str]]:
    """The lines, with their ends, and where each begins."""
    lines = []
    position = 1 if text.startswith("\ufeff") else 0
    while position < len(text):
        newline = text.find("\n", position)
        end = len(text) if newline < 0 else newline + 1
        lines.append((position, text[position:end]))
        position = end
    return lines


def _unescaped(value: str) -> str:
    return _ESCAPE.sub(_character, value) if "\\" in value else value


def _character(match: re.Match[str]) -> str:
    if match[1]:
        code = int(match[1], 16)
        return match[0] if 0xD800 <= code < 0xE000 else chr(code)
    return _CONTROLS.get(match[2], match[2]) if match[2] else ""
