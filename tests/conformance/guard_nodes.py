"""A pytest plugin that guards every function which becomes a node of a graph, so that LangGraph's own tests judge the guard."""

from __future__ import annotations

import inspect
import tempfile
from pathlib import Path
from typing import Any

from langgraph.graph import StateGraph

from holdtrue.middleware import Ledger, guard_node

_folder = tempfile.TemporaryDirectory()
_ledger = Ledger(Path(_folder.name) / "ledger.db")
_add_node = StateGraph.add_node
_nodes = 0


def add_node(self: Any, node: Any, action: Any = None, **options: Any) -> Any:
    """As LangGraph's, with the function guarded."""
    if action is None and not isinstance(node, str):
        return _add_node(self, _guarded(node), **options)
    return _add_node(self, node, _guarded(action), **options)


def _guarded(action: Any) -> Any:
    global _nodes  # a count for the end of the session
    if (
        not inspect.isroutine(action)
        or inspect.isgeneratorfunction(action)
        or inspect.isasyncgenfunction(action)
    ):
        return action
    _nodes += 1
    return guard_node(action, ledger=_ledger)


StateGraph.add_node = add_node  # type: ignore[method-assign]


def pytest_sessionfinish() -> None:
    """Say how many hand-offs were seen: a guard that is not there would pass every test."""
    print(f"\nhand-offs seen by guards: {len(_ledger.records())} of {_nodes} nodes")
    _ledger.close()
    _folder.cleanup()
