"""Rates with Wilson intervals out of the table of the experiment `ceiling`."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from scipy.stats import norm

if TYPE_CHECKING:
    import polars as pl

OUTCOMES = ("parsed", "feasible", "optimal")
"""An answer that can be read; of all answers, those that keep every constraint; those that are optimal beside."""


def wilson(right: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of a share (J. Am. Stat. Assoc. 22, 1927); all of it where nothing was counted."""
    if not n:
        return 0.0, 1.0
    z = float(norm.ppf(0.5 + level / 2.0))
    share = right / n
    middle = share + z * z / (2 * n)
    spread = z * math.sqrt(share * (1.0 - share) / n + z * z / (4 * n * n))
    scale = 1.0 + z * z / n
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def rates(table: pl.DataFrame, by: Sequence[str] = ("model", "strategy", "kind", "size")) -> pl.DataFrame:
    """What each group came to.

    Beside `n`: of each outcome the share with its interval (`optimal`, `optimal_low`, `optimal_high`); `pooled`, the mean
    share of constraints that hold; `gap`, the mean distance of feasible answers from the optimum, relative to it.
    """
    import polars as pl

    rows = []
    for key, part in table.group_by(by, maintain_order=True):
        row: dict[str, object] = {**dict(zip(by, key, strict=True)), "n": part.height}
        for outcome in OUTCOMES:
            right = int(part[outcome].sum())
            low, high = wilson(right, part.height)
            row |= {outcome: right / part.height, f"{outcome}_low": low, f"{outcome}_high": high}
        row |= {"pooled": part["pooled"].mean(), "gap": part["gap"].cast(pl.Float64).mean()}
        rows.append(row)
    return pl.DataFrame(rows, infer_schema_length=None).sort(by)


def family_rates(table: pl.DataFrame, by: Sequence[str] = ("model", "strategy", "kind")) -> pl.DataFrame:
    """Per group and family of constraints the mean share that holds, unreadable answers counting 0."""
    import polars as pl

    rows: dict[tuple[object, ...], list[float]] = {}
    for key, part in table.group_by(by):
        told = [json.loads(text) for text in part["shares"]]
        for family in sorted({name for shares in told for name in shares}):
            rows[(*key, family)] = [shares.get(family, 0.0) for shares in told]
    return pl.DataFrame(
        [
            {
                **dict(zip((*by, "family"), key, strict=True)),
                "n": len(values),
                "share": sum(values) / len(values),
            }
            for key, values in rows.items()
        ]
    ).sort((*by, "family"))
