"""How the checks reach a sentence-embedding model that they do not load themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol


class Embed(Protocol):
    """Turns texts into vectors; a sentence-transformers `encode` fits."""

    def __call__(self, texts: Sequence[str], /) -> Iterable[Iterable[float]]:
        """One vector a text, in the same order, all of one length (a 2-D array will do)."""
        ...
