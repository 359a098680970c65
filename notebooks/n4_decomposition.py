# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 4. Which decomposition helps a small model, and at what cost
#
# - Each pipeline is run beside its control arm on the same tasks; what counts is the difference, with its interval.
# - Cutting up helps where the pieces are finding and copying. It does not add what is missing: computed answers stay wrong, with tools
#   too where the model cannot write the call.
# - Tokens are the price: the same answers cost several times as much in one way as in another.

# %%
import altair as alt
import polars as pl

from holdtrue.experiments.sweep import Scope, results
from holdtrue.experiments.sweep.pipelines_table import pipelines_rows

alt.renderers.enable("png", scale_factor=1)

# %% [markdown]
# `holdtrue experiment pipelines --seeds 3` measures it on the embedded model; without its table, one task of one step for each arm is measured now.

# %%
table = results("pipelines", Scope(only={"size": frozenset(["1"])}, seeds=1))
print(f"{table['pipeline'].n_unique()} pipelines, {table['task'].n_unique()} tasks, {table.height} attempts")
rows = pipelines_rows(table)
flat = pl.DataFrame(
    [
        {
            "pipeline": row["pipeline"],
            "arm": row["arm"],
            "family": row["family"],
            "n": row["n"],
            "right": row["right"].value,
            "low": row["right"].low,
            "high": row["right"].high,
            "tokens": row["tokens"],
            "seconds": row["seconds"],
            "name": f"{row['pipeline']}: {row['arm']}",
        }
        for row in rows
    ]
)

# %% [markdown]
# ## How often right

# %%
names = flat["name"].unique(maintain_order=True).to_list()
base = alt.Chart(flat).encode(y=alt.Y("name", sort=names, title=None, axis=alt.Axis(labelLimit=260)))
alt.layer(
    base.mark_rule(strokeWidth=2, color="#777").encode(
        x=alt.X(
            "low",
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(format="%", tickCount=4),
            title="right (95% interval)",
        ),
        x2="high",
    ),
    base.mark_point(size=70, filled=True, opacity=1).encode(
        x="right", color=alt.Color("pipeline", legend=None)
    ),
).properties(width=180, height=14 * len(names)).facet(column=alt.Column("family", title=None))

# %% [markdown]
# ## Against the pipeline's own arm, on the same tasks
#
# Left of zero the control does worse: there the decomposition helps.

# %%
apart = pl.DataFrame(
    [
        {
            "comparison": f"{row['pipeline']}: {row['arm']} ({row['family']})",
            "difference": row["difference"].value,
            "low": row["difference"].low,
            "high": row["difference"].high,
        }
        for row in rows
        if row["difference"] is not None
    ]
)
base = alt.Chart(apart).encode(y=alt.Y("comparison", sort=None, title=None, axis=alt.Axis(labelLimit=320)))
zero = alt.Chart(pl.DataFrame({"x": [0.0]})).mark_rule(strokeDash=[4, 4]).encode(x="x")
(
    zero
    + base.mark_rule(strokeWidth=2, color="#777").encode(
        x=alt.X("low", title="right, less the pipeline's own arm"), x2="high"
    )
    + base.mark_point(size=70, filled=True, opacity=1).encode(x="difference")
).properties(width=380, height=max(80, 16 * apart.height))

# %% [markdown]
# ## At what cost

# %%
alt.Chart(flat.filter(pl.col("tokens") > 0)).mark_point(size=90, filled=True, opacity=0.9).encode(
    x=alt.X(
        "tokens", scale=alt.Scale(type="log", nice=False, padding=20), title="tokens a task, read and written"
    ),
    y=alt.Y("right", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
    color=alt.Color("pipeline", title=None),
    shape=alt.Shape("family", title=None),
    tooltip=["name"],
).properties(width=440, height=300, title="Right answers against tokens")

# %%
flat.select(
    "pipeline",
    "arm",
    "family",
    "n",
    pl.col("right").round(2),
    pl.col("tokens").round(),
    pl.col("seconds").round(1),
)

# %% [markdown]
# With few tasks the intervals are wide; where one reaches across zero, nothing is shown either way. `--scale full` narrows them.
