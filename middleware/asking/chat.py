"""Finds the chat model that a user means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdtrue.checks import InputError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


def chat_model(model: str | BaseChatModel) -> BaseChatModel:
    """A chat model itself, or the one of a name such as `openai:gpt-5`, at temperature 0 where it takes one.

    Raises:
        InputError: The name is unknown, or its package or its key is missing.
    """
    if not isinstance(model, str):
        return model
    provider, _, name = model.partition(":")
    if not provider or not name:
        msg = f"unknown model {model!r}; say provider:model, such as openai:gpt-5"
        raise InputError(msg)
    from langchain.chat_models import init_chat_model

    try:
        return init_chat_model(name, model_provider=provider, temperature=0)
    except Exception as error:
        # Each provider raises errors of its own classes for a package or a key that is not there.
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        msg = f"cannot use the model {model!r}: {reason}"
        raise InputError(msg) from error


def model_name(model: BaseChatModel) -> str:
    """What a model calls itself; the name of its kind where it has none."""
    for attribute in ("model_name", "model"):
        if isinstance(name := getattr(model, attribute, None), str) and name:
            return name
    return model._llm_type  # noqa: SLF001  # LangChain's own callbacks read it
