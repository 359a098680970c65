"""One piece of work with its exact answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

Family = Literal["relay", "tools", "questions", "calls"]
"""What is to be done: edit a document; use tools in several steps; answer over a knowledge base by several hops; turn
a request into one function call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a pipeline is given, and how its answer is judged."""

    name: str
    """Unique and stable: family, size and seed, as in `tools-5-17`."""

    family: Family
    """What sort of work it is."""

    size: int
    """How long the shortest way to the answer is: steps, hops, calls or round trips."""

    question: str
    """What is asked, in words."""

    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Documents that belong to it, by name, distractors among them."""

    tools: tuple[BaseTool, ...] = ()
    """Tools at hand, distractors among them."""

    answer: str
    """The right answer."""

    score: Callable[[str], float]
    """How right a given answer is, from 0 to 1; 1 only where nothing is wrong."""
