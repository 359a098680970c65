"""The experiment `ceiling`: model x strategy x kind x size on the same instances, beside answers that solve nothing."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from holdtrue.checks.optimization.verdicts import assess
from holdtrue.experiments.models import resolve
from holdtrue.experiments.optimization.ceiling.scripted import SCRIPTED, doublings, scripted
from holdtrue.experiments.optimization.ceiling.strategies import STRATEGIES, answer
from holdtrue.experiments.optimization.ceiling.summary import ceiling_summary
from holdtrue.experiments.optimization.generate import Instance, generate, guess
from holdtrue.experiments.optimization.kinds import KINDS
from holdtrue.experiments.optimization.printing import print_answer
from holdtrue.experiments.sweep.cell import Bench, Cell, Row
from holdtrue.experiments.sweep.experiment import Experiment, Scale, Scope

if TYPE_CHECKING:
    from holdtrue.checks.optimization.verdicts import Assessment
    from holdtrue.experiments.models import Model

NULL = "null"
"""The model of answers that solve nothing; its strategies are their names."""

NULLS = ("in-bounds guess", "copied base case", "greedy", "rounding")
"""`rounding` (of the relaxation) only where there are whole numbers."""

_KINDS = {
    Scale.SMALL: ("lp", "milp", "knapsack", "transport"),
    Scale.FULL: ("lp", "milp", "knapsack", "transport", "portfolio", "dc power flow"),
}
"""Kinds that an LP file can state, so that the solver tool is one for all of them."""

_SIZES = {Scale.SMALL: 4, Scale.FULL: 6}
"""How many of a kind's sizes scripted models and null baselines are given."""

_ASKED_SIZES = {Scale.SMALL: 2, Scale.FULL: 4}
"""How many of them language models are given, which take seconds an answer."""

_ASKED_KINDS = {Scale.SMALL: ("lp", "knapsack"), Scale.FULL: _KINDS[Scale.FULL]}
"""Which kinds."""

_DRAWS = 10
"""Instances per seed, kind and size for scripted models and null baselines; language models take the first one."""


def _cells(scope: Scope) -> Iterator[Cell]:
    # Instance by instance, so that each is made once.
    for kind in _KINDS[scope.scale]:
        for order, size in enumerate(KINDS[kind].sizes[: _SIZES[scope.scale]]):
            for draw in range(scope.seeds * _DRAWS):
                asked = (
                    draw % _DRAWS == 0
                    and order < _ASKED_SIZES[scope.scale]
                    and kind in _ASKED_KINDS[scope.scale]
                )
                models = (*SCRIPTED, *(scope.models if asked else ()))
                pairs = [(NULL, name) for name in NULLS if name != "rounding" or kind in ("milp", "knapsack")]
                pairs += [(model, strategy) for model in models for strategy in STRATEGIES]
                for model, strategy in pairs:
                    yield Cell(
                        {"model": model, "strategy": strategy, "kind": kind, "size": size, "draw": draw}
                    )


@lru_cache(maxsize=8)
def _instance(kind: str, size: int, draw: int) -> Instance:
    return generate(kind, size, draw, wording=draw % 3)


@cache
def _model(name: str) -> Model:
    return resolve(name)


def _measure(cell: Cell, bench: Bench) -> Sequence[Row]:  # noqa: ARG001 - no hand-off is recorded
    kind, size, draw = cell.text("kind"), cell.number("size"), cell.number("draw")
    instance = _instance(kind, size, draw)
    name, strategy = cell.text("model"), cell.text("strategy")
    spent = {"calls": 0, "input_tokens": 0, "output_tokens": 0}
    if name == NULL:
        text = print_answer(instance.problem, _null(instance, strategy), instance.wording)
    else:
        model = scripted(name, instance) if name in SCRIPTED else _model(name).chat
        text, talk = answer(strategy, model, instance.problem)
        spent = {"calls": talk.calls, "input_tokens": talk.read, "output_tokens": talk.written}
    return [{**_judged(instance, text), **spent, "doublings": doublings(kind, size), "answer": text}]


def _null(instance: Instance, name: str) -> dict[str, float]:
    if name == "in-bounds guess":
        seed = zlib.crc32(instance.problem.name.encode())
        return guess(instance.problem, np.random.default_rng(seed))
    return dict(instance.nulls[name])


def _judged(instance: Instance, text: str) -> Row:
    found = assess(instance.problem, text, certificate=instance.certificate, heuristics=instance.nulls)
    evaluation = found.evaluation
    parsed = evaluation is not None
    return {
        "conclusion": found.conclusion,
        "parsed": parsed,
        "feasible": parsed and found.feasible,
        "optimal": parsed and found.optimal,
        "pooled": evaluation.pooled if evaluation is not None else 0.0,
        "shares": json.dumps(evaluation.shares if evaluation is not None else {}, sort_keys=True),
        "gap": found.gap if found.feasible else None,
        "copies": _copied(instance, found),
    }


def _copied(instance: Instance, found: Assessment) -> str:
    """The answer without a solve that this one is, number by number as printed; empty where it is none."""
    problem = instance.problem
    if found.evaluation is None:
        return ""
    x = problem.vector({name: found.answer.values[name].value for name in problem.names})
    for name, values in instance.nulls.items():
        if np.allclose(x, np.round(problem.vector(values), problem.digits), rtol=0.0, atol=1e-9):
            return name
    return ""


CEILING = Experiment(
    name="ceiling",
    about="How often models solve optimisation problems by size and strategy, beside answers that solve nothing.",
    cells=lambda scope: tuple(_cells(scope)),
    measure=_measure,
    summary=ceiling_summary,
)
