"""Kinds of value that several documents hold: what they look like, and the same value written another way."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial

from holdtrue.experiments.documents.edit import Fields
from holdtrue.experiments.documents.grammar import chars, one_of, repeated, sequence
from holdtrue.experiments.documents.layout import RecordError

_LETTERS = "A-Za-zÀ-ÖØ-öø-ž"
_MONTH = one_of(sequence("0", chars("1-9")), sequence("1", chars("0-2")))
_DAY = one_of(sequence("0", chars("1-9")), sequence(chars("12"), chars("0-9")), sequence("3", chars("01")))
_YEAR = sequence(one_of("19", "20"), chars("0-9", 2))

ISO_DATE = sequence(_YEAR, "-", _MONTH, "-", _DAY)
"""2026-03-09."""

DOTTED_DATE = sequence(_DAY, ".", _MONTH, ".", _YEAR)
"""09.03.2026."""

COMPACT_DATE = sequence(_YEAR, _MONTH, _DAY)
"""20260309."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

LONG_DATE = sequence(
    one_of(chars("1-9"), sequence(chars("12"), chars("0-9")), sequence("3", chars("01"))),
    " ",
    one_of(*_MONTHS),
    " ",
    _YEAR,
)
"""9 March 2026."""

COUNT = one_of("0", sequence(chars("1-9"), chars("0-9", 0, 6)))
"""A whole number without leading zeros."""

AMOUNT = sequence(COUNT, ".", chars("0-9", 2))
"""A number with two decimals and a point."""

NAME = sequence(chars(_LETTERS), chars(_LETTERS + "’-", 1, 19))
"""One word of a person's name."""

PHRASE = sequence(
    chars(_LETTERS),
    repeated(one_of(chars(_LETTERS + "0-9.&’×/-"), sequence(" ", chars(_LETTERS + "0-9.&’×/-"))), 1, 39),
)
"""A few words without quotation marks, commas or tabs."""


def changed(rewrite: Callable[[str], str], *names: str) -> Callable[[Fields], Fields]:
    """A function that rewrites the named fields and leaves the others."""
    return partial(_change, rewrite, names)


def added(name: str, rule: Callable[[Fields], str]) -> Callable[[Fields], Fields]:
    """A function that adds a field computed from the others."""
    return partial(_add, name, rule)


def removed(name: str) -> Callable[[Fields], Fields]:
    """A function that removes a field."""
    return partial(_remove, name)


def mapped(names: Mapping[str, str]) -> Callable[[str], str]:
    """A function that looks a value up; a value without an entry is an error."""
    return partial(_look_up, names)


def inverse(names: Mapping[str, str]) -> dict[str, str]:
    """The map read backwards."""
    return {new: old for old, new in names.items()}


def listed(names: Mapping[str, str]) -> str:
    """The map in words: a becomes b, c becomes d."""
    return ", ".join(f"{old} becomes {new}" for old, new in names.items())


def dotted(iso: str) -> str:
    """2026-03-09 as 09.03.2026."""
    return ".".join(reversed(iso.split("-")))


def iso(dotted: str) -> str:
    """09.03.2026 as 2026-03-09."""
    return "-".join(reversed(dotted.split(".")))


def spelt_out(iso: str) -> str:
    """2026-03-09 as 9 March 2026."""
    year, month, day = iso.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def from_spelt_out(text: str) -> str:
    """9 March 2026 as 2026-03-09."""
    day, month, year = text.split(" ")
    return f"{year}-{_MONTHS.index(month) + 1:02d}-{int(day):02d}"


def cents(amount: str) -> int:
    """12.40 as 1240."""
    whole, _, rest = amount.partition(".")
    return int(whole) * 100 + int(rest)


def amount(cents: int) -> str:
    """1240 as 12.40."""
    return f"{cents // 100}.{cents % 100:02d}"


def doubled(value: str) -> str:
    """12.40 as 24.80."""
    return amount(2 * cents(value))


def halved(value: str) -> str:
    """24.80 as 12.40; an odd number of cents is an error."""
    half, odd = divmod(cents(value), 2)
    if odd:
        msg = f"{value} has no half in whole cents"
        raise RecordError(msg)
    return amount(half)


def day_in(source: random.Random, first: date, days: int) -> str:
    """A day drawn from the `days` that begin with `first`, as an ISO date."""
    return (first + timedelta(days=source.randrange(days))).isoformat()


def _change(rewrite: Callable[[str], str], names: tuple[str, ...], fields: Fields) -> Fields:
    return {name: rewrite(value) if name in names else value for name, value in fields.items()}


def _add(name: str, rule: Callable[[Fields], str], fields: Fields) -> Fields:
    return {**fields, name: rule(fields)}


def _remove(name: str, fields: Fields) -> Fields:
    return {other: value for other, value in fields.items() if other != name}


def _look_up(names: Mapping[str, str], value: str) -> str:
    if value not in names:
        msg = f"{value!r} is none of {', '.join(names)}"
        raise RecordError(msg)
    return names[value]
