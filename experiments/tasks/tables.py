"""Small tables with whole and two-decimal numbers, drawn from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Rows under a key."""

    file: str
    """Name of the file that holds it."""

    columns: tuple[str, ...]
    """Names of the columns; the first holds the key."""

    rows: Mapping[str, Mapping[str, str]]
    """The cells by key, then by column."""

    @property
    def csv(self) -> str:
        """The table as comma-separated values."""
        lines = [self.columns, *(tuple(row[name] for name in self.columns) for row in self.rows.values())]
        return "".join(",".join(line) + "\n" for line in lines)


@dataclass(frozen=True)
class World:
    """Tables that belong together."""

    goods: Table
    """Things with numbers; the first of its numeric columns is an amount with two decimals."""

    orders: Table
    """Rows that name a thing of `goods` and how many."""

    thing: str
    """What a thing of `goods` is called."""

    distractors: tuple[Table, ...]
    """Tables with columns of the same names that nobody asks about."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """All of them."""
        return (self.goods, self.orders, *self.distractors)


@dataclass(frozen=True)
class _Trade:
    file: str
    thing: str
    columns: tuple[str, str, str]
    first: tuple[str, ...]
    second: tuple[str, ...]
    orders: str
    order: str


_TRADES = (
    _Trade(
        "items.csv",
        "item",
        ("price", "stock", "weight"),
        ("brass", "tin", "copper", "oak", "slate", "glass", "wicker", "linen", "enamel", "cork"),
        ("lamp", "kettle", "bowl", "stool", "basket", "tray", "clock", "ladle"),
        "orders.csv",
        "order",
    ),
    _Trade(
        "seeds.csv",
        "seed",
        ("cost", "packets", "days"),
        ("red", "early", "giant", "winter", "striped", "dwarf", "purple", "river"),
        ("bean", "carrot", "marigold", "lettuce", "squash", "fennel", "poppy"),
        "requests.csv",
        "request",
    ),
    _Trade(
        "cabins.csv",
        "cabin",
        ("rate", "beds", "metres"),
        ("upper", "lower", "mill", "north", "birch", "quarry", "heron", "fern"),
        ("lodge", "hut", "loft", "cottage", "barn", "tower"),
        "bookings.csv",
        "booking",
    ),
)
"""Every column name stands once only, so that a question need not name the table to be clear."""


def world(seed: int, width: int, distractors: int = 2) -> World:
    """The tables of a seed, with `width` rows each."""
    source = random.Random(f"tables:{seed}")  # noqa: S311  # no secret depends on it
    trade = source.choice(_TRADES)
    names = [f"{first} {second}" for first in trade.first for second in trade.second]
    # More rows than names: the further ones carry a number.
    names += [f"{name} {number}" for number in range(2, 2 + width // len(names)) for name in names]
    chosen = source.sample(names, 2 * width if 2 * width <= len(names) else width)
    goods = _goods(source, trade, trade.file, chosen[:width])
    numbers = source.sample(range(100, 100 + 10 * width), width)
    columns = (trade.order, trade.thing, "quantity")
    rows = {
        str(number): dict(
            zip(
                columns,
                (str(number), source.choice(chosen[:width]), str(source.randrange(2, 10))),
                strict=True,
            )
        )
        for number in sorted(numbers)
    }
    others = chosen[width:] or chosen
    old = tuple(
        _goods(source, trade, f"{stem}-{trade.file}", others)
        for stem in source.sample(("old", "draft", "branch", "archive"), distractors)
    )
    return World(goods, Table(trade.orders, columns, rows), trade.thing, old)


def _goods(source: random.Random, trade: _Trade, file: str, names: list[str]) -> Table:
    columns = (trade.thing, *trade.columns)
    return Table(
        file, columns, {name: dict(zip(columns, _cells(source, name), strict=True)) for name in names}
    )


def _cells(source: random.Random, name: str) -> Iterator[str]:
    yield name
    yield f"{source.randrange(2, 60)}.{source.choice(('00', '25', '50', '75', '20', '40'))}"
    yield str(source.randrange(3, 90))
    yield str(source.randrange(2, 40))
