"""The generic reader: any text, by the signs of its own lines and by how they stand together."""

from __future__ import annotations

from holdtrue.checks.document import Cell
from holdtrue.checks.readers.columns import Piece, head_of, idle_head, pieces, row_cells
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.grammar import Reading, habit, level, read_line
from holdtrue.checks.readers.scan import Builder, Line, lines_of, unwrapped

_NAMES = 40
"""Values in one record of named values; a longer run, as in a list of settings, is a record a line."""
_SIGNED = {"gap": "|"}


def read_lines(text: str) -> Draft:
    """Read a text of no known format.

    Kinds of records: `row` (values apart by a sign or by gaps, named by a head or by position), `entry` (named values
    that follow each other; a new one where the first name comes again), `line` (figures, codes and words between
    them, by position; `key=value` by key), `list` (nested parentheses), `item` (with its number as `marker`),
    `paragraph`, `comment`, `heading`, `rule`. Deeper lines lie inside the record above them.
    """
    return _Scanner(text).read()


class _Scanner:
    """Goes through the lines once; `at` is the next one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [*lines_of(text), Line("", len(text), 0)]
        self.habit = habit(self.lines)
        if self.habit == "levels":
            self.lines = [line._replace(indent=level(line) or 0) for line in self.lines]
        self.at = 0
        self.out = Builder()
        self.around: list[tuple[int, int | None, str, bool]] = []
        """What is open: its indent, record, path, and whether a closing sign ends it rather than the indent."""
        self._readings: dict[int, Reading] = {}
        self.closes = True
        """Whether a remark may still end further down; looking again each time would take quadratic time."""

    def read(self) -> Draft:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.text:
                self._leave(line)
                self._take(line, self._read(line))
            else:
                self.at += 1
        return self.out.draft()

    def _read(self, line: Line) -> Reading:
        found = self._readings.get(line.start)
        if found is None:
            found = self._readings[line.start] = read_line(line, self.habit)
        return found

    @property
    def parent(self) -> int | None:
        return self.around[-1][1] if self.around else None

    @property
    def path(self) -> str:
        return self.around[-1][2] if self.around else self.out.path

    def _leave(self, line: Line) -> None:
        while self.around and not self.around[-1][3] and self.around[-1][0] >= line.indent:
            self.around.pop()
        if line.text[0] in ")]}":
            while self.around and not self.around[-1][3]:
                self.around.pop()
            if self.around:
                self.around.pop()

    def _add(self, kind: str, cells: list[Cell], line: Line, end: int) -> int | None:
        start = min([line.start, *(each.name_start for each in cells if each.name_start >= line.start)])
        return self.out.add(kind, cells, start=start, end=end, parent=self.parent, path=self.path)

    def _enter(self, line: Line, last: Line, place: int | None, cells: list[Cell]) -> None:
        """Open a record for the lines inside it, if there are any: deeper ones, or those up to a closing sign."""
        following = next((each for each in self.lines[self.at : self.at + 3] if each.text), None)
        closed = last.text[-1:] in "{[(" and len(last.text) > 1
        if following is None or not (closed or following.indent > line.indent):
            return
        word = next((each.text for each in cells if each.text), "").split(maxsplit=1)[:1]
        name = next((each.field for each in cells if each.name_start >= 0), word[0] if word else "")
        path = self.path
        if path.count("/") < 12:
            path = f"{path}/{name.replace('/', ' ')}" if path else name.replace("/", " ")
        self.around.append((line.indent, place, path, closed))

    def _take(self, line: Line, reading: Reading) -> None:
        self.at += 1
        if reading.kind == "comment" and line.text.startswith("/*"):
            self._remark(line)
        elif reading.kind == "heading":
            self.around.clear()
            self.out.heading(1, reading.cells, start=line.start, end=line.end)
        elif reading.kind == "entry":
            self._entries(line, reading)
        elif reading.kind == "row":
            self._rows(line, reading)
        elif reading.kind == "prose":
            self._prose(line)
        elif reading.kind == "item":
            self._item(line, reading)
        elif reading.kind in ("line", "list"):
            place = self._add(reading.kind, reading.cells, line, line.end)
            self._enter(line, line, place, reading.cells)
        elif reading.kind != "close":
            self._add(reading.kind, reading.cells, line, line.end)

    def _remark(self, line: Line) -> None:
        """Take a remark over several lines as one record."""
        close = self.text.find("*/", line.start + 2) if self.closes else -1
        self.closes = close >= 0
        inside = [line]
        while self.at < len(self.lines) and close >= 0 and self.lines[self.at].start <= close:
            inside.append(self.lines[self.at])
            self.at += 1
        bare = []
        for each in inside:
            text = each.text.removesuffix("*/").rstrip()
            left = text.lstrip("/*").lstrip()
            bare.append(Line(left, each.start + len(text) - len(left), 0))
        self._add(
            "comment",
            unwrapped("", bare) or [Cell("", line.text, line.start, line.end)],
            line,
            inside[-1].end,
        )

    def _goes_on(self, line: Line) -> bool:
        """Whether a line has no sign of its own, so that it may be the rest of the text above."""
        return bool(line.text) and self._read(line).kind in ("prose", "line")

    def _prose(self, line: Line) -> None:
        lines = [line]
        while self.lines[self.at].indent == line.indent and self._goes_on(self.lines[self.at]):
            lines.append(self.lines[self.at])
            self.at += 1
        place = self._add("paragraph", unwrapped("", lines), line, lines[-1].end)
        self._enter(line, lines[-1], place, [])

    def _deeper(self, line: Line) -> list[Line]:
        """The lines on which a value goes on: deeper ones without signs of their own."""
        lines: list[Line] = []
        while self.lines[self.at].indent > line.indent and self._goes_on(self.lines[self.at]):
            following = self._read(self.lines[self.at])
            if following.kind != "prose" and not lines and line.text[-1:] in ":={([":
                break
            lines.append(self.lines[self.at])
            self.at += 1
        return lines

    def _item(self, line: Line, reading: Reading) -> None:
        cells = list(reading.cells)
        more = self._deeper(line) if cells and cells[-1].field == "" else []
        if more:
            last = cells.pop()
            cells += unwrapped("", [Line(last.text, last.start, 0), *more])
        place = self._add("item", cells, line, more[-1].end if more else line.end)
        self._enter(line, line, place, cells)

    def _entries(self, line: Line, reading: Reading) -> None:
        """Take named values that follow each other as one record."""
        runs: list[tuple[Line, list[Cell], int, str]] = []
        while True:
            more = self._deeper(line)
            cells = list(reading.cells)
            if more:
                head = cells[0]
                first = [Line(head.text, head.start, 0)] if head.text else []
                cells[0:1] = unwrapped(head.field, [*first, *more], head.name_start)
            runs.append((line, cells, more[-1].end if more else line.end, reading.key))
            following = self.lines[self.at]
            if following.indent != line.indent or not following.text or line.text[-1:] in "{[(":
                break
            reading = self._read(following)
            if reading.kind != "entry":
                break
            line = following
            self.at += 1
        groups: list[list[tuple[Line, list[Cell], int, str]]] = []
        others = False
        for run in runs:
            if not groups or (others and run[3] == groups[-1][0][3]):
                groups.append([])
                others = False
            groups[-1].append(run)
            others = others or run[3] != groups[-1][0][3]
        if len(groups) == 1 and len(runs) > _NAMES:
            groups = [[run] for run in runs]
        place: int | None = self.parent
        for group in groups:
            found = [each for run in group for each in run[1]]
            if not any(each.text for each in found):
                found = [Cell("", run[0].text, run[0].start, run[0].end) for run in group]
            place = self._add("entry", found, group[0][0], group[-1][2])
        last = runs[-1]
        self._enter(last[0], last[0], place, [Cell(last[3], last[3], 0, 0, name_start=0)])

    def _rows(self, line: Line, reading: Reading) -> None:
        """Take rows that follow each other, separated alike; a head may stand above them."""
        sign = reading.sign
        lines = [line]
        ruled = False
        while (following := self.lines[self.at]).text and following.indent == line.indent:
            below = self._read(following)
            if below.kind == "rule" and len(lines) == 1:
                ruled = True
            elif below.kind == "row" and below.sign == sign:
                lines.append(following)
            else:
                break
            self.at += 1
        rows: list[list[Piece]] = [pieces(each, _SIGNED.get(sign, sign)) for each in lines]
        head = rows[0] if head_of(rows, ruled=ruled) else None
        place: int | None = None
        cells = [row_cells(row, head, signed=sign != "gap") for row in (rows[1:] if head else rows)]
        if idle := idle_head(head, cells):
            self._add("head", idle, lines[0], lines[0].end)
        for row, each in zip(cells, lines[1:] if head else lines, strict=True):
            place = self._add("row", row, each, each.end)
        self._enter(lines[-1], lines[-1], place, cells[-1] if cells else [])
