"""TeX: headings, environments, rows of tables, items, labels, comments, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from holdtrue.checks.document import Cell
from holdtrue.checks.readers.columns import Piece, head_of
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.scan import Builder, Line, cell, lines_of, unwrapped

_LEVELS = {
    "part": 1,
    "chapter": 2,
    "section": 3,
    "subsection": 4,
    "subsubsection": 5,
    "paragraph": 6,
    "subparagraph": 7,
}
_HEADING = re.compile(r"\\(part|chapter|(?:sub){0,2}section|(?:sub)?paragraph)\*?\s?(?:\[[^\]\n]*\])?\{")
_BEGIN = re.compile(r"\\begin\s?\{([^{}\n]{1,60})\}")
_END = re.compile(r"\\end\s?\{([^{}\n]{1,60})\}")
_ITEM = re.compile(r"\\item(?![a-zA-Z])\s?(?:\[([^\]\n]*)\])?")
_ONE = re.compile(r"\\(label|caption|title|author|date|footnotetext|bibitem|ref|index)\*?(?:\[[^\]\n]*\])?\{")
_COMMAND = re.compile(r"\\[a-zA-Z@]+\*?(?:\s?\[[^\]\n]*\]|\s?\{[^{}\n]*\})*\s*;?$")
_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*%")
_TABLES = re.compile(r"tabu|longtable|array|matrix|align|cases|eqnarray|supertab|xltab|NiceTab")
_VERBATIM = frozenset(
    ["verbatim", "verbatim*", "lstlisting", "minted", "Verbatim", "comment", "filecontents"]
)
_OPENS = re.compile(r"\\(?:begin|end)\s?\{|\\item(?![a-zA-Z])|\\label\{")
_NO_ROW = re.compile(r"\\(?:begin|end)\s?\{|\\caption|\\label\{")
_SIGN = re.compile(r"\\.|[{}\[\]]")
_CELL_SIGN = re.compile(r"\\\\(?:\*|\[[^\]\n]*\])?|\\.|&|\\tabularnewline")
_DRAWN = re.compile(
    r"\s*(?:\\(?:hline|toprule|midrule|bottomrule|cmidrule|cline|specialrule|addlinespace|endhead|endfirsthead)"
    r"(?:\([a-z]*\))?(?:\{[^{}\n]*\})?\s*)+"
)
_DEEPEST = 10


def read_tex(text: str) -> Draft:
    """Read TeX.

    Kinds of records: `heading`, `environment` (cells `name` and `arguments`, around what is inside it), `row` (named by
    the table's head, or by position), `item` (its label as `marker`), `label`, `caption` and the like, `command` (alone
    on a line), `code` (a line of a verbatim environment), `comment`, `paragraph`, `rule` (drawn in a table).
    """
    return _Scanner(text).read()


class _Scanner:
    """Goes through the lines once; `at` is the next one. Stretches are told by their offsets in the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = lines_of(text)
        self.at = 0
        self.out = Builder()
        self.around: list[tuple[str, int | None]] = []
        """The environments that are open, and their records."""
        self.paragraph: list[Line] = []
        self.marks: list[Cell] | None = None
        """Cells before the text of the item that is being read; None in a paragraph."""
        self.told: list[list[Cell]] = []
        """Comments inside what is being read."""
        self.unclosed = -1
        """End of the line in which some brace is not closed: looking again each time would take quadratic time."""

    def read(self) -> Draft:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            if not line.text:
                self._flush()
                continue
            end, told = self._comment(line.start, line.end)
            self._content(line.start, end)
            # It stands in the midst of a paragraph as often as not, which goes on below it.
            self.told += [told] if told else []
            if not self.paragraph and self.marks is None:
                self._flush()
        self._flush()
        return self.out.draft()

    def _comment(self, start: int, end: int) -> tuple[int, list[Cell]]:
        """Where a line ends before its comment, and the comment."""
        found = _COMMENT.search(self.text, start, end)
        return (found.end() - 1, cell("", self.text, found.end(), end)) if found else (end, [])

    def _add(self, kind: str, cells: Sequence[Cell], start: int, end: int) -> int | None:
        names = [name for name, _ in self.around[:_DEEPEST]]
        path = "/".join([self.out.path, *names] if self.out.path else names)
        parent = self.around[-1][1] if self.around else None
        return self.out.add(kind, cells, start=start, end=end, parent=parent, path=path)

    def _flush(self) -> None:
        """End the paragraph or item that is being read."""
        cells = [*(self.marks or []), *unwrapped("", self.paragraph)]
        found = [("paragraph" if self.marks is None else "item", cells)] if cells else []
        found += [("comment", told) for told in self.told]
        # A comment may stand after an `\item` whose text begins on the next line.
        for kind, each in sorted(found, key=lambda one: one[1][0].start):
            self._add(kind, each, each[0].start, each[-1].end)
        self.paragraph = []
        self.marks = None
        self.told = []

    def _content(self, at: int, end: int) -> None:
        """Take a line, piece by piece where commands open something of their own."""
        while (at := self._skip(at, end)) < end:
            if found := _HEADING.match(self.text, at, end):
                at = self._heading(found, end)
            elif found := _BEGIN.match(self.text, at, end):
                at, end = self._begin(found, end)
            elif found := _END.match(self.text, at, end):
                at = self._end(found)
            elif found := _ITEM.match(self.text, at, end):
                self._flush()
                self.marks = cell("marker", self.text, *found.span(1)) if found[1] else []
                at = found.end()
            elif (found := _ONE.match(self.text, at, end)) and (close := self._closing(found.end(), end)):
                self._flush()
                self._add(found[1], cell("", self.text, found.end(), close - 1), at, close)
                at = close
            elif not self.paragraph and self.marks is None and _COMMAND.match(self.text, at, end):
                self._add("command", cell("", self.text, at, end), at, end)
                return
            else:
                stop = _OPENS.search(self.text, at + 1, end)
                until = stop.start() if stop else end
                self.paragraph += [Line(each.text, each.start, 0) for each in cell("", self.text, at, until)]
                at = until

    def _skip(self, at: int, end: int) -> int:
        while at < end and self.text[at].isspace():
            at += 1
        return at

    def _heading(self, found: re.Match[str], end: int) -> int:
        self._flush()
        self.around.clear()
        close = self._closing(found.end(), end)
        cells = cell("", self.text, found.end(), close - 1 if close else end)
        if cells:
            self.out.heading(_LEVELS[found[1]], cells, start=found.start(), end=close or end)
        return close or end

    def _begin(self, found: re.Match[str], end: int) -> tuple[int, int]:
        """Open an environment; where reading goes on, and the end of that line."""
        self._flush()
        name = found[1]
        at = found.end()
        while at < end and self.text[at] in "{[" and (close := self._closing(at + 1, end, self.text[at])):
            at = close
        cells = [Cell("name", name, *found.span(1)), *cell("arguments", self.text, found.end(), at)]
        place = self._add("environment", cells, found.start(), at)
        if name != "document":
            self.around.append((name, place))
        if name in _VERBATIM:
            return self._verbatim(at, end, name)
        return self._table(at, end) if _TABLES.search(name) else (at, end)

    def _end(self, found: re.Match[str]) -> int:
        self._flush()
        if found[1] in (name for name, _ in self.around[-3:]):
            while self.around.pop()[0] != found[1]:
                pass
        else:
            self._add("command", [Cell("", found.group(), *found.span())], *found.span())
        return found.end()

    def _verbatim(self, at: int, end: int, name: str) -> tuple[int, int]:
        sign = f"\\end{{{name}}}"
        while (close := self.text.find(sign, at, end)) < 0:
            for each in cell("", self.text, at, end):
                self._add("code", [each], each.start, each.end)
            if self.at >= len(self.lines):
                return end, end
            at, end = self.lines[self.at].start, self.lines[self.at].end
            self.at += 1
        for each in cell("", self.text, at, close):
            self._add("code", [each], each.start, each.end)
        return close, end

    def _table(self, at: int, end: int) -> tuple[int, int]:
        """Take the rows up to the end of the environment, or to what is no row."""
        rows = _Rows(self.text)
        while True:
            bare, told = self._comment(at, end)
            stop = _NO_ROW.search(self.text, at, bare)
            rows.take(at, stop.start() if stop else bare)
            if stop:
                break
            if told:
                rows.found.append(("comment", [[Line(told[0].text, told[0].start, 0)]]))
            if self.at >= len(self.lines):
                break
            at, end = self.lines[self.at].start, self.lines[self.at].end
            self.at += 1
        rows.close()
        # A comment within a row was found before the row ended.
        for kind, cells in sorted(rows.cells(), key=lambda one: min(each.start for each in one[1])):
            self._add(kind, cells, min(each.start for each in cells), max(each.end for each in cells))
        self.told += [told] if stop and told else []
        return (stop.start(), bare) if stop else (end, end)

    def _closing(self, at: int, end: int, sign: str = "{") -> int:
        """Just after the sign that closes what is open at an offset; 0 where nothing on the line does."""
        if self.unclosed == end:
            return 0
        closes = "}" if sign == "{" else "]"
        depth = 0
        for found in _SIGN.finditer(self.text, at, end):
            token = found.group()
            if token == sign:
                depth += 1
            elif token == closes:
                if depth == 0:
                    return found.end()
                depth -= 1
        self.unclosed = end
        return 0


class _Rows:
    """Collects the rows of a table and what stands between them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[tuple[str, list[list[Line]]]] = []
        self.row: list[list[Line]] = [[]]

    def take(self, start: int, end: int) -> None:
        """Add a line to the row that is being read, and end the row where it ends."""
        last = self._drawn(start, end)
        for found in _CELL_SIGN.finditer(self.text, last, end):
            sign = found.group()
            if found.start() < last or (
                sign != "&" and not sign.startswith("\\\\") and sign != "\\tabularnewline"
            ):
                continue
            self._part(last, found.start())
            last = found.end()
            if sign == "&":
                self.row.append([])
            else:
                self.close()
                last = self._drawn(last, end)
        self._part(last, end)

    def close(self) -> None:
        """End the row that is being read."""
        if any(self.row):
            self.found.append(("row", self.row))
        self.row = [[]]

    def _drawn(self, at: int, end: int) -> int:
        """Take a line drawn between rows; the offset after it."""
        if any(self.row):
            return at
        found = _DRAWN.match(self.text, at, end)
        if not found:
            return at
        self.found += [
            ("rule", [[Line(each.text, each.start, 0)]]) for each in cell("", self.text, *found.span())
        ]
        return found.end()

    def _part(self, start: int, end: int) -> None:
        self.row[-1] += [Line(each.text, each.start, 0) for each in cell("", self.text, start, end)]

    def cells(self) -> list[tuple[str, list[Cell]]]:
        """The records: rows named by the head, without the head itself."""
        at = [index for index, (kind, _) in enumerate(self.found) if kind == "row"]
        rows = [_pieces(self.found[index][1]) for index in at]
        ruled = bool(at) and [kind for kind, _ in self.found[at[0] + 1 : at[0] + 2]] == ["rule"]
        head = at[0] if at and head_of(rows, ruled=ruled) else -1
        names = {piece.position: (piece.text, piece.start) for piece in rows[0]} if head >= 0 else {}
        out = []
        for index, (kind, parts) in enumerate(self.found):
            if index == head:
                continue
            cells: list[Cell] = []
            for position, part in enumerate(parts):
                name, start = names.get(position, (str(position + 1), -1)) if kind == "row" else ("", -1)
                cells += unwrapped(name, part, start)
            if cells:
                out.append((kind, cells))
        return out


def _pieces(row: list[list[Line]]) -> list[Piece]:
    return [
        Piece(each.text, each.start, 0, position)
        for position, part in enumerate(row)
        for each in unwrapped("", part)
    ]
