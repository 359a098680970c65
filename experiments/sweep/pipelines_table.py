"""What the table of the experiment `pipelines` says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from holdtrue.experiments.sweep.intervals import Interval, difference, mean

if TYPE_CHECKING:
    import polars as pl

_BY = ("pipeline", "arm", "model", "policy", "family")


def pipelines_summary(table: pl.DataFrame) -> Sequence[Table]:
    """One row for each arm and family: how often right, against the pipeline's own arm, and at what cost."""
    shown = Table(title="Pipelines", title_justify="left", box=None, padding=(0, 1, 0, 0), pad_edge=False)
    for heading in _BY:
        shown.add_column(heading)
    for heading in (
        "n",
        "right",
        "less the\npipeline",
        "failed",
        "tokens\na task",
        "s",
        "cost of\none right",
    ):
        shown.add_column(heading, justify="right")
    for row in pipelines_rows(table):
        apart = row["difference"]
        values = [str(row[name]) for name in _BY]
        shown.add_row(
            *values,
            str(row["n"]),
            str(row["right"]),
            "" if apart is None else str(apart),
            f"{row['failed']:.0%}",
            f"{row['tokens']:.0f}",
            f"{row['seconds']:.1f}",
            _money(row["cost_per_right"]),
        )
    return [shown]


def pipelines_rows(table: pl.DataFrame) -> list[dict[str, object]]:
    """The same as values.

    `right`, an `Interval` over tasks; `difference` from the pipeline's first arm on the same tasks, None for that arm;
    `failed`, the share that came to no answer; `tokens`, read and written, and `seconds`, means of a task; `cost` of all
    tasks and `cost_per_right`, that over the answers that were right with every hand-off intact, None where there is
    none or a price is missing.
    """
    import polars as pl

    rows: list[dict[str, object]] = []
    groups = dict(table.group_by(_BY, maintain_order=True))
    for key, part in sorted(groups.items(), key=lambda item: _order(item[0], table)):
        named = dict(zip(_BY, key, strict=True))
        own = groups.get((key[0], _first_arm(table, str(key[0])), *key[2:]))
        right = part.filter(pl.col("right") & pl.col("intact")).height
        cost = None if part["cost"].null_count() else float(part["cost"].sum())
        rows.append(
            {
                **named,
                "n": part.height,
                "right": _right(part),
                "difference": None
                if own is None or own is part
                else difference(_by_task(part), _by_task(own)),
                "failed": part["failure"].is_not_null().mean(),
                "tokens": (part["input_tokens"] + part["output_tokens"]).mean(),
                "seconds": part["seconds"].mean(),
                "cost": cost,
                "cost_per_right": cost / right if cost is not None and right else None,
            }
        )
    return rows


def _right(part: pl.DataFrame) -> Interval:
    return mean(part["right"].cast(float).to_list(), part["task"].to_list())


def _by_task(part: pl.DataFrame) -> dict[object, float]:
    return {task: float(right) for task, right in part.select("task", "right").iter_rows()}


def _first_arm(table: pl.DataFrame, pipeline: str) -> str:
    """The pipeline's own arm, as its definition says; in a table of others the first that comes."""
    from holdtrue.experiments.pipelines.registry import PIPELINES, pipeline_named

    if pipeline in PIPELINES:
        return pipeline_named(pipeline).arms[0]
    return str(table.filter(table["pipeline"] == pipeline)["arm"][0])


def _order(key: Sequence[object], table: pl.DataFrame) -> tuple[str, str, str, str, bool, str]:
    """By pipeline and family, its own arm first."""
    pipeline, arm, model, policy, family = map(str, key)
    return pipeline, model, policy, family, arm != _first_arm(table, pipeline), arm


def _money(cost: object) -> str:
    return f"{cost:.2g}" if isinstance(cost, float) else "–"
