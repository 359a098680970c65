"""Guards for LangChain pipelines: attachment, policies, ledger and reports.

Names load on first use, so that the command line does not pay for LangChain where it is not needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from holdtrue.middleware.attachment import (
        GuardedRunnable,
        guard,
        guard_chain,
        guard_graph,
        guard_node,
        guard_retriever,
        guard_tool,
        outline,
        run,
    )
    from holdtrue.middleware.attachment.agent import HandOffMiddleware
    from holdtrue.middleware.errors import HandOffBlocked, HandOffWarning
    from holdtrue.middleware.ledger import Ledger
    from holdtrue.middleware.policies import (
        Backoff,
        Block,
        Case,
        Escalate,
        Human,
        Observe,
        Policy,
        Refusal,
        Remedy,
        Repair,
        Retry,
        Try,
        Warn,
    )
    from holdtrue.middleware.record import Record

_HOMES = {
    "Backoff": "policies",
    "Block": "policies",
    "Case": "policies",
    "Escalate": "policies",
    "GuardedRunnable": "attachment",
    "HandOffBlocked": "errors",
    "HandOffMiddleware": "attachment.agent",
    "HandOffWarning": "errors",
    "Human": "policies",
    "Ledger": "ledger",
    "Observe": "policies",
    "Policy": "policies",
    "Record": "record",
    "Refusal": "policies",
    "Remedy": "policies",
    "Repair": "policies",
    "Retry": "policies",
    "Try": "policies",
    "Warn": "policies",
    "guard": "attachment",
    "guard_chain": "attachment",
    "guard_graph": "attachment",
    "guard_node": "attachment",
    "guard_retriever": "attachment",
    "guard_tool": "attachment",
    "outline": "attachment",
    "run": "attachment",
}

__all__ = [
    "Backoff",
    "Block",
    "Case",
    "Escalate",
    "GuardedRunnable",
    "HandOffBlocked",
    "HandOffMiddleware",
    "HandOffWarning",
    "Human",
    "Ledger",
    "Observe",
    "Policy",
    "Record",
    "Refusal",
    "Remedy",
    "Repair",
    "Retry",
    "Try",
    "Warn",
    "guard",
    "guard_chain",
    "guard_graph",
    "guard_node",
    "guard_retriever",
    "guard_tool",
    "outline",
    "run",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
