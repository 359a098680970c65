"""One value with the forms that its notation may stand for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "number",
    "money",
    "quantity",
    "date",
    "time",
    "datetime",
    "duration",
    "id",
    "name",
    "reference",
    "boolean",
    "empty",
    "text",
]
"""What a value is. A quantity is a number with a unit; a name is words with capitals; a reference points elsewhere."""

_AMOUNTS = frozenset(("number", "money", "quantity", "duration"))

Key = tuple[str, ...]
"""A canonical form to index by: values that one key leads to differ in notation at most."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a whole cell stands for."""

    kind: Kind
    """What it most likely is."""

    text: str
    """The cell as it is written, without white space around it."""

    forms: tuple[str, ...]
    """Canonical forms, likeliest first; more than one where the notation is ambiguous.

    Numbers, money and quantities: plain decimal notation (`1.204` is `1.204` or `1204`). Dates, times and both:
    ISO 8601 as far as it is written (`2026-03`, `--03-04`), in UTC where an offset is given. Durations: seconds.
    Booleans: `true`, `false`. Identifiers and references: letter by letter. Names and text: in one style of quotes,
    dashes and white space, case folded.
    """

    keys: tuple[Key, ...]
    """One for each form, and for each other kind that the notation may also be."""

    unit: str = ""
    """Unit or currency in its normal form (`eur`, `kg`, `%`); empty where none is written."""

    bound: str = ""
    """`<`, `<=`, `>`, `>=` or `~` where a number is written as a limit or as rough."""

    margin: str = ""
    """What stands behind `±`, in plain decimal notation."""

    decimals: int | None = None
    """Digits behind the decimal mark, as written; None for anything but a number."""

    figures: int | None = None
    """Significant digits, as written, trailing zeros of a whole number included; None for anything but a number."""

    zone: str = ""
    """Time zone as written: `Z`, `+01:00`, `CET`; empty where none is."""

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The amounts it may be, likeliest first, in its own unit; empty for what is no amount."""
        if self.kind in _AMOUNTS:
            return tuple(map(Decimal, self.forms))
        return ()

    @property
    def number(self) -> Decimal | None:
        """The amount it most likely is, durations in seconds; None for what is no amount."""
        return Decimal(self.forms[0]) if self.kind in _AMOUNTS and self.forms else None

    def same_as(self, other: Value) -> bool:
        """Whether the two may be one value in two notations: some form of the one is a form of the other."""
        return self.keys == other.keys or not set(self.keys).isdisjoint(other.keys)


def key(value: Value) -> tuple[Key, ...]:
    """What to index a value by: values that are the same share at least one of these."""
    return value.keys
