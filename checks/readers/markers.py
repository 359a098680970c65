"""What stands before the text of a list item, a clause or a labelled line."""

from __future__ import annotations

import re

from holdtrue.checks.document import Cell
from holdtrue.checks.readers.scan import Line

_NUMBER = r"(?:\d{1,3}(?:\.\d{1,3}){0,6}[a-z]?|[a-zA-Z]|[ivxlc]{1,6}|[IVXLC]{1,6})"

_MARKER = re.compile(
    rf"""(?P<bullet>[-*+•‣◦·▪●○–—](?=\s|$))
    | \({_NUMBER}\)(?=\s|$)
    | \[\d{{1,3}}\](?=\s|$)
    | {_NUMBER}[.)](?=\s|$)
    | §{{1,2}}\s?\d{{1,4}}[a-z]?[.:)]?(?=\s|$)
    # A number with dots and nothing after it: not an amount, which goes on with a unit or a sign.
    | \d{{1,3}}(?:\.\d{{1,3}}){{1,6}}(?=\s+[^\W\d_])(?!\s+[a-zµ]{{1,3}}\b)
    """,
    re.VERBOSE,
)

_BOX = re.compile(r"\[[ xX✓✗-]\](?=\s|$)")

_LABEL = re.compile(r"([^\W\d_][^:\n|\t]{0,47}?)\s{0,3}(?::|：)(?=\s|$)")
_SENTENCE = re.compile(r"[!?,;](?:\s|$)|\.\s+[A-ZÀ-ÞА-Я]|[\"“”]")


def marker(line: Line) -> tuple[list[Cell], Line, str] | None:
    """The marker that a line begins with, or None.

    Returns:
        Its cells (`marker`; a bullet has none, being style alone; a check box has one), the line without it, and its
        kind, by which items of one list are told: the bullet, or the marker with its letters and digits made alike.
    """
    found = _MARKER.match(line.text)
    if not found:
        box = _BOX.match(line.text)
        if not box:
            return None
        mark = Cell("marker", box.group(), line.start, line.start + box.end())
        return [mark], line.after(box.end()), "[]"
    cells = [] if found["bullet"] else [Cell("marker", found.group(), line.start, line.start + found.end())]
    kind = found.group() if found["bullet"] else shape(found.group())
    rest = line.after(found.end())
    if box := _BOX.match(rest.text):
        cells.append(Cell("marker", box.group(), rest.start, rest.start + box.end()))
        rest = rest.after(box.end())
    return cells, rest, kind


def shape(token: str) -> str:
    """A marker with every number as `0` and every run of letters as `a`: what `2.3` and `2.10` have in common."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "0", token))


def label(line: Line, words: int = 5) -> tuple[str, int] | None:
    """The label of a line `Label: value` and the length of label and colon; None where it has none.

    Args:
        line: The line.
        words: How many words a label may have at most.
    """
    found = _LABEL.match(line.text)
    if not found or found[1].count(" ") >= words or _SENTENCE.search(found[1]):
        return None
    return found[1], found.end()
