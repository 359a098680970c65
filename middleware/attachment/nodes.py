"""`guard_node`: attach to a node of a LangGraph graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import wraps
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

from langchain_core.runnables import Runnable, RunnableConfig

from holdtrue.checks import Artifact, InputError
from holdtrue.middleware.attachment.conclusion import athrough, through
from holdtrue.middleware.attachment.in_context import FunctionStep
from holdtrue.middleware.attachment.inspection import Inspection
from holdtrue.middleware.attachment.state import Reducer, StateView, updates_in
from holdtrue.middleware.attachment.watching import watch_of

if TYPE_CHECKING:
    from holdtrue.middleware.attachment.options import GuardOptions
    from holdtrue.middleware.attachment.watch import Watch

Node = TypeVar("Node", bound=Callable[..., Any])

WATCH = "__holdtrue_watch__"
"""Attribute of a guarded node that says how it is guarded."""


def guard_node(
    node: Node,
    *,
    keys: Sequence[str] = (),
    reducers: Mapping[str, Reducer] | None = None,
    **options: Unpack[GuardOptions],
) -> Node:
    """Guard a function that is a node of a graph, synchronous or not; its signature stays as it is.

    The hand-off is between the state's keys that the node updates as it was given them and as they stand afterwards;
    `before` and `after` name other keys instead. A node that returns no update hands nothing on. One that pauses is
    recorded when it ends; each attempt under a retry policy is recorded as one. A returned `Command` keeps its way.

    Args:
        node: The function. Guard chains with `guard`, and nodes of subgraphs in the subgraph.
        keys: The state's keys that count, where not all that the node updates do.
        reducers: The state's reducers by key; `guard_graph` finds them itself.
        options: As for `guard`.

    Raises:
        InputError: The node is no function, or an option makes no sense.
    """
    if isinstance(node, Runnable) or not callable(node):
        msg = f"guard_node guards a function, not a {type(node).__name__}; guard() guards a Runnable"
        raise InputError(msg)
    name = getattr(node, "__name__", type(node).__name__)
    watch = watch_of(name, **options)
    view = StateView(tuple(keys), dict(reducers or {}))

    if iscoroutinefunction(node):

        @wraps(node)
        async def aguarded(state: Any, *args: Any, **kwargs: Any) -> Any:
            seen, write = _watching(watch, view, state)
            step = FunctionStep(_calling(node, args, kwargs), watch.step)
            inspection = Inspection(seen, kwargs.get("config"))
            return await athrough(inspection, state, step, write, _hands_on)

        setattr(aguarded, WATCH, watch)
        return aguarded  # type: ignore[return-value]  # wraps keeps the signature

    @wraps(node)
    def guarded(state: Any, *args: Any, **kwargs: Any) -> Any:
        seen, write = _watching(watch, view, state)
        step = FunctionStep(_calling(node, args, kwargs), watch.step)
        return through(Inspection(seen, kwargs.get("config")), state, step, write, _hands_on)

    setattr(guarded, WATCH, watch)
    return guarded  # type: ignore[return-value]


def _calling(
    node: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Callable[[Any, RunnableConfig], Any]:
    """The node with what LangGraph injects, and with the inspected configuration where it takes one."""

    def call(state: Any, config: RunnableConfig) -> Any:
        injected = {**kwargs, "config": config} if "config" in kwargs else kwargs
        return node(state, *args, **injected)

    return call


def _watching(watch: Watch, view: StateView, state: Any) -> tuple[Watch, Callable[[Any, Artifact], Any]]:
    """How this execution is guarded, since what an update comes to depends on the state; and the way back."""
    if watch.before is not None or watch.after is not None:
        chosen = view if watch.after is None or callable(watch.after) else replace(view, keys=(watch.after,))

        def write(output: Any, artifact: Artifact) -> Any:
            if callable(watch.after):
                msg = "after= is a function, which says where the document is, not how to put another there"
                raise InputError(msg)
            if isinstance(watch.after, str):
                artifact = Artifact({_renamed(name, watch.after): text for name, text in artifact})
            return chosen.write(output, artifact)

        return replace(watch, after=_unpacked(watch, view, state)), write
    return replace(
        watch, before=view.before, after=lambda output: view.after(state, output), source=view.source
    ), view.write


def _unpacked(watch: Watch, view: StateView, state: Any) -> Callable[[Any], Any]:
    """Where the document is in a node's output, whatever the output's form."""

    def find(output: Any) -> Any:
        if callable(watch.after):
            return watch.after(output)
        if watch.after is None:
            return view.after(state, output)
        update = updates_in(output)
        if watch.after not in update:
            msg = f"the node does not update {watch.after!r} (it updates: {', '.join(update) or 'nothing'})"
            raise InputError(msg)
        return update[watch.after]

    return find


def _renamed(file: str, key: str) -> str:
    if file == "text":
        return key
    return f"{key}.json" if file == "value.json" else f"{key}/{file}"


def _hands_on(output: Any) -> bool:
    return not isinstance(output, Runnable) and bool(updates_in(output))
