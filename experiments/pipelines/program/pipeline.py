"""The program, the same with nothing hidden, and a chain of thought in one prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdtrue.experiments.pipelines.failing import attempting
from holdtrue.experiments.pipelines.pipeline import Attempt, Pipeline, Setting
from holdtrue.experiments.pipelines.program import asked

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from holdtrue.experiments.tasks import Task


def build(setting: Setting) -> Runnable[Task, Attempt]:
    """Steps that see what the map shows them; steps that see all; or one prompt."""
    arm = asked.thought if setting.arm == "cot" else asked.attempt
    return attempting("program", lambda task, run, config: arm(setting, task, run, config))


PIPELINE = Pipeline(
    name="program",
    source="Schlag et al., Large Language Model Programs, arXiv 2305.05364",
    families=("questions",),
    arms=("program", "all_visible", "cot"),
    build=build,
)
"""The paper ranks paragraphs and steps by likelihood; here shared words do (see `choosing`)."""
