"""Cognitive tools, the same operations in one prompt, and the tools less one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdtrue.experiments.pipelines.cognitive import asked
from holdtrue.experiments.pipelines.cognitive.operations import OPERATIONS
from holdtrue.experiments.pipelines.failing import attempting
from holdtrue.experiments.pipelines.pipeline import Attempt, Pipeline, Setting

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from holdtrue.experiments.tasks import Task


def build(setting: Setting) -> Runnable[Task, Attempt]:
    """The loop with all operations or less one, or one prompt."""
    arm = asked.monolithic if setting.arm == "monolithic" else asked.attempt
    return attempting("cognitive", lambda task, run, config: arm(setting, task, run, config))


PIPELINE = Pipeline(
    name="cognitive",
    source="Ebouky et al., Eliciting Reasoning in Language Models with Cognitive Tools, arXiv 2506.12115",
    families=("questions", "tools"),
    arms=("cognitive", "monolithic", *(asked.WITHOUT + each.name for each in OPERATIONS)),
    build=build,
)
"""The paper's extra code tool is left out: what it adds is arithmetic, and other pipelines measure that."""
