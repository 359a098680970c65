"""What a single line is, by its own signs alone: the grammar of the generic reader.

But for the two habits of a whole text that `habit` learns, nothing here depends on other lines; and no digit is told
from another: an edit elsewhere, or of a figure, does not change how a line is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from holdtrue.checks.document import Cell
from holdtrue.checks.readers.columns import is_row, labels_apart
from holdtrue.checks.readers.markers import marker
from holdtrue.checks.readers.pairs import pairs
from holdtrue.checks.readers.scan import Line, cell

Kind = Literal["comment", "rule", "heading", "entry", "item", "row", "list", "line", "prose", "close"]


class Reading(NamedTuple):
    """A line as it reads by itself."""

    kind: Kind
    cells: list[Cell]
    key: str = ""
    """Of an `entry`: the name of its value, which goes on in deeper lines."""
    sign: str = ""
    """Of a `row`: what separates its values; `gap` where only white space does."""
    plain: bool = False
    """Of a `line`: whether it has no names at all."""


_COMMENT = re.compile(r"(?:#+(?=[\s!]|$)|//+|--+(?=\s)|;+|%+(?=\s|$)|!+(?=\s|$)|'(?=\s)|REM(?=\s|$)|/\*+)\s*")
_REMARK = re.compile(r"\s(?:#+|//+|;+|--|!|%)\s+(?=\S)")
_RULE = re.compile(r"[^\w\s(){}\[\]<>\"'](?:[^\w(){}\[\]<>\"'])*$")
_CLOSE = re.compile(r"[\])}>;,\s]+$")
_SECTION = re.compile(r"(?:\[+\s*([^\[\]=\"]{1,80}?)\s*\]+|(={1,6}|\*{2,6}|~{2,6})\s+(\S.{0,99}?)\s+\2)\s*$")
_QUOTED = re.compile(r"\[([^\W\d]\w{0,39})\s+\"(.*)\"\]$")
_KEY = re.compile(
    r"""(?P<key>"[^"\n]{1,60}"|'[^'\n]{1,60}'|[@$.\\&+-]{0,2}[^\W\d_][^:=|\t"<>{}()\[\],;!?]{0,47}?(?:[(\[][^()\[\]\n]{0,20}[)\]])?)
    \s{0,20}(?P<sign>:=|=>|->|:(?=\s|$)|=(?![=>]))\s*""",
    re.VERBOSE,
)
_TAG = re.compile(
    r"(?P<tag>[A-Z][A-Z0-9]{1,3})\s{0,4}-\s"
    r"|:(?P<colon>[^:\s]{1,20}):\s*(?=\S)"
    r"|(?P<sign>[%@.\\][A-Za-z0-9]\w{0,19})(?:\s+|$)"
)
_UPPER = re.compile(r"([A-Z][A-Z0-9]{1,4})\s+(?=\S)")
_LEVEL = re.compile(r"(\d{1,2})\s+(?:(@[^@\s]+@)\s+)?([A-Z_][A-Z0-9_]{2,14})(?:\s+|$)")
_COUNTED = re.compile(r"[^\d:]+\s\d+[a-z]?$")
_LIST = re.compile(r"\(+\s*[^\W\d][\w:*!?<>=/+.-]*(?=[\s()]|$)")
_ATOM = re.compile(r"\(|\)|\"((?:[^\"\\]|\\.)*)\"|[^\s()\"]+|\"")
_TOKEN = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|\S+")
_WORD = re.compile(r"[(\"'“„«‘]*[^\W\d_]+(?:['’-][^\W\d_]+)*[)\"'”“»’.,;:!?…]*$")
_SENTENCE_END = re.compile(r"[.!?…。？！][\"'”»’)]*$")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_WORDS_SEEN = 200
_AROUND = 4
"""Lists around a value whose opening words name it."""

Habit = Literal["", "tags", "levels"]
"""How the lines of a text begin: with a tag in capitals (`TI`), or with the depth of the line and a
tag (`1 NAME`, as in genealogies)."""


def habit(lines: Sequence[Line]) -> Habit:
    """The habit that most lines of a text follow; empty where they have none."""
    filled = [line.text for line in lines if line.text]
    if sum(1 for text in filled if _LEVEL.match(text)) > 0.6 * len(filled):
        return "levels"
    return "tags" if sum(1 for text in filled if _UPPER.match(text)) > 0.6 * len(filled) else ""


def level(line: Line) -> int | None:
    """The depth that a line states at its start, for a text of the habit `levels`; None where it states none."""
    found = _LEVEL.match(line.text)
    return int(found[1]) if found else None


def read_line(line: Line, habit: Habit = "") -> Reading:
    """What a line is that is not blank, in a text of that habit."""
    text = line.text
    if habit and (tagged := _tagged(line, habit)):
        return tagged
    if _RULE.match(text):
        return Reading("rule", _whole(line))
    if _CLOSE.match(text):
        return Reading("close", [])
    if found := _COMMENT.match(text):
        return Reading("comment", _whole(line.after(found.end())) or _whole(line))
    if found := _QUOTED.match(text):
        start = line.start + found.start(2)
        name = line.start + found.start(1)
        return Reading(
            "entry", [Cell(found[1], found[2], start, start + len(found[2]), name_start=name)], found[1]
        )
    if found := _SECTION.match(text):
        group = 1 if found[1] else 3
        start = line.start + found.start(group)
        return Reading("heading", [Cell("", found[group], start, start + len(found[group]))])
    if _LIST.match(text) and not (text.count("(") == 1 and is_prose(text)):
        return Reading("list", _list_cells(line))
    sign = _separator(line)
    if (marked := marker(line)) and not (sign in ("|", "\t", "gap") and is_row(marked[1])):
        inner = _named(marked[1]) if marked[1].text and not is_prose(marked[1].text) else None
        if inner and inner.kind in ("line", "entry"):
            return Reading("item", [*marked[0], *inner.cells])
        return Reading("item", [*marked[0], *_whole(marked[1])] or _whole(line))
    if sign in ("|", "\t"):
        return Reading("row", [], sign=sign)
    if sign == "gap" and (cells := labels_apart(line)):
        return Reading("line", cells)
    reading = _named(line)
    return Reading("row", [], sign=sign) if sign and (reading.kind == "line" and reading.plain) else reading


def _tagged(line: Line, habit: Habit) -> Reading | None:
    """A line that begins as most lines of its text do."""
    if habit == "tags":
        found = _UPPER.match(line.text)
        if not found:
            return None
        return Reading("entry", _value(found[1], line.after(found.end()), line.start), found[1])
    found = _LEVEL.match(line.text)
    if not found:
        return None
    tag = line.start + found.start(3)
    cells = cell("level", line.text, *found.span(1)) + cell(
        found[3], line.text, *found.span(2), tag - line.start
    )
    placed = [
        Cell(
            each.field,
            each.text,
            each.start + line.start,
            each.end + line.start,
            name_start=tag if each.field != "level" else -1,
        )
        for each in cells
    ]
    rest = line.after(found.end())
    placed += [Cell(found[3], rest.text, rest.start, rest.end, name_start=tag)] if rest.text else []
    if len(placed) == 1:
        placed += [Cell("", found[3], tag, tag + len(found[3]))]
    return Reading("entry", placed, found[3])


def is_prose(text: str) -> bool:
    """Whether a line reads like running text: words, most of them in small letters, hardly a sign among them."""
    if len(_WIDE.findall(text[:400])) >= 6 and " " not in text[:40]:
        return True
    words = text.split(maxsplit=_WORDS_SEEN)[:_WORDS_SEEN]
    ended = _SENTENCE_END.search(text[-8:]) is not None
    if len(words) < (3 if ended else 6):
        return False
    plain = [word for word in words if _WORD.match(word[:40])]
    small = sum(1 for word in plain if word.lstrip("(\"'“„«‘")[:1].islower() or not word[0].isupper())
    return len(plain) >= 0.65 * len(words) and (small >= 0.4 * len(words) or ended)


def _separator(line: Line) -> str:
    """What separates the values of a row: a sign, or `gap`; empty where the line is no row."""
    text = line.text
    if "|" in text:
        return "|"
    if "\t" in text:
        return "\t"
    for sign in (";", "^", "~"):
        if text.count(sign) >= 2 and f"{sign} " not in text and not is_prose(text):
            return sign
    # As in a list of accounts; times of day have colons too, and blanks around them.
    if text.count(":") >= 3 and 2 * text.count(" ") < text.count(":"):
        return ":"
    if text.count(";") >= 2 and not is_prose(text):
        return ";"
    if (
        text.count(",") >= 2
        and not _pairs_in(text)
        and not is_prose(text)
        and text.count(" ") <= 4 * text.count(",")
    ):
        return ","
    return "gap" if is_row(line) else ""


def _pairs_in(text: str) -> bool:
    return "=" in text


def _named(line: Line) -> Reading:
    """A line with one value and its name, with several, or with neither."""
    line, remark = _without_remark(line)
    opened = line.text[-1:] in "{([" and len(line.text) > 1
    bare = Line(line.text[:-1].rstrip(), line.start, line.indent) if opened else line
    found, between = pairs(bare.text, bare.start)
    if len(found) > 1 or (found and not _KEY.match(bare.text)):
        cells = list(found)
        position = 0
        for start, end in between:
            words = _values(_part(bare, start, end), position)
            position += len(words)
            cells += words
        return Reading("line", [*sorted(cells, key=lambda each: each.start), *remark])
    if (key := _key(bare)) is not None:
        name, start, rest = key
        value = _value(name, rest, start)
        if _COUNTED.match(name):
            return Reading(
                "item", [Cell("marker", name, start, start + len(name)), *_value("", rest, -1), *remark]
            )
        if value or not opened:
            return Reading(
                "entry", [*(value or [Cell(name, "", rest.end, rest.end, name_start=start)]), *remark], name
            )
    if is_prose(bare.text):
        return Reading("prose", [*_whole(bare), *remark])
    return Reading("line", [*_values(bare, 0), *remark], plain=True)


def _key(line: Line) -> tuple[str, int, Line] | None:
    """The name of a line's value, where it stands, and the value."""
    if (found := _KEY.match(line.text)) and found["key"].count(" ") < 5:
        name = found["key"].strip("\"'").rstrip()
        if not (found["sign"] == ":" and re.search(r"[.!?]\s", name)):
            return name, line.start + found["key"].find(name), line.after(found.end())
    if (found := _TAG.match(line.text)) and not is_prose(line.text):
        group = found.lastgroup or "tag"
        return found[group], line.start + found.start(group), line.after(found.end())
    return None


def _value(name: str, line: Line, name_start: int) -> list[Cell]:
    """The value after a name: without its quotes and the sign that ends it."""
    text = line.text
    end = len(text) - 1 if text[-1:] in ",;" and len(text) > 1 else len(text)
    start = 0
    if (
        end - start > 1
        and text[0] in "\"'"
        and text[end - 1] == text[0]
        and text.count(text[0], 1, end - 1) == 0
    ):
        start, end = 1, end - 1
    found = cell(name, text, start, end, name_start)
    return [
        Cell(each.field, each.text, line.start + each.start, line.start + each.end, name_start=name_start)
        for each in found
    ]


def _values(line: Line, position: int) -> list[Cell]:
    """The values of a line without names: figures, codes and quoted strings one by one, words between them together.

    They are named by their position, which counts on from the one given.
    """
    cells: list[Cell] = []
    words: list[tuple[int, int]] = []

    def words_end() -> None:
        if words:
            start, end = words[0][0], words[-1][1]
            if line.text[end - 1] in ",;" and end - start > 1:
                end -= 1
            cells.append(
                Cell(
                    str(position + len(cells) + 1), line.text[start:end], line.start + start, line.start + end
                )
            )
            words.clear()

    for found in _TOKEN.finditer(line.text):
        token = found.group()
        if found[1] is None and not any(map(str.isdigit, token)):
            words.append(found.span())
            continue
        words_end()
        group = 1 if found[1] else 0
        start, end = found.span(group)
        if group == 0 and end - start > 1 and token[-1] in ",;":
            end -= 1
        cells.append(
            Cell(str(position + len(cells) + 1), line.text[start:end], line.start + start, line.start + end)
        )
    words_end()
    return [each for each in cells if any(not _is_sign(character) for character in each.text)]


def _is_sign(character: str) -> bool:
    return character in "{}()[]<>,;:|\"'"


def _without_remark(line: Line) -> tuple[Line, list[Cell]]:
    """A line without the remark that ends it, and the remark."""
    found = _REMARK.search(line.text)
    told = found is None or found.group().strip() in ("--", "!", "%")
    if (
        not found
        or is_prose(line.text if told else line.text[: found.start()])
        or line.text.count('"', 0, found.start()) % 2
    ):
        return line, []
    remark = line.after(found.end())
    return Line(line.text[: found.start()].rstrip(), line.start, line.indent), [
        Cell("comment", remark.text, remark.start, remark.end)
    ]


def _list_cells(line: Line) -> list[Cell]:
    """The values of nested lists in parentheses, each named by the words that open the lists around it.

    A word that is in no value's name is a value itself.
    """
    cells: list[Cell] = []
    heads: list[tuple[str, int]] = []
    named: set[int] = set()
    fresh = False

    def close() -> None:
        name, start = heads.pop()
        if name and start not in named:
            cells.append(Cell(_path(heads), name, start, start + len(name)))

    for found in _ATOM.finditer(line.text):
        token = found.group()
        start = line.start + found.start()
        if token == "(":  # noqa: S105  # a parenthesis
            heads.append(("", start))
            fresh = True
        elif token == ")":  # noqa: S105  # a parenthesis
            if heads:
                close()
            fresh = False
        elif (
            fresh
            and found[1] is None
            and (token[0].isalpha() or token[0] in "_:*+-<>=/!?")
            and not _has_digit(token)
        ):
            heads[-1] = (token, start)
            fresh = False
        else:
            fresh = False
            text = found[1] if found[1] else token
            begin = line.start + found.start(1) if found[1] else start
            if text.strip('"'):
                around = [at for name, at in heads[-_AROUND:] if name]
                named.update(around)
                name_start = around[-1] if around else -1
                cells.append(Cell(_path(heads), text, begin, begin + len(text), name_start=name_start))
    while heads:
        close()
    return sorted(cells, key=lambda each: each.start)


def _has_digit(token: str) -> bool:
    return any(map(str.isdigit, token))


def _path(heads: list[tuple[str, int]]) -> str:
    return "/".join(name for name, _ in heads[-_AROUND:] if name)


def _part(line: Line, start: int, end: int) -> Line:
    return Line(line.text[start - line.start : end - line.start], start, 0)


def _whole(line: Line) -> list[Cell]:
    return cell("", line.text, 0, len(line.text)) and [Cell("", line.text, line.start, line.end)]
