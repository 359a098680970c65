"""A pipeline as a sweep runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from holdtrue.experiments.models import Model
    from holdtrue.experiments.tasks import Family, Task
    from holdtrue.middleware import Ledger, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """With what a pipeline is built."""

    arm: str
    """Which of the pipeline's arms."""

    model: Model
    """Who does the work."""

    larger: Model | None = None
    """Who is asked where the first one fails its check, in pipelines that escalate."""

    policy: Policy | str = "observe"
    """What the guards of the hand-offs do."""

    ledger: Ledger | None = None
    """Where the hand-offs are recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What a pipeline made of a task."""

    answer: str | None
    """Its answer; None where it came to none."""

    failure: str | None = None
    """Why it came to none: the class of failure, a short fixed word such as `unparsed_plan`."""

    detail: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """Counts worth a column of their own: calls, escalations, references."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """A way of cutting work into pieces."""

    name: str
    """As it is called on the command line."""

    source: str
    """The paper that describes it."""

    families: tuple[Family, ...]
    """The tasks that it can be given."""

    arms: tuple[str, ...]
    """The pipeline itself first, then the control arms of its paper."""

    build: Callable[[Setting], Runnable[Task, Attempt]]
    """Makes it, each hand-off guarded."""
