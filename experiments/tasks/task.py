"""One piece of work with its exact answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from holdtrue.experiments.relay.task import Task as EditTask

Family = Literal["relay", "tools", "questions", "calls"]
"""What is to be done: edit a document; use tools in several steps; answer over a knowledge base by several hops; turn
a request into function calls."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Stands in a call's arguments for what an earlier call gave."""

    call: int
    """Which one, from 0."""


@dataclass(frozen=True, slots=True)
class Call:
    """One use of a tool."""

    tool: str
    """Its name."""

    arguments: Mapping[str, Any]
    """What it is given; a `Ref` where that is an earlier call's result."""

    words: str = ""
    """The same as a request in words, in which `#1` stands for what the first call gave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a pipeline is given, and how its answer is judged."""

    name: str
    """Unique and stable: family, size and seed, as in `tools-5-17`; `holdtrue.experiments.tasks.task` makes it again."""

    family: Family
    """What sort of work it is."""

    size: int
    """How long the shortest way to the answer is: edits, steps, hops or calls."""

    question: str
    """What is asked, in words."""

    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Documents that belong to it, by name, distractors among them."""

    tools: tuple[BaseTool, ...] = ()
    """Tools at hand, distractors among them."""

    edits: tuple[EditTask, ...] = ()
    """For relays: the edits in order, each with its instruction for the whole document and for one record, its layouts
    and its worked examples."""

    answer: str
    """The right answer."""

    solution: tuple[Call, ...] = ()
    """A shortest way there by the task's tools, for worked examples of other tasks and for scripted models. A pipeline
    must not look at its own task's."""

    score: Callable[[str], float]
    """How right a given answer is, from 0 to 1; 1 only where nothing is wrong."""

    @property
    def tool(self) -> Mapping[str, BaseTool]:
        """The tools by name."""
        return {tool.name: tool for tool in self.tools}
