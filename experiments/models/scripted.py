"""A chat model for tests: its answers are given beforehand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr
from typing_extensions import override

from holdtrue.checks import InputError

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForLLMRun

Answers = Sequence[str] | Callable[[Sequence[BaseMessage]], str]
"""The answers in the order of the calls, or a function from the messages to the answer."""

_TOKEN = re.compile(r"\s*\S+|\s+")


class ScriptedChatModel(BaseChatModel):
    """Gives the answers that it was told to give, word by word when streamed; a word counts as a token."""

    answers: Answers
    """What it answers."""

    _given: int = PrivateAttr(default=0)

    def __init__(self, answers: Answers, **others: Any) -> None:
        super().__init__(answers=answers, **others)  # type: ignore[call-arg]  # a field of this pydantic model

    @property
    @override
    def _llm_type(self) -> str:
        return "scripted"

    @override
    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        text = self._answer(messages, stop)
        message = AIMessage(
            text, usage_metadata=_usage(messages, text), response_metadata={"model_name": self._llm_type}
        )
        return ChatResult(generations=[ChatGeneration(message=message)])

    @override
    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        text = self._answer(messages, stop)
        for token in _TOKEN.findall(text):
            chunk = ChatGenerationChunk(message=AIMessageChunk(content=token))
            if run_manager:
                run_manager.on_llm_new_token(token, chunk=chunk)
            yield chunk
        yield ChatGenerationChunk(
            message=AIMessageChunk(
                content="",
                usage_metadata=_usage(messages, text),
                response_metadata={"model_name": self._llm_type},
                chunk_position="last",
            )
        )

    def _answer(self, messages: Sequence[BaseMessage], stop: Sequence[str] | None) -> str:
        if callable(self.answers):
            text = self.answers(messages)
        elif self._given < len(self.answers):
            text = self.answers[self._given]
        else:
            msg = f"the scripted model has {len(self.answers)} answers and was asked once more; give it more"
            raise InputError(msg)
        self._given += 1
        for mark in stop or ():
            text = text.partition(mark)[0]
        return text


def _usage(messages: Sequence[BaseMessage], text: str) -> UsageMetadata:
    read = sum(len(_TOKEN.findall(message.text)) for message in messages)
    written = len(_TOKEN.findall(text))
    return UsageMetadata(input_tokens=read, output_tokens=written, total_tokens=read + written)
