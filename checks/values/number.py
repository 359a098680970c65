"""Cells that are one number: with sign, limit, currency, power of ten, unit and margin, in the notations of many countries."""

from __future__ import annotations

import re
from dataclasses import dataclass

from holdtrue.checks.values.decimals import SPACE, normal, scaled, values
from holdtrue.checks.values.units import MONEY, SCALE, SIGNS, UNITS, unit_of
from holdtrue.checks.values.value import Kind, Value

_DIGITS = rf"""(?:
    \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?
  | \d{{1,2}}(?:,\d\d)+,\d{{3}}(?:\.\d+)?
  | \d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?
  | \d{{1,3}}(?:[ '’{SPACE}]\d{{3}})+(?:[.,]\d+)?
  | \d+(?:[.,]\d+)?
  | \.\d+
)"""

_NUMBER = re.compile(
    rf"""
    (?:(?P<bound><=?|>=?|≤|≥|~|≈|ca\.?|circa|approx\.)\s*)?
    (?P<sign>[-−–+])?\s?
    (?P<open>\()?
    (?P<before>(?:[^\W\d_]{{1,4}}\.?)?[{SIGNS}]?)\s?
    (?P<sign2>[-−–+])?
    (?P<digits>{_DIGITS})
    (?:(?:[eE](?P<power>[-+−]?\d+))|\s?[x×·*]\s?10(?:\^|\*\*)(?P<power2>[-+−]?\d+))?
    (?P<minus>-$)?
    (?P<close>\))?
    (?:\s?(?:±|\+/-|\+-)\s?(?P<margin>{_DIGITS}))?
    (?P<gap>\s?)(?P<after>[^\d\s](?:.{{0,30}}\S)?)?
    """,
    re.VERBOSE,
)

_BOUNDS = {"≤": "<=", "≥": ">=", "≈": "~", "ca": "~", "ca.": "~", "circa": "~", "approx.": "~"}

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_RAISED_POWER = re.compile(r"(?<=10)[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")

_UNIT = re.compile(r"[^\W\d_][\w°µ/·*^%.-]{0,19}|[°%‰][\w/.]{0,8}")

_LONGEST_POWER = 6
"""Digits of an exponent; more are no amount that anyone means."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands around the digits."""

    power: int = 0
    unit: str = ""
    currencies: tuple[str, ...] = ()


def parse_number(text: str) -> Value | None:
    """The number that a text is from end to end; None where it is none, or digits that open with a zero."""
    match = _NUMBER.fullmatch(_RAISED_POWER.sub(lambda found: "^" + found[0].translate(_RAISED), text))
    if not match or bool(match["open"]) != bool(match["close"]):
        return None
    digits = match["digits"]
    if digits[0] == "0" and len(digits) > 1 and digits[1] not in ".,":
        return None
    beside = _beside(match)
    exponent = (match["power"] or match["power2"] or "0").replace("−", "-")
    if beside is None or len(exponent.lstrip("+-")) > _LONGEST_POWER:
        return None
    negative = _negative(match, beside)
    if negative is None:
        return None
    amounts = values(digits, negative=negative)
    if match["power"] or match["power2"]:
        amounts = [min(amounts, key=abs)]  # nobody groups the digits before an exponent
    forms = tuple(normal(scaled(amount, int(exponent) + beside.power)) for amount in amounts)
    if forms == ("0",) and (match["power"] or match["power2"]):
        forms = (f"0E{int(exponent)}",)  # 0e5 and 0e6 have one value and different digits
    _, figures, point = amounts[0].as_tuple()
    written = "".join(map(str, figures)).lstrip("0")
    bound = (match["bound"] or "").strip()
    bound = _BOUNDS.get(bound, bound)
    margin = normal(values(match["margin"], negative=False)[0]) if match["margin"] else ""
    unit = beside.currencies[0] if beside.currencies else beside.unit
    kind: Kind = "money" if beside.currencies else "quantity" if unit else "number"
    keys = [
        ("number", form, name, bound, margin)
        for form in forms
        for name in beside.currencies or (beside.unit,)
    ]
    return Value(
        kind, text, forms, tuple(keys), unit, bound, margin, max(0, -int(point)), max(1, len(written))
    )


def _negative(match: re.Match[str], beside: _Beside) -> bool | None:
    """Whether the number is below zero; None where its signs make no sense."""
    signs = [sign for sign in (match["sign"], match["sign2"], match["minus"]) if sign]
    if match["open"]:
        amount = re.search(r"[^\d]", match["digits"]) or beside.currencies
        return True if amount and not signs else None  # (12) is a note or a list item
    return len(signs) == 1 and signs[0] != "+" if len(signs) < 2 else None


def _beside(match: re.Match[str]) -> _Beside | None:
    """What the words around the digits say; None where they say something else."""
    before, after = match["before"].lower(), match["after"] or ""
    currencies = MONEY.get(before) or ((before,) if re.fullmatch(f"[{SIGNS}]", before) else ())
    if before and not currencies:
        return None
    words = after.split()
    power = 0
    if words and (scale := SCALE.get(words[0].lower().rstrip("."))):
        beyond = " ".join(words[1:]).lower()
        if len(words[0]) > 1 or currencies or beyond in MONEY:
            power, words, after = scale, words[1:], " ".join(words[1:])
    if not after:
        return _Beside(power, "", currencies)
    lower = after.lower()
    if found := MONEY.get(lower) or ((after,) if re.fullmatch(f"[{SIGNS}]", after) else ()):
        return None if currencies and not set(currencies) & set(found) else _Beside(power, "", found)
    known = lower in UNITS
    if known or (len(words) == 1 and (match["gap"] or power) and _UNIT.fullmatch(after)):
        unit = unit_of(after)
        return _Beside(power, f"{currencies[0]} {unit}" if currencies else unit)
    if currencies and after.startswith("/") and len(words) <= 2:
        return _Beside(power, currencies[0] + lower)
    return None
