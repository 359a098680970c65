"""Numbers with their units, in the notations of several countries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from holdtrue.checks.facts.fact import Fact

_CURRENCY = {
    "$": "usd",
    "€": "eur",
    "£": "gbp",
    "¥": "jpy",
    "usd": "usd",
    "eur": "eur",
    "gbp": "gbp",
    "chf": "chf",
}

_SIGNS = "$¢£¤¥֏฿₠-⃀＄￠￡￥￦"
"""Currency signs of the world; one without a code in `_CURRENCY` stands for itself."""

_SCALE = {
    "k": 3, "thousand": 3, "tausend": 3, "mille": 3, "mil": 3,
    "m": 6, "mn": 6, "mio": 6, "million": 6, "millions": 6, "millionen": 6, "millones": 6, "milioni": 6, "milhões": 6,
    "bn": 9, "mrd": 9, "billion": 9, "milliarden": 9, "milliards": 9, "miljoen": 6, "miljard": 9,
}  # fmt: skip
"""Powers of ten by their word. One letter counts only behind a currency sign: `5 m` is a length."""

_UNITS = {
    unit: unit
    for unit in ["kg", "g", "mg", "µg", "t", "lb", "oz", "km", "m", "cm", "mm", "µm", "nm", "mi", "ft", "l", "dl", "cl", "ml", "h", "min", "s", "ms", "µs", "ns", "kw", "mw", "gw", "wh", "kwh", "mwh", "gwh", "kv", "mv", "ma", "hz", "khz", "mhz", "ghz", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "kj", "pa", "hpa", "kpa", "bar", "n", "nm", "°c", "°f", "°", "mol", "mmol", "ppm", "ppb", "db", "px", "pt", "bps", "bp"]
} | {
    "‰": "‰", "euro": "eur", "euros": "eur", "dollar": "usd", "dollars": "usd",
    "%": "%", "percent": "%", "per cent": "%", "prozent": "%", "pour cent": "%", "por ciento": "%", "procent": "%",
    "hours": "h", "hour": "h", "hrs": "h", "hr": "h", "minutes": "min", "minute": "min", "mins": "min",
    "seconds": "s", "second": "s", "sec": "s", "litres": "l", "liters": "l", "litre": "l", "liter": "l",
    "grams": "g", "gram": "g", "kilograms": "kg", "kilogram": "kg", "tonnes": "t", "metres": "m", "meters": "m",
    "kilometres": "km", "kilometers": "km", "miles": "mi", "feet": "ft",
}  # fmt: skip
"""Normal form by notation; lower case throughout, so that a changed capital is not a changed unit."""

_SPACE = "  \u2009"  # no-break, narrow no-break and thin space
_ALTERNATIVES = "|".join(re.escape(word) for word in sorted({*_SCALE, *_UNITS}, key=len, reverse=True))

_NUMBER = re.compile(
    rf"""
    (?=[\d.{_SIGNS}UEGC+−-])
    (?P<currency>[{_SIGNS}]|\b(?:USD|EUR|GBP|CHF)[ {_SPACE}]?)?
    (?P<sign>(?<![\w)\]])[-−+])?
    (?<!\w)(?<!\d[.,'’{_SPACE}])
    (?P<digits>
        \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!,?\d)
      | \d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?(?!\.?\d)
      | \d{{1,3}}(?:[ '’{_SPACE}]\d{{3}})+(?:[.,]\d+)?(?!\d)
      | \d+(?:[.,]\d+)?(?:e[+-]?\d+)?
      | \.\d+
    )
    (?:[ {_SPACE}]?(?P<scale>{"|".join(sorted(_SCALE, key=len, reverse=True))})(?!\w))?
    (?:[ {_SPACE}]?(?P<unit>[{_SIGNS}]|(?:USD|EUR|GBP|CHF)(?!\w)|[%‰]|°(?!\w)|(?:{_ALTERNATIVES})(?!\w)))?
    """,
    re.IGNORECASE | re.VERBOSE,
)

_DIGIT = re.compile(r"\d")

_WRITTEN_OUT = 30
"""Largest power of ten that a normal form writes out: `1e999999` must not become a million zeros."""

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
        if len(scale) == 1 and currency not in _CURRENCY:
            unit, scale = scale, ""
        values = _values(match["digits"], negative=match["sign"] in ("-", "−"))
        if not values:
            continue
        if power := _SCALE.get(scale):
            values = [_scaled(value, power) for value in values]
        canonical = _CURRENCY.get(currency) or _UNITS.get(unit) or _sign(currency)
        readings = tuple(_normal(value) for value in values)
        if readings == ("0",) and "e" in match["digits"].lower():
            readings = (match["digits"],)  # 0e5 and 0e6 have one value and different digits
        yield Fact("number", match.start(), match.end(), match[0], readings, canonical)


def ordinal(text: str) -> re.Match[str] | None:
    """The number of a list item or a heading at the start of a line, as group `number`."""
    return _ORDINAL.match(text)


def _values(digits: str, *, negative: bool) -> list[Decimal]:
    """What the digits may mean; `1,204` and `1.204` are a thousand or a fraction, the likelier first."""
    plain = re.sub(rf"[ '’{_SPACE}]", "", digits)
    comma, dot = plain.rfind(","), plain.rfind(".")
    readings = [plain.replace(",", "")] if dot > comma else [plain.replace(".", "").replace(",", ".")]
    if plain.count(",") + plain.count(".") == 1 and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", plain):
        whole, fraction = plain.replace(",", "").replace(".", ""), plain.replace(",", ".")
        readings = [whole, fraction] if comma >= 0 else [fraction, whole]
    elif plain.count(",") > 1:
        readings = [plain.replace(",", "")]
    elif plain.count(".") > 1:
        readings = [plain.replace(".", "").replace(",", ".")]
    values = []
    for reading in readings:
        try:
            value = Decimal(reading)
        except InvalidOperation:
            continue
        values.append(value.copy_negate() if negative else value)
    return values


def _sign(currency: str) -> str:
    """A currency sign without a code, for itself; empty for anything else."""
    return currency if currency and unicodedata.category(currency[0]) == "Sc" else ""


def _scaled(value: Decimal, power: int) -> Decimal:
    """The value times a power of ten, without the rounding of decimal's own arithmetic."""
    sign, digits, exponent = value.as_tuple()
    return Decimal((sign, digits, int(exponent) + power))


def _normal(value: Decimal) -> str:
    """One notation for one value, exact to the last digit: `12.50`, `12.5` and `1.25e1` alike."""
    sign, figures, exponent = value.as_tuple()
    digits = "".join(map(str, figures)).lstrip("0")
    if not digits:
        return "0"
    shortened = digits.rstrip("0")
    power = int(exponent) + len(digits) - len(shortened)
    minus = "-" if sign else ""
    if abs(value.adjusted()) > _WRITTEN_OUT:
        return f"{minus}{shortened}E{power}"
    if power >= 0:
        return minus + shortened + "0" * power
    padded = shortened.rjust(1 - power, "0")
    return f"{minus}{padded[:power]}.{padded[power:]}"
