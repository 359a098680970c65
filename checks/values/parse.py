"""What the text of a whole cell stands for."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from holdtrue.checks.values.duration import clock_seconds, of_seconds, parse_duration
from holdtrue.checks.values.moment import compact_keys, parse_moment
from holdtrue.checks.values.number import parse_number
from holdtrue.checks.values.plain import folded, unstyled
from holdtrue.checks.values.value import Kind, Value

_LONGEST = 80
"""Characters of the longest cell that is tried as anything but text."""

_REMEMBERED = 1 << 15
"""Cells whose value is kept: a column repeats itself, and both sides of a hand-off hold the same."""

_BOOLEANS = dict.fromkeys(
    [
        "true",
        "yes",
        "ja",
        "oui",
        "sí",
        "sì",
        "si",
        "sim",
        "tak",
        "wahr",
        "vrai",
        "verdadero",
        "verdadeiro",
        "vero",
        "waar",
        "✓",
        "✔",
        "☑",
    ],
    "true",
) | dict.fromkeys(
    [
        "false",
        "no",
        "nein",
        "non",
        "não",
        "nee",
        "nej",
        "nei",
        "nie",
        "falsch",
        "faux",
        "falso",
        "onwaar",
        "✗",
        "✘",
        "☐",
    ],
    "false",
)

_NOTHING = dict.fromkeys(("null", "nil", "\\n", "<null>"), "") | dict.fromkeys(
    ("-", "--", "---", "n/a", "n. a.", "n.a.", "k. a.", "k.a.", "#n/a"), "-"
)
"""Words for a value that is not there, and marks for one that is known not to be."""

_URL = re.compile(r"(?:[a-z][a-z0-9+.-]{1,15}://|www\.|mailto:)\S+", re.IGNORECASE)
_POINTER = re.compile(r"#[A-Za-z]\w*|@[\w-]+@|\$[A-Za-z_]\w*|\$\{[^{}]+\}|\{\{[^{}]+\}\}|\[[\w:.-]+\]")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_PHONE = re.compile(r"\+[\d\s()./-]+|0[\d\s()/]+")
_IBAN = re.compile(r"[A-Z]{2}\d\d(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,4})?")
_NAME = re.compile(
    r"(?:[^\W\d_]+\.\s)*[^\W\d_][\w.'-]*(?:,?\s(?:(?:von|van|der|den|de|del|della|di|da|dos|du|la|le|zu|af|bin|ter)\s)*[^\W\d_][\w.'-]*){1,4}"
)
_PARTICLES = frozenset(
    [
        "von",
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "zu",
        "af",
        "bin",
        "ter",
    ]
)
_ID_FIELD = re.compile(
    r"(?:^|[^a-z])(?:id|uid|uuid|code|sku|ean|isbn|iban|zip|plz|postcode|phone|tel|fax)$", re.IGNORECASE
)
_PHONE_DIGITS = 7
"""Digits that make a telephone number; fewer are a signed number."""


@lru_cache(_REMEMBERED)
def parse(text: str, *, field: str = "") -> Value:
    """What the text of a whole cell stands for. Any text stands for something; none raises.

    Args:
        text: The cell, as a reader gives it.
        field: Its field's name, which decides where the notation does not: digits are an identifier in `zip`, eight
            of them a day in `date`.
    """
    bare = text.strip()
    if len(bare) > _LONGEST:
        return _as_text(bare)
    plain = unstyled(bare)
    if not plain:
        return Value("empty", bare, ("",), (("empty", ""),))
    value = _with_digits(plain, field) if any(map(str.isdecimal, plain)) else _without_digits(plain)
    if value is None:
        return _as_text(bare)
    return value if value.text == bare else replace(value, text=bare)


def _with_digits(plain: str, field: str) -> Value | None:
    if plain.isdecimal() and _ID_FIELD.search(field):
        return _exact("id", plain, plain, ("number", plain, "", "", ""))
    value = parse_moment(plain, field) or parse_duration(plain) or parse_number(plain)
    if value is not None and value.kind == "number":
        return _numbered(value, plain)
    if value is None and (seconds := clock_seconds(plain)) is not None:
        return of_seconds(plain, [seconds])
    return value or _coded(plain)


def _numbered(value: Value, plain: str) -> Value:
    """A plain number with what else its digits may be."""
    also = compact_keys(plain)
    if plain in ("0", "1"):
        also = (*also, ("boolean", "true" if plain == "1" else "false"))
    if plain[0] == "+" and sum(map(str.isdecimal, plain)) >= _PHONE_DIGITS:
        also = (*also, ("id", "".join(plain.split())))
    return replace(value, keys=(*value.keys, *also)) if also else value


def _coded(plain: str) -> Value | None:
    """Identifiers and references, which must arrive letter by letter; a telephone number may be grouped otherwise."""
    if _URL.fullmatch(plain):
        return _exact("reference", plain, plain.rstrip("/"))
    if _POINTER.fullmatch(plain):
        return _exact("reference", plain, plain)
    if _PHONE.fullmatch(plain) and sum(map(str.isdecimal, plain)) >= _PHONE_DIGITS:
        return _exact("id", plain, re.sub(r"[^\d+]", "", plain))
    if _EMAIL.fullmatch(plain) or _UUID.fullmatch(plain):
        return _exact("id", plain, plain.lower())
    if _IBAN.fullmatch(plain):
        return _exact("id", plain, plain.replace(" ", ""))
    return None if " " in plain else _exact("id", plain, plain)


def _without_digits(plain: str) -> Value | None:
    lower = plain.lower()
    if lower in _BOOLEANS:
        return _exact("boolean", plain, _BOOLEANS[lower])
    if lower in _NOTHING:
        return Value("empty", plain, (_NOTHING[lower],), (("empty", _NOTHING[lower]),))
    if _URL.fullmatch(plain):
        return _exact("reference", plain, plain.rstrip("/"))
    if _POINTER.fullmatch(plain):
        return _exact("reference", plain, plain)
    if _EMAIL.fullmatch(plain):
        return _exact("id", plain, lower)
    return _named(plain)


def _named(plain: str) -> Value | None:
    """Two to five words with capitals; `Last, First` is also `First Last`."""
    words = plain.replace(",", " ").split()
    if not 1 < len(words) <= 8 or not all(word[0].isupper() or word in _PARTICLES for word in words):
        return None
    if not _NAME.fullmatch(plain):
        return None
    name = plain.casefold()
    last, comma, first = name.partition(", ")
    turned = (("text", f"{first} {last}"),) if comma and "," not in first else ()
    return Value("name", plain, (name,), (("text", name), *turned))


def _as_text(bare: str) -> Value:
    form = folded(bare)
    return Value("text", bare, (form,), (("text", form),))


def _exact(kind: Kind, text: str, form: str, *also: tuple[str, ...]) -> Value:
    return Value(kind, text, (form,), ((kind, form), *also))
