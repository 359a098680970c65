"""A function as remedies see it, run under a configuration that everything inside it inherits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from langchain_core.runnables.config import var_child_runnable_config

from holdtrue.checks import InputError

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig


@contextmanager
def inherited(config: RunnableConfig) -> Iterator[None]:
    """Let what is called inside the block inherit the configuration, as LangChain hands it down to steps."""
    token = var_child_runnable_config.set(config)
    try:
        yield
    finally:
        var_child_runnable_config.reset(token)


@dataclass(frozen=True, slots=True)
class FunctionStep:
    """A function of what is handed over, such as a graph's node or the handler of an agent's middleware."""

    function: Callable[[Any, RunnableConfig], Any]
    """Does the work; returns an awaitable where it is asynchronous."""

    name: str
    """For messages."""

    advise: Callable[[Any, str, str], Any] | None = None
    """Puts what was said and the advice into what is handed over; None where there is no place for advice."""

    swap: Callable[[Any, Any], Any] | None = None
    """Puts another model into what is handed over; None where the other takes the function's place."""

    other: Any = None
    """The model that `swap` puts in."""

    def invoke(self, given: Any, config: RunnableConfig) -> Any:
        """Run it."""
        with inherited(config):
            return self.function(self._swapped(given), config)

    async def ainvoke(self, given: Any, config: RunnableConfig) -> Any:
        """Run it."""
        with inherited(config):
            return await self.function(self._swapped(given), config)

    def advised(self, given: Any, said: str, advice: str) -> tuple[FunctionStep, Any]:
        """Itself, and what it is given with the advice."""
        return self, given if self.advise is None else self.advise(given, said, advice)

    def replaced(self, by: Any) -> Any:
        """Itself with another model, or the other in its place."""
        return by if self.swap is None else replace(self, other=by)

    def part(self, given: Any, text: str) -> Any:  # noqa: ARG002  # as every step's
        """Not possible: a function is given more than a document.

        Raises:
            InputError: Always.
        """
        msg = f"{self.name!r} cannot be given a single record: guard the chain inside it"
        raise InputError(msg)

    def _swapped(self, given: Any) -> Any:
        return given if self.swap is None or self.other is None else self.swap(given, self.other)
