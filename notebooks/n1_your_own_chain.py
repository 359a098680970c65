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

alt.renderers.enable("png", scale_factor=1)

# %% [markdown]
# ## A chain as anybody has one
#
# Four expenses go through three steps: written as plain lines, the dates turned round, written as CSV again. The model is the
# embedded one (SmolLM2, 135 million parameters); each step shows it three examples and asks for one line at a time.

# %%
EXPENSES = """\
2026-03-09,Café Brûmel,meals,12.40,000731
2026-03-11,Håksund Taxi,travel,86.00,000732
2026-04-02,Quay 7 Supplies,office,149.95,000735
2026-04-17,Hotel Quellmoos,lodging,231.50,000740
"""

LINE = '[0-9]{6} " | " DATE " | " [^|\\n]{2,30} " | " [a-z]{3,12} " | " [0-9]{1,4} "." [0-9]{2}'
CSV = 'DATE "," [^,\\n]{2,30} "," [a-z]{3,12} "," [0-9]{1,4} "." [0-9]{2} "," [0-9]{6}'
ISO = '[0-9]{4} "-" [0-9]{2} "-" [0-9]{2}'
DOTTED = '[0-9]{2} "." [0-9]{2} "." [0-9]{4}'

# Each step: what its lines look like, so that every answer parses, and three examples.
STEPS = {
    "as lines": (
        LINE.replace("DATE", ISO),
        {
            "2025-11-07,Gärtnerei Abtwies,office,53.20,000388": (
                "000388 | 2025-11-07 | Gärtnerei Abtwies | office | 53.20"
            ),
            "2025-12-24,Ferry Órla,travel,207.00,065001": "065001 | 2025-12-24 | Ferry Órla | travel | 207.00",
            "2025-10-30,Bistro Saint-Ormel,meals,19.95,003070": (
                "003070 | 2025-10-30 | Bistro Saint-Ormel | meals | 19.95"
            ),
        },
    ),
    "dates turned": (
        LINE.replace("DATE", DOTTED),
        {
            "000388 | 2025-11-07 | Gärtnerei Abtwies | office | 53.20": (
                "000388 | 07.11.2025 | Gärtnerei Abtwies | office | 53.20"
            ),
            "065001 | 2025-12-24 | Ferry Órla | travel | 207.00": (
                "065001 | 24.12.2025 | Ferry Órla | travel | 207.00"
            ),
            "003070 | 2025-10-30 | Bistro Saint-Ormel | meals | 19.95": (
                "003070 | 30.10.2025 | Bistro Saint-Ormel | meals | 19.95"
            ),
        },
    ),
    "as CSV": (
        CSV.replace("DATE", DOTTED),
        {
            "000388 | 07.11.2025 | Gärtnerei Abtwies | office | 53.20": (
                "07.11.2025,Gärtnerei Abtwies,office,53.20,000388"
            ),
            "065001 | 24.12.2025 | Ferry Órla | travel | 207.00": "24.12.2025,Ferry Órla,travel,207.00,065001",
            "003070 | 30.10.2025 | Bistro Saint-Ormel | meals | 19.95": (
                "30.10.2025,Bistro Saint-Ormel,meals,19.95,003070"
            ),
        },
    ),
}

# At temperature 0 it answers the same prompt the same way; remembering saves asking twice.
model = resolve("embedded", max_tokens=60).remembering()


def step(form, examples):
    """Each line by a call of its own, then joined again."""
    shown = "".join(f"In: {line}\nOut: {result}\n\n" for line, result in examples.items())
    bound = model.completion.bind(extra_body={"grammar": f'root ::= " " {form} "\\n"'})
    line = PromptTemplate.from_template(shown + "In: {line}\nOut:") | bound | str.strip
    return str.splitlines | line.map() | "\n".join


lines, turned, csv = (step(form, examples) for form, examples in STEPS.values())
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
