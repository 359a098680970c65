"""The experiment `pipelines`: every way of cutting work up, with its control arms, on tasks with exact answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.outputs import LLMResult
from typing_extensions import override

from holdtrue.experiments.models import resolve
from holdtrue.experiments.models.embedded import NAME as EMBEDDED_NAME
from holdtrue.experiments.pipelines import Setting
from holdtrue.experiments.pipelines.cascade.costs import LARGE, SMALL
from holdtrue.experiments.pipelines.registry import PIPELINES, pipeline_named
from holdtrue.experiments.sweep.cell import Bench, Cell, Row
from holdtrue.experiments.sweep.experiment import Experiment, Scale, Scope
from holdtrue.experiments.sweep.pipelines_table import pipelines_summary
from holdtrue.experiments.tasks import Family, name_of, task
from holdtrue.middleware import Ledger
from holdtrue.middleware import run as run_named
from holdtrue.middleware.asking import Prices
from holdtrue.middleware.attachment.meter import Meter
from holdtrue.middleware.record import new_id

if TYPE_CHECKING:
    from typing import Any

    from holdtrue.middleware.ledger import StoredRecord

_SIZES: Mapping[Scale, Mapping[Family, tuple[int, ...]]] = {
    Scale.SMALL: {"relay": (1,), "tools": (1, 3), "questions": (1, 3), "calls": (1,)},
    Scale.FULL: {
        "relay": (1, 2, 3), "tools": (1, 2, 3, 4, 6, 8, 12), "questions": (1, 2, 3, 4, 6), "calls": (1, 2, 3)
    },
}  # fmt: skip

_ITEMS = {Scale.SMALL: 1, Scale.FULL: 4}
"""Tasks for each size and seed."""

_SEEDS_APART = 1000
"""So many tasks a seed has for itself."""

_MOST_TOKENS = 600
"""After so many an answer is cut off: the longest right ones, whole documents, have about 400."""

KNOWN_PRICES: Mapping[str, Prices] = {EMBEDDED_NAME: SMALL, "scripted": LARGE}
"""Of models that nobody asks a price for, by the names that they give themselves: the embedded one, and the script that
stands in for a larger one in a cascade. They are free; ratios need a number."""

_GOES_ON = ("none", "observed", "warned")
"""Actions after which the hand-off itself went on, not a later attempt at it."""


def _cells(scope: Scope) -> Iterator[Cell]:
    for name in PIPELINES:
        pipeline = pipeline_named(name)
        sizes = [(family, size) for family in pipeline.families for size in _SIZES[scope.scale][family]]
        for arm, model, policy, (family, size), seed, item in product(
            pipeline.arms,
            scope.models,
            scope.policies,
            sizes,
            range(scope.seeds),
            range(_ITEMS[scope.scale]),
        ):
            yield Cell(
                {
                    "pipeline": name,
                    "arm": arm,
                    "model": model,
                    "larger": scope.larger or "none",
                    "policy": policy,
                    "family": family,
                    "size": size,
                    "seed": seed,
                    "task": name_of(family, size, seed * _SEEDS_APART + item),
                }
            )


def _measure(cell: Cell, bench: Bench) -> Sequence[Row]:
    asked = task(cell.text("task"))
    seed = cell.number("seed")
    larger = cell.text("larger")
    counting = _Counting()
    with TemporaryDirectory() as folder:
        ledger = Ledger(bench.ledger or Path(folder) / "ledger.db")
        setting = Setting(
            arm=cell.text("arm"),
            model=resolve(cell.text("model"), seed=seed, max_tokens=_MOST_TOKENS),
            larger=None if larger == "none" else resolve(larger, seed=seed, max_tokens=_MOST_TOKENS),
            policy=cell.text("policy"),
            ledger=ledger,
        )
        pipeline = pipeline_named(cell.text("pipeline")).build(setting)
        # Of its own, so that what a killed process had recorded of the cell is not counted with it.
        with run_named(f"{cell.key} {new_id()[:8]}") as run:
            attempt = pipeline.invoke(asked, {"callbacks": [counting]})
        records = _records(ledger, run)
        ledger.close()
    score = 0.0 if attempt.answer is None else asked.score(attempt.answer)
    usage = counting.meter.usage
    return [
        {
            "answer": attempt.answer,
            "score": score,
            "right": score == 1.0,
            "failure": attempt.failure,
            "calls": counting.calls,
            "input_tokens": usage.input_tokens or 0,
            "output_tokens": usage.output_tokens or 0,
            "cost": 0.0 if not counting.calls else counting.meter.cost(_prices(bench)),
            **_handed(records),
            "detail": json.dumps(dict(attempt.detail), ensure_ascii=False, sort_keys=True, default=str),
        }
    ]


def _records(ledger: Ledger, run: str) -> Sequence[StoredRecord]:
    """The hand-offs of a run; none where none was made, which a ledger finds odd."""
    return [] if ledger.origin(run) is None else ledger.run(run)


def _handed(records: Sequence[StoredRecord]) -> dict[str, int | bool]:
    """What the guards saw: of the hand-offs that went on, how many, and what was concluded of them."""
    told = [stored.record for stored in records]
    gone_on = [record for record in told if record.action in _GOES_ON]
    outcomes = [record.verdict.outcome if record.verdict else "unchecked" for record in gone_on]
    return {
        "handoffs": len(gone_on),
        "failed_handoffs": outcomes.count("fail"),
        "warned_handoffs": outcomes.count("warn"),
        "intact": "fail" not in outcomes and "unchecked" not in outcomes,
        "blocked": any(record.action == "blocked" for record in told),
    }


def _prices(bench: Bench) -> Mapping[str, Prices]:
    return {**KNOWN_PRICES, **bench.prices}


class _Counting(BaseCallbackHandler):
    """Counts the calls of models and what they spend.

    The meter itself is not a callback here: guards take one among theirs for the hand-off that they are inside of.
    """

    def __init__(self) -> None:
        self.meter = Meter(new_id(), new_id())
        self.calls = 0

    @override
    def on_llm_end(self, response: LLMResult, **others: Any) -> None:
        self.calls += 1
        self.meter.on_llm_end(response)


PIPELINES_EXPERIMENT = Experiment(
    name="pipelines",
    about="Which way of cutting work up helps a model, and what it costs.",
    cells=lambda scope: tuple(_cells(scope)),
    measure=_measure,
    summary=pipelines_summary,
)
