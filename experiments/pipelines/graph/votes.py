"""What to do next, by vote: read the answer from the graph, or find out more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from holdtrue.experiments.models import Model

VOTES = 5
"""How often it is asked; `num_next_steps_decision` in the authors' code."""

RETRIEVE, INSERT = "RETRIEVE", "INSERT"

_TEMPERATURE = 0.7
"""Of the votes after the first; at 0 all would be the same."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What came of a vote."""

    action: Literal["RETRIEVE", "INSERT"]

    reasons: tuple[str, ...]
    """What is missing, by those who voted for finding out more, each once."""

    retrieve: int
    """Votes for reading the answer."""

    unread: int
    """Votes that are none; they count for nothing but stand against a majority."""


def decide(votes: Sequence[str]) -> Decision:
    """RETRIEVE by a strict majority of all votes, else INSERT; so a tie finds out more."""
    reasons: dict[str, None] = {}
    retrieve = insert = 0
    for vote in votes:
        action, _, reason = vote.strip().partition(" ")
        if action == RETRIEVE and not reason.strip():
            retrieve += 1
        elif action == INSERT:
            insert += 1
            if reason.strip():
                reasons[reason.strip()] = None
    unread = len(votes) - retrieve - insert
    return Decision("RETRIEVE" if 2 * retrieve > len(votes) else "INSERT", tuple(reasons), retrieve, unread)


def voters(model: Model, count: int = VOTES) -> list[Model]:
    """The model as several that may differ: the first as it is, the others with draws of their own."""
    return [model, *(_drawing(model, number) for number in range(1, count))]


def _drawing(model: Model, number: int) -> Model:
    chat = model.chat
    fields = type(chat).model_fields
    update = {"temperature": _TEMPERATURE, "seed": 1000 + number}
    changed = chat.model_copy(update={name: value for name, value in update.items() if name in fields})
    completion = model.completion and model.completion.model_copy(update=update)
    return replace(model, chat=changed, completion=completion)
