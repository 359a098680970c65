"""Attachment to LangChain: a step is wrapped, and every hand-off it makes is inspected."""

from holdtrue.middleware.attachment.chain import guard_chain, outline
from holdtrue.middleware.attachment.context import run
from holdtrue.middleware.attachment.guard import guard
from holdtrue.middleware.attachment.guarded import GuardedRunnable

__all__ = ["GuardedRunnable", "guard", "guard_chain", "outline", "run"]
