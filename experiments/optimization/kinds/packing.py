"""Bin packing: items into as few boxes as possible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from holdtrue.checks.optimization import Objective, Problem, Variable
from holdtrue.checks.optimization.structures import Packing
from holdtrue.experiments.optimization.wording import Sheet, Statement, render

if TYPE_CHECKING:
    from numpy.random import Generator

    from holdtrue.checks.optimization import Certificate
    from holdtrue.experiments.optimization.kind import Values


@dataclass(frozen=True, slots=True)
class Boxes:
    """Numbers of a packing."""

    weights: tuple[int, ...]
    capacity: int


class BinPacking:
    """The kind `packing`."""

    name = "packing"
    sizes = (5, 7, 9, 12, 15)

    def draw(self, size: int, random: Generator) -> Boxes:
        """Weights of a fifth to two thirds of a box."""
        return Boxes(tuple(map(int, random.integers(20, 66, size))), 100)

    def state(self, data: Boxes, name: str, wording: int) -> Problem:
        """Minimise boxes."""
        count = len(data.weights)
        names, boxes = [f"item {k + 1}" for k in range(count)], tuple(f"box {k + 1}" for k in range(count))
        statement = Statement(
            setting=(
                "A shop packs an order into equal boxes.",
                "Pack the following items.",
                "All boxes are of one size.",
            ),
            sheets=[
                Sheet(
                    heading="Items",
                    columns=["item", "weight in kg"],
                    rows=[[n, str(w)] for n, w in zip(names, data.weights, strict=True)],
                )
            ],
            rules=[
                f"A box holds at most {data.capacity} kg.",
                f"There are {count} boxes: box 1 to box {count}.",
                "Each item goes into one box and cannot be divided.",
            ],
            goal=(
                "Which box does each item go into, so that as few boxes as possible are used?",
                "Minimise the number of boxes used.",
                "Use as few boxes as possible.",
            ),
            unknowns=names,
            values="its box, such as `box 2`",
            total="the number of boxes used",
        )
        return Problem(
            name=name,
            kind=self.name,
            variables=tuple(
                Variable(name=n, upper=count - 1.0, integer=True, meaning=f"box of {n}") for n in names
            ),
            objective=Objective(sense="min", unit="boxes"),
            structure=Packing(data.weights, float(data.capacity), count),
            labels=boxes,
            digits=0,
            text=render(statement, wording),
        )

    def change(self, data: Boxes, certificate: Certificate, random: Generator) -> Boxes:  # noqa: ARG002 - one limit
        """Another capacity."""
        return replace(data, capacity=data.capacity + int(random.choice([-1, 1]) * random.integers(5, 26)))

    def heuristics(self, data: Boxes) -> Mapping[str, Values]:
        """`greedy`: each item, in the order given, into the first box with room."""
        left = [data.capacity] * len(data.weights)
        values = {}
        for k, weight in enumerate(data.weights, 1):
            box = next((b for b, room in enumerate(left) if room >= weight), 0)
            left[box] -= weight
            values[f"item {k}"] = float(box)
        return {"greedy": values}
