"""What an experiment is: cells, and how one is measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl
    from rich.console import RenderableType

    from holdtrue.experiments.sweep.cell import Bench, Cell, Row


class Scale(StrEnum):
    """How much is measured."""

    SMALL = "small"
    """Enough to see that it works."""

    FULL = "full"
    """Enough for intervals that say something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What the user asks an experiment to cover."""

    models: tuple[str, ...] = ("embedded",)
    """Names of models."""

    larger: str | None = None
    """Name of the model that is asked where a smaller one fails, in experiments that have such."""

    policies: tuple[str, ...] = ("observe",)
    """Names of policies of the guards."""

    seeds: int = 3
    """How many seeds, from 0."""

    scale: Scale = Scale.SMALL
    """How much is measured for each seed."""

    only: Mapping[str, frozenset[str]]
    """Per axis the values that are wanted; an axis that is not named is covered whole."""

    def within(self, cells: Iterable[Cell]) -> tuple[Cell, ...]:
        """Those of the cells that are wanted, each once: a model that is named twice is one model."""
        found = {
            cell.key: cell
            for cell in cells
            if all(str(cell.axes.get(axis)) in wanted for axis, wanted in self.only.items())
        }
        return tuple(found.values())

    def idle(self, cells: Callable[[Scope], Sequence[Cell]]) -> tuple[str, ...]:
        """What was asked for beside the usual that makes no difference to these cells, such as `policies`."""
        every = [cell.key for cell in cells(self)]
        return tuple(
            each.name
            for each in fields(self)
            if each.default not in (MISSING, getattr(self, each.name))
            and every == [cell.key for cell in cells(replace(self, **{each.name: each.default}))]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """A sweep that can be run under a name."""

    name: str
    """As it is called on the command line."""

    about: str
    """What it finds out, in one sentence."""

    cells: Callable[[Scope], Sequence[Cell]]
    """Everything there is to be measured for a scope. Each has a key of its own, and its axes are the same."""

    measure: Callable[[Cell, Bench], Sequence[Row]]
    """Makes one measurement: one row or several, each with the same columns. It runs in any process, on any machine,
    depends on nothing but the cell, and may raise where a model cannot be asked; it is then tried again next time."""

    summary: Callable[[pl.DataFrame], Sequence[RenderableType]] = lambda _: ()
    """What the table says, for a terminal."""

    timings: tuple[str, ...] = ()
    """Columns of its rows that differ from run to run, such as wall times and identifiers."""
