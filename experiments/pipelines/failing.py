"""How a pipeline comes to nothing: by the class of failure, never by a text that a later step could take for a result."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda
from langgraph.errors import GraphRecursionError

from holdtrue.checks import HoldtrueError
from holdtrue.experiments.pipelines.pipeline import Attempt
from holdtrue.middleware import HandOffBlocked, run
from holdtrue.middleware.attachment.context import run_of

if TYPE_CHECKING:
    from holdtrue.experiments.tasks import Task


class StepFailed(HoldtrueError):  # noqa: N818  # an outcome, as HandOffBlocked is
    """A step came to nothing."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind
        """The class of failure: a short fixed word such as `unparsed_plan`."""


def attempting(name: str, work: Callable[[Task, str, RunnableConfig], Attempt]) -> Runnable[Task, Attempt]:
    """A pipeline that ends in an attempt whatever happens to its steps; its hand-offs are one run.

    Errors of the model's provider are not the pipeline's failures, and go on to the caller.

    Args:
        name: The pipeline's name, in traces.
        work: What it does with a task; it is told the run's identifier and the configuration for the steps inside.
    """

    def attempt(task: Task, config: RunnableConfig) -> Attempt:
        with run(run_of(config)) as identifier:
            try:
                return work(task, identifier, config)
            except StepFailed as failed:
                return Attempt(answer=None, failure=failed.kind)
            except HandOffBlocked:
                return Attempt(answer=None, failure="blocked")
            except GraphRecursionError:
                return Attempt(answer=None, failure="endless")

    return RunnableLambda(attempt, name=name)
