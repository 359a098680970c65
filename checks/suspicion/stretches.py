"""Stretches of files, to be found by what they overlap."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Stretches(Generic[_T]):
    """Stretches with what is known of each, kept by file and by length.

    Those of one length or half of it stand in the order of their starts, so that what overlaps a place is a run of them.
    """

    def __init__(self, stretches: Iterable[tuple[str, int, int, _T]]) -> None:
        """Take the stretches: file, start, end, what is known."""
        self._shelves: dict[str, dict[int, list[tuple[int, int, _T]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for file, start, end, what in stretches:
            self._shelves[file][(end - start).bit_length()].append((start, end, what))
        for shelves in self._shelves.values():
            for shelf in shelves.values():
                shelf.sort(key=lambda stretch: stretch[0])

    def over(self, file: str, start: int, end: int) -> Iterator[_T]:
        """What is known of each stretch that shares a character with a place."""
        for bits, shelf in self._shelves.get(file, {}).items():
            for at in range(
                bisect_left(shelf, start - (1 << bits), key=lambda stretch: stretch[0]), len(shelf)
            ):
                begins, ends, what = shelf[at]
                if begins >= end:
                    break
                if start < ends:
                    yield what
