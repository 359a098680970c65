"""Calls that refer to each other's results, carried out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from holdtrue.experiments.tasks.task import Ref

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from holdtrue.experiments.tasks.task import Call


def solve(calls: Sequence[Call], tools: Mapping[str, BaseTool]) -> list[str]:
    """What each call gives, in order.

    Raises:
        ToolException: A call is one that its tool refuses.
    """
    results: list[str] = []
    for call in calls:
        results.append(run_call(call, results, tools))
    return results


def run_call(call: Call, results: Sequence[str], tools: Mapping[str, BaseTool]) -> str:
    """What one call gives after those that gave these results.

    Raises:
        ToolException: The call is one that its tool refuses.
    """
    given = {name: _value(value, results) for name, value in call.arguments.items()}
    return str(tools[call.tool].invoke(given))


def _value(value: Any, results: Sequence[str]) -> Any:
    return results[value.call] if isinstance(value, Ref) else value
