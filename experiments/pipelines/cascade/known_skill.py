"""A stand-in for a larger model where there is none: a script that is right a known share of the time."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from holdtrue.experiments.models import Model, ScriptedChatModel

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

SKILL = 0.9
"""How often it is right."""

WRONG = "I cannot say."
"""What it says otherwise."""


def known_skill(key: str, right: Callable[[str], str], skill: float = SKILL) -> Model:
    """A scripted model that is named as one; whether it is right on a prompt is drawn from `key` and the prompt."""

    def answer(messages: Sequence[BaseMessage]) -> str:
        asked = messages[-1].text
        drawn = random.Random(f"{key}\n{asked}").random()  # noqa: S311  # no secret depends on it
        return right(asked) if drawn < skill else WRONG

    return Model(f"scripted, right {skill:.0%} of the time", ScriptedChatModel(answer))
