"""Round tour (travelling salesman): every town once and back home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from holdtrue.checks.optimization import Objective, Problem, Variable
from holdtrue.checks.optimization.structures import Tour
from holdtrue.experiments.optimization.wording import Sheet, Statement, render

if TYPE_CHECKING:
    from numpy.random import Generator

    from holdtrue.checks.optimization import Certificate
    from holdtrue.experiments.optimization.kind import Values

_TOWNS = [
    "Aarhus",
    "Bergen",
    "Cadiz",
    "Delft",
    "Evora",
    "Faro",
    "Ghent",
    "Halle",
    "Imola",
    "Jena",
    "Krems",
    "Lucca",
    "Malmo",
    "Namur",
    "Olbia",
    "Parma",
    "Quimper",
    "Riga",
    "Siena",
    "Turku",
    "Ulm",
    "Vigo",
    "Worms",
    "Xanten",
    "York",
    "Zwolle",
]


@dataclass(frozen=True, slots=True)
class Distances:
    """Kilometres between towns."""

    km: tuple[tuple[int, ...], ...]


class RoundTour:
    """The kind `tour`."""

    name = "tour"
    sizes = (5, 6, 8, 10, 14, 20)

    def draw(self, size: int, random: Generator) -> Distances:
        """Towns in a square, up to 26 of them."""
        place = random.uniform(0, 400, size=(size, 2))
        km = np.round(np.hypot(*(place[:, None] - place[None, :]).T)).astype(int)
        return Distances(tuple(tuple(map(int, row)) for row in km))

    def state(self, data: Distances, name: str, wording: int) -> Problem:
        """Minimise length."""
        count = len(data.km)
        towns, stops = tuple(_TOWNS[:count]), [f"stop {k + 1}" for k in range(count)]
        statement = Statement(
            setting=(
                "A salesman visits some towns and comes home again.",
                "Plan a round tour.",
                "One van serves all of these towns.",
            ),
            sheets=[
                Sheet(
                    heading="Distances in km",
                    columns=["town", *towns],
                    rows=[[t, *map(str, row)] for t, row in zip(towns, data.km, strict=True)],
                )
            ],
            rules=[
                "Each town is visited exactly once.",
                "After the last stop the way goes back to stop 1.",
                "Any town may be stop 1.",
            ],
            goal=(
                "What is the shortest tour?",
                "Minimise the length of the tour.",
                "Find the shortest way round.",
            ),
            unknowns=stops,
            values="the town",
            total="the length of the tour in km, the way back included",
        )
        return Problem(
            name=name,
            kind=self.name,
            variables=tuple(
                Variable(name=s, upper=count - 1.0, integer=True, meaning=f"town at {s}") for s in stops
            ),
            objective=Objective(sense="min", unit="km"),
            structure=Tour(data.km),
            labels=towns,
            digits=0,
            text=render(statement, wording),
        )

    def change(self, data: Distances, certificate: Certificate, random: Generator) -> Distances:
        """One leg of the shortest tour gets longer."""
        count = len(data.km)
        stop = int(random.integers(count))
        a, b = (int(certificate.values[f"stop {s % count + 1}"]) for s in (stop, stop + 1))
        km = np.array(data.km)
        km[a, b] = km[b, a] = round(km[a, b] * random.uniform(1.3, 1.9)) + 1
        return Distances(tuple(tuple(map(int, row)) for row in km))

    def heuristics(self, data: Distances) -> Mapping[str, Values]:
        """`greedy`: from the first town to the nearest that is left."""
        left, way = set(range(1, len(data.km))), [0]
        while left:
            town = min(left, key=lambda t: data.km[way[-1]][t])
            left.remove(town)
            way.append(town)
        return {"greedy": {f"stop {k}": float(town) for k, town in enumerate(way, 1)}}
