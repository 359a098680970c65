"""`guard_tool` and `guard_retriever`: attach to tools and retrievers that stay tools and retrievers."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Unpack

from langchain_core.callbacks import (
    AsyncCallbackManagerForRetrieverRun,
    AsyncCallbackManagerForToolRun,
    CallbackManagerForRetrieverRun,
    CallbackManagerForToolRun,
)
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import BaseTool
from typing_extensions import override

from holdtrue.checks import Artifact
from holdtrue.middleware.attachment.conclusion import athrough, through
from holdtrue.middleware.attachment.handover import CALLS
from holdtrue.middleware.attachment.in_context import FunctionStep
from holdtrue.middleware.attachment.inspection import Inspection
from holdtrue.middleware.attachment.putback import write_output
from holdtrue.middleware.attachment.watching import watch_of

if TYPE_CHECKING:
    from holdtrue.middleware.attachment.options import GuardOptions
    from holdtrue.middleware.attachment.watch import Watch


def guard_tool(tool: BaseTool, **options: Unpack[GuardOptions]) -> BaseTool:
    """Guard a tool: between its arguments and its result. It keeps its name, schema and injected arguments.

    `before` names an argument or is a function of them all; by default a single text stands for itself, and several
    arguments are one JSON value. Of a result with an artifact, the content counts.
    """
    watch = watch_of(tool.name, **options)
    shared = {name: getattr(tool, name) for name in _SHARED}
    return GuardedTool(**shared, args_schema=tool.args_schema, tool=tool, watch=watch)


def guard_retriever(retriever: BaseRetriever, **options: Unpack[GuardOptions]) -> BaseRetriever:
    """Guard a retriever: between the query and the documents."""
    watch = watch_of(retriever.get_name(), **options)
    return GuardedRetriever(
        tags=retriever.tags,
        metadata=retriever.metadata,
        retriever=retriever,
        watch=watch,
        name=retriever.name,
    )


_SHARED = (
    "name", "description", "return_direct", "verbose", "tags", "metadata", "handle_tool_error",
    "handle_validation_error", "response_format", "extras",
)  # fmt: skip
"""What a guarded tool has from its tool."""


class GuardedTool(BaseTool):
    """A tool whose calls are hand-offs."""

    tool: BaseTool
    """The tool itself."""

    if TYPE_CHECKING:
        watch: Watch
    else:
        watch: Any  # pydantic would otherwise validate, and so copy, what it holds
    """How it is guarded."""

    @override
    def get_input_schema(self, config: RunnableConfig | None = None) -> Any:
        return self.tool.get_input_schema(config)

    @property
    def _injected_args_keys(self) -> frozenset[str]:
        return self.tool._injected_args_keys  # noqa: SLF001  # a tool knows what its function has injected

    @override
    def _run(
        self,
        *args: Any,
        config: RunnableConfig,
        run_manager: CallbackManagerForToolRun | None = None,
        **kwargs: Any,
    ) -> Any:
        run = self.tool._run  # noqa: SLF001  # run() would trace, check and format everything twice
        step = FunctionStep(_calling(run, args, run_manager), self.watch.step)
        return through(Inspection(*self._seen(args, kwargs, config)), kwargs, step, self._write)

    @override
    async def _arun(
        self,
        *args: Any,
        config: RunnableConfig,
        run_manager: AsyncCallbackManagerForToolRun | None = None,
        **kwargs: Any,
    ) -> Any:
        run = self.tool._arun  # noqa: SLF001  # as above
        step = FunctionStep(_calling(run, args, run_manager), self.watch.step)
        return await athrough(Inspection(*self._seen(args, kwargs, config)), kwargs, step, self._write)

    def _seen(
        self, args: tuple[Any, ...], kwargs: dict[str, Any], config: RunnableConfig
    ) -> tuple[Watch, RunnableConfig]:
        watch = self.watch
        if watch.before is None:
            shown = {name: value for name, value in kwargs.items() if name not in self._injected_args_keys}
            watch = replace(watch, before=lambda _: _arguments(args, shown))
        return replace(watch, after=lambda output: self._content(output)), config

    def _content(self, output: Any) -> Any:
        content = output[0] if self.response_format == "content_and_artifact" else output
        if callable(self.watch.after):
            return self.watch.after(content)
        return content[self.watch.after] if isinstance(self.watch.after, str) else content

    def _write(self, output: Any, artifact: Artifact) -> Any:
        if self.response_format == "content_and_artifact":
            return write_output(output[0], artifact, self.watch.after), *output[1:]
        return write_output(output, artifact, self.watch.after)


class GuardedRetriever(BaseRetriever):
    """A retriever whose results are hand-offs."""

    retriever: BaseRetriever
    """The retriever itself."""

    if TYPE_CHECKING:
        watch: Watch
    else:
        watch: Any
    """How it is guarded."""

    @override
    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **kwargs: Any
    ) -> list[Document]:
        get = self.retriever._get_relevant_documents  # noqa: SLF001  # invoke() would trace it twice
        step = FunctionStep(_retrieving(get, run_manager, kwargs), self.watch.step)
        config: RunnableConfig = {"callbacks": run_manager.get_child()}
        return through(Inspection(self.watch, config), query, step, self._write)  # type: ignore[no-any-return]

    @override
    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun, **kwargs: Any
    ) -> list[Document]:
        get = self.retriever._aget_relevant_documents  # noqa: SLF001  # as above
        step = FunctionStep(_retrieving(get, run_manager, kwargs), self.watch.step)
        config: RunnableConfig = {"callbacks": run_manager.get_child()}
        return await athrough(Inspection(self.watch, config), query, step, self._write)  # type: ignore[no-any-return]

    def _write(self, output: Any, artifact: Artifact) -> Any:
        return write_output(output, artifact, self.watch.after)


def _calling(
    run: Callable[..., Any], args: tuple[Any, ...], run_manager: Any
) -> Callable[[Any, RunnableConfig], Any]:
    """The tool's own method, with the configuration and the run manager where it takes them."""
    takes = inspect.signature(run).parameters

    def call(given: dict[str, Any], config: RunnableConfig) -> Any:
        extra: dict[str, Any] = {}
        if "config" in takes:
            extra["config"] = config
        if "run_manager" in takes:
            extra["run_manager"] = run_manager
        return run(*args, **given, **extra)

    return call


def _retrieving(
    get: Callable[..., Any], run_manager: Any, kwargs: dict[str, Any]
) -> Callable[[Any, RunnableConfig], Any]:
    takes = inspect.signature(get).parameters
    extra = {"run_manager": run_manager} if "run_manager" in takes else {}
    return lambda query, _: get(query, **extra, **kwargs)


def _arguments(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Artifact:
    values = [*args, *kwargs.values()]
    if len(values) == 1 and isinstance(values[0], str):
        return Artifact.of(values[0])
    form = kwargs if not args else values
    return Artifact({CALLS: json.dumps(form, ensure_ascii=False, indent=2, default=str)})
