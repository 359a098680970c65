"""A printed number: its value, and how many of its digits were printed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Mark = Literal[".", ","]
"""What stands before the fraction."""

_BLANK = "\u00a0\u2009\u202f"
_GROUPS = re.compile(r"'|’|\{,\}|\\,|[\u00a0\u2009\u202f ]")
_SHAPE = re.compile(r"\d{1,3}(?:([.,])\d{3})+")

NUMBER = rf"(?:\d+(?:(?:[.,'’{_BLANK}]|\{{,\}}|\\,)\d+)*|\.\d+)(?:[eE][-+−]?\d{{1,4}}(?!\w))?"
"""As a regular expression: digits with whatever groups them, a fraction, a power of ten."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as an answer prints it."""

    value: float
    """Its value; not a number, or infinite, where that is what was printed."""

    text: str
    """As printed."""

    start: int
    """Offset of its first character in the answer."""

    end: int
    """Offset just after its last."""

    decimals: int | None
    """Place of its last digit: 2 for `3.50`, 0 for `40`, -2 for `12e2`; None for what is exact, such as `7/2`."""

    figures: int
    """Significant digits, zeros at the end of a whole number left out."""

    unit: str = ""
    """The word or sign beside it."""

    @property
    def finite(self) -> bool:
        """Whether it is a number at all."""
        return math.isfinite(self.value)


def mark_of(printed: Iterable[str]) -> Mark:
    """What a text's numbers have before the fraction, by those that leave no doubt; a point where none does."""
    votes = {",": 0, ".": 0}
    for text in printed:
        points, commas = text.count("."), text.count(",")
        if points and commas:
            votes["." if text.rfind(".") > text.rfind(",") else ","] += 1
        elif points + commas == 1:
            whole, sign, fraction = text.partition("." if points else ",")
            if len(fraction) != 3 or len(whole) > 3 or whole in ("0", ""):
                votes["." if sign == "." else ","] += 1
        elif points > 1:
            votes[","] += bool(_SHAPE.fullmatch(text))
    return "," if votes[","] > votes["."] else "."


def amounts(text: str, mark: Mark) -> list[tuple[float, int, int, str]]:
    """The numbers that a run of digits holds: value, place of the last digit, significant digits, text.

    More than one where a comma can only separate, as in `3,4,5`.
    """
    if _plain(text):
        return [_amount(text, text)]
    bare, power = _power(text)
    bare = _GROUPS.sub("", bare)
    other = "," if mark == "." else "."
    if bare.count(other) and _SHAPE.fullmatch(bare.partition(mark)[0]):
        bare = bare.replace(other, "")
    if bare.count(other) == 1 and mark not in bare and other == ".":
        return [_amount(bare + power, text)]
    if "," in bare and (mark == "." or bare.count(",") > 1):
        return [_amount(part + power, part) for part in bare.split(",")]
    bare = bare.replace(mark, ".")
    if bare.count(".") > 1:  # a version, a date: no number
        return [(math.nan, 0, 0, text)]
    return [_amount(bare + power, text)]


def _plain(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _power(text: str) -> tuple[str, str]:
    found = re.search(r"[eE][-+−]?\d+$", text)
    return (text[: found.start()], found[0].replace("−", "-")) if found else (text, "")


def _amount(plain: str, text: str) -> tuple[float, int, int, str]:
    digits, power = _power(plain)
    whole, _, fraction = digits.partition(".")
    shown = (whole + fraction).lstrip("0")
    figures = len(shown if fraction else shown.rstrip("0"))
    return float(plain), len(fraction) - int(power[1:] or 0), figures, text
