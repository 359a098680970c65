"""Values that expressions compute with: what a text states, how two compare, how a number is rounded and written."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache
from typing import Any

from holdtrue.checks import values

Plain = str | Decimal | bool | datetime | None | list[Any]
"""What an expression yields."""

_ROUNDING = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN}


def number(value: Plain) -> Decimal | None:
    """The number that a value is or states."""
    if isinstance(value, bool):
        return Decimal(int(value))
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str):
        return values.parse(value).number
    return None


@lru_cache(maxsize=1 << 14)
def stated(text: str, field: str = "") -> values.Value:
    """What a whole cell stands for."""
    return values.parse(text, field=field)


def moment(value: Plain) -> str | None:
    """A date, time or both as ISO 8601; None for anything else."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str):
        parsed = stated(value, "date")
        if parsed.kind in ("date", "datetime", "time"):
            return parsed.forms[0]
    return None


def folded(text: str) -> str:
    """A text for comparison: one style of white space and of composed characters."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_empty(value: Plain) -> bool:
    """Whether there is nothing, or nothing but blanks."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def compare(a: Plain, b: Plain) -> int | None:
    """-1, 0 or 1; None where the two cannot be compared."""
    if is_empty(a) or is_empty(b):
        return 0 if is_empty(a) and is_empty(b) else None
    if isinstance(a, bool) or isinstance(b, bool):
        return 0 if truth(a) == truth(b) else None
    x, y = (None, None) if isinstance(a, str) and isinstance(b, str) and a == b else (number(a), number(b))
    if x is not None and y is not None:
        return (x > y) - (x < y)
    s, t = moment(a), moment(b)
    if s and t:
        shared = min(len(s), len(t)) if s[:2].isdigit() and t[:2].isdigit() else None
        s, t = s[:shared], t[:shared]
        return (s > t) - (s < t)
    u, v = folded(as_text(a)), folded(as_text(b))
    return (u > v) - (u < v)


def truth(value: Plain) -> bool:
    """A value as a condition: nothing, 0, false and no are not; anything else is."""
    if isinstance(value, bool):
        return value
    if is_empty(value):
        return False
    if isinstance(value, Decimal):
        return value != 0
    if isinstance(value, str):
        parsed = stated(value)
        return not (parsed.kind == "boolean" and parsed.forms[0] == "false") and parsed.kind != "empty"
    return True


def as_text(value: Plain) -> str:
    """A value as it would be written."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, list):
        return "; ".join(map(as_text, value))
    if isinstance(value, datetime):
        return value.isoformat()
    return value


def rounded(value: Decimal, digits: int | None, significant: int | None, mode: str) -> Decimal:
    """A number with so many decimals, or significant figures."""
    with localcontext(Context(prec=60)):
        if significant is not None and value:
            digits = significant - 1 - value.adjusted()
            value = value.quantize(Decimal(1).scaleb(-digits), rounding=_ROUNDING[mode])
            return value if digits >= 0 else Decimal(int(value))
        if digits is None:
            return value
        return value.quantize(Decimal(1).scaleb(-digits), rounding=_ROUNDING[mode])


def to_datetime(value: Plain) -> datetime | None:
    """A date or time as a point in time; a time alone on the first of January 2000."""
    if isinstance(value, datetime):
        return value
    iso = moment(value)
    if iso is None:
        return None
    text = (
        iso if not (iso[:1] == "T" or (len(iso) > 2 and iso[2] == ":")) else "2000-01-01T" + iso.lstrip("T")
    )
    for candidate in (text, text + "-01", text + "-01-01"):
        try:
            return datetime.fromisoformat(candidate.replace("Z", "+00:00")).replace(tzinfo=None)
        except ValueError:
            continue
    return None


def shift(point: datetime, amount: Decimal, unit: str) -> datetime:
    """A point in time so much later."""
    if unit in ("mo", "y"):
        months = point.year * 12 + point.month - 1 + int(amount) * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        for day in (point.day, 30, 29, 28):
            try:
                return point.replace(year=year, month=month + 1, day=day)
            except ValueError:
                continue
    seconds = {"s": 1, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}.get(unit, 0)
    return point + timedelta(seconds=float(amount * seconds))


EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The day that stands under a time without a date."""


def fold_letters(text: str) -> str:
    """Lower case without accents, as in an alphabetical order."""
    table = str.maketrans(
        {
            "ø": "o",
            "Ø": "O",
            "đ": "d",
            "Đ": "D",
            "ł": "l",
            "Ł": "L",
            "æ": "ae",
            "Æ": "AE",
            "œ": "oe",
            "þ": "th",
            "Þ": "TH",
            "ð": "d",
            "Ð": "D",
        }
    )
    plain = unicodedata.normalize("NFKD", text.translate(table))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
