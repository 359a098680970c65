"""From a name to a model."""

from __future__ import annotations

from typing import Any

from holdtrue.checks import InputError
from holdtrue.experiments.models.embedded import embedded
from holdtrue.experiments.models.model import Model

EMBEDDED = "embedded"
"""Name of the model that comes with Holdtrue."""

_AT_ONCE = 8
"""Requests to a hosted model at the same time: within the rate limits of a small account."""


def resolve(
    name: str = EMBEDDED, *, temperature: float = 0.0, seed: int = 0, max_tokens: int | None = None
) -> Model:
    """The model of that name.

    Args:
        name: `embedded`, or `provider:model` as LangChain's `init_chat_model` takes it.
        temperature: 0 takes the likeliest token each time.
        seed: Seed of the draws, for providers that take one; none promises to obey it.
        max_tokens: Tokens after which an answer is cut off; by default what the model's provider says.

    Raises:
        InputError: The name is unknown, or its package or its key is missing.
    """
    if name == EMBEDDED:
        return embedded(temperature=temperature, seed=seed, max_tokens=max_tokens)
    provider, _, model = name.partition(":")
    if not provider or not model:
        msg = f"unknown model {name!r}; say {EMBEDDED!r} or provider:model, such as openai:gpt-5"
        raise InputError(msg)
    from langchain.chat_models import init_chat_model

    limits: dict[str, Any] = {} if max_tokens is None else {"max_tokens": max_tokens}
    try:
        chat = init_chat_model(model, model_provider=provider, temperature=temperature, **limits)
    except Exception as error:
        # Each provider raises errors of its own classes for a key that is not set.
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        msg = f"cannot use the model {name!r}: {reason}"
        raise InputError(msg) from error
    if "seed" in type(chat).model_fields:
        chat = chat.model_copy(update={"seed": seed})
    return Model(name, chat, at_once=_AT_ONCE)
