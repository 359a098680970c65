"""`HandOffMiddleware`: attach to an agent of LangChain's `create_agent`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Unpack

from langchain.agents.middleware import AgentMiddleware
from langchain.agents.middleware.types import ModelRequest, ModelResponse, ToolCallRequest
from langchain_core.messages import AIMessage, ToolMessage

from holdtrue.middleware.attachment.agent_calls import DelegationCall, ModelCall, ToolCall

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool
    from langgraph.types import Command

    from holdtrue.middleware.attachment.agent_calls import GuardedCall
    from holdtrue.middleware.attachment.options import GuardOptions

ModelHandler = Callable[[ModelRequest[Any]], Any]


class HandOffMiddleware(AgentMiddleware[Any, Any, Any]):
    """Guards the hand-offs of an agent.

    Each call of the model is one: between what the agent was told and has found out (the messages of the user and of
    tools) and what the model says or has tools do. By default it is held to `compress`, declared by nobody: what it
    states should stand there.

    With `tools`, so is each call of those tools, between its arguments and its result. LangChain then keeps a node for
    tools even in an agent without any, and reports unknown tools later; so this is off unless asked for.

    With `subagents`, names of the tools that are agents themselves, the instructions that the model hands them are
    compared with what the user said: conditions, limits, identifiers and quantities, and words like never, only and
    all, must arrive.

    While a policy holds results back, the tokens of the model are not streamed.
    """

    def __new__(
        cls,
        *,
        tools: Sequence[str | BaseTool] | str | None = None,
        **_: Any,
    ) -> HandOffMiddleware:
        """Of the kind that guards tools too, where that is asked for: LangChain looks at the class for what it hooks."""
        return super().__new__(_WithTools if tools is not None and cls is HandOffMiddleware else cls)

    def __init__(
        self,
        *,
        tools: Sequence[str | BaseTool] | str | None = None,
        subagents: Sequence[str | BaseTool] = (),
        **options: Unpack[GuardOptions],
    ) -> None:
        """Say how the agent is guarded.

        Args:
            tools: Names of the tools whose calls are guarded, or the tools; `"all"` for all, None for none.
            subagents: Names of the tools that are agents, or the tools.
            options: As for `guard`. `before` and `after` are functions of the `ModelRequest` and the `ModelResponse`.
        """
        super().__init__()
        self.guarded_tools = None if tools is None or tools == "all" else frozenset(map(_name, tools))
        called = options.get("name") or "model"
        self._name = "HandOffMiddleware" if called == "model" else f"HandOffMiddleware[{called}]"
        self._calls: list[GuardedCall] = [ModelCall(called, **options)]
        if subagents:
            delegated = frozenset(map(_name, subagents))
            self._calls.append(DelegationCall(delegated, **options))
        self._tool_options = options

    @property
    def name(self) -> str:
        """Tells several of one agent apart."""
        return self._name

    def wrap_model_call(
        self, request: ModelRequest[Any], handler: ModelHandler
    ) -> ModelResponse[Any] | AIMessage:
        """Guard a call of the model."""
        for call in self._calls:
            handler = partial(call.run, handler=handler)
        return handler(request)  # type: ignore[no-any-return]

    async def awrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], Awaitable[Any]]
    ) -> ModelResponse[Any] | AIMessage:
        """Guard a call of the model."""
        for call in self._calls:
            handler = partial(call.arun, handler=handler)
        return await handler(request)  # type: ignore[no-any-return]


class _WithTools(HandOffMiddleware):
    """The kind that guards calls of tools, too."""

    def wrap_tool_call(
        self, request: ToolCallRequest, handler: Callable[[ToolCallRequest], ToolMessage | Command[Any]]
    ) -> ToolMessage | Command[Any]:
        """Guard a call of a tool."""
        for call in self._tool(request):
            return call.run(request, handler=handler)  # type: ignore[no-any-return]
        return handler(request)

    async def awrap_tool_call(
        self,
        request: ToolCallRequest,
        handler: Callable[[ToolCallRequest], Awaitable[ToolMessage | Command[Any]]],
    ) -> ToolMessage | Command[Any]:
        """Guard a call of a tool."""
        for call in self._tool(request):
            return await call.arun(request, handler=handler)  # type: ignore[no-any-return]
        return await handler(request)

    def _tool(self, request: ToolCallRequest) -> Iterator[GuardedCall]:
        name = request.tool_call["name"]
        if self.guarded_tools is None or name in self.guarded_tools:
            yield ToolCall(name, **self._tool_options)


def _name(tool: str | BaseTool) -> str:
    return tool if isinstance(tool, str) else tool.name
