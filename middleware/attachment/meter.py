"""Counts what the models called inside a guarded step spend."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import AIMessage
from langchain_core.outputs import ChatGeneration, LLMResult

from holdtrue.middleware.record import Usage

if TYPE_CHECKING:
    from holdtrue.middleware.asking import Prices


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
        self._spent: dict[str, tuple[int | None, int | None]] = {}

    def on_llm_end(self, response: LLMResult, **_: Any) -> None:
        """Add one model call."""
        model, read, written = _usage(response)
        with self._lock:
            before = self._spent.get(model or "", (None, None))
            self._spent[model or ""] = _sum((before[0], read)), _sum((before[1], written))

    def restore(self, spent: Iterable[tuple[str, int | None, int | None]]) -> None:
        """Count what was spent where this meter was not, as `spent` told it there."""
        with self._lock:
            self._spent = {model: (read, written) for model, read, written in spent}

    @property
    def spent(self) -> list[tuple[str, int | None, int | None]]:
        """Each model's name, empty where none was told, with the tokens that it read and wrote."""
        with self._lock:
            return [(model, read, written) for model, (read, written) in sorted(self._spent.items())]

    @property
    def usage(self) -> Usage:
        """The sums so far."""
        spent = self.spent
        return Usage(
            model=", ".join(model for model, _, _ in spent if model) or None,
            input_tokens=_sum(read for _, read, _ in spent),
            output_tokens=_sum(written for _, _, written in spent),
        )

    def cost(self, prices: Mapping[str, Prices]) -> float | None:
        """What was spent, in the currency of the prices; None where a model has none or did not count."""
        total = 0.0
        for model, read, written in self.spent:
            if model not in prices or read is None or written is None:
                return None
            total += prices[model].cost(read, written)
        return total if self.spent else None


def _sum(numbers: Iterable[int | None]) -> int | None:
    """The sum of those that are known; None where none is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


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
