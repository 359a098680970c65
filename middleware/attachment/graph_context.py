"""Where in a LangGraph graph a call is, if it is in one."""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from holdtrue.middleware.record import new_id

_REMEMBERED = 256
"""Invocations whose run is remembered; graphs that run at the same time are fewer."""

_runs: OrderedDict[int, tuple[object, str]] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Visit:
    """One execution of a graph's node."""

    thread: str | None
    """The graph's thread; None without a checkpointer."""

    checkpoint: str
    """Identifier of the checkpoint that the node started from."""

    node: str
    """The node's name; behind the names of the nodes around it, where it is in a subgraph."""

    task: str
    """Identifier of the execution, the same when the node is entered again after an interrupt or an error."""

    attempt: int
    """Which attempt at it, from 1, under the node's retry policy."""

    run: str
    """The run that the graph's hand-offs belong to: its thread, or else one for each invocation."""

    def to_dict(self) -> dict[str, Any]:
        """JSON form, for records."""
        return {"thread": self.thread, "checkpoint": self.checkpoint, "node": self.node, "task": self.task}


def visit() -> Visit | None:
    """The innermost node that the caller runs in; None outside of a graph."""
    # A graph that runs has loaded LangGraph; langchain-core alone works without.
    module = sys.modules.get("langgraph.runtime")
    if module is None:
        return None
    try:
        runtime = module.get_runtime()
    except (RuntimeError, KeyError):
        return None
    info = getattr(runtime, "execution_info", None)
    if info is None:
        return None
    names = [part.partition(":")[0] for part in info.checkpoint_ns.split("|")]
    return Visit(
        thread=info.thread_id,
        checkpoint=info.checkpoint_id,
        node="/".join(names),
        task=info.task_id,
        attempt=info.node_attempt,
        run=info.thread_id or _run_of(getattr(runtime, "control", None)),
    )


def pauses(error: BaseException) -> bool:
    """Whether the error is LangGraph's way to leave a node that it will enter again, or to jump out of a subgraph."""
    module = sys.modules.get("langgraph.errors")
    return module is not None and isinstance(error, module.GraphBubbleUp)


def _run_of(control: object) -> str:
    """The run of an invocation, which LangGraph's control object stands for: all nodes and subgraphs share it."""
    if control is None:
        return new_id()
    with _lock:
        known = _runs.get(id(control))
        if known is None or known[0] is not control:
            known = _runs[id(control)] = (
                control,
                new_id(),
            )  # the object is kept, so that its id is not given away
        _runs.move_to_end(id(control))
        while len(_runs) > _REMEMBERED:
            _runs.popitem(last=False)
        return known[1]
