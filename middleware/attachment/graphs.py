"""`guard_graph`: attach to every node of a LangGraph graph at once."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

from langchain_core.runnables import Runnable

from holdtrue.checks import InputError
from holdtrue.middleware.attachment.chain import outline as chain_outline
from holdtrue.middleware.attachment.guard import guard
from holdtrue.middleware.attachment.guarded import GuardedRunnable
from holdtrue.middleware.attachment.nodes import WATCH, guard_node
from holdtrue.middleware.attachment.structure import parts_of

if TYPE_CHECKING:
    from holdtrue.middleware.attachment.options import GuardOptions
    from holdtrue.middleware.attachment.state import Reducer

Graph = TypeVar("Graph")


def guard_graph(
    graph: Graph,
    *,
    nodes: Mapping[str, GuardOptions | None] | None = None,
    **options: Unpack[GuardOptions],
) -> Graph:
    """Guard every node of a `StateGraph`, before it is compiled; `outline` shows what came of it.

    Functions and chains are guarded. Left bare are subgraphs, which hand nothing on themselves (guard the graph that
    they are compiled of), tool nodes (pass them `HandOffMiddleware`'s `wrap_tool_call`) and error handlers.

    Args:
        graph: The graph; it stays as it was.
        nodes: By a node's name, what its guard is told beside and before `options`; None leaves the node bare.
        options: What every guard is told; see `guard_node`.

    Returns:
        A graph of the same kind whose nodes are guarded; compile it.

    Raises:
        InputError: It is not a graph that can be compiled, or a name in `nodes` is no node's.
    """
    specs: dict[str, Any] | None = getattr(graph, "nodes", None)
    if not isinstance(specs, dict) or not hasattr(graph, "channels") or hasattr(graph, "builder"):
        msg = f"guard_graph takes a StateGraph before it is compiled, not a {type(graph).__name__}"
        raise InputError(msg)
    told = dict(nodes or {})
    for name in told:
        if name not in specs:
            msg = f"the graph has no node {name!r}; its nodes are {', '.join(specs)}"
            raise InputError(msg)
    reducers = {
        key: channel.operator for key, channel in graph.channels.items() if hasattr(channel, "operator")
    }
    guarded: Any = copy(graph)
    guarded.nodes = {
        name: spec
        if (own := told.get(name, {})) is None
        else replace(spec, runnable=_guarded(spec, reducers, {**options, "name": name, **own}))
        for name, spec in specs.items()
    }
    return guarded  # type: ignore[no-any-return]


def outline(graph: Any) -> str:
    """The nodes of a graph or the steps of a chain, one a line, each with what its guard holds it to or why it has none."""
    specs = getattr(graph, "nodes", None)
    if isinstance(graph, Runnable) or not isinstance(specs, dict):
        return chain_outline(graph)
    return "\n".join(f"{name}: {_said(spec)}" for name, spec in specs.items())


def _guarded(spec: Any, reducers: Mapping[str, Reducer], options: GuardOptions) -> Any:
    runnable = spec.runnable
    if _why_bare(spec):
        return runnable
    if not _is_function(runnable):
        return guard(runnable, **options)
    changed = copy(runnable)
    for kind in ("func", "afunc"):
        function = getattr(runnable, kind)
        if function is not None:
            setattr(changed, kind, guard_node(function, reducers=reducers, **options))
    return changed


def _is_function(runnable: Any) -> bool:
    """Whether it is what LangGraph makes of a function."""
    return type(runnable).__name__ == "RunnableCallable" and hasattr(runnable, "afunc")


def _why_bare(spec: Any) -> str:
    runnable = spec.runnable
    if spec.is_error_handler:
        return "an error handler"
    if _is_guarded(runnable):
        return "guarded already"
    if _holds_a_graph(runnable):
        return "a subgraph"
    if hasattr(runnable, "afunc") and not _is_function(runnable):
        return "a tool node"
    return ""


def _is_guarded(runnable: Any) -> bool:
    function = getattr(runnable, "func", None) or getattr(runnable, "afunc", None)
    return isinstance(runnable, GuardedRunnable) or hasattr(function, WATCH)


def _holds_a_graph(runnable: Any) -> bool:
    """Whether a compiled graph is in it, which LangGraph must find there to draw, stream and resume it."""
    if hasattr(runnable, "get_subgraphs"):
        return True
    return any(_holds_a_graph(part) for part in parts_of(runnable).values())


def _said(spec: Any) -> str:
    runnable = spec.runnable
    function = getattr(runnable, "func", None) or getattr(runnable, "afunc", None)
    watch = runnable.watch if isinstance(runnable, GuardedRunnable) else getattr(function, WATCH, None)
    if watch is None:
        return f"bare: {_why_bare(spec) or 'left out'}"
    contract = watch.contract.mode if watch.contract.source != "default" else "no contract"
    return f"[{contract}, {watch.policy}]"
