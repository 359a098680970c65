"""Guards for LangChain pipelines: attachment, policies, ledger and reports.

Names load on first use, so that the command line does not pay for LangChain where it is not needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from holdtrue.middleware.attachment import GuardedRunnable, guard, guard_chain, outline, run
    from holdtrue.middleware.errors import HandOffBlocked, HandOffWarning
    from holdtrue.middleware.ledger import Ledger
    from holdtrue.middleware.policies import Block, Observe, Policy, Warn
    from holdtrue.middleware.record import Record

_HOMES = {
    "Block": "policies",
    "GuardedRunnable": "attachment",
    "HandOffBlocked": "errors",
    "HandOffWarning": "errors",
    "Ledger": "ledger",
    "Observe": "policies",
    "Policy": "policies",
    "Record": "record",
    "Warn": "policies",
    "guard": "attachment",
    "guard_chain": "attachment",
    "outline": "attachment",
    "run": "attachment",
}

__all__ = [
    "Block",
    "GuardedRunnable",
    "HandOffBlocked",
    "HandOffWarning",
    "Ledger",
    "Observe",
    "Policy",
    "Record",
    "Warn",
    "guard",
    "guard_chain",
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
