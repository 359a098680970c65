"""The figure of the experiment `ceiling`: rates against size, with what solves nothing in every panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from holdtrue.checks import InputError
from holdtrue.experiments.optimization.ceiling.rates import OUTCOMES, rates

if TYPE_CHECKING:
    import polars as pl

_DASHES = [[6, 2], [3, 3], [1, 2], [8, 2, 1, 2]]
"""Of the lines that solve nothing; none of them is solid, as models' lines are."""

_TITLES = {
    "pooled": "constraints that hold",
    "feasible": "fully feasible",
    "optimal": "feasible and optimal",
}


def figure(table: pl.DataFrame, strategy: str = "monolithic") -> Any:
    """A chart of altair: a column a kind, a row an outcome.

    Lines are models under a strategy, with Wilson intervals; dashed grey lines are the null baselines.

    Args:
        table: Of the experiment `ceiling`.
        strategy: Which strategy is shown.

    Raises:
        InputError: The extra is not installed, or the strategy is not in the table.
    """
    try:
        import altair as alt
    except ImportError as error:
        raise InputError("figures need an extra: pip install 'holdtrue[notebooks]'") from error
    data = figure_rows(table, strategy)
    rows = []
    for outcome in ("pooled", "feasible", "optimal"):
        of_outcome = [row for row in data if row["outcome"] == outcome]
        panels = [
            _panel(
                alt, [row for row in of_outcome if row["kind"] == kind], kind, "" if k else _TITLES[outcome]
            )
            for k, kind in enumerate(dict.fromkeys(row["kind"] for row in data))
        ]
        rows.append(alt.hconcat(*panels))
    return alt.vconcat(*rows).resolve_scale(color="shared", strokeDash="shared")


def figure_rows(table: pl.DataFrame, strategy: str) -> list[dict[str, Any]]:
    """What the figure draws: a row a line, size and outcome; `null` says whether the line solves nothing."""
    import polars as pl

    asked = table.filter(pl.col("strategy") == strategy)
    if not asked.height:
        raise InputError(f"no answer of the strategy {strategy!r} is in the table")
    null = table.filter(pl.col("model") == "null")
    found: list[dict[str, Any]] = []
    for row in (*rates(asked).to_dicts(), *rates(null).to_dicts()):
        solves_nothing = row["model"] == "null"
        found += [
            {
                "line": row["strategy"] if solves_nothing else row["model"],
                "null": solves_nothing,
                "kind": row["kind"],
                "size": row["size"],
                "outcome": outcome,
                "rate": row[outcome],
                "low": row.get(f"{outcome}_low"),
                "high": row.get(f"{outcome}_high"),
                "n": row["n"],
            }
            for outcome in ("pooled", *OUTCOMES)
        ]
    return found


def _panel(alt: Any, rows: list[dict[str, Any]], kind: str, title: str) -> Any:
    x = alt.X("size:Q", title="size", scale=alt.Scale(type="log", nice=False))
    y = alt.Y("rate:Q", title=title, scale=alt.Scale(domain=[0, 1]))
    models = alt.Data(values=[row for row in rows if not row["null"]])
    nulls = alt.Data(values=[row for row in rows if row["null"]])
    color = alt.Color("line:N", title="model")
    lines = alt.Chart(models).mark_line(point=True).encode(x, y, color)
    bars = alt.Chart(models).mark_rule(opacity=0.5).encode(x, alt.Y("low:Q"), alt.Y2("high:Q"), color)
    dashed = (
        alt.Chart(nulls)
        .mark_line(color="grey")
        .encode(x, y, alt.StrokeDash("line:N", title="solves nothing", scale=alt.Scale(range=_DASHES)))
    )
    return (dashed + bars + lines).properties(width=150, height=120, title=kind)
