"""A language model as the relays use it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel, BaseLLM


@dataclass(frozen=True)
class Model:
    """A language model under its name."""

    name: str
    """As the user gave it."""

    chat: BaseChatModel
    """Answers to messages."""

    completion: BaseLLM | None = None
    """Continues a text, and takes a GBNF grammar for the continuation as `extra_body={"grammar": ...}`.

    None for hosted models, which offer no such endpoint.
    """

    at_once: int = 1
    """How many requests may be on their way at the same time."""

    def remembering(self) -> Model:
        """The same model, which repeats its answer to a prompt that it has answered before.

        That is what a model does at temperature 0 anyway; it only takes no time.
        """
        from langchain_core.caches import InMemoryCache

        cache = {"cache": InMemoryCache()}
        completion = self.completion and self.completion.model_copy(update=cache)
        return replace(self, chat=self.chat.model_copy(update=cache), completion=completion)
