"""Models of known skill: what the experiment must find out about them is known beforehand."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.messages import BaseMessage

from holdtrue.experiments.models import ScriptedChatModel
from holdtrue.experiments.optimization.ceiling.strategies import PLAN
from holdtrue.experiments.optimization.ceiling.tools import SOLVER, as_lp
from holdtrue.experiments.optimization.generate import guess
from holdtrue.experiments.optimization.kinds import KINDS
from holdtrue.experiments.optimization.printing import print_answer

if TYPE_CHECKING:
    from holdtrue.experiments.optimization.generate import Instance

CONTROL, FLAT, TEMPLATE, SOLVING = (f"scripted:{name}" for name in ("control", "flat", "template", "solving"))

SCRIPTED = {
    CONTROL: "right ever more rarely the larger the problem: a slope that must be found",
    FLAT: "right as often at every size: the only plateau there is",
    TEMPLATE: "prints the optimum of the base case: never right, and must be caught",
    SOLVING: "states the problem to the solver where there is one, else guesses cheaply: must be certified",
}
"""By name, what each is for."""

TOP, FALL = 1.5, 0.9
"""Log-odds of the control's right answers at the smallest size, and what each doubling of the size takes from them."""

FLAT_RATE = 0.6
"""The share of right answers of the flat model."""

_UNREADABLE = 0.1
"""The share of the wrong answers that are no answers."""

_VALUE = re.compile(r"^(v\d+) = (\S+)$", re.MULTILINE)


def doublings(kind: str, size: int) -> float:
    """How often the smallest size of that kind must be doubled to come to this one."""
    return math.log2(size / KINDS[kind].sizes[0])


def chance(name: str, kind: str, size: int) -> float:
    """How often the model is right without a solver."""
    if name == CONTROL:
        return 1.0 / (1.0 + math.exp(FALL * doublings(kind, size) - TOP))
    return FLAT_RATE if name == FLAT else 0.0


def scripted(name: str, instance: Instance) -> ScriptedChatModel:
    """The model, which answers as it must for this instance and strategy; the same each time."""

    def reply(messages: Sequence[BaseMessage]) -> str:
        last = messages[-1].text
        if last.endswith(PLAN):
            return "1. List the limits. 2. Weigh the choices. 3. Check every constraint."
        if name == SOLVING and SOLVER in messages[0].text:
            return _with_solver(instance, last)
        # A draw for each instance and strategy: what the strategy says and how often it asks tells them apart.
        asked = zlib.crc32(f"{name} {messages[0].text} {len(messages)}".encode())
        random = np.random.default_rng([asked, *_seeds(instance)])
        return _answer(name, instance, random)

    return ScriptedChatModel(reply)


def _seeds(instance: Instance) -> tuple[int, int, int]:
    return zlib.crc32(instance.problem.kind.encode()), instance.size, instance.seed


def _with_solver(instance: Instance, last: str) -> str:
    lp, names = as_lp(instance.problem)
    if "The solver's optimum" not in last:
        return f"```lp\n{lp}\n```"
    values = {names[short]: float(value) for short, value in _VALUE.findall(last)}
    return print_answer(instance.problem, values, instance.wording)


def _answer(name: str, instance: Instance, random: np.random.Generator) -> str:
    problem = instance.problem
    if name == TEMPLATE:
        values = instance.base_certificate.values
    elif random.random() < chance(name, problem.kind, instance.size):
        values = instance.certificate.values
    elif random.random() < _UNREADABLE and name != SOLVING:
        return "This cannot be worked out without a computer."
    elif name == SOLVING or random.random() < 0.5:
        values = instance.nulls.get("greedy", instance.nulls["copied base case"])
    else:
        values = guess(problem, random)
    return print_answer(problem, values, instance.wording)
