"""A guard whose policy may pause the graph: every way into the step leads through one hand-off after the other.

A person's answers are matched to the questions by their order, and a pause unwinds the node. So batches are not done in
parallel and streams come in one piece.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from typing import Any

from langchain_core.runnables import RunnableConfig
from langchain_core.runnables.config import get_config_list
from typing_extensions import override

from holdtrue.middleware.attachment.chunks import total
from holdtrue.middleware.attachment.graph_context import pauses
from holdtrue.middleware.attachment.guarded import GuardedRunnable


class PausingRunnable(GuardedRunnable):
    """A guarded step that is always called by `invoke` or `ainvoke`."""

    @override
    def batch(
        self,
        inputs: list[Any],
        config: RunnableConfig | list[RunnableConfig] | None = None,
        *,
        return_exceptions: bool = False,
        **kwargs: Any,
    ) -> list[Any]:
        completed = self.batch_as_completed(inputs, config, return_exceptions=return_exceptions, **kwargs)
        return [result for _, result in completed]

    @override
    async def abatch(
        self,
        inputs: list[Any],
        config: RunnableConfig | list[RunnableConfig] | None = None,
        *,
        return_exceptions: bool = False,
        **kwargs: Any,
    ) -> list[Any]:
        completed = self.abatch_as_completed(inputs, config, return_exceptions=return_exceptions, **kwargs)
        return [result async for _, result in completed]

    @override
    def batch_as_completed(
        self,
        inputs: Sequence[Any],
        config: RunnableConfig | Sequence[RunnableConfig] | None = None,
        *,
        return_exceptions: bool = False,
        **kwargs: Any,
    ) -> Iterator[tuple[int, Any]]:
        configs = get_config_list(config, len(inputs))
        for index, (given, each) in enumerate(zip(inputs, configs, strict=True)):
            try:
                result = self.invoke(given, each, **kwargs)
            except Exception as error:
                if pauses(error) or not return_exceptions:
                    raise
                result = error
            yield index, result

    @override
    async def abatch_as_completed(
        self,
        inputs: Sequence[Any],
        config: RunnableConfig | Sequence[RunnableConfig] | None = None,
        *,
        return_exceptions: bool = False,
        **kwargs: Any,
    ) -> AsyncIterator[tuple[int, Any]]:
        configs = get_config_list(config, len(inputs))
        for index, (given, each) in enumerate(zip(inputs, configs, strict=True)):
            try:
                result = await self.ainvoke(given, each, **kwargs)
            except Exception as error:
                if pauses(error) or not return_exceptions:
                    raise
                result = error
            yield index, result

    @override
    def stream(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Any]:
        yield self.invoke(input, config, **kwargs)

    @override
    async def astream(
        self, input: Any, config: RunnableConfig | None = None, **kwargs: Any
    ) -> AsyncGenerator[Any]:
        yield await self.ainvoke(input, config, **kwargs)

    @override
    def transform(
        self, input: Iterator[Any], config: RunnableConfig | None = None, **kwargs: Any
    ) -> Iterator[Any]:
        yield self.invoke(total(list(input)), config, **kwargs)

    @override
    async def atransform(
        self, input: AsyncIterator[Any], config: RunnableConfig | None = None, **kwargs: Any
    ) -> AsyncGenerator[Any]:
        yield await self.ainvoke(total([chunk async for chunk in input]), config, **kwargs)
