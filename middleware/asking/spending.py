"""Tokens and money that models take."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from holdtrue.checks import InputError


@dataclass(frozen=True, slots=True)
class Prices:
    """What a model costs, in one currency, for a million tokens."""

    input: float
    """A million tokens read."""

    output: float
    """A million tokens written."""

    @classmethod
    def of(cls, text: str) -> Prices:
        """Read `2.5/10`: a million tokens read, and written.

        Raises:
            InputError: It is not written like that.
        """
        read, _, written = text.partition("/")
        try:
            prices = cls(float(read), float(written))
        except ValueError:
            prices = cls(-1, -1)
        if not all(math.isfinite(price) and price >= 0 for price in (prices.input, prices.output)):
            msg = f"prices are written READ/WRITTEN, for a million tokens, such as 2.5/10, not {text!r}"
            raise InputError(msg)
        return prices

    def cost(self, input_tokens: int, output_tokens: int) -> float:
        """The price of that many tokens."""
        return (input_tokens * self.input + output_tokens * self.output) / 1_000_000


@dataclass(frozen=True, slots=True)
class Spending:
    """What calls of a model took, summed."""

    model: str = ""
    """Name of the model."""

    calls: int = 0
    """How many calls."""

    input_tokens: int = 0
    """Tokens read: as the model reported them, or estimated where it did not."""

    output_tokens: int = 0
    """Tokens written, likewise."""

    def __add__(self, other: Spending) -> Spending:
        return Spending(
            self.model or other.model,
            self.calls + other.calls,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
        )

    def to_dict(self, prices: Prices | None = None) -> dict[str, Any]:
        """JSON form, with the cost where prices are known."""
        form: dict[str, Any] = {
            "model": self.model,
            "calls": self.calls,
            "input_tokens": self.input_tokens,
            "output_tokens": self.output_tokens,
        }
        if prices is not None:
            form["cost"] = prices.cost(self.input_tokens, self.output_tokens)
        return form


def estimate_tokens(text: str) -> int:
    """About how many tokens a text has: a quarter of its UTF-8 bytes, rounded up.

    That is what the tokenizers of the large providers come to on English prose; on numbers and code they need more, so
    that only ratios of estimates carry over.
    """
    return -(-len(text.encode("utf-8", "surrogatepass")) // 4)
