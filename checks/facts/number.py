"""Numbers with their units, in the notations of several countries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from holdtrue.checks.facts.fact import Fact
from holdtrue.checks.values.decimals import SPACE, normal, scaled, values
from holdtrue.checks.values.units import CURRENCY, SCALE, SIGNS, UNITS

_ALTERNATIVES = "|".join(re.escape(word) for word in sorted({*SCALE, *UNITS}, key=len, reverse=True))

_NUMBER = re.compile(
    rf"""
    (?=[\d.{SIGNS}UEGC+−-])
    (?P<currency>[{SIGNS}]|\b(?:USD|EUR|GBP|CHF)[ {SPACE}]?)?
    (?P<sign>(?<![\w)\]])[-−+])?
    (?<!\w)(?<!\d[.,'’{SPACE}])
    (?P<digits>
        \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!,?\d)
      | \d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?(?!\.?\d)
      | \d{{1,3}}(?:[ '’{SPACE}]\d{{3}})+(?:[.,]\d+)?(?!\d)
      | \d+(?:[.,]\d+)?(?:e[+-]?\d+)?
      | \.\d+
    )
    (?:[ {SPACE}]?(?P<scale>{"|".join(sorted(SCALE, key=len, reverse=True))})(?!\w))?
    (?:[ {SPACE}]?(?P<unit>[{SIGNS}]|(?:USD|EUR|GBP|CHF)(?!\w)|[%‰]|°(?!\w)|(?:{_ALTERNATIVES})(?!\w)))?
    """,
    re.IGNORECASE | re.VERBOSE,
)

_DIGIT = re.compile(r"\d")

_ORDINAL = re.compile(r"\s*(?:#+\s*)?(?P<number>\d{1,3})[.)](?=\s)")
"""The number of a list item or a heading: where a thing stands, not what it says."""


def find(text: str) -> Iterator[Fact]:
    """Numbers, with the currency, power of ten and unit beside them."""
    if not _DIGIT.search(text):
        return
    for match in _NUMBER.finditer(text):
        unit = (match["unit"] or "").lower()
        scale = (match["scale"] or "").lower()
        currency = (match["currency"] or "").strip().lower() or unit
        if len(scale) == 1 and currency not in CURRENCY:
            unit, scale = scale, ""
        amounts = values(match["digits"], negative=match["sign"] in ("-", "−"))
        if not amounts:
            continue
        if power := SCALE.get(scale):
            amounts = [scaled(amount, power) for amount in amounts]
        canonical = CURRENCY.get(currency) or UNITS.get(unit) or _sign(currency)
        readings = tuple(normal(amount) for amount in amounts)
        if readings == ("0",) and "e" in match["digits"].lower():
            readings = (match["digits"],)  # 0e5 and 0e6 have one value and different digits
        yield Fact("number", match.start(), match.end(), match[0], readings, canonical)


def ordinal(text: str) -> re.Match[str] | None:
    """The number of a list item or a heading at the start of a line, as group `number`."""
    return _ORDINAL.match(text)


def _sign(currency: str) -> str:
    """A currency sign without a code, for itself; empty for anything else."""
    return currency if currency and unicodedata.category(currency[0]) == "Sc" else ""
