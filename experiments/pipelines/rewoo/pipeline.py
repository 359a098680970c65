"""Reasoning without observation, and its control arm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdtrue.experiments.pipelines.failing import attempting
from holdtrue.experiments.pipelines.pipeline import Attempt, Pipeline, Setting
from holdtrue.experiments.pipelines.rewoo import interleaved, planned

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from holdtrue.experiments.tasks import Task


def build(setting: Setting) -> Runnable[Task, Attempt]:
    """Planner, worker, solver; or, in the arm `react`, a call of the model for each step."""
    arm = interleaved if setting.arm == "react" else planned
    return attempting("rewoo", lambda task, run, config: arm.attempt(setting, task, run, config))


PIPELINE = Pipeline(
    name="rewoo",
    source="Xu et al., ReWOO: Decoupling Reasoning from Observations, arXiv 2305.18323",
    families=("tools", "questions"),
    arms=("rewoo", "react"),
    build=build,
)
"""A plan whose steps refer to each other's results, carried out without the model, then solved from the evidence."""
