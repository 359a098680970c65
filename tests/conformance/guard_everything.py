"""A pytest plugin that guards every step which LangChain composes, so that LangChain's own tests judge the guard.

Sequences, mappings, `assign` and `pick` stay bare: LangChain looks into them by their classes when it works out the
schemas of a chain.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import langchain_core.runnables.base as base
import langchain_core.runnables.branch as branch
import langchain_core.runnables.router as router
from langchain_core.runnables import Runnable, RunnableParallel, RunnableSequence
from langchain_core.runnables.passthrough import RunnableAssign, RunnablePick

from holdtrue.middleware import GuardedRunnable, Ledger, guard

BARE = (GuardedRunnable, RunnableAssign, RunnableParallel, RunnablePick, RunnableSequence)

_folder = tempfile.TemporaryDirectory()
_ledger = Ledger(Path(_folder.name) / "ledger.db")
_coerce = base.coerce_to_runnable


def guarded(thing: Any) -> Runnable[Any, Any]:
    """What LangChain makes of a step, guarded."""
    step: Runnable[Any, Any] = _coerce(thing)
    return step if isinstance(step, BARE) else guard(step, ledger=_ledger)


for module in (base, branch, router):
    module.coerce_to_runnable = guarded


def pytest_sessionfinish() -> None:
    """Say how many hand-offs were seen: a guard that is not there would pass every test."""
    print(f"\nhand-offs seen by guards: {len(_ledger.records())}")  # pytest shows it
    _ledger.close()
    _folder.cleanup()
