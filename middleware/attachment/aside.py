"""Work done aside of an event loop, in threads of its own.

The loop's default threads belong to the application, and LangChain runs synchronous steps in them: checks that hang there
would hold up what has nothing to do with them.
"""

from __future__ import annotations

import asyncio
import contextvars
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import TypeVar

Result = TypeVar("Result")

_MOST = 32
"""Threads at most; they are made as they are needed."""


async def aside(work: Callable[[], Result]) -> Result:
    """Do the work in another thread, in the caller's context, and wait for it."""
    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(_threads(), partial(context.run, work))


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_MOST, thread_name_prefix="holdtrue")


if hasattr(os, "register_at_fork"):
    # Threads do not survive a fork.
    os.register_at_fork(after_in_child=_threads.cache_clear)
