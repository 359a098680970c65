"""What written digits may mean as a number, and one notation for each number."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

SPACE = "\u00a0\u202f\u2009"
"""Spaces that group digits: no-break, narrow no-break and thin."""

_WRITTEN_OUT = 30
"""Largest power of ten that a normal form writes out: `1e999999` must not become a million zeros."""

_GROUPING = re.compile(rf"[ '’{SPACE}]")
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


def values(digits: str, *, negative: bool) -> list[Decimal]:
    """What the digits may mean; `1,204` and `1.204` are a thousand or a fraction, the likelier first."""
    plain = _GROUPING.sub("", digits)
    comma, dot = plain.rfind(","), plain.rfind(".")
    readings = [plain.replace(",", "")] if dot > comma else [plain.replace(".", "").replace(",", ".")]
    if plain.count(",") + plain.count(".") == 1 and _AMBIGUOUS.fullmatch(plain):
        whole, fraction = plain.replace(",", "").replace(".", ""), plain.replace(",", ".")
        readings = [whole, fraction] if comma >= 0 else [fraction, whole]
    elif plain.count(",") > 1:
        readings = [plain.replace(",", "")]
    elif plain.count(".") > 1:
        readings = [plain.replace(".", "").replace(",", ".")]
    found = []
    for reading in readings:
        try:
            value = Decimal(reading)
        except InvalidOperation:
            continue
        found.append(value.copy_negate() if negative else value)
    return found


def scaled(value: Decimal, power: int) -> Decimal:
    """The value times a power of ten, without the rounding of decimal's own arithmetic."""
    sign, digits, exponent = value.as_tuple()
    return Decimal((sign, digits, int(exponent) + power))


def normal(value: Decimal) -> str:
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
