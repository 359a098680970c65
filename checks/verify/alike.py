"""Whether two cells hold the same, and how a result's text reads with style aside."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from holdtrue.checks.values.units import SIZES
from holdtrue.checks.values.value import Value
from holdtrue.checks.verify.quantity import Plain, as_text, folded, number, stated

_STYLE = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "‑": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "}
)
_ZERO = re.compile(r"[-+]?0\d")


def unstyled(text: str) -> str:
    """A text of the same length with plain quotation marks, hyphens and blanks for their typographic variants."""
    return text.translate(_STYLE)


@lru_cache(maxsize=1 << 15)
def canonical(text: str) -> str:
    """A cell's text with white space and typographic variants aside."""
    return folded(unicodedata.normalize("NFC", text).translate(_STYLE))


def same(expected: Plain, came: str, *, loose: bool = True) -> bool:
    """Whether a cell holds what is expected.

    Args:
        expected: A value; a computed number is compared by amount.
        came: The cell's text.
        loose: Whether notations of one value count as equal.
    """
    if isinstance(expected, Decimal):
        amount = number(came)
        return amount is not None and amount == expected
    if isinstance(expected, bool):
        parsed = stated(came)
        return parsed.kind == "boolean" and parsed.forms[0] == ("true" if expected else "false")
    text = as_text(expected)
    if canonical(text) == canonical(came):
        return True
    if not text.strip() or not came.strip():
        return _nothing(text) and _nothing(came)
    return loose and same_value(text, came)


def _nothing(text: str) -> bool:
    parsed = stated(text)
    return parsed.kind == "empty" and (not text.strip() or parsed.forms == ("",))


def same_value(a: str, b: str) -> bool:
    """Whether two texts are one number, sum or truth value in two notations; leading zeros tell numbers apart."""
    if bool(_ZERO.match(a.strip())) != bool(_ZERO.match(b.strip())):
        return False
    x, y = stated(a), stated(b)
    if x.kind == y.kind and x.kind in ("boolean", "duration"):
        return x.forms == y.forms
    if x.kind not in _NUMERIC or y.kind not in _NUMERIC or x.bound != y.bound:
        return False
    if x.unit and y.unit and x.unit != y.unit:
        return _same_size(x, y)
    return bool(set(x.forms) & set(y.forms)) and (
        x.forms[0] == y.forms[0] or len(x.forms) != len(y.forms) or x.forms == y.forms
    )


_NUMERIC = ("number", "money", "quantity")


def _same_size(x: Value, y: Value) -> bool:
    """Whether two quantities in different units are one: 1.5 kg and 1500 g."""
    if x.unit not in SIZES or y.unit not in SIZES or x.margin or y.margin:
        return False
    (base, size), (other, scale) = SIZES[x.unit], SIZES[y.unit]
    return base == other and any(a * size == b * scale for a in x.numbers for b in y.numbers)


_WORD = re.compile(r"\d[\d.,'’]*\d|\w+|[^\w\s]")


def tokens(text: str) -> list[str]:
    """Words, numbers and marks of a text."""
    return _WORD.findall(unicodedata.normalize("NFC", text).translate(_STYLE))


def valued(a: str, b: str, document_format: str = "") -> bool:
    """Whether two lines have the same words and, in other notations, the same values; in Markdown, whatever bullets."""
    if document_format == "markdown" and bullet(a) and bullet(b):
        a, b = a.lstrip()[1:], b.lstrip()[1:]
    x, y = tokens(a), tokens(b)
    if len(x) != len(y):
        return False
    index = 0
    while index < len(x):
        ours, theirs = x[index : index + 2], y[index : index + 2]
        if len(ours) == 2 and ours[0][0].isdigit() and theirs[0][0].isdigit() and ours[1] != theirs[1]:
            if not same_value(" ".join(ours), " ".join(theirs)):
                return False
            index += 1
        elif ours[0] != theirs[0] and not same_value(ours[0], theirs[0]):
            return False
        index += 1
    return True


def squeezed(text: str) -> str:
    """A text without any white space."""
    return "".join(unicodedata.normalize("NFC", text).translate(_STYLE).split())


_BULLET = re.compile(r"[-*+](?=[ \t])")
_DASHES = re.compile(r"-{2,}")


def bare(line: str, document_format: str) -> str:
    """A line without white space, and in Markdown with one sort of bullet and the shortest rule under a table's head.

    The marks of a list are one another's equals, and so are rules of any length (CommonMark 0.31, section 5.2; GitHub
    Flavored Markdown, section 4.10).
    """
    text = squeezed(line)
    if document_format != "markdown":
        return text
    if "|" in text and "-" in text and set(text) <= set("|:-"):
        return _DASHES.sub("-", text).strip("|")
    return "-" + text[1:] if bullet(line) else text


def bullet(line: str) -> str:
    """The mark that begins an item of a list in Markdown; empty where there is none."""
    found = _BULLET.match(line.lstrip())
    return found[0] if found else ""
