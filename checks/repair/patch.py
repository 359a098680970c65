"""Stretches of a text put in the place of others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Patch:
    """A text that takes the place of a stretch."""

    start: int
    end: int
    text: str


def patched(text: str, patches: Iterable[Patch]) -> str:
    """The text with each stretch replaced; of patches that overlap, the first in the text counts."""
    pieces: list[str] = []
    position = 0
    for patch in sorted(set(patches)):
        if patch.start < position:
            continue
        pieces += [text[position : patch.start], patch.text]
        position = patch.end
    return "".join([*pieces, text[position:]])
