"""Which edit comes when."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def schedule(items: Sequence[Item], count: int, seed: int) -> list[Item]:
    """Draw `count` items in shuffled epochs: each comes once before any comes again (DELEGATE-52's round-robin)."""
    return list(islice(_epochs(items, random.Random(seed)), count))  # noqa: S311  # no secret depends on it


def _epochs(items: Sequence[Item], source: random.Random) -> Iterator[Item]:
    while items:
        yield from source.sample(items, len(items))
