"""YAML: every document of a stream, by its events; an alias stays an alias, so that nothing is expanded."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from holdtrue.checks.document import Cell, CellType, Record
from holdtrue.checks.formats.parsed import Trouble
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.loose import comment, loose, with_loose
from holdtrue.checks.readers.tree import Branch, Leaf, records_of

_PROPERTY = re.compile(r"(?:[ \t\r\n]|(?<=\s)#[^\n]*+)*+(&[^\s,\[\]{}]++|!<[^>\s]*+>|![^\s,\[\]{}]*+)")
"""An anchor or a tag ahead of a node."""

_SKIP = re.compile(r"(?:[ \t\r\n]|(?<=\s)#[^\n]*+)*+")

_BETWEEN = re.compile(r"#[^\n\r\x85\u2028\u2029]*|^%[^\n]*", re.MULTILINE)
"""A comment or a directive, where no node is."""

_PAIR = re.compile(r"\s*+(?:-\s++)?([\w.-]++)\s*+:\s++([^\s#](?:[^\n]*[^\s])?)\s*$")

_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters that no YAML holds (YAML 1.2.2, section 5.1)."""

_TYPES: tuple[tuple[CellType, re.Pattern[str]], ...] = (
    ("null", re.compile(r"null|Null|NULL|~|")),
    ("boolean", re.compile(r"true|True|TRUE|false|False|FALSE")),
    (
        "number",
        re.compile(
            r"[-+]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|nan)"
        ),
    ),
)
"""What a plain scalar is (YAML 1.2.2, section 10.3.2, core schema)."""


def read_yaml(text: str) -> Draft:
    """Read YAML; where it breaks, what stands before is kept as records and the rest as lines."""
    builder = _Builder(text)
    trouble = builder.build()
    documents = [child for _, child in builder.root.items]
    alone = len(documents) == 1 and isinstance(documents[0], Branch)
    first = documents[0] if alone else None
    records = records_of(first if isinstance(first, Branch) else builder.root)
    return Draft(with_loose(records, builder.between()), trouble)


class _Builder:
    """Makes a tree of a parser's events."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shift = 1 if text.startswith("\ufeff") else 0
        self.root = Branch(0, is_list=True)
        self.root.end = len(text)
        self.stack: list[tuple[Branch, bool]] = [(self.root, False)]
        """What is open, and whether it is a key itself."""
        self.key: Leaf | None = None
        self.expects_key = False
        self.spans: list[tuple[int, int]] = []
        """What is read, in order."""
        self.last = 0
        self.rest = len(text)
        """Where reading broke off."""

    def build(self) -> Trouble | None:
        """Read to the end, or as far as it goes."""
        import yaml

        events: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the former where libyaml is there
        source = self.text[self.shift :]
        trouble = None
        odd = _UNREADABLE.search(source)
        if odd:
            trouble = Trouble(source.count("\n", 0, odd.start()) + 1, "a character that no YAML may hold")
            source = _UNREADABLE.sub("\ufffd", source)
        try:
            loader = events(source)
            while loader.check_event():
                self._take(loader.get_event(), yaml)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            trouble = trouble or Trouble(line, error.problem or error.context or "not YAML")
            self.rest = self.last
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            trouble = trouble or Trouble(1, str(error).split("\n", 1)[0] or "not YAML")
            self.rest = self.last
        while len(self.stack) > 1:
            self._leave()
        return trouble

    def _take(self, event: Any, yaml: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._enter(event, is_list=isinstance(event, yaml.SequenceStartEvent))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._leave(event.end_mark.index + self.shift)
        elif isinstance(event, yaml.AliasEvent):
            start, end = event.start_mark.index + self.shift, event.end_mark.index + self.shift
            self._put((self.text[start:end], start, end, "text"))

    def _properties(self, event: Any) -> tuple[list[Leaf], int]:
        """A node's anchor and tag, and where it begins itself."""
        start = event.start_mark.index + self.shift
        found: list[Leaf] = []
        if event.anchor is None and event.tag is None:
            return found, start
        while len(found) < 2 and (match := _PROPERTY.match(self.text, start)):
            found.append((match[1], match.start(1), match.end(1), "text"))
            start = match.end()
            self.spans.append(match.span(1))
        return found, start

    def _scalar(self, event: Any) -> None:
        properties, start = self._properties(event)
        end = event.end_mark.index + self.shift
        if properties:
            skipped = _SKIP.match(self.text, start, end)
            start = skipped.end() if skipped else start
        value, style = event.value, event.style
        kind: CellType = "text"
        if style in ("'", '"'):
            start, end = start + 1, end - 1
        elif style in ("|", ">"):
            start, end = self._block(start, end)
            value = value.rstrip("\n") if end > start else ""
        elif event.implicit[0]:
            kind = next((name for name, pattern in _TYPES if pattern.fullmatch(value)), "text")
        for each in properties:
            self._attach(each)
        self._put((value, start, max(start, end), kind))

    def _block(self, start: int, end: int) -> tuple[int, int]:
        """Where the content of a block scalar stands."""
        self.spans.append((start, start + 1))
        newline = self.text.find("\n", start, end)
        if newline < 0:
            return end, end
        begin = newline + 1
        body = self.text[begin:end]
        bare = body.strip()
        begin += len(body) - len(body.lstrip()) if bare else 0
        return begin, begin + len(bare)

    def _attach(self, leaf: Leaf) -> None:
        """Keep an anchor or a tag beside its node."""
        self.stack[-1][0].items.append(((leaf[0][0], -1, -1, "text"), leaf))

    def _put(self, leaf: Leaf) -> None:
        if leaf[1] < leaf[2]:
            self.spans.append((leaf[1], leaf[2]))
        self.last = max(self.last, leaf[2])
        top = self.stack[-1][0]
        if self.expects_key:
            self.key = leaf
            self.expects_key = False
            return
        if top is not self.root or leaf[0] or leaf[3] != "null":
            top.items.append((self.key, leaf))
        self.key = None
        self.expects_key = top is not self.root and not top.is_list

    def _enter(self, event: Any, *, is_list: bool) -> None:
        properties, start = self._properties(event)
        branch = Branch(event.start_mark.index + self.shift, is_list=is_list)
        self.stack[-1][0].items.append((self.key, branch))
        self.stack.append((branch, self.expects_key))
        self.last = max(self.last, start)
        self.key = None
        self.expects_key = not is_list
        for each in properties:
            self._attach(each)

    def _leave(self, end: int | None = None) -> None:
        if self.key is not None:  # broken off between key and value
            self.stack[-1][0].items.append((self.key, ("", self.key[2], self.key[2], "null")))
            self.key = None
        branch, is_key = self.stack.pop()
        flow = end is not None and self.text[end - 1 : end] in ("]", "}") and end > self.last
        branch.end = end if flow and end is not None else max(self.last, branch.start)
        self.last = branch.end
        if not branch.items:
            branch.empty = ("[]" if branch.is_list else "{}", branch.start, branch.end, "null")
        top = self.stack[-1][0]
        self.expects_key = top is not self.root and not top.is_list and not is_key

    def between(self) -> list[Record]:
        """Comments, directives and what was not read, in the order of the text."""
        records: list[Record] = []
        position = 0
        for start, end in [*sorted(self.spans), (self.rest, self.rest)]:
            if position < start:
                records += self._gap(position, min(start, self.rest))
            position = max(position, end)
        return records + self._unread()

    def _unread(self) -> list[Record]:
        """The lines where reading broke off, those that look like a key and its value so named."""
        records: list[Record] = []
        position = self.rest
        for line in self.text[self.rest :].splitlines(keepends=True):
            start, position = position, position + len(line)
            pair = _PAIR.match(line)
            if line.lstrip().startswith("#"):
                found = comment(self.text, start + line.index("#"), start + len(line.rstrip()))
            else:
                found = loose("text", self.text, start, position)
            if found and pair:
                begin, end = start + pair.start(2), start + pair.end(2)
                cell = Cell(pair[1], pair[2], begin, end, name_start=start + pair.start(1))
                found = Record("text", (cell,), found.start, found.end)
            records += [found] if found else []
        return records

    def _gap(self, start: int, end: int) -> list[Record]:
        """The comments and directives between two nodes."""
        found = [
            (comment if match[0][0] == "#" else partial(loose, "text"))(self.text, *match.span())
            for match in _BETWEEN.finditer(self.text, start, end)
        ]
        return [record for record in found if record]
