"""A guarded Runnable as remedies see it: run again, with advice, with another model, on part of its document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from langchain_core.language_models import BaseLanguageModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langchain_core.prompt_values import PromptValue
from langchain_core.runnables import Runnable, RunnableBinding, RunnableConfig, RunnableLambda
from langchain_core.runnables.base import RunnableBindingBase

from holdtrue.checks import InputError
from holdtrue.middleware.attachment.handover import read_input
from holdtrue.middleware.attachment.putback import is_whole
from holdtrue.middleware.attachment.structure import parts_of, rebuilt

if TYPE_CHECKING:
    from holdtrue.middleware.attachment.handover import Selector


@dataclass(frozen=True, slots=True)
class RunnableStep:
    """A Runnable, with what it is always called with."""

    bound: Runnable[Any, Any]
    """The step itself."""

    before: Selector = None
    """Where the document is in what it is given."""

    kwargs: Mapping[str, Any] = field(default_factory=dict)
    """Arguments of each call."""

    configured: Callable[[RunnableConfig], RunnableConfig] = lambda config: config
    """Adds the step's own configuration to a call's."""

    def invoke(self, given: Any, config: RunnableConfig) -> Any:
        """Run it."""
        return self.bound.invoke(given, self.configured(config), **self.kwargs)

    async def ainvoke(self, given: Any, config: RunnableConfig) -> Any:
        """Run it."""
        return await self.bound.ainvoke(given, self.configured(config), **self.kwargs)

    def advised(self, given: Any, said: str, advice: str) -> tuple[RunnableStep, Any]:
        """Where it is given messages, the advice is appended to them; else to what the models inside it are given."""
        add = _Advice(said, advice)
        if _are_messages(given) or _is_model(self.bound):
            return self, add(given)
        return replace(
            self, bound=_each_model(self.bound, _is_model, lambda model: RunnableLambda(add) | model)
        ), given

    def replaced(self, by: Any) -> RunnableStep:
        """A model takes the place of the models inside the step; anything else, or where there is none, of the step."""
        if isinstance(by, BaseLanguageModel) and _model_in(self.bound) is not None:
            return replace(self, bound=_each_model(self.bound, _is_bare_model, lambda _: by))
        return replace(self, bound=by)

    def part(self, given: Any, text: str) -> Any:
        """What it is given, with the text alone where the document was.

        Raises:
            InputError: Where the document is cannot be told.
        """
        if isinstance(self.before, str):
            return {**given, self.before: text}
        if isinstance(given, str) and is_whole(given, read_input(given, self.before)):
            return text
        msg = "to work on single records, before= must name the key of the document"
        raise InputError(msg)


@dataclass(frozen=True, slots=True)
class _Advice:
    """Appends what was said and the advice to what a model is given."""

    said: str
    advice: str

    def __call__(self, given: Any) -> Any:
        if isinstance(given, PromptValue):
            given = given.to_messages()
        if isinstance(given, Mapping):
            return {**given, "messages": [*given["messages"], *exchange(self.said, self.advice)]}
        if isinstance(given, str):
            given = [HumanMessage(given)]
        return [*given, *exchange(self.said, self.advice)]


def exchange(said: str, advice: str) -> list[BaseMessage]:
    """What a model said and the advice on it, as messages."""
    # An empty answer is left out: many providers refuse messages without content.
    return [*([AIMessage(said)] if said.strip() else []), HumanMessage(advice)]


def _are_messages(given: Any) -> bool:
    if isinstance(given, Mapping):
        return isinstance(given.get("messages"), list)
    return isinstance(given, PromptValue) or (
        isinstance(given, list) and bool(given) and all(isinstance(item, BaseMessage) for item in given)
    )


def _model_in(step: Runnable[Any, Any]) -> Runnable[Any, Any] | None:
    """The first language model of a step; the step itself where it is one."""
    if isinstance(step, BaseLanguageModel):
        return step
    for part in _inside(step).values():
        if found := _model_in(part):
            return found
    return None


def _is_bare_model(step: Runnable[Any, Any]) -> bool:
    return isinstance(step, BaseLanguageModel)


def _is_model(step: Runnable[Any, Any]) -> bool:
    """Whether it is a language model, with tools or other arguments bound to it or without."""
    return _is_bare_model(step) or (isinstance(step, RunnableBinding) and _is_model(step.bound))


def _each_model(
    step: Runnable[Any, Any],
    is_model: Callable[[Runnable[Any, Any]], bool],
    change: Callable[[Runnable[Any, Any]], Runnable[Any, Any]],
) -> Runnable[Any, Any]:
    """The step with each language model inside it changed; a guard around one stays, and guards what comes of it."""
    if is_model(step):
        return change(step)
    parts = _inside(step)
    if not any(_model_in(part) for part in parts.values()):
        return step
    changed = {key: _each_model(part, is_model, change) for key, part in parts.items()}
    return rebuilt(step, changed) if parts_of(step) else step.model_copy(update={"bound": changed[""]})  # type: ignore[attr-defined]


def _inside(step: Runnable[Any, Any]) -> dict[str, Runnable[Any, Any]]:
    return parts_of(step) or ({"": step.bound} if isinstance(step, RunnableBindingBase) else {})
