"""Which run and which enclosing hand-off a guard is in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from langchain_core.callbacks import BaseCallbackManager

from holdtrue.middleware.attachment.graph_context import visit
from holdtrue.middleware.attachment.meter import Meter
from holdtrue.middleware.record import new_id

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig

_RUN: ContextVar[str | None] = ContextVar("holdtrue_run", default=None)

_RETRY = re.compile(r"retry:attempt:(\d+)")
"""The tag that `Runnable.with_retry` gives to each further attempt."""


@contextmanager
def run(name: str | None = None) -> Iterator[str]:
    """Group the hand-offs inside the block under one run, whose identifier is `name` or a fresh one.

    Without it, the guards of one chain share the run of the chain's invocation.
    """
    token = _RUN.set(name or new_id())
    try:
        yield _RUN.get() or ""
    finally:
        _RUN.reset(token)


def enclosing(config: RunnableConfig) -> Meter | None:
    """The meter of the innermost guard that the call is inside of."""
    callbacks = config.get("callbacks")
    handlers = callbacks.handlers if isinstance(callbacks, BaseCallbackManager) else callbacks or []
    meters = [handler for handler in handlers if isinstance(handler, Meter)]
    return meters[-1] if meters else None


def run_of(config: RunnableConfig) -> str:
    """The run that a call belongs to.

    In this order: the block of `run`, the enclosing guard's run, the graph's, LangChain's parent run, a fresh one.
    """
    if named := _RUN.get():
        return named
    if outer := enclosing(config):
        return outer.run
    if node := visit():
        return node.run
    callbacks = config.get("callbacks")
    if isinstance(callbacks, BaseCallbackManager) and callbacks.parent_run_id:
        return callbacks.parent_run_id.hex
    return new_id()


def attempt_of(config: RunnableConfig) -> int:
    """Which try this is under `with_retry`, from 1."""
    callbacks = config.get("callbacks")
    tags = callbacks.tags if isinstance(callbacks, BaseCallbackManager) else []
    return max((int(match[1]) for tag in tags if (match := _RETRY.fullmatch(tag))), default=1)
