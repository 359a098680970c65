"""One measurement of an experiment, by what it varies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holdtrue.middleware.asking import Prices

Value = str | int | float | bool | None
"""What a column of the table may hold."""

Row = Mapping[str, Value]
"""What was measured, by column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One measurement to be made."""

    axes: Mapping[str, str | int]
    """Where it stands on each axis of the experiment; together they say everything that the result depends on."""

    @property
    def key(self) -> str:
        """Its name, unique within the experiment and the same tomorrow."""
        return " ".join(f"{name}={value}" for name, value in self.axes.items())

    def text(self, axis: str) -> str:
        """Where it stands on that axis."""
        return str(self.axes[axis])

    def number(self, axis: str) -> int:
        """Where it stands on an axis of whole numbers."""
        return int(self.axes[axis])

    def __reduce__(self) -> tuple[type[Cell], tuple[dict[str, str | int]]]:
        # A read-only view of a mapping cannot be sent to another process.
        return Cell, (dict(self.axes),)


@dataclass(frozen=True, slots=True)
class Bench:
    """What measurements may use beside their cell; none of it changes what is measured, only what is told of it."""

    ledger: Path | None = None
    """Where hand-offs are kept; None where nobody asked for them."""

    prices: Mapping[str, Prices] = field(default_factory=lambda: MappingProxyType({}))
    """What models cost, by the names that they give themselves."""

    def __reduce__(self) -> tuple[type[Bench], tuple[Path | None, dict[str, Prices]]]:
        return Bench, (self.ledger, dict(self.prices))
