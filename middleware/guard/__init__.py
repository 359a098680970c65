"""Attachment to LangChain: a step is wrapped, and every hand-off it makes is inspected."""

from holdtrue.middleware.guard.attach import guard
from holdtrue.middleware.guard.context import run
from holdtrue.middleware.guard.guarded import GuardedRunnable

__all__ = ["GuardedRunnable", "guard", "run"]
