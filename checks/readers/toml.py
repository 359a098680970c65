"""TOML: tables, their entries and comments, each in its place."""

from __future__ import annotations

import re

from holdtrue.checks.document import CellType, Record
from holdtrue.checks.formats.data import parse_toml
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.loose import comment, loose, with_loose
from holdtrue.checks.readers.tree import Branch, Leaf, records_of

_PART = r"""(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_KEY = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"

_SPACE = re.compile(r"[ \t\r\n]*+")
_HEADER = re.compile(rf"(\[\[?)[ \t]*+({_KEY})[ \t]*+\]\]?(?=[ \t\r]*+(?:\n|\#|\Z))")
_ENTRY = re.compile(rf"({_KEY})[ \t]*+=[ \t]*+")
_PARTS = re.compile(_PART)

_VALUE = re.compile(
    r'''[ \t\r\n]*+(?:
      """\r?\n?((?:[^"\\]|\\[\s\S]|"(?!""))*+"{0,2})"""      # 1
    | \'\'\'\r?\n?((?:[^']|'(?!''))*+'{0,2})\'\'\'           # 2
    | "((?:[^"\\\n]|\\.)*+)"                                 # 3
    | '([^'\n]*+)'                                           # 4
    | ([\[\]{},=])                                           # 5
    | (\#[^\n]*+)                                            # 6
    | (\d{4}-\d\d-\d\d[ ]\d\d:[^\s,\]}\#]*+|[^\s,\[\]{}=\#"']++(?:\.[^\s,\[\]{}=\#"']++)*+)  # 7: all else, a key, too
    )''',
    re.VERBOSE,
)

_NUMBER = re.compile(r"[-+]?(?:\d[\d_]*+(?:\.[\d_]++)?(?:[eE][-+]?[\d_]++)?|inf|nan)|0[xob][\da-fA-F_]++")

_ESCAPE = re.compile(r"\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|([btnfr\"\\])|[ \t\r]*\n\s*)")

_PLAIN = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}

_DEEPEST = 1_000
"""Levels of values that are told apart."""


def read_toml(text: str) -> Draft:
    """Read TOML; a line that is none is kept as text, and spoils no other."""
    builder = _Builder(text)
    builder.build()
    extra = sorted(builder.extra, key=lambda record: record.start)
    trouble = parse_toml(text.removeprefix("\ufeff")).trouble
    return Draft(with_loose(records_of(builder.root), extra), trouble)


class _Builder:
    """The tree as it grows, line by line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Branch(0, is_list=False)
        self.root.end = len(text)
        self.table = self.root
        self.children: dict[tuple[int, str], Branch] = {}
        """Tables by the table around them and their name there."""
        self.extra: list[Record] = []

    def build(self) -> None:
        """Read all of it."""
        position = 1 if self.text.startswith("\ufeff") else 0
        while True:
            space = _SPACE.match(self.text, position)
            position = space.end() if space else position
            if position >= len(self.text):
                return
            position = self._line(position)

    def _line(self, position: int) -> int:
        """Read a comment, a header or an entry; return where it ends."""
        text = self.text
        if header := _HEADER.match(text, position):
            self._open(header)
            return header.end()
        if entry := _ENTRY.match(text, position):
            return self._entry(entry)
        newline = text.find("\n", position)
        end = len(text) if newline < 0 else newline
        found = comment(text, position, end) if text[position] == "#" else loose("text", text, position, end)
        self.extra += [found] if found else []
        return end

    def _open(self, header: re.Match[str]) -> None:
        """Begin the table, or the next of an array of tables, that a header names."""
        parts = self._parts(header.start(2), header.end(2))
        table = self.root
        for part in parts[:-1]:
            table = self._inside(table, part, header.start())
        last = parts[-1]
        if header[1] == "[[":
            found = self.children.get((id(table), last[0]))
            if found is None or not found.is_list:
                found = Branch(header.start(), is_list=True)
                table.items.append((last, found))
                self.children[id(table), last[0]] = found
            self.table = Branch(header.start(), is_list=False, own="table")
            found.items.append((None, self.table))
        else:
            self.table = self._inside(table, last, header.start())
            self.table.own = "table"
        self.table.end = max(self.table.end, header.end())

    def _inside(self, table: Branch, part: Leaf, start: int) -> Branch:
        """The table of that name in a table; of an array its last."""
        found = self.children.get((id(table), part[0]))
        if found is None:
            found = Branch(start, is_list=False)
            table.items.append((part, found))
            self.children[id(table), part[0]] = found
        if found.is_list and found.items and isinstance(found.items[-1][1], Branch):
            return found.items[-1][1]
        return found

    def _parts(self, start: int, end: int) -> list[Leaf]:
        return [self._part(match) for match in _PARTS.finditer(self.text, start, end)]

    def _part(self, match: re.Match[str]) -> Leaf:
        part, (start, end) = match[0], match.span()
        if part[0] in "\"'":
            inner = part[1:-1]
            return (_unescaped(inner) if part[0] == '"' else inner), start + 1, end - 1, "text"
        return part, start, end, "text"

    def _entry(self, entry: re.Match[str]) -> int:
        parts = self._parts(*entry.span(1))
        table = self.table
        for part in parts[:-1]:
            table = self._inside(table, part, part[1])
        value, end = self._value(entry.end())
        table.items.append((parts[-1], value))
        table.end = max(table.end, end)
        self.table.end = max(self.table.end, end)
        if self.text[end - 1] == "\n":
            return end
        newline = self.text.find("\n", end)
        stop = len(self.text) if newline < 0 else newline
        rest = self.text[end:stop].lstrip()
        begin = stop - len(rest)
        found = (
            comment(self.text, begin, stop) if rest.startswith("#") else loose("text", self.text, begin, stop)
        )
        self.extra += [found] if found else []
        return stop

    def _value(self, position: int) -> tuple[Leaf | Branch, int]:
        """Read one value; return it and where it ends."""
        match = _VALUE.match(self.text, position)
        if match is None or match[6] or "\n" in _lead(match) or (match[5] and match[5] not in "[{"):
            return ("", position, position, "null"), position
        if match[5]:
            return self._nested(position)
        return self._leaf(match, match.lastindex or 7), match.end()

    def _nested(self, position: int) -> tuple[Branch, int]:
        """Read an array or an inline table."""
        stack: list[Branch] = []
        key: list[Leaf] = []
        while match := _VALUE.match(self.text, position):
            index = match.lastindex or 7
            mark = match[5]
            if mark == "=" and stack[-1].is_list and stack[-1].items:
                position = self._taken_back(stack[-1]) or position
                break  # the next entry: a bracket is missing
            position = match.end()
            if index == 6:
                found = comment(self.text, *match.span(6))
                self.extra += [found] if found else []
            elif mark in ("[", "{") and len(stack) < _DEEPEST:
                child = Branch(position - 1, is_list=mark == "[")
                if stack:
                    self._put(stack[-1], key, child)
                stack.append(child)
                key = []
            elif mark in ("]", "}"):
                closed = _ended(stack.pop(), position)
                if not stack:
                    return closed, position
            elif mark == ",":
                self._lost(key)
                key = []
            elif mark is None:
                key = self._within(stack[-1], key, self._leaf(match, index), match)
        self._lost(key)
        for branch in stack:
            _ended(branch, position)
        return stack[0], position

    def _within(self, branch: Branch, key: list[Leaf], leaf: Leaf, match: re.Match[str]) -> list[Leaf]:
        """Take a scalar in an array or an inline table; return what it leaves as the key of the next."""
        assigned = key and self.text[key[-1][2] : leaf[1]].strip("\"' \t\r\n").startswith("=")
        if branch.is_list or assigned:
            self._put(branch, key, leaf)
            return []
        key += (self._parts(*match.span(7)) if match[7] else []) or [leaf]
        return key

    def _taken_back(self, branch: Branch) -> int | None:
        """Take the last scalar of a list out again, if it begins a line; return where it begins."""
        last = branch.items[-1][1]
        if not isinstance(last, tuple):
            return None
        line = self.text.rfind("\n", 0, last[1]) + 1
        if self.text[line : last[1]].strip("\"' \t"):
            return None
        branch.items.pop()
        return line

    def _put(self, branch: Branch, key: list[Leaf], value: Leaf | Branch) -> None:
        """Put a value where its dotted key says."""
        for part in key[:-1]:
            branch = self._inside(branch, part, part[1])
        branch.items.append((key[-1] if key else None, value))

    def _lost(self, key: list[Leaf]) -> None:
        found = [loose("text", self.text, part[1], part[2]) for part in key]
        self.extra += [record for record in found if record]

    def _leaf(self, match: re.Match[str], index: int) -> Leaf:
        value, (start, end) = match[index], match.span(index)
        if index in (1, 3) and "\\" in value:
            value = _unescaped(value)
        kind: CellType = "text"
        if index == 7 and value in ("true", "false"):
            kind = "boolean"
        elif index == 7 and _NUMBER.fullmatch(value):
            kind = "number"
        return value, start, end, kind


def _lead(match: re.Match[str]) -> str:
    """The space ahead of a token."""
    return match[0][: len(match[0]) - len(match[0].lstrip())]


def _ended(branch: Branch, position: int) -> Branch:
    branch.end = position
    if not branch.items:
        branch.empty = ("[]" if branch.is_list else "{}", branch.start, position, "null")
    return branch


def _unescaped(value: str) -> str:
    return _ESCAPE.sub(_character, value)


def _character(match: re.Match[str]) -> str:
    if digits := match[1] or match[2]:
        code = int(digits, 16)
        return match[0] if code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)
    return _PLAIN.get(match[3], "")
