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
# # 5. Cascade economics: what one correct and intact result costs
#
# - The price of a call says little; what counts is the cost of a result that is right *and* came through intact hand-offs.
# - A cascade asks a small model first and pays for a larger one only where a check fails: worth it where the small one is right
#   often enough and checks are cheap.
# - Where the small model is never right, asking it first only adds its cost: the break-even is one division.

# %%
import altair as alt
import polars as pl

from holdtrue.experiments.sweep import Scope, results
from holdtrue.experiments.sweep.pipelines_table import pipelines_rows

alt.renderers.enable("png", scale_factor=1)

# %% [markdown]
# Measured as in notebook 4. The embedded model is free; its cost is reckoned as that of a model of 13 billion parameters by the
# ratio of the parameters (Wu et al. 2024, arXiv 2402.15000), in dollars.

# %%
table = results("pipelines", Scope(only={"size": frozenset(["1"])}, seeds=1))
rows = [row for row in pipelines_rows(table) if row["cost"] is not None]
flat = pl.DataFrame(
    [
        {
            "name": f"{row['pipeline']}: {row['arm']} ({row['family']})",
            "family": row["family"],
            "right": row["right"].value,
            "cost of a task": row["cost"] / row["n"],
            "cost of one right and intact": row["cost_per_right"],
        }
        for row in rows
    ]
)
flat.sort("family", "cost of one right and intact", nulls_last=True)

# %%
priced = flat.drop_nulls()
alt.Chart(priced).mark_bar().encode(
    y=alt.Y("name", sort="x", title=None, axis=alt.Axis(labelLimit=320)),
    x=alt.X(
        "cost of one right and intact",
        axis=alt.Axis(format=".1e"),
        title="dollars for one right and intact result",
    ),
    color=alt.Color("family", title=None),
).properties(
    width=420,
    height=max(60, 18 * priced.height),
    title="What one right and intact result costs; arms that never get there are left out",
)

# %% [markdown]
# ## When a small model first is worth it
#
# With `p` the share that the small model gets right and the check recognises, `s` its cost and `L` the larger model's, a cascade
# costs `s + (1 - p) L` a task, and the larger model alone `L`: it pays where `p` is above `s / L`. Small models are so much
# cheaper that little is needed, as long as the check does not pass what is wrong.

# %%
ratios = pl.DataFrame(
    [
        {
            "small model right": p / 100,
            "larger model costs": f"{ratio} x",
            "cascade, share of larger alone": 1 / ratio + 1 - p / 100,
        }
        for ratio in (3, 10, 30, 100)
        for p in range(0, 101, 2)
    ]
)
measured = flat.filter(pl.col("right") > 0).select(
    "name", "family", pl.col("right").alias("small model right")
)
line = (
    alt.Chart(ratios)
    .mark_line()
    .encode(
        x=alt.X("small model right", axis=alt.Axis(format="%")),
        y=alt.Y(
            "cascade, share of larger alone",
            title="cost of the cascade, larger model alone = 100%",
            axis=alt.Axis(format="%"),
        ),
        color=alt.Color("larger model costs", sort=["3 x", "10 x", "30 x", "100 x"]),
    )
)
even = (
    alt.Chart(pl.DataFrame({"y": [1.0]}))
    .mark_rule(strokeDash=[4, 4])
    .encode(y=alt.Y("y", title="cost of the cascade, larger model alone = 100%"))
)
ticks = alt.Chart(measured).mark_tick(thickness=2, color="#333").encode(x="small model right", y=alt.value(5))
(line + even + ticks).properties(
    width=440, height=300, title="Cost of a cascade; ticks: what pipelines here got right, by family"
)

# %% [markdown]
# What passes wrongly is not in this sum: a result that is wrong and unseen costs whatever it does downstream. That is why the
# bars above count only results that were right with every hand-off intact.
