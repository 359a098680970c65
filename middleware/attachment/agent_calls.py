"""The calls that an agent's middleware wraps, as hand-offs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Unpack

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.runnables.config import ensure_config, merge_configs

from holdtrue.checks import Artifact, Contract, InputError
from holdtrue.checks.detectors import DEFAULT
from holdtrue.checks.detectors.delegation import DELEGATION
from holdtrue.middleware.attachment.conclusion import athrough, through
from holdtrue.middleware.attachment.handover import CALLS
from holdtrue.middleware.attachment.in_context import FunctionStep
from holdtrue.middleware.attachment.inspection import Inspection
from holdtrue.middleware.attachment.putback import write_output
from holdtrue.middleware.attachment.steps import exchange
from holdtrue.middleware.attachment.watching import watch_of

if TYPE_CHECKING:
    from langchain.agents.middleware.types import ModelRequest, ToolCallRequest
    from langchain_core.runnables import RunnableConfig

    from holdtrue.middleware.attachment.options import GuardOptions

_SUPPORTED = Contract(mode="compress", source="default")
"""What an agent's model is held to by default: what it says should stand in what it was told."""


class GuardedCall:
    """A call that a middleware wraps; run it with the handler that makes it."""

    def __init__(self, name: str, /, **options: Unpack[GuardOptions]) -> None:
        self.watch = watch_of(name, **options)

    def run(self, request: Any, handler: Callable[[Any], Any]) -> Any:
        """Make the call, and return what is handed on."""
        return through(
            Inspection(self.watch, self._config()),
            request,
            self._step(handler),
            self.write,
            self.hands_on,
        )

    async def arun(self, request: Any, handler: Callable[[Any], Any]) -> Any:
        """Make the call, and return what is handed on."""
        return await athrough(
            Inspection(self.watch, self._config()),
            request,
            self._step(handler),
            self.write,
            self.hands_on,
        )

    def write(self, output: Any, artifact: Artifact) -> Any:
        """What the call returned with another artifact for its document."""
        return write_output(output, artifact, self.watch.after)

    def hands_on(self, output: Any) -> bool:  # noqa: ARG002  # most always do
        """Whether the result is a hand-off."""
        return True

    def _step(self, handler: Callable[[Any], Any]) -> FunctionStep:
        return FunctionStep(lambda request, _: handler(request), self.watch.step)

    def _config(self) -> RunnableConfig:
        """The configuration that the call inherits; models stream nothing that may not be handed on."""
        tags = ["nostream"] if self.watch.policy.withholds else []
        return merge_configs(ensure_config(), {"tags": tags})


class ModelCall(GuardedCall):
    """A call of an agent's model."""

    def __init__(self, name: str, /, **options: Unpack[GuardOptions]) -> None:
        super().__init__(name, **options)
        declared = options.get("contract") is not None
        self.told_after = self.watch.after
        self.watch = replace(
            self.watch,
            contract=self.watch.contract if declared else _SUPPORTED,
            before=self.watch.before or told,
            after=self.watch.after or said,
            instruction=self.watch.instruction or asked,
        )

    def write(self, output: Any, artifact: Artifact) -> Any:
        """The model's response with other words."""
        if self.told_after is not None:
            return write_output(output, artifact, self.told_after)
        if isinstance(output, BaseMessage):
            return write_output(output, artifact)
        if hasattr(output, "model_response"):
            return replace(output, model_response=self.write(output.model_response, artifact))
        return replace(output, result=write_output(output.result, artifact))

    def _step(self, handler: Callable[[Any], Any]) -> FunctionStep:
        return FunctionStep(
            lambda request, _: handler(request),
            self.watch.step,
            advise=lambda request, text, advice: request.override(
                messages=[*request.messages, *exchange(text, advice)]
            ),
            swap=lambda request, model: request.override(model=model),
        )


class DelegationCall(ModelCall):
    """A call of an agent's model by which it instructs other agents."""

    def __init__(self, subagents: frozenset[str], /, **options: Unpack[GuardOptions]) -> None:
        own: GuardOptions = {**options, "name": None, "contract": None}
        super().__init__(f"to {', '.join(sorted(subagents))}", **own)
        self.subagents = subagents
        self.watch = replace(
            self.watch, before=wanted, after=self._instructions, detectors=(*DEFAULT, DELEGATION)
        )

    def hands_on(self, output: Any) -> bool:
        """Whether it instructs one of them."""
        return any(call["name"] in self.subagents for call in _calls(output))

    def write(self, output: Any, artifact: Artifact) -> Any:  # noqa: ARG002  # as every call's
        """Not possible: instructions are spread over arguments that only the model can fill.

        Raises:
            InputError: Always.
        """
        msg = "instructions for other agents are not rewritten: have the model write them again, by 'retry'"
        raise InputError(msg)

    def _instructions(self, output: Any) -> Artifact:
        texts = [_words(call["args"]) for call in _calls(output) if call["name"] in self.subagents]
        return Artifact.of("\n\n".join(texts))


class ToolCall(GuardedCall):
    """A call of a tool."""

    def __init__(self, name: str, /, **options: Unpack[GuardOptions]) -> None:
        # What the options say of documents is said of models' requests and responses.
        own: GuardOptions = {**options, "name": None, "before": None, "after": None, "instruction": None}
        super().__init__(name, **own)
        self.watch = replace(self.watch, before=_arguments, instruction="")

    def hands_on(self, output: Any) -> bool:
        """Whether it is a result: a command or an error message is none."""
        return isinstance(output, ToolMessage) and output.status != "error"


def told(request: ModelRequest[Any]) -> Artifact:
    """What a model goes by: the words of the user and of tools."""
    sources = [
        message.text for message in request.messages if isinstance(message, HumanMessage | ToolMessage)
    ]
    return Artifact.of("\n\n".join(sources))


def wanted(request: ModelRequest[Any]) -> Artifact:
    """What the user said."""
    sources = [message.text for message in request.messages if isinstance(message, HumanMessage)]
    return Artifact.of("\n\n".join(sources))


def asked(request: ModelRequest[Any]) -> str:
    """The agent's system message."""
    return request.system_message.text if request.system_message is not None else ""


def said(output: Any) -> Any:
    """The messages of a model's response, whatever its form."""
    if isinstance(output, BaseMessage):
        return output
    return getattr(output, "model_response", output).result


def _calls(output: Any) -> list[Any]:
    messages = said(output)
    spoken = messages if isinstance(messages, list) else [messages]
    return [call for message in spoken if isinstance(message, AIMessage) for call in message.tool_calls]


def _arguments(request: ToolCallRequest) -> Artifact:
    args = request.tool_call["args"]
    if len(args) == 1 and isinstance(text := next(iter(args.values())), str):
        return Artifact.of(text)
    return Artifact({CALLS: json.dumps(args, ensure_ascii=False, indent=2, default=str)})


def _words(args: Any) -> str:
    """The texts among a tool call's arguments, one a line; other values stand as JSON."""
    values = args.values() if isinstance(args, dict) else [args]
    return "\n".join(
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
        for value in values
    )
