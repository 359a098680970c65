"""JSON and its kin: JSON lines, GeoJSON, JSON with comments; read as far as it goes where it is broken."""

from __future__ import annotations

import json
import re

from holdtrue.checks.document import CellType, Record
from holdtrue.checks.formats.parsed import Trouble
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.loose import comment, loose, with_loose
from holdtrue.checks.readers.tree import Branch, Leaf, records_of

_TOKEN = re.compile(
    r"""\s*+(?:
    "([^"\\\n]*+(?:\\.[^"\\\n]*+)*+)"             # 1: a string
    | ([{}\[\],:])                                # 2: punctuation
    | ((?:[^\s,:\[\]{}"'/\#]|/(?![/*]))           # 3: a number, a word, or what is neither
       (?:[^\s,:\[\]{}"/]|/(?![/*]))*+)
    | (//[^\n]*+|\#[^\n]*+|/\*[\s\S]*?(?:\*/|\Z)) # 4: a comment
    | '([^'\\\n]*+(?:\\.[^'\\\n]*+)*+)'           # 5: a string in single quotes
    | (["'][^\n]*+)                               # 6: a string that does not end
    )""",
    re.VERBOSE,
)

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*+|\.\d++)(?:[eE][+-]?\d+)?|0[xX][0-9a-fA-F]+|[-+]?(?:Infinity|NaN)")
"""A number of JSON or of JSON5."""

_WORDS: dict[str, CellType] = {
    "true": "boolean",
    "false": "boolean",
    "null": "null",
    "True": "boolean",
    "False": "boolean",
    "None": "null",
}
"""The words of JSON, and of Python, which language models print in their stead."""

_DEEPEST = 2_000
"""Levels that are told apart; what is nested deeper belongs to the last of them."""

_SURROGATE = re.compile("[\ud800-\udfff]")

_BETWEEN = re.compile(r"[^\w\n{}\[\]]*")
"""What may stand between two stretches that are one."""


def read_json(text: str) -> Draft:
    """Read JSON; comments, trailing commas and single quotes are understood, and are trouble."""
    state = _State(text)
    whole = state.read(0, len(text))
    trouble = _trouble(text)
    if not (trouble or whole):
        trouble = Trouble(text.count("\n") + 1, "not whole, and nested too deeply to say where")
    return state.draft(trouble, alone=True)


def read_jsonl(text: str) -> Draft:
    """Read one JSON value a line; a broken line spoils none after it."""
    state = _State(text)
    trouble: Trouble | None = None
    position = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            state.read(position, position + len(line))
            found = None if trouble else _trouble(line)
            trouble = Trouble(number, found.reason) if found else trouble
        position += len(line) + 1
    return state.draft(trouble, alone=False)


_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)
"""Made once: `json.loads` makes one for each line, which costs as much as reading it."""


def _trouble(text: str) -> Trouble | None:
    """Why a strict parser refuses a text; None where it does not, and where nesting is too deep for it."""
    try:
        _DECODER.decode(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        return Trouble(error.lineno, error.msg)
    except RecursionError:
        return None
    return None


class _State:
    """The tree as it grows, and what is left over."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Branch(0, is_list=True)
        self.root.end = len(text)
        self.stack = [self.root]
        self.counts = [0, 0]
        """How many mappings and how many lists are open."""
        self.beyond = 0
        """How many are open that lie too deep to be told apart."""
        self.key: Leaf | None = None
        self.colon = False
        self.spoilt = False
        """Whether a word that is no value came since the last bracket or comma."""
        self.junk: list[tuple[int, int]] = []
        self.comments: list[Record] = []

    def read(self, start: int, end: int) -> bool:
        """Read a stretch that should hold whole values; return whether every bracket in it is closed."""
        self.stack = [self.root]
        self.counts = [0, 0]
        self.beyond = 0
        self.spoilt = False
        last = start
        for match in _TOKEN.finditer(self.text, start, end):
            index = match.lastindex or 3
            last = match.end()
            if index == 2:
                self._structure(match[2], last)
            elif index == 4:
                self._comment(match.start(4), last)
            elif index == 6:
                self.junk.append((match.start(6), last))
            else:
                self._value(self._leaf(match, index), bare=index == 3)
        self._drop()
        for branch in self.stack[1:]:
            _end(branch, last)
        return len(self.stack) == 1 and not self.beyond

    def _structure(self, mark: str, last: int) -> None:
        """Take a bracket, a colon or a comma."""
        if mark == ":":
            self.colon = self.key is not None
            return
        self.spoilt = False
        if mark in "{[" and len(self.stack) <= _DEEPEST:
            child = Branch(last - 1, is_list=mark == "[")
            self.stack[-1].items.append((self.key, child))
            self.stack.append(child)
            self.counts[child.is_list] += 1
            self.key = None
            return
        self._drop()
        if mark in "{[":
            self.beyond += 1
        elif mark in "}]" and self.beyond:
            self.beyond -= 1
        elif mark in "}]":
            self._close(mark == "]", last)

    def _close(self, is_list: bool, last: int) -> None:  # noqa: FBT001  # private, and what the bracket says
        """Close the innermost branch of that sort that is open, and those inside it, which were not closed."""
        while self.counts[is_list]:
            closed = self.stack.pop()
            self.counts[closed.is_list] -= 1
            _end(closed, last)
            if closed.is_list == is_list:
                return

    def _value(self, leaf: Leaf, *, bare: bool) -> None:
        """Take a scalar, which may turn out to be a key."""
        top = self.stack[-1]
        if top.is_list:
            if self.spoilt or (bare and leaf[3] == "text"):
                self.spoilt = True
                self.junk.append((leaf[1], leaf[2]))
            else:
                top.items.append((None, leaf))
        elif self.key is not None and self.colon:
            top.items.append((self.key, leaf))
            self.key = None
        else:
            self._drop()
            self.key = leaf
            self.colon = False

    def _leaf(self, match: re.Match[str], index: int) -> Leaf:
        value = match[index]
        start, end = match.span(index)
        if index == 3:
            kind = _WORDS.get(value) or ("number" if _NUMBER.fullmatch(value) else "text")
            return value, start, end, kind
        return (_unescaped(value) if "\\" in value else value), start, end, "text"

    def _comment(self, start: int, end: int) -> None:
        record = comment(self.text, start, end)
        if record:
            self.comments.append(record)

    def _drop(self) -> None:
        """Let a key without a value be left over."""
        if self.key is not None:
            self.junk.append((self.key[1], self.key[2]))
            self.key = None

    def draft(self, trouble: Trouble | None, *, alone: bool) -> Draft:
        """The records.

        Args:
            trouble: What a strict parser says.
            alone: Whether the text is meant to be one value; words beside it are then not values.
        """
        items = self.root.items
        branches = [child for _, child in items if isinstance(child, Branch)]
        if alone and len(items) > 1:
            self.junk += [(child[1], child[2]) for _, child in items if isinstance(child, tuple)]
            self.root.items = [(None, child) for child in branches]
        alone = alone and len(branches) == 1
        records = records_of(branches[0] if alone else self.root)
        texts = [record for span in self._joined() if (record := loose("text", self.text, *span))]
        extra = sorted([*texts, *self.comments], key=lambda record: record.start)
        return Draft(with_loose(records, extra), trouble)

    def _joined(self) -> list[tuple[int, int]]:
        """The stretches that are left over, those of one line joined where only punctuation divides them."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted(self.junk):
            if joined and _BETWEEN.fullmatch(self.text, joined[-1][1], start):
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        return joined


def _end(branch: Branch, last: int) -> None:
    branch.end = last
    if not branch.items:
        branch.empty = ("[]" if branch.is_list else "{}", branch.start, last, "null")


def _unescaped(value: str) -> str:
    """A string without its escapes; as it is written where they mean no character."""
    try:
        plain = json.loads(f'"{value}"', strict=False)
    except json.JSONDecodeError:
        return value
    return value if not isinstance(plain, str) or _SURROGATE.search(plain) else plain
