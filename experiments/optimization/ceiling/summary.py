"""What the experiment `ceiling` prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from holdtrue.checks import InputError
from holdtrue.experiments.optimization.ceiling.claims import claims, templates
from holdtrue.experiments.optimization.ceiling.rates import family_rates, rates
from holdtrue.experiments.optimization.ceiling.slopes import mixed_model

if TYPE_CHECKING:
    import polars as pl


def ceiling_summary(table: pl.DataFrame) -> Sequence[Table | str]:
    """Rates, rates by family, verdicts, the mixed model, and a claim for every model and strategy."""
    return [
        _rates(table),
        _verdicts(table),
        _families(table),
        *_mixed(table),
        *templates(table),
        *map(str, claims(table)),
    ]


def _sheet(title: str, headings: Iterable[str], rows: Iterable[Sequence[str]], *, left: int) -> Table:
    shown = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for k, heading in enumerate(headings):
        shown.add_column(heading, justify="left" if k < left else "right")
    for row in rows:
        shown.add_row(*row)
    return shown


def _rates(table: pl.DataFrame) -> Table:
    rows = [
        [
            row["model"],
            row["strategy"],
            str(row["n"]),
            f"{row['parsed']:.0%}",
            f"{row['pooled']:.0%}",
            *(
                f"{row[o]:.0%} [{row[f'{o}_low']:.0%}, {row[f'{o}_high']:.0%}]"
                for o in ("feasible", "optimal")
            ),
            "–" if row["gap"] is None else f"{row['gap']:.1%}",
        ]
        for row in rates(table, ("model", "strategy")).to_dicts()
    ]
    headings = ("model", "strategy", "n", "read", "pooled", "feasible", "optimal", "gap if feasible")
    return _sheet("Rates over all sizes, with Wilson intervals", headings, rows, left=2)


def _verdicts(table: pl.DataFrame) -> Table:
    counts = table.group_by("model", "conclusion").len().sort("model", "len", descending=[False, True])
    rows = [[str(model), str(word), str(n)] for model, word, n in counts.iter_rows()]
    return _sheet("Verdicts", ("model", "verdict", "answers"), rows, left=2)


def _families(table: pl.DataFrame) -> Table:
    rows = [
        [row["model"], row["kind"], row["family"], f"{row['share']:.0%}"]
        for row in family_rates(table, ("model", "kind")).to_dicts()
    ]
    return _sheet("Constraints that hold, by family", ("model", "kind", "family", "hold"), rows, left=3)


def _mixed(table: pl.DataFrame) -> list[Table | str]:
    import polars as pl

    asked = table.filter(pl.col("model") != "null")
    # A model that is always right or never tells a logistic model nothing but infinities.
    share = pl.col("optimal").cast(pl.Float64).mean().over("model")
    mixed = asked.filter(share > 0.0, share < 1.0)
    try:
        effects = mixed_model(mixed, "optimal")
    except InputError as error:
        return [f"No mixed model: {error}."]
    rows = [[effect.term, f"{effect.mean:+.2f}", f"{effect.error:.2f}"] for effect in effects]
    title = "Logistic mixed model of optimal answers, random intercepts of instances and models (log-odds)"
    return [_sheet(title, ("term", "mean", "sd"), rows, left=1)]
