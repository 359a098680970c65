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
# # 2. How errors accumulate
#
# - A constant rate of loss per hop misleads either way: the published losses slow down; a small model's, bare, gather pace, since
#   sooner or later comes the edit that it cannot do.
# - The published curves of DELEGATE-52 (frontier models) and ours (a model of 135 million parameters) are **different
#   measurements on different documents**: drawn beside each other, never in one picture.
# - Cutting the work into records keeps a small model going where whole documents are lost at once; repair keeps what a contract
#   can say.

# %%
import altair as alt
import polars as pl

from holdtrue.experiments.accumulation import SOURCE, compare, losses, published, published_long
from holdtrue.experiments.accumulation.report import document_curves, groups, mean_curve
from holdtrue.experiments.sweep import Scope, results

alt.renderers.enable("png", scale_factor=1)

# %% [markdown]
# ## Published: DELEGATE-52
#
# Reference data, not measured here: Laban et al. 2026, arXiv 2604.15597v1, Table 1 (310 documents) and Table 6 (fewer
# documents, five times as long).

# %%
SHOWN = ["3.1 Pro", "GPT 5.4", "GPT 4.1", "Large 3", "GPT 5 Nano"]
reference = pl.DataFrame(
    [
        {"model": curve.unit, "interactions": 2 * trip, "left": left}
        for curve in published()
        if curve.unit in SHOWN
        for trip, left in zip((0, *curve.trips), (1.0, *curve.left), strict=True)
    ]
)


def curves(frame, color, title, *, order=None, dash=()):
    """Lines with their names at the end."""
    base = alt.Chart(frame).encode(
        x=alt.X("interactions", title="interactions k", scale=alt.Scale(domain=[0, 20])),
        y=alt.Y(
            "left",
            title="left of the document, RS@k",
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(format="%"),
        ),
        color=alt.Color(
            color, sort=order, title=None, legend=alt.Legend(orient="bottom", columns=2, labelLimit=300)
        ),
    )
    return (
        base.mark_line(strokeWidth=2, strokeDash=list(dash)) + base.mark_point(size=25, filled=True)
    ).properties(width=380, height=300, title=title)


curves(reference, "model", f"PUBLISHED: {SOURCE}", order=SHOWN, dash=(6, 3))

# %% [markdown]
# ## Ours: the embedded model
#
# `holdtrue experiment accumulation --scale full` measures it (six documents of two records, three orders of edits, ten round
# trips); if its table is there, it is read, else a small setting is measured now. Our documents are short and the model small:
# the *shape* is what can be compared.

# %%
table = results("accumulation", Scope(only={}, seeds=1))
told = groups(table)
ours = pl.DataFrame(
    [
        {"arm": f"{strategy}, {guard}", "interactions": 2 * trip, "left": left}
        for (_, strategy, guard), relays in told.items()
        for trip, left in enumerate((1.0, *mean_curve(relays)))
    ]
)
print(
    f"{table['document'].n_unique()} documents, {table['seed'].n_unique()} orders of edits, {table.height} hops"
)
curves(ours, "arm", "OURS: embedded model, 135M parameters")

# %% [markdown]
# ## Where it is lost

# %%
rows = []
for (_, strategy, guard), relays in told.items():
    found = losses(relays)
    arm = f"{strategy}, {guard}"
    rows += [
        {"arm": arm, "what": "lost in the first round trip", "share": found.first.value},
        {"arm": arm, "what": "lost later", "share": max(0.0, 1 - found.end.value - found.first.value)},
        {"arm": arm, "what": "left", "share": found.end.value},
    ]
    print(
        f"{arm}: left {found.end}; relays with a critical failure {found.critical}; deleted {found.deletion}, "
        f"corrupted {found.corruption}"
    )
alt.Chart(pl.DataFrame(rows)).mark_bar().encode(
    y=alt.Y("arm", title=None),
    x=alt.X("share", stack="normalize", axis=alt.Axis(format="%"), title="of the documents"),
    color=alt.Color(
        "what",
        title=None,
        sort=["left", "lost in the first round trip", "lost later"],
        scale=alt.Scale(
            domain=["left", "lost in the first round trip", "lost later"],
            range=["#2a9d5c", "#c8321f", "#e8a090"],
        ),
    ),
    order=alt.Order("what"),
).properties(width=520, height=160, title="OURS: how much the first round trip takes")

# %% [markdown]
# ## Which form the loss has
#
# Five forms are fitted to each curve and compared by AICc and by predicting the last round trips from the first seven. *Behind*
# is how much worse than the best a form is, summed over curves; more than ten is much.

# %%
sets = {
    "PUBLISHED: 19 models, 20 interactions": compare(published()),
    "PUBLISHED: 4 models, 100 interactions": compare(published_long()),
    **{f"OURS: {s}, {g}": compare(document_curves(relays)) for (_, s, g), relays in told.items()},
}
forms = pl.DataFrame(
    [
        {
            "curves": name,
            "form": one.form,
            "behind": round(one.behind, 1),
            "best for": one.wins,
            "best in bootstrap": round(one.sure, 2),
            "missed ahead": one.missed and round(one.missed, 3),
        }
        for name, found in sets.items()
        if found is not None
        for one in found.standings
    ]
)
order = ["geometric", "stretched", "power", "floor", "markov"]
base = alt.Chart(forms).encode(
    x=alt.X("form", sort=order, title=None, axis=alt.Axis(labelAngle=0)),
    y=alt.Y("curves", title=None, axis=alt.Axis(labelLimit=300), sort=list(sets)),
)
(
    base.mark_rect().encode(
        color=alt.Color(
            "best in bootstrap",
            scale=alt.Scale(scheme="greens", domain=[0, 1]),
            legend=alt.Legend(format="%"),
        )
    )
    + base.mark_text().encode(
        text=alt.Text("best in bootstrap", format=".0%"),
        color=alt.condition("datum['best in bootstrap'] > 0.6", alt.value("white"), alt.value("black")),
    )
).properties(width=420, height=180, title="How often a form is the best by AICc, over bootstrap samples")

# %%
forms

# %% [markdown]
# Geometric decay, a constant loss per hop, is the worst form for the published curves. Over 20 interactions a floor fits them
# best; over 100 it does not, because the loss goes on: the floor is an end of the measurement, not of the damage. What our own
# curves say is in the table above; few short documents leave it in doubt where no column is near 100%. docs/accumulation.md
# reads the full measurement.
