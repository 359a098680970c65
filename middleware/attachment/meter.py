"""Counts what the models called inside a guarded step spend."""

from __future__ import annotations

import threading
from typing import Any

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import AIMessage
from langchain_core.outputs import ChatGeneration, LLMResult

from holdtrue.middleware.record import Usage


class Meter(BaseCallbackHandler):
    """A callback that sums tokens and collects model names of one hand-off.

    LangChain hands callbacks down to every nested call, in threads and tasks too; so a guard that finds a meter
    among its callbacks knows the hand-off and the run that it is inside of.
    """

    # Not run_inline, instant as it is: langchain-core 1.7's AsyncCallbackManager.on_llm_start calls only the inline
    # handlers where there is one, so that tracers and event streams would lose the start of every completion call.

    def __init__(self, handoff: str, run: str) -> None:
        self.handoff = handoff
        self.run = run
        self._lock = threading.Lock()
        self._models: set[str] = set()
        self._input: int | None = None
        self._output: int | None = None

    def on_llm_end(self, response: LLMResult, **_: Any) -> None:
        """Add one model call."""
        model, read, written = _usage(response)
        with self._lock:
            if model:
                self._models.add(model)
            if read is not None:
                self._input = (self._input or 0) + read
            if written is not None:
                self._output = (self._output or 0) + written

    @property
    def usage(self) -> Usage:
        """The sums so far."""
        with self._lock:
            return Usage(
                model=", ".join(sorted(self._models)) or None,
                input_tokens=self._input,
                output_tokens=self._output,
            )


def _usage(response: LLMResult) -> tuple[str | None, int | None, int | None]:
    """Model name, tokens read and tokens written, as chat models or plain completion models report them."""
    overall = response.llm_output or {}
    model = overall.get("model_name")
    counts = overall.get("token_usage") or {}
    read, written = counts.get("prompt_tokens"), counts.get("completion_tokens")
    generation = response.generations[0][0] if response.generations and response.generations[0] else None
    if isinstance(generation, ChatGeneration) and isinstance(generation.message, AIMessage):
        message = generation.message
        model = message.response_metadata.get("model_name") or model
        if message.usage_metadata:
            read, written = message.usage_metadata["input_tokens"], message.usage_metadata["output_tokens"]
    return model, read, written
