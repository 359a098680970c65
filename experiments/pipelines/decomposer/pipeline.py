"""A decomposer that cannot answer and a solver that does not plan, with their control arms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdtrue.experiments.pipelines.decomposer import asked
from holdtrue.experiments.pipelines.failing import attempting
from holdtrue.experiments.pipelines.pipeline import Attempt, Pipeline, Setting

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from holdtrue.experiments.tasks import Task

_ARMS = {"static": asked.static, "dynamic": asked.dynamic, "single": asked.single}


def build(setting: Setting) -> Runnable[Task, Attempt]:
    """All parts at once, one after the other, or the whole question to the solver."""
    arm = _ARMS[setting.arm]
    return attempting("decomposer", lambda task, run, config: arm(setting, task, run, config))


PIPELINE = Pipeline(
    name="decomposer",
    source="Wu et al., Divide-or-Conquer? Which Part Should You Distill Your LLM?, arXiv 2402.15000",
    families=("tools", "questions"),
    arms=tuple(_ARMS),
    build=build,
)
"""Both are the same model, asked apart, where the paper distils the decomposer. Unlike in the paper the decomposer is not
shown the premise: what it has not seen it cannot answer from. It has no tools either, so arithmetic stays the model's."""
