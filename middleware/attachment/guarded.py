"""The wrapper around a Runnable: it behaves as the step does, and every way in is inspected."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import aclosing, closing
from functools import partial, wraps
from inspect import isroutine
from typing import TYPE_CHECKING, Any, cast

from langchain_core.load.serializable import Serializable, to_json_not_implemented
from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.runnables.base import RunnableBindingBase
from langchain_core.runnables.config import get_config_list
from typing_extensions import override

from holdtrue.checks import HoldtrueError
from holdtrue.middleware.attachment.aside import aside
from holdtrue.middleware.attachment.chunks import total
from holdtrue.middleware.attachment.conclusion import aconclude, athrough, conclude, through
from holdtrue.middleware.attachment.inspection import Inspection
from holdtrue.middleware.attachment.putback import write_output
from holdtrue.middleware.attachment.steps import RunnableStep
from holdtrue.middleware.errors import HandOffWarning

if TYPE_CHECKING:
    from langchain_core.runnables.graph import Graph

    from holdtrue.checks import Artifact
    from holdtrue.middleware.attachment.watch import Watch

_UNSEEN = "it was read through events of version v3"


class GuardedRunnable(RunnableBindingBase[Any, Any]):
    """A step whose hand-offs are inspected.

    It has no span of its own in traces, answers to the step's name, schemas, methods and attributes, prints as the
    step and equals it: code that inspects a chain finds what it found before the guard.
    A method of the step that returns another Runnable (`bind_tools`, `with_structured_output`) returns it guarded; what
    else goes through a method of the step's own (a model's `generate`) is not inspected.
    """

    if TYPE_CHECKING:
        watch: Watch
    else:
        watch: Any  # pydantic would otherwise validate, and so copy, what it holds
    """How the step is guarded."""

    def __init__(self, *, bound: Runnable[Any, Any], watch: Watch, **others: Any) -> None:
        super().__init__(bound=bound, watch=watch, **others)

    @override
    def invoke(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Any:
        return through(Inspection(self.watch, config), input, self._step(kwargs), self._write)

    @override
    async def ainvoke(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Any:
        return await athrough(Inspection(self.watch, config), input, self._step(kwargs), self._write)

    @override
    def batch(
        self,
        inputs: list[Any],
        config: RunnableConfig | list[RunnableConfig] | None = None,
        *,
        return_exceptions: bool = False,
        **kwargs: Any,
    ) -> list[Any]:
        inspections = self._inspections(inputs, config)
        configs = [inspection.config for inspection in inspections]
        pending, settle = list(inspections), self._settle(kwargs)
        try:
            outputs = super().batch(inputs, configs, return_exceptions=return_exceptions, **kwargs)
            results = [settle(pending.pop(0), output) for output in outputs]
        except BaseException as error:
            for inspection in pending:
                inspection.drop(error)
            raise
        return _results(results, return_exceptions=return_exceptions)

    @override
    async def abatch(
        self,
        inputs: list[Any],
        config: RunnableConfig | list[RunnableConfig] | None = None,
        *,
        return_exceptions: bool = False,
        **kwargs: Any,
    ) -> list[Any]:
        inspections = self._inspections(inputs, config)
        configs = [inspection.config for inspection in inspections]
        pending, settle = list(inspections), self._asettle(kwargs)
        try:
            outputs = await super().abatch(inputs, configs, return_exceptions=return_exceptions, **kwargs)
            results = [await settle(pending.pop(0), output) for output in outputs]
        except BaseException as error:
            for inspection in pending:
                await aside(partial(inspection.drop, error))
            raise
        return _results(results, return_exceptions=return_exceptions)

    @override
    def batch_as_completed(
        self,
        inputs: Sequence[Any],
        config: RunnableConfig | Sequence[RunnableConfig] | None = None,
        *,
        return_exceptions: bool = False,
        **kwargs: Any,
    ) -> Iterator[tuple[int, Any]]:
        inspections = self._inspections(inputs, config)
        configs = [inspection.config for inspection in inspections]
        pending, settle = dict(enumerate(inspections)), self._settle(kwargs)
        completed = super().batch_as_completed(
            inputs,
            configs,
            return_exceptions=cast("Any", return_exceptions),
            **kwargs,
        )
        try:
            for index, output in completed:
                result = settle(pending.pop(index), output)
                yield index, _results([result], return_exceptions=return_exceptions)[0]
        except BaseException as error:
            for inspection in pending.values():
                inspection.drop(error)
            raise

    @override
    async def abatch_as_completed(
        self,
        inputs: Sequence[Any],
        config: RunnableConfig | Sequence[RunnableConfig] | None = None,
        *,
        return_exceptions: bool = False,
        **kwargs: Any,
    ) -> AsyncIterator[tuple[int, Any]]:
        inspections = self._inspections(inputs, config)
        configs = [inspection.config for inspection in inspections]
        pending, settle = dict(enumerate(inspections)), self._asettle(kwargs)
        completed = super().abatch_as_completed(
            inputs,
            configs,
            return_exceptions=cast("Any", return_exceptions),
            **kwargs,
        )
        try:
            async for index, output in completed:
                result = await settle(pending.pop(index), output)
                yield index, _results([result], return_exceptions=return_exceptions)[0]
        except BaseException as error:
            for inspection in pending.values():
                await aside(partial(inspection.drop, error))
            raise

    @override
    def stream(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Any]:
        inspection = self._inspection(input, config)
        chunks = super().stream(input, inspection.config, **kwargs)
        yield from self._release(inspection, chunks, kwargs)

    @override
    async def astream(
        self,
        input: Any,
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> AsyncGenerator[Any]:
        inspection = self._inspection(input, config)
        chunks = super().astream(input, inspection.config, **kwargs)
        async with aclosing(self._arelease(inspection, chunks, kwargs)) as released:
            async for chunk in released:
                yield chunk

    @override
    def transform(
        self,
        input: Iterator[Any],
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Iterator[Any]:
        inspection = Inspection(self.watch, config)
        given: list[Any] = []

        def tee() -> Iterator[Any]:
            for chunk in input:
                given.append(chunk)
                yield chunk

        chunks = super().transform(tee(), inspection.config, **kwargs)
        yield from self._release(inspection, chunks, kwargs, given)

    @override
    async def atransform(
        self,
        input: AsyncIterator[Any],
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> AsyncGenerator[Any]:
        inspection = Inspection(self.watch, config)
        given: list[Any] = []

        async def tee() -> AsyncIterator[Any]:
            async for chunk in input:
                given.append(chunk)
                yield chunk

        chunks = super().atransform(tee(), inspection.config, **kwargs)
        async with aclosing(self._arelease(inspection, chunks, kwargs, given)) as released:
            async for chunk in released:
                yield chunk

    @override
    def stream_events(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Any:
        return super().stream_events(input, self._unseen(input, config, kwargs), **kwargs)

    @override
    def astream_events(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Any:
        if {**self.kwargs, **kwargs}.get("version") == "v3":
            return super().astream_events(input, self._unseen(input, config, kwargs), **kwargs)
        # The binding would hand this to the step itself; the base class goes through our own astream.
        return Runnable.astream_events(self, input, config, **kwargs)

    def __getattr__(self, name: str) -> Any:
        if name == "bound" or name.startswith("__"):  # half-built by pickle or copy: nothing to forward to
            raise AttributeError(name)
        attribute = getattr(self.bound, name)
        if not isroutine(attribute):
            return attribute

        @wraps(attribute)
        def method(*args: Any, **kwargs: Any) -> Any:
            result = attribute(*args, **kwargs)
            if isinstance(result, Runnable):
                return type(self)(
                    bound=result, watch=self.watch, config=self.config, config_factories=self.config_factories
                )
            return result

        return method

    def __repr__(self) -> str:
        return repr(self.bound)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, GuardedRunnable):
            return self.bound == other.bound and self.watch == other.watch
        return bool(self.bound == other)

    __hash__ = None  # type: ignore[assignment]  # as every Runnable that is a pydantic model

    @override
    def get_graph(self, config: RunnableConfig | None = None) -> Graph:
        """The step's own graph; a configuration merged from nothing would add empty metadata to its nodes."""
        bound = self.config or self.config_factories
        return self.bound.get_graph(self._merge_configs(config) if bound or config else None)

    @override
    def to_json(self) -> Any:
        """The step's own JSON form: traces show the step, and a chain loaded from it is unguarded."""
        bound: Any = self.bound
        return bound.to_json() if isinstance(bound, Serializable) else to_json_not_implemented(bound)

    def _inspection(self, given: Any, config: RunnableConfig | None) -> Inspection:
        inspection = Inspection(self.watch, config)
        inspection.receive(given)
        return inspection

    def _inspections(
        self, inputs: Sequence[Any], config: RunnableConfig | Sequence[RunnableConfig] | None
    ) -> list[Inspection]:
        configs = get_config_list(config, len(inputs))
        return [self._inspection(given, each) for given, each in zip(inputs, configs, strict=True)]

    def _step(self, kwargs: dict[str, Any]) -> RunnableStep:
        """The step with what it is called with, for remedies that run it again."""
        return RunnableStep(self.bound, self.watch.before, {**self.kwargs, **kwargs}, self._merge_configs)

    def _write(self, output: Any, artifact: Artifact) -> Any:
        return write_output(output, artifact, self.watch.after)

    def _settle(self, kwargs: dict[str, Any]) -> Callable[[Inspection, Any], Any]:
        """Concludes one item of a batch; what the policy raises becomes its result, so that the others are settled too."""
        step = self._step(kwargs)

        def settle(inspection: Inspection, output: Any) -> Any:
            if isinstance(output, BaseException):
                inspection.fail(output)
                return output
            try:
                return conclude(inspection, output, step, self._write)
            except (HoldtrueError, HandOffWarning) as raised:
                return raised

        return settle

    def _asettle(self, kwargs: dict[str, Any]) -> Callable[[Inspection, Any], Awaitable[Any]]:
        step = self._step(kwargs)

        async def settle(inspection: Inspection, output: Any) -> Any:
            if isinstance(output, BaseException):
                await aside(partial(inspection.fail, output))
                return output
            try:
                return await aconclude(inspection, output, step, self._write)
            except (HoldtrueError, HandOffWarning) as raised:
                return raised

        return settle

    def _unseen(
        self, given: Any, config: RunnableConfig | None, kwargs: dict[str, Any]
    ) -> RunnableConfig | None:
        """Record that events of version v3 cannot be inspected; a policy that withholds refuses them.

        They hand out the step's own stream object, which nothing may stand in for.
        """
        if {**self.kwargs, **kwargs}.get("version") != "v3":
            return config
        if self.watch.policy.withholds:
            msg = f"step {self.watch.step!r} is guarded by a policy that blocks: use stream, astream or events v2"
            raise NotImplementedError(msg)
        inspection = self._inspection(given, config)
        inspection.abandon(None, _UNSEEN)
        return inspection.config

    def _release(
        self,
        inspection: Inspection,
        chunks: Iterator[Any],
        kwargs: dict[str, Any],
        given: Sequence[Any] | None = None,
    ) -> Iterator[Any]:
        """Hand on the chunks, at once or after the check; `given` holds an input that came in chunks of its own."""
        taken: list[Any] = []
        withholds = self.watch.policy.withholds
        with closing(cast("Any", chunks)):
            try:
                for chunk in chunks:
                    taken.append(chunk)
                    if not withholds:
                        yield chunk
            except GeneratorExit:
                _receive(inspection, given)
                inspection.abandon(total(taken), _closed_early(taken))
                raise
            except BaseException as error:
                _receive(inspection, given)
                inspection.fail(error)
                raise
        _receive(inspection, given)
        returned = total(taken)
        result = conclude(inspection, returned, self._step(kwargs), self._write)
        if withholds:
            yield from taken if result is returned else [result]

    async def _arelease(
        self,
        inspection: Inspection,
        chunks: AsyncIterator[Any],
        kwargs: dict[str, Any],
        given: Sequence[Any] | None = None,
    ) -> AsyncGenerator[Any]:
        taken: list[Any] = []
        withholds = self.watch.policy.withholds
        async with aclosing(cast("Any", chunks)):
            try:
                async for chunk in chunks:
                    taken.append(chunk)
                    if not withholds:
                        yield chunk
            except GeneratorExit:
                _receive(inspection, given)
                await aside(partial(inspection.abandon, total(taken), _closed_early(taken)))
                raise
            except BaseException as error:
                _receive(inspection, given)
                await aside(partial(inspection.fail, error))
                raise
        _receive(inspection, given)
        returned = total(taken)
        result = await aconclude(inspection, returned, self._step(kwargs), self._write)
        if withholds:
            for chunk in taken if result is returned else [result]:
                yield chunk


def _receive(inspection: Inspection, given: Sequence[Any] | None) -> None:
    if given is not None:
        inspection.receive(total(given))


def _closed_early(taken: Sequence[Any]) -> str:
    return f"the stream was closed by its reader after {len(taken)} chunk(s)"


def _results(results: list[Any], *, return_exceptions: bool) -> list[Any]:
    """The results of a batch; raises the first that the policy raised unless errors were asked for as results."""
    if not return_exceptions:
        for result in results:
            if isinstance(result, HoldtrueError | HandOffWarning):
                raise result
    return results
