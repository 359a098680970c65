"""What a cascade costs: every call by its tokens, every check, and both models where one was escalated."""

from __future__ import annotations

from dataclasses import dataclass

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.outputs import LLMResult
from typing_extensions import override

from holdtrue.middleware.asking import Prices
from holdtrue.middleware.attachment.meter import Meter
from holdtrue.middleware.record import new_id

_OF_13B = Prices(0.0742, 0.148)
"""Dollars for a million tokens of a model with 13 billion parameters: 7.42e-5 and 1.48e-4 a thousand, the local proxy of
Wu et al. (arXiv 2402.15000), which they scale by parameters."""


def scaled(billions: float) -> Prices:
    """The price of a model with so many billion parameters, by that proxy."""
    return Prices(_OF_13B.input * billions / 13, _OF_13B.output * billions / 13)


SMALL = scaled(0.135)
"""As large as the embedded model."""

LARGE = scaled(70)
"""As large as what is meant by a large model."""


@dataclass(frozen=True, slots=True)
class Costs:
    """Prices of a cascade's parts."""

    small: Prices = SMALL
    """The model that is asked first."""

    large: Prices = LARGE
    """The model that is asked when a check fails."""

    check: float = 0.0
    """One check. Rules cost no tokens; a judge would."""

    def of(self, small: Spent, large: Spent, checks: int) -> float:
        """What it comes to, in dollars."""
        return (
            self.small.cost(small.read, small.written)
            + self.large.cost(large.read, large.written)
            + self.check * checks
        )

    def breaks_even(self, small: Spent, large: Spent) -> float:
        """The share of escalations above which asking the large model at once is cheaper, by what both spent a job."""
        price = self.large.cost(large.read, large.written) / max(1, large.jobs)
        extra = self.small.cost(small.read, small.written) / max(1, small.jobs) + self.check
        return max(0.0, 1 - extra / price) if price else 0.0


class Spent(BaseCallbackHandler):
    """Counts what one of the models spends.

    The meter is not a callback itself: guards take one among theirs for the hand-off that they are inside of.
    """

    def __init__(self) -> None:
        self._meter = Meter(new_id(), new_id())
        self.calls = 0
        self.jobs = 0

    @override
    def on_llm_end(self, response: LLMResult, **_: object) -> None:
        self.calls += 1
        self._meter.on_llm_end(response)

    @property
    def read(self) -> int:
        """Tokens read."""
        return self._meter.usage.input_tokens or 0

    @property
    def written(self) -> int:
        """Tokens written."""
        return self._meter.usage.output_tokens or 0
