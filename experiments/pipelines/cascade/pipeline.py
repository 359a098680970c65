"""Small-model-first cascade, and each of its models alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdtrue.experiments.pipelines.cascade.asked import Cascade
from holdtrue.experiments.pipelines.cascade.costs import Costs
from holdtrue.experiments.pipelines.cascade.registry import Registry
from holdtrue.experiments.pipelines.failing import attempting
from holdtrue.experiments.pipelines.pipeline import Attempt, Pipeline, Setting

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from holdtrue.experiments.tasks import Task


def cascade(setting: Setting, registry: Registry, costs: Costs) -> Runnable[Task, Attempt]:
    """A cascade that asks first whom the registry names, at these prices."""
    return attempting(
        "cascade", lambda task, run, config: Cascade(setting, task, registry, costs).attempt(run, config)
    )


def build(setting: Setting) -> Runnable[Task, Attempt]:
    """The small model first, or one of the models alone."""
    return cascade(setting, Registry(), Costs())


PIPELINE = Pipeline(
    name="cascade",
    source="Belcak et al., Small Language Models are the Future of Agentic AI, arXiv 2506.02153; cascades after Chen et "
    "al., FrugalGPT, arXiv 2305.05176",
    families=("relay", "questions", "calls"),
    arms=("cascade", "small_only", "large_only"),
    build=build,
)
"""FrugalGPT accepts an answer by a learned score; here a check of the hand-off decides, so that what goes up is what broke
its contract. Tasks whose answer is worked out are left out: no check of a document can confirm a new number."""
