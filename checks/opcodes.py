"""Which stretches of two sequences are equal, in near-linear time.

Anchors first (items that occur once on both sides, in their longest common order: the patience method), then an
exact edit script inside each gap that is small enough for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from holdtrue.checks.ascending import longest_run

_EXACT_CELLS = 4_000_000
"""Largest product of two lengths for which an exact edit script is computed (half a megabyte of bit matrix)."""


class Block(NamedTuple):
    """Stretches `a[a0:a1]` and `b[b0:b1]` that are equal, or that replace each other (either may be empty)."""

    a0: int
    a1: int
    b0: int
    b1: int
    equal: bool


def blocks(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Block]:
    """Cover both sequences, in order, by equal and by replaced stretches that alternate."""
    merged: list[Block] = []
    for block in _blocks(a, b):
        last = merged[-1] if merged else None
        if last and last.equal == block.equal:
            merged[-1] = Block(last.a0, block.a1, last.b0, block.b1, equal=block.equal)
        else:
            merged.append(block)
    return merged


def _blocks(a: Sequence[Hashable], b: Sequence[Hashable]) -> Iterator[Block]:
    head = _common_head(a, b)
    tail = _common_tail(a, b, head)
    a1, b1 = len(a) - tail, len(b) - tail
    if head:
        yield Block(0, head, 0, head, equal=True)
    i, j = head, head
    apart = (
        a1 - head <= 1 >= b1 - head
    )  # one item each that differs, or nothing on one side: no more to compare
    for next_i, next_j in [*(() if apart else _anchors(a, b, head, a1, b1)), (a1, b1)]:
        yield from _gap(a, b, i, next_i, j, next_j)
        if next_i < a1:
            yield Block(next_i, next_i + 1, next_j, next_j + 1, equal=True)
        i, j = next_i + 1, next_j + 1
    if tail:
        yield Block(a1, len(a), b1, len(b), equal=True)


def _common_head(a: Sequence[Hashable], b: Sequence[Hashable]) -> int:
    limit = min(len(a), len(b))
    return next((k for k in range(limit) if a[k] != b[k]), limit)


def _common_tail(a: Sequence[Hashable], b: Sequence[Hashable], head: int) -> int:
    limit = min(len(a), len(b)) - head
    return next((k for k in range(limit) if a[-1 - k] != b[-1 - k]), limit)


def _anchors(
    a: Sequence[Hashable], b: Sequence[Hashable], head: int, a1: int, b1: int
) -> list[tuple[int, int]]:
    """Positions of items that are unique on both sides, thinned to the longest chain that keeps the order."""
    count_a, count_b = Counter(a[head:a1]), Counter(b[head:b1])
    where = {item: j for j, item in enumerate(b[head:b1], head) if count_b[item] == 1}
    pairs = [
        (i, where[item]) for i, item in enumerate(a[head:a1], head) if count_a[item] == 1 and item in where
    ]
    return [pairs[position] for position in longest_run([j for _, j in pairs])]


def _gap(a: Sequence[Hashable], b: Sequence[Hashable], a0: int, a1: int, b0: int, b1: int) -> Iterator[Block]:
    if a0 >= a1 and b0 >= b1:
        return
    if (
        a0 >= a1
        or b0 >= b1
        or (a1 - a0 == 1 == b1 - b0 and a[a0] != b[b0])
        or (a1 - a0) * (b1 - b0) > _EXACT_CELLS
    ):
        yield Block(a0, a1, b0, b1, equal=False)
        return
    for op in Indel.opcodes(a[a0:a1], b[b0:b1]):
        yield Block(
            a0 + op.src_start, a0 + op.src_end, b0 + op.dest_start, b0 + op.dest_end, equal=op.tag == "equal"
        )
