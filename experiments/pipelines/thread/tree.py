"""The tree of a task and its subtasks, in the paper's schema: thought, tool use, subtasks, conclusion."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from holdtrue.experiments.pipelines.failing import StepFailed

_REFERENCE = re.compile(r"(?<![\w#])#E([0-9]{1,3})(?!\w)")


@dataclass(frozen=True, slots=True)
class ToolUse:
    """One use of a tool."""

    tool_name: str
    parameters: Mapping[str, Any]
    tool_result: str

    def __str__(self) -> str:
        return (
            f"{self.tool_name}({', '.join(map(str, self.parameters.values()))}) returned {self.tool_result}"
        )


@dataclass(slots=True, eq=False)
class Node:
    """A task while it is worked on."""

    thought: str
    """What it is about."""

    tooluse: ToolUse | None = None

    subtasks: list[Node] = field(default_factory=list)

    conclusion: str | None = None
    """What it came to, and all that its parent sees of it; None until then."""

    @property
    def inside(self) -> str:
        """What its conclusion is made of: the tool's result and the subtasks' conclusions."""
        parts = [
            f"{each.thought}: {each.conclusion}" for each in self.subtasks if each.conclusion is not None
        ]
        return "\n".join([*([str(self.tooluse)] if self.tooluse else []), *parts])

    def walk(self) -> Iterator[Node]:
        """The task and all below it, each before its subtasks."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.subtasks)

    def to_dict(self) -> dict[str, Any]:
        """JSON form, as in the paper's figure 2."""
        form: dict[str, Any] = {"thought": self.thought}
        if self.tooluse is not None:
            form["tooluse"] = {
                "tool_name": self.tooluse.tool_name,
                "parameters": dict(self.tooluse.parameters),
                "tool_result": self.tooluse.tool_result,
            }
        if self.subtasks:
            form["subtasks"] = [each.to_dict() for each in self.subtasks]
        form["conclusion"] = self.conclusion
        return form

    def to_json(self) -> str:
        """The tree as it stands."""
        return json.dumps(self.to_dict(), ensure_ascii=False)


def references(thought: str) -> tuple[int, ...]:
    """The numbers of the subtasks that a thought names, as in `#E1`."""
    return tuple(int(found[1]) for found in _REFERENCE.finditer(thought))


def resolved(thought: str, before: list[Node]) -> str:
    """A thought with the conclusions of earlier subtasks in the places of `#E1`, `#E2` and so on.

    Raises:
        StepFailed: It names a subtask that is not there or has not ended (`dangling_reference`).
    """

    def put(found: re.Match[str]) -> str:
        number = int(found[1])
        if not 1 <= number <= len(before) or before[number - 1].conclusion is None:
            raise StepFailed("dangling_reference", f"{found[0]} in {thought[:80]!r} has no conclusion")
        return str(before[number - 1].conclusion)

    return _REFERENCE.sub(put, thought)
