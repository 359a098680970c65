"""The syntax tree of an expression."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant."""

    value: str | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, such as `30 min` or `2 days`."""

    amount: Decimal
    unit: str
    """One of `s`, `min`, `h`, `d`, `w`, `mo`, `y`."""


@dataclass(frozen=True, slots=True)
class Field:
    """The value of a field of the record at hand."""

    name: str


@dataclass(frozen=True, slots=True)
class Unary:
    """`not x` or `-x`."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and what joins them."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """`[a, b, c]`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """`{a: b, c: d}`."""

    items: tuple[tuple[Node, Node], ...]


Node = Literal | Duration | Field | Unary | Binary | Call | Listing | Mapping
