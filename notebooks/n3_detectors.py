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
# # 3. Which detectors see what
#
# - How *much* changed says nothing: a legitimate edit changes more than a silent error does. Edit distance, word overlap and
#   embeddings rank wrong hand-offs hardly better than by chance.
# - *What* changed, against what was allowed to change, tells them apart: with a declared contract nearly always, from the
#   instruction alone for some kinds of error.
# - Each hand-off here is generated: a program's right result of an edit, and the same with exactly one error that still parses.

# %%
import altair as alt
import polars as pl

from holdtrue.experiments.detection import curve
from holdtrue.experiments.detection.experiment import CLEAN, DETECTORS, areas
from holdtrue.experiments.sweep import Scope, results

alt.renderers.enable("png", scale_factor=1)

# %% [markdown]
# `holdtrue experiment detection --seeds 1 --scale full` measures it on all eight documents; without its table, a small setting is measured now.

# %%
table = results("detection", Scope(only={}, seeds=1))
print(
    f"{table['document'].n_unique()} documents, {table.filter(pl.col('kind') == CLEAN).height} right hand-offs, "
    f"{table.filter(pl.col('kind') != CLEAN).height} with one error each"
)
table.group_by("kind", maintain_order=True).agg(pl.len().alias("hand-offs"))

# %% [markdown]
# ## By kind of error
#
# The area under the ROC curve: the chance that a wrong hand-off looks more suspicious than a right one. 0.5 is a coin's.
# *Declared contract* is on the hand-offs that have one.

# %%
found = areas(table)
long = pl.DataFrame(
    [
        {"error": row["kind"], "detector": name, "area": row[name]}
        for row in found
        for name in DETECTORS
        if row[name] is not None
    ]
)
kinds = [row["kind"] for row in found]
base = alt.Chart(long).encode(
    x=alt.X("detector", sort=list(DETECTORS), title=None, axis=alt.Axis(labelAngle=-30, labelLimit=220)),
    y=alt.Y("error", sort=kinds, title=None),
)
(
    base.mark_rect().encode(
        color=alt.Color(
            "area",
            scale=alt.Scale(scheme="redyellowgreen", domain=[0.3, 1.0], clamp=True),
            title="area under ROC",
        )
    )
    + base.mark_text(fontSize=12).encode(
        text=alt.Text("area", format=".2f"),
        color=alt.condition("datum.area > 0.93", alt.value("white"), alt.value("black")),
    )
).properties(width=480, height=280, title="Who sees which error")

# %% [markdown]
# ## The curves, all errors together

# %%
points = []
for name in DETECTORS:
    clean = table.filter(pl.col("kind") == CLEAN)[name].drop_nulls().to_list()
    wrong = table.filter(pl.col("kind") != CLEAN)[name].drop_nulls().to_list()
    points += [
        {"detector": name, "flagged though right": x, "caught": y, "order": n}
        for n, (x, y) in enumerate(curve(clean, wrong))
    ]
chance = (
    alt.Chart(pl.DataFrame({"x": [0.0, 1.0], "y": [0.0, 1.0]}))
    .mark_line(strokeDash=[4, 4], color="#999")
    .encode(x=alt.X("x", title="flagged though right"), y=alt.Y("y", title="caught"))
)
lines = (
    alt.Chart(pl.DataFrame(points))
    .mark_line(strokeWidth=2)
    .encode(
        x=alt.X("flagged though right", title="flagged though right", axis=alt.Axis(format="%")),
        y=alt.Y("caught", title="caught", axis=alt.Axis(format="%")),
        color=alt.Color("detector", sort=list(DETECTORS), title=None, legend=alt.Legend(labelLimit=300)),
        order="order",
    )
)
(chance + lines).properties(width=380, height=380, title="Caught against flagged though right")

# %% [markdown]
# The generated errors are of seven plain kinds in documents of records. They say which detector sees what, not how often it
# happens; on the labelled hand-offs of other makers the figures are those of `docs/without-contract.md` and `docs/contracts.md`.
