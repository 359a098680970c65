"""A kind of problem: its data from a seed, the problem they state, what changes them, what cheap heuristics make of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from numpy.random import Generator

    from holdtrue.checks.optimization import Certificate, Problem

Data = TypeVar("Data")
"""The numbers that a kind's problems are made of; as printed, so that text and problem agree exactly."""

Values = Mapping[str, float]
"""A point, by variable name."""


class Kind(Protocol[Data]):
    """One kind of problem."""

    @property
    def name(self) -> str:
        """As `Problem.kind` says it."""

    @property
    def sizes(self) -> tuple[int, ...]:
        """The size dial, from easy to hard; other sizes between the ends may be asked for, unless the kind says no."""

    def draw(self, size: int, random: Generator) -> Data:
        """Data of a base problem."""

    def state(self, data: Data, name: str, wording: int) -> Problem:
        """The problem, with its text."""

    def change(self, data: Data, certificate: Certificate, random: Generator) -> Data:
        """The same with one number (for power flow: the loads) changed that the optimum hangs on, of like size."""

    def heuristics(self, data: Data) -> Mapping[str, Values]:
        """What one gets without solving, by the heuristic's name: `greedy`, `rounding`, ..."""
