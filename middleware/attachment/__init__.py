"""Attachment to LangChain: a step is wrapped, and every hand-off it makes is inspected."""

from holdtrue.middleware.attachment.chain import guard_chain
from holdtrue.middleware.attachment.context import run
from holdtrue.middleware.attachment.graphs import guard_graph, outline
from holdtrue.middleware.attachment.guard import guard
from holdtrue.middleware.attachment.guarded import GuardedRunnable
from holdtrue.middleware.attachment.nodes import guard_node
from holdtrue.middleware.attachment.tools import guard_retriever, guard_tool

__all__ = [
    "GuardedRunnable",
    "guard",
    "guard_chain",
    "guard_graph",
    "guard_node",
    "guard_retriever",
    "guard_tool",
    "outline",
    "run",
]
