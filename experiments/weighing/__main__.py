"""`python -m holdtrue.experiments.weighing CASES.jsonl`: measures on left-out documents, then fits to all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from holdtrue.experiments.weighing.forest import boost, boosted, grow, table
from holdtrue.experiments.weighing.handoffs import corrupt, fit, summaries
from holdtrue.experiments.weighing.labelled import cases
from holdtrue.experiments.weighing.left_out import left_out, limits, verdicts
from holdtrue.experiments.weighing.pack import pack

_SHIPPED = 60
"""Trees that are shipped of those that are grown; more hardly change a likelihood, and cost time in every check."""


def main(
    path: Annotated[Path, typer.Argument(help="Labelled hand-offs, JSON Lines.")],
    results: Annotated[Path, typer.Option(help="Where to write the left-out verdicts, JSON Lines.")],
    weights: Annotated[Path | None, typer.Option(help="Where to write the weights, fitted to all.")] = None,
) -> None:
    """Leave out each document in turn, fit to the others, weigh the left-out one; then fit to all.

    The limits for a warning and a failure that are shipped are those of the left-out likelihoods, since weights are
    too sure of what they were fitted to.
    """
    found = cases(path)
    data = table(found)
    forest, series = grow(data), boost(data)
    out = left_out(found, data, (forest, series))
    with results.open("w", encoding="utf-8") as file:
        for verdict in verdicts(found, out):
            file.write(json.dumps(verdict, ensure_ascii=False) + "\n")
    if weights:
        last = fit(summaries(found, out.opinions), corrupt(found))
        warn, fail = limits(found, out.handoffs)
        pack(
            weights,
            data.names,
            forest.judges[:_SHIPPED],
            boosted(data),
            last.estimators_,
            damaged=float(corrupt(found).mean()),
            warn=warn,
            fail=fail,
        )


if __name__ == "__main__":
    typer.run(main)
