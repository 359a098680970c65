"""The experiment `nulls`: what answers that solve nothing score on power flow, by family of constraints.

Whether a published satisfaction rate says anything depends on what one gets without solving. An answer that merely stays
within the printed limits satisfies every constraint that is a limit, and most constraints are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from rich.table import Table

from holdtrue.checks.optimization import UnsolvedError, certify, evaluate
from holdtrue.checks.optimization.importers.power import from_power_case
from holdtrue.checks.optimization.structures import power_flow as mp
from holdtrue.experiments.optimization.generate import guess
from holdtrue.experiments.optimization.kinds.power import CASES, Power, network
from holdtrue.experiments.sweep.cell import Cell, Row
from holdtrue.experiments.sweep.experiment import Experiment, Scale, Scope

if TYPE_CHECKING:
    import polars as pl

    from holdtrue.checks.optimization import Certificate, Family, Problem
    from holdtrue.checks.optimization.problem import Vector
    from holdtrue.checks.optimization.structures import PowerFlow
    from holdtrue.experiments.optimization.kind import Values
    from holdtrue.experiments.sweep.cell import Bench

FAMILIES = (
    "active balance",
    "reactive balance",
    "voltage",
    "generator active",
    "generator reactive",
    "branch limit",
)
"""Every constraint of a power flow, a bus, generator or branch one each."""

_SHORT = ("P", "Q", "V", "P gen", "Q gen", "S")
"""The same in the field's letters."""

ANSWERS = ("in-bounds guess", "flat start", "copied base case", "optimum, 2 decimals", "optimum")
"""From what solves nothing to what solves everything. Flat start: all voltages 1, all angles 0."""

_LOADS = (5, 20)
"""Per cent by which each load may be more or less than in the base case."""

TOLERANCE = 1e-2
"""Per unit: the fixed tolerance under which shares are counted, beside the one that follows from the printed digits."""

_DRAWS = {Scale.SMALL: 1, Scale.FULL: 4}
"""Perturbed networks per seed; the guess is drawn ten times for each."""

_GUESSES = 10


def _cells(scope: Scope) -> Iterator[Cell]:
    for size in CASES:
        for loads in _LOADS:
            for draw in range(scope.seeds * _DRAWS[scope.scale]):
                for answer in ANSWERS:
                    yield Cell({"buses": size, "loads": loads, "draw": draw, "answer": answer})


def _measure(cell: Cell, bench: Bench) -> Sequence[Row]:  # noqa: ARG001 - nothing of it is needed
    size, answer = cell.number("buses"), cell.text("answer")
    random = np.random.default_rng([size, cell.number("loads"), cell.number("draw")])
    data, problem, certificate = _perturbed(size, cell.number("loads"), random, solve="optimum" in answer)
    decimals = 2 if "decimals" in answer else None
    points = [_point(answer, size, data, problem, certificate, random)]
    if answer == "in-bounds guess":
        points += [guess(problem, random) for _ in range(_GUESSES - 1)]
    rows: list[Row] = []
    for values in points:
        x = problem.vector(values)
        printed = x if decimals is None else np.round(x, decimals)
        rows += [
            {"tolerance": tolerance, **_counted(problem, data, printed, tolerance, decimals)}
            for tolerance in ("fixed", "printed")
        ]
    return rows


def _perturbed(
    size: int, loads: int, random: np.random.Generator, *, solve: bool
) -> tuple[PowerFlow, Problem, Certificate | None]:
    """A network with other loads; where it is to be solved, the first that has a solution."""
    while True:
        spread = loads / 100.0
        buses = len(network(size).bus)
        data = network(size).with_demand(random.uniform(1.0 - spread, 1.0 + spread, buses))
        problem = from_power_case(data)
        try:
            return data, problem, certify(problem) if solve else None
        except UnsolvedError:
            continue


@cache
def _base(size: int) -> Certificate:
    return certify(from_power_case(network(size)))


def _point(
    answer: str,
    size: int,
    data: PowerFlow,
    problem: Problem,
    certificate: Certificate | None,
    random: np.random.Generator,
) -> Values:
    if certificate is not None:
        return certificate.values
    if answer == "copied base case":
        return _base(size).values
    if answer == "flat start":
        return Power("ac").heuristics(data)["mid-range"]
    return guess(problem, random)


def _counted(
    problem: Problem, data: PowerFlow, x: Vector, tolerance: str, decimals: int | None
) -> Mapping[str, float | bool]:
    """Shares by family, pooled, and whether everything holds."""
    half = problem.half_units(decimals) if decimals is not None and tolerance == "printed" else 0.0
    families = evaluate(problem, x, half).families
    held = {
        name: _within(family, 1.0 if name == "voltage" else data.base)
        if tolerance == "fixed"
        else family.holds
        for name, family in families.items()
        if name in FAMILIES
    }
    pooled = np.concatenate(list(held.values()))
    return {
        **{name: float(held[name].mean()) for name in FAMILIES},
        "pooled": float(pooled.mean()),
        "family mean": float(np.mean([part.mean() for part in held.values()])),
        "feasible": bool(pooled.all()),
        "constraints": len(pooled),
        "limits": float(1.0 - 2.0 * len(data.bus) / len(pooled)),
        "slack branches": float((data.branch[:, mp.RATE_A] >= _NO_LIMIT).mean()),
    }


_NO_LIMIT = 9000.0
"""MVA: cases 14, 57 and 118 come with such limits, which nothing reaches."""


def _within(family: Family, unit: float) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    size = np.where(family.equation, np.abs(family.residuals), family.residuals)
    return np.asarray(size / unit <= TOLERANCE)


def nulls_rows(table: pl.DataFrame) -> pl.DataFrame:
    """Means by network, load change, tolerance and answer; `n` answers each."""
    import polars as pl

    order = {answer: k for k, answer in enumerate(ANSWERS)}
    wanted = [*FAMILIES, "pooled", "family mean", "feasible", "constraints", "limits", "slack branches"]
    return (
        table.group_by("buses", "loads", "tolerance", "answer")
        .agg(*(pl.col(name).cast(pl.Float64).mean() for name in wanted), pl.len().alias("n"))
        .sort("buses", "loads", "tolerance", pl.col("answer").replace_strict(order))
    )


def nulls_sentences(table: pl.DataFrame) -> list[str]:
    """What it says about a pooled satisfaction rate."""
    rows = nulls_rows(table).to_dicts()
    of = {(row["buses"], row["loads"], row["tolerance"], row["answer"]): row for row in rows}
    loads = max(row["loads"] for row in rows)

    def spread(answer: str, column: str, tolerance: str = "fixed") -> str:
        values = [row[column] for key, row in of.items() if key[1:] == (loads, tolerance, answer)]
        ends = [f"{end(values):.0%}" for end in (min, max)] if values else ["–"]
        return " to ".join(dict.fromkeys(ends))

    return [
        (
            f"Limits, not equations, are {spread('in-bounds guess', 'limits')} of the constraints: whatever stays within the "
            "printed limits has them for nothing."
        ),
        (
            f"An in-bounds guess, which solves nothing, has a pooled rate of {spread('in-bounds guess', 'pooled')} and is "
            f"fully feasible in {spread('in-bounds guess', 'feasible')}."
        ),
        (
            f"The optimum of the base case, copied onto loads changed by up to {loads}%, has "
            f"{spread('copied base case', 'pooled')} and is fully feasible in {spread('copied base case', 'feasible')}."
        ),
        (
            f"The true optimum printed to 2 decimals has {spread('optimum, 2 decimals', 'pooled')} under a fixed tolerance "
            f"of {TOLERANCE:g} per unit, below the copy; under the tolerance that follows from its digits it has "
            f"{spread('optimum, 2 decimals', 'pooled', 'printed')}."
        ),
        (
            "A pooled rate within these ranges is what comes of not solving; it says nothing about solving without the "
            "rates by family, the rate of full feasibility, and these baselines beside it."
        ),
    ]


def nulls_summary(table: pl.DataFrame) -> Sequence[Table | str]:
    """A table for the largest change of loads and the fixed tolerance, then the sentences."""
    rows = nulls_rows(table).to_dicts()
    loads = max(row["loads"] for row in rows)
    shown = Table(
        title=(
            f"Share of constraints that hold; loads ±{loads}%, tolerance {TOLERANCE:g} per unit\n"
            "P, Q: balances at the buses; V: voltages; P gen, Q gen: ranges of generators; S: limits of branches"
        ),
        title_justify="left",
        box=None,
        pad_edge=False,
    )
    for heading in ("buses", "answer", *_SHORT, "pooled", "all"):
        shown.add_column(heading, justify="left" if heading == "answer" else "right", no_wrap=True)
    for row in rows:
        if row["loads"] == loads and row["tolerance"] == "fixed":
            shares = (f"{row[name]:.0%}" for name in (*FAMILIES, "pooled", "feasible"))
            shown.add_row(str(row["buses"]), row["answer"], *shares)
    return [shown, *nulls_sentences(table)]


NULLS = Experiment(
    name="nulls",
    about="What answers that solve nothing score on optimal power flow, by family of constraints.",
    cells=lambda scope: tuple(_cells(scope)),
    measure=_measure,
    summary=nulls_summary,
)
