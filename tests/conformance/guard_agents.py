"""A pytest plugin that guards every agent's model calls, so that LangChain's own tests of agents judge the middleware."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import langchain.agents
import langchain.agents.factory

from holdtrue.middleware import HandOffMiddleware, Ledger

_folder = tempfile.TemporaryDirectory()
_ledger = Ledger(Path(_folder.name) / "ledger.db")
_create_agent = langchain.agents.factory.create_agent
_agents = 0


def create_agent(*args: Any, middleware: Any = (), **options: Any) -> Any:
    """As LangChain's, with the middleware outermost."""
    global _agents  # a count for the end of the session
    _agents += 1
    return _create_agent(*args, middleware=[HandOffMiddleware(ledger=_ledger), *middleware], **options)


langchain.agents.create_agent = create_agent
langchain.agents.factory.create_agent = create_agent


def pytest_sessionfinish() -> None:
    """Say how many hand-offs were seen: a guard that is not there would pass every test."""
    print(f"\nhand-offs seen by guards: {len(_ledger.records())} of {_agents} agents")
    _ledger.close()
    _folder.cleanup()
