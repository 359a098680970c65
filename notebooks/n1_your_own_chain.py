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
# # 1. Wrap your own chain and read a drift report
#
# - A guard is one call around a step that you have; the chain takes and returns what it did before.
# - A chain of three steps on a small model ends in a list that looks fine and is wrong; the report says where, with the place.
# - What each step may change is told in one line. Where nothing is told, less is seen.

# %%
import tempfile
from pathlib import Path

import altair as alt
import polars as pl
from IPython.display import Markdown
from langchain_core.prompts import PromptTemplate

from holdtrue.experiments.models import resolve
from holdtrue.middleware import Ledger, guard, outline, run
from holdtrue.middleware.report import build, render

alt.renderers.enable("png", scale_factor=2)

# %% [markdown]
# ## A chain as anybody has one
#
# Four expenses go through three steps: written as plain lines, the dates turned round, written as CSV again. The model is the
# embedded one (SmolLM2, 135 million parameters); each step shows it two examples and asks for one line at a time.

# %%
EXPENSES = """\
2026-03-09,Café Brûmel,meals,12.40,000731
2026-03-11,Håksund Taxi,travel,86.00,000732
2026-04-02,Quay 7 Supplies,office,149.95,000735
2026-04-17,Hotel Quellmoos,lodging,231.50,000740
"""

STEPS = {
    "as lines": {
        "2025-11-07,Gärtnerei Abtwies,office,53.20,000388": "000388 | 2025-11-07 | Gärtnerei Abtwies | office | 53.20",
        "2025-12-24,Ferry Órla,travel,207.00,065001": "065001 | 2025-12-24 | Ferry Órla | travel | 207.00",
    },
    "dates turned": {
        "000388 | 2025-11-07 | Gärtnerei Abtwies | office | 53.20": (
            "000388 | 07.11.2025 | Gärtnerei Abtwies | office | 53.20"
        ),
        "065001 | 2025-12-24 | Ferry Órla | travel | 207.00": (
            "065001 | 24.12.2025 | Ferry Órla | travel | 207.00"
        ),
    },
    "as CSV": {
        "000388 | 07.11.2025 | Gärtnerei Abtwies | office | 53.20": (
            "07.11.2025,Gärtnerei Abtwies,office,53.20,000388"
        ),
        "065001 | 24.12.2025 | Ferry Órla | travel | 207.00": "24.12.2025,Ferry Órla,travel,207.00,065001",
    },
}

# At temperature 0 it answers the same prompt the same way; remembering saves asking twice.
model = resolve("embedded", max_tokens=60).remembering()


def step(examples):
    """Each line by a call of its own, then joined again."""
    shown = "".join(f"In: {line}\nOut: {result}\n\n" for line, result in examples.items())
    line = (
        PromptTemplate.from_template(shown + "In: {line}\nOut:")
        | model.completion.bind(stop=["\n"])
        | str.strip
    )
    return str.splitlines | line.map() | "\n".join


lines, turned, csv = (step(examples) for examples in STEPS.values())
print((lines | turned | csv).invoke(EXPENSES))

# %% [markdown]
# It looks like a list of expenses. Is it the same list?
#
# ## The same chain, guarded
#
# Each step gets a guard with what it may change. Nothing else is altered: `observe` records and never interferes.

# %%
ledger = Ledger(Path(tempfile.mkdtemp()) / "handoffs.db")
told = {"policy": "observe", "ledger": ledger}
chain = (
    guard(lines, name="as lines", contract="transform", **told)
    | guard(turned, name="dates turned", contract="transform", **told)
    | guard(csv, name="as CSV", contract="transform", **told)
)
print(outline(chain))
with run("expenses"):
    result = chain.invoke(EXPENSES)

# %%
report = build(ledger.run("expenses"), head=ledger.head)
hops = [
    {"step": hop.stored.record.step, "intact so far": hop.integrity, "verdict": hop.outcome}
    for one in report.runs
    for hop in one.hops
]
order = ["given", *STEPS]
curve = pl.DataFrame([{"step": "given", "intact so far": 1.0, "verdict": "pass"}, *hops])
base = alt.Chart(curve).encode(
    x=alt.X("step", sort=order, title=None, axis=alt.Axis(labelAngle=0)),
    y=alt.Y("intact so far", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")),
)
(
    base.mark_line(color="#888")
    + base.mark_point(size=160, filled=True, opacity=1).encode(
        color=alt.Color(
            "verdict",
            scale=alt.Scale(domain=["pass", "warn", "fail"], range=["#2a9d5c", "#e0a000", "#c8321f"]),
        )
    )
).properties(width=460, height=240, title="What is still intact after each hand-off")

# %% [markdown]
# ## The report
#
# `holdtrue report expenses -o report.html` writes the same as a page of its own, with the texts marked.

# %%
page = render(report, Path(tempfile.mkdtemp()) / "report.md")
Markdown(page.read_text(encoding="utf-8"))

# %% [markdown]
# ## What is done about it
#
# With `policy="block"` the chain stops at the first hand-off that does not hold; with `["retry", "block"]` the step is asked
# again first, with the findings; with `["repair", "block"]` what a contract of clauses forbids is put right. The README has
# all of them.
