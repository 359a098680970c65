"""Program text: functions, classes, blocks, statements and comments as records, literals apart from the code."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from holdtrue.checks.document import CellType, Record
from holdtrue.checks.formats.code import parse_python
from holdtrue.checks.readers.assembly import Assembly, below
from holdtrue.checks.readers.code_tokens import Token, head_of, tokens_of
from holdtrue.checks.readers.draft import Draft, Reader
from holdtrue.checks.readers.languages import LANGUAGES, Language
from holdtrue.checks.readers.literals import code_cell, unescaped

_PLAIN = frozenset(["word", "other", "number", "string", "document"])
"""Tokens that neither open, close nor end anything."""

_KEPT_TOGETHER = frozenset(
    [
        "def",
        "class",
        "async",
        "if",
        "elif",
        "while",
        "for",
        "with",
        "return",
        "assert",
        "import",
        "from",
        "raise",
    ]
)
"""Statements of indented languages whose brackets are part of them over many lines; those of others hold a block."""

_GOES_ON = re.compile(r"(?<![+])\+$|(?<!-)-$|(?<![*/])\*$|[=|&?.\\]$")
"""How a line ends whose statement goes on, where blocks are in brackets."""

_FOLLOWS = re.compile(r"[ \t\r\n]{0,200}(?:\??\.[A-Za-z_]|&&|\|\|?|[?:+*/]\s)")
"""How a line begins in which a statement goes on."""

_BRACE = re.compile(r"[ \t\r\n]{0,200}\{")
"""The bracket of a function's body on a line of its own."""

_COMMENT_MARKS = re.compile(r"/\*+|//[/!]*|#+!?|--\[\[|--+")
_PREFIX = re.compile(r"[A-Za-z]{1,2}(?=[\"'])")
_STRING = re.compile(r"(?P<prefix>\w{0,2})(?P<quote>\"\"\"|'''|[\"'`])")


def reader_of(name: str) -> Reader:
    """The reader of a language, by its name in `LANGUAGES`."""
    language = LANGUAGES[name]

    def read_code(text: str) -> Draft:
        reading = _Reading(text, language)
        for token in tokens_of(text, language):
            reading.take(token)
        return Draft(reading.finish(), parse_python(text).trouble if name == "python" else None)

    return read_code


@dataclass(slots=True)
class _Frame:
    """A statement that others may stand in."""

    record: int
    column: int
    """Where it begins in its line; below 0 where a bracket closes it."""

    inline: int
    """Brackets of its own that were open where its block began."""

    path: str
    """Path of what stands in it."""


class _Reading:
    """Where the walk through the tokens is."""

    def __init__(self, text: str, language: Language) -> None:
        self._text = text
        self._language = language
        self._made = Assembly()
        self._stack: list[_Frame] = []
        self._bracketed = 0
        """Frames on the stack that a bracket closes."""
        self._pending: list[Token] = []
        """Tokens of the statement so far."""
        self._record: int | None = None
        """Its record, from its first token on that says something."""
        self._inline = 0
        """Brackets open in it."""
        self._line_start = 0
        self._column = 0

    def take(self, token: Token) -> None:
        """Read one more token."""
        kind, start, end = token
        if self._record is not None and kind in _PLAIN:
            self._pending.append(token)
        elif kind == "newline":
            self._newline(end)
            self._line_start = end
        elif kind == "comment":
            self._comment(start, end)
        elif kind == "close" and not self._inline and self._bracketed:
            self._close(end)
        else:
            if self._record is None and kind not in ("close", "semicolon") and self._text[start] != ",":
                self._begin(start)
            self._pending.append(token)
            self._inline = max(0, self._inline + (kind == "open") - (kind == "close"))
            if kind == "semicolon" and not self._inline:
                self._statement()

    def finish(self) -> tuple[Record, ...]:
        """Complete the last statement; all records."""
        self._statement()
        return self._made.records()

    def _begin(self, start: int) -> None:
        self._pending = []  # brackets and commas behind a block that ended
        self._column = start - self._line_start
        if self._language.indented and not self._bracketed:
            while self._stack and self._stack[-1].column >= self._column:
                self._stack.pop()
        around = self._stack[-1] if self._stack else None
        if around is None:
            self._record = self._made.add("statement", start)
            return
        if self._made.kind(around.record) == "statement":
            self._made.rename(around.record, "block")
        self._record = self._made.add("statement", start, parent=around.record, path=around.path)

    def _newline(self, end: int) -> None:
        """A line ends: a block begins, or the statement ends, or it goes on."""
        if not self._pending:
            return
        kind, start, last = self._pending[-1]
        if self._inline:
            first = self._text[self._pending[0][1] : self._pending[0][2]]
            kept = self._language.indented and not self._bracketed and first in _KEPT_TOGETHER
            if kind == "open" and not kept:
                self._block()
        elif self._language.indented:
            if self._text[start:last] not in ("\\", "|"):
                self._statement()
        elif kind == "other" and _GOES_ON.search(self._text[max(start - 1, 0) : last]):
            return
        elif not _FOLLOWS.match(self._text, end) and not (kind == "close" and _BRACE.match(self._text, end)):
            self._statement()

    def _block(self) -> None:
        """What is pending opens a block, up to the bracket that closes it."""
        record, inline = self._record, self._inline
        if record is None:
            return
        path = self._header(record, block=True)
        self._stack.append(_Frame(record, -1, inline, path))
        self._bracketed += 1
        self._pending, self._record, self._inline = [], None, 0

    def _close(self, end: int) -> None:
        """The bracket that closes the innermost block."""
        self._statement()
        while self._stack:
            frame = self._stack.pop()
            if frame.column < 0:
                self._bracketed -= 1
                self._made.reach(frame.record, end)
                self._inline = max(0, frame.inline - 1)
                return

    def _statement(self) -> None:
        """What is pending is a whole statement."""
        if self._record is not None:
            path = self._header(self._record, block=False)
            if self._language.indented and not self._bracketed:
                self._stack.append(_Frame(self._record, self._column, 0, path))
        self._pending, self._record, self._inline = [], None, 0

    def _header(self, record: int, *, block: bool) -> str:
        """Kind and cells of what is pending; the path of what stands in it."""
        pending, text = self._pending, self._text
        kind, named = head_of(text, pending, self._language, block=block)
        if self._language.indented and pending and all(kind == "string" for kind, _, _ in pending):
            kind = "docstring"
        self._made.rename(record, kind)
        name = text[pending[named][1] : pending[named][2]] if named >= 0 else self._label() if block else ""
        self._cells(record, pending[:-1] if block or pending[-1][0] == "semicolon" else pending, named)
        return below(self._made.path(record), name)

    def _label(self) -> str:
        """What a block is called: all words before it, or that before `=` or `:`."""
        head = self._pending[:8]
        if self._language.labelled:
            words = [
                self._text[start:end].strip('"') for kind, start, end in head if kind in ("word", "string")
            ]
            return " ".join(words).replace("/", "|")
        if len(head) > 1 and head[0][0] in ("word", "string") and self._text[head[1][1]] in "=:":
            return self._text[head[0][1] : head[0][2]].strip("\"'").replace("/", "|")
        return ""

    def _cells(self, record: int, tokens: list[Token], named: int) -> None:
        """The code of a statement, and the literals and the name in it; where code is data, under the name set."""
        text, made = self._text, self._made
        if tokens and text[tokens[-1][1]] == ",":
            tokens = tokens[:-1]
        field, name_start = "", -1
        if self._language.labelled and len(tokens) > 2 and text[tokens[1][1] : tokens[2][1]].strip() == "=":
            _, name_start, end = tokens[0]
            field, tokens, named = text[name_start:end], tokens[2:], -1
        if not tokens:
            return
        code = field or "code"
        position = tokens[0][1]
        for at, (kind, start, end) in enumerate(tokens):
            if kind in ("string", "number", "document") or at == named:
                prefix = _PREFIX.match(text, start) if kind == "string" else None
                before = prefix.end() if prefix else start
                code_cell(made, record, text, position, before, field=code, name_start=name_start)
                self._literal(
                    record, kind, start, end, field or ("name" if at == named else kind), name_start
                )
                position = end
        code_cell(made, record, text, position, tokens[-1][2], field=code, name_start=name_start)

    def _literal(self, record: int, kind: str, start: int, end: int, field: str, name_start: int) -> None:
        """A literal as a cell, a string by what it means."""
        made = self._made
        if kind != "string":
            field = "string" if field == "document" else field
            number: CellType = "number" if kind == "number" else "text"
            made.cell(record, field, self._text[start:end], start, end, type=number, name_start=name_start)
            return
        opening = _STRING.match(self._text, start, end)
        quote = opening["quote"] if opening else ""
        inner = opening.end() if opening else start
        closed = end - inner >= len(quote) and self._text.endswith(quote, inner, end)
        last = end - len(quote) if closed else end
        raw = opening is not None and "r" in opening["prefix"].lower()
        written = self._text[inner:last]
        made.cell(record, field, written if raw else unescaped(written), inner, last, name_start=name_start)

    def _comment(self, start: int, end: int) -> None:
        """A comment without its marks; inside the statement it interrupts, or else the block around."""
        written = self._text[start:end]
        opening = _COMMENT_MARKS.match(written)
        lead = opening.end() if opening else 0
        inner = written[lead:]
        if written.startswith(("/*", "--[[")):
            inner = inner.removesuffix("*/" if written[0] == "/" else "]]")
        parent, path = self._record, self._made.path(self._record)
        if parent is None:
            column = start - self._line_start
            inside = len(self._stack)
            if not self._bracketed:  # columns then grow from frame to frame
                inside = bisect_left(self._stack, column, key=lambda frame: frame.column)
            if inside:
                parent, path = self._stack[inside - 1].record, self._stack[inside - 1].path
                if self._made.kind(parent) == "statement":
                    self._made.rename(parent, "block")
        self._made.leaf("comment", inner, start + lead, parent=parent, path=path)
