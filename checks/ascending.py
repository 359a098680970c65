"""The longest run of a sequence that ascends: patience sorting, near-linear time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any


def longest_run(keys: Sequence[Any], *, strictly: bool = True) -> list[int]:
    """Positions, ascending, of as many keys as ever stand in order; equal ones are not in order if `strictly`."""
    find = bisect_left if strictly else bisect_right
    tops: list[Any] = []
    ends: list[int] = []
    previous: list[int] = []
    for position, key in enumerate(keys):
        k = find(tops, key)
        previous.append(ends[k - 1] if k else -1)
        tops[k : k + 1] = [key]
        ends[k : k + 1] = [position]
    run: list[int] = []
    position = ends[-1] if ends else -1
    while position >= 0:
        run.append(position)
        position = previous[position]
    return run[::-1]
