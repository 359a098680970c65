"""SQL: each tuple of an INSERT a row with its columns' names, tables with their columns, other statements, comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from holdtrue.checks.document import CellType
from holdtrue.checks.formats.parsed import Trouble
from holdtrue.checks.readers.assembly import Assembly
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.literals import code_cell, unescaped

_GRAMMAR = r"""
    (?P<comment>--[^\n]*|/\*(?:[^*]|\*(?!/))*+(?:\*/)?)
  | (?P<string>[NnEeBbXx]?'(?:{string})*+'?)
  | (?P<name>"(?:[^"]|"")*+"?|`[^`]*+`?|\[[A-Za-z_][^\]\n]{{0,80}}\])
  | (?P<number>\d[\d.]*(?:[eE][-+]?\d+)?(?!\w)|\.\d+)
  | (?P<word>[^\W\d][\w$]*|\d\w*|[$]\w+)
  | (?P<open>\()|(?P<close>\))|(?P<comma>,)|(?P<end>;)
  | (?P<other>[^\s\ufeff])
"""
_STANDARD = re.compile(_GRAMMAR.format(string=r"[^']|''"), re.VERBOSE)
_BACKSLASH = re.compile(_GRAMMAR.format(string=r"[^'\\]|''|\\."), re.VERBOSE | re.DOTALL)
_MYSQL = re.compile(
    r"\bENGINE\s*=|\bAUTO_INCREMENT\b|^\s*(?:INSERT INTO|CREATE TABLE[^`\n]*) `", re.IGNORECASE | re.MULTILINE
)
"""Where a backslash escapes inside strings; the standard has none."""

_CONSTRAINTS = frozenset(
    [
        "PRIMARY",
        "FOREIGN",
        "UNIQUE",
        "CHECK",
        "CONSTRAINT",
        "KEY",
        "INDEX",
        "EXCLUDE",
        "FULLTEXT",
        "LIKE",
        "PERIOD",
    ]
)
"""Words that open a part of a table's definition which is no column."""

_WORDS = {"NULL": "null", "TRUE": "boolean", "FALSE": "boolean"}

_Token = tuple[str, int, int]
"""Its group's name, where it begins and where it ends."""


def read_sql(text: str) -> Draft:
    """Read statements. A row's path is its table; the columns are those that the INSERT or its table's CREATE names."""
    reading = _Reading(text)
    statement: list[_Token] = []
    for token in reading.tokens():
        if token[0] == "end":
            reading.statement(statement, token[2])
            statement = []
        elif token[0] == "comment" and all(kind == "comment" for kind, _, _ in statement):
            reading.comment(token, None)
        else:
            statement.append(token)
    reading.statement(statement, 0)
    return Draft(reading.made.records(), reading.trouble)


class _Reading:
    """What is known while the statements go by."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.made = Assembly()
        self.trouble: Trouble | None = None
        self._backslash = _MYSQL.search(text) is not None
        self._columns: dict[str, list[str]] = {}

    def tokens(self) -> Iterator[_Token]:
        """Every token of the text, in order."""
        grammar = _BACKSLASH if self._backslash else _STANDARD
        return ((match.lastgroup or "", match.start(), match.end()) for match in grammar.finditer(self.text))

    def statement(self, tokens: list[_Token], end: int) -> None:
        """Read one statement, given without its semicolon."""
        if not tokens:
            return
        parts = [token for token in tokens if token[0] != "comment"]
        words = [self._word(token).upper() for token in parts[:8]]
        if words[:1] in (["INSERT"], ["REPLACE"]) and self._insert(tokens, parts):
            return
        if words[:1] == ["CREATE"] and "TABLE" in words and self._table(tokens, words.index("TABLE"), parts):
            return
        record = self.made.add("statement", tokens[0][1], end)
        self._code(record, tokens)

    def comment(self, token: _Token, parent: int | None) -> None:
        """A comment, without its marks."""
        _, start, end = token
        inner = self.text[start:end]
        closed = inner.startswith("/*") and inner.endswith("*/") and len(inner) > 3
        self.made.leaf("comment", inner[2:-2] if closed else inner[2:], start + 2, parent=parent)

    def _word(self, token: _Token) -> str:
        kind, start, end = token
        word = self.text[start:end]
        return word[1:-1] if kind == "name" and len(word) > 1 else word

    def _code(self, record: int, tokens: list[_Token]) -> None:
        """Tokens as cells: code, and the literals in it. Comments among them are records inside."""
        position = tokens[0][1] if tokens else 0
        for token in tokens:
            kind, start, end = token
            if kind in ("string", "number"):
                code_cell(self.made, record, self.text, position, start)
                self._literal(record, kind, [token])
                position = end
            elif kind == "comment":
                code_cell(self.made, record, self.text, position, start)
                self.comment(token, record)
                position = end
        if tokens:
            code_cell(self.made, record, self.text, position, tokens[-1][2])

    def _literal(self, record: int, field: str, tokens: list[_Token]) -> None:
        """A value: one literal, with its sign, as what it means; anything else as it is written."""
        kind, start, end = tokens[0][0], tokens[0][1], tokens[-1][2]
        written = self.text[start:end]
        cell: CellType = "text"
        if kind == "string" and len(tokens) == 1:
            quote = written.index("'")
            closed = len(written) > quote + 1 and written.endswith("'")
            start, end = start + quote + 1, end - closed
            inner = self.text[start:end].replace("''", "'")
            escapes = self._backslash or (quote == 1 and self.text[start - 2] in "eE")
            written = unescaped(inner) if escapes else inner
        elif tokens[-1][0] == "number" and (len(tokens) == 1 or (len(tokens) == 2 and written[0] in "+-")):
            cell = "number"
        elif len(tokens) == 1:
            word = _WORDS.get(written.upper())
            cell = "null" if word == "null" else "boolean" if word else "text"
        self.made.cell(record, field, written, start, end, type=cell)

    def _insert(self, tokens: list[_Token], parts: list[_Token]) -> bool:
        """Read `INSERT INTO table (columns) VALUES (...), (...)`; whether it is one."""
        words = [self._word(token).upper() for token in parts]
        values = words.index("VALUES") if "VALUES" in words else len(parts)
        opening = next((at for at, token in enumerate(parts[:values]) if token[0] == "open"), values)
        into = words.index("INTO", 0, opening) if "INTO" in words[:opening] else 0
        between = parts[opening:values]
        if values == len(parts) or any(token[0] in ("string", "number", "other") for token in between):
            return False
        table = self._name(parts[into + 1 : opening])
        if not table or not (into or words[0] == "REPLACE"):
            return False
        named = [token for token in between if token[0] in ("word", "name")]
        columns = [self._word(token) for token in named] or self._columns.get(table.lower(), [])
        insert = self.made.add("insert", tokens[0][1], tokens[-1][2], path=table)
        self._code(insert, parts[1:into])
        at = tokens.index(parts[values])
        for token in tokens[:at]:
            if token[0] == "comment":
                self.comment(token, insert)
        width = self._rows(tokens[at + 1 :], insert, table, columns)
        for token in named[width:]:  # names that no row has a value for
            self.made.cell(insert, "column", self._word(token), token[1], token[2])
        return True

    def _rows(self, tokens: list[_Token], insert: int, table: str, columns: list[str]) -> int:
        """The tuples behind VALUES, and the clause that may follow them; how many values the longest has."""
        row: int | None = None
        field = width = 0
        value: list[_Token] = []
        for at, (event, token) in enumerate(_shape(tokens)):
            if event == "comment":
                self.comment(token, insert if row is None else row)
            elif event == "open":
                row, field = self.made.add("row", token[1], token[2], parent=insert, path=table), 0
            elif event == "inside":
                value.append(token)
            elif row is not None:
                self._value(row, columns, field, value)
                self.made.reach(row, token[2])
                field, value = field + 1, []
                width = max(width, field)
                row = None if event == "close" else row
            elif token[0] != "comma":
                clause = self.made.add("clause", token[1], parent=insert, path=table)
                self._code(clause, tokens[at:])
                return width
        if row is not None:
            line = self.text.count("\n", 0, tokens[-1][2]) + 1
            self.trouble = self.trouble or Trouble(line, "a row is not closed")
            self._value(row, columns, field, value)
            width = max(width, field + 1)
        return width

    def _value(self, row: int, columns: list[str], field: int, value: list[_Token]) -> None:
        """One value of a row, by its column's name or else its number; none between two commas."""
        if value:
            self._literal(row, columns[field] if field < len(columns) else str(field + 1), value)

    def _name(self, tokens: list[_Token]) -> str:
        """A table's name, its schema before it; empty where it is something else."""
        plain = all(token[0] in ("word", "name") or self._word(token) == "." for token in tokens)
        words = [self._word(token) for token in tokens if token[0] in ("word", "name")]
        return ".".join(words) if plain and len(tokens) == 2 * len(words) - 1 else ""

    def _table(self, tokens: list[_Token], at: int, parts: list[_Token]) -> bool:
        """Read `CREATE TABLE name (...)`: a record for the table, one inside for each column or constraint."""
        opening = next((index for index, token in enumerate(parts) if token[0] == "open"), None)
        if opening is None:
            return False
        first = at + 1
        while first < opening and self._word(parts[first]).upper() in ("IF", "NOT", "EXISTS"):
            first += 1
        name = self._name(parts[first:opening])
        if not name:
            return False
        table = self.made.add("table", tokens[0][1], tokens[-1][2], path=name)
        self._code(table, parts[1:at])
        self._code(table, parts[at + 1 : first])
        self.made.cell(table, "name", name, parts[first][1], parts[opening - 1][2])
        start = tokens.index(parts[opening])
        for token in tokens[:start]:
            if token[0] == "comment":
                self.comment(token, table)
        self._columns[name.lower()] = self._definitions(tokens[start:], table, name)
        return True

    def _definitions(self, tokens: list[_Token], table: int, path: str) -> list[str]:
        """The columns and constraints between the brackets; the columns' names."""
        columns: list[str] = []
        record: int | None = None
        part: list[_Token] = []
        rest: list[_Token] = []
        for event, token in _shape(tokens):
            if event == "comment":
                self.comment(token, table if record is None else record)
            elif event == "outside":
                rest.append(token)
            elif event == "inside":
                if not part:
                    word = self._word(token)
                    bound = token[0] == "word" and word.upper() in _CONSTRAINTS
                    record = self.made.add(
                        "constraint" if bound else "column", token[1], parent=table, path=path
                    )
                    if not bound:
                        columns.append(word)
                part.append(token)
            elif record is not None:
                self._definition(record, part)
                part = []
        if record is not None:
            self._definition(record, part)
        self._code(table, rest)
        return columns

    def _definition(self, record: int, part: list[_Token]) -> None:
        """One column, its name apart, or one constraint."""
        if part and self.made.kind(record) == "column":
            kind, start, end = part[0]
            quoted = kind == "name" and end - start > 1
            self.made.cell(record, "name", self._word(part[0]), start + quoted, end - quoted)
            part = part[1:]
        self._code(record, part)


def _shape(tokens: Iterable[_Token]) -> Iterator[tuple[str, _Token]]:
    """Each token with what it is to the outermost brackets.

    `open`, `close`, `comma` between their items, `inside` or `outside`; a comment is a comment anywhere.
    """
    depth = 0
    for token in tokens:
        kind = token[0]
        depth += kind == "open"
        if kind == "comment":
            yield kind, token
        elif not depth:
            yield "outside", token
        elif depth == 1 and kind in ("open", "close", "comma"):
            yield kind, token
        else:
            yield "inside", token
        depth -= kind == "close" and depth > 0
