"""What a pipeline's calls spend, each for itself: the largest prompt counts as well as the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from langchain_core.callbacks import BaseCallbackHandler

from holdtrue.middleware.attachment.meter import Meter

if TYPE_CHECKING:
    from langchain_core.outputs import LLMResult


class Spending(BaseCallbackHandler):
    """A callback that notes the tokens of each model call; calls that report none are not counted."""

    def __init__(self) -> None:
        self.peak = 0
        """Tokens of the largest call, read and written."""
        self.total = 0
        """Tokens of all calls, read and written."""

    def on_llm_end(self, response: LLMResult, **_: Any) -> None:
        """Note one call."""
        meter = Meter("", "")
        meter.on_llm_end(response)
        usage = meter.usage
        spent = (usage.input_tokens or 0) + (usage.output_tokens or 0)
        self.peak = max(self.peak, spent)
        self.total += spent
