"""Marks what changed between two texts, for evidence that a person reads.

The edit script is computed from coarse to fine (lines, then words, then characters inside what is left), each level
bounded, so that its cost stays near-linear: diff-match-patch alone runs into its time-out on a few hundred reordered
lines. Its semantic clean-up then turns the script into one that reads well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from diff_match_patch import diff_match_patch

from holdtrue.checks.opcodes import blocks

Op = Literal["equal", "delete", "insert"]
"""What becomes of a stretch: it stands on both sides, only before, or only after."""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[^\W\d_]+|\s+|.", re.DOTALL)

_CHARACTERS = 1_000
"""Longest stretch, summed over both sides, that is compared by character; a longer one is told by its words."""

_CLEANABLE = 2_000
"""Most stretches of a script that the semantic clean-up is asked to improve; its worst case is quadratic."""

_CODES: dict[Op, int] = {"delete": -1, "equal": 0, "insert": 1}
_OPS: dict[int, Op] = {code: op for op, code in _CODES.items()}


def inline(before: str, after: str) -> list[tuple[Op, str]]:
    """Tell how `before` becomes `after`, as stretches of text in order.

    Joining what is not inserted gives `before`, joining what is not deleted gives `after`.
    """
    script = _merge(_lines(before, after))
    if len(script) > _CLEANABLE:
        return script
    engine = diff_match_patch()
    coded = [(_CODES[op], text) for op, text in script]
    engine.diff_cleanupSemantic(coded)
    return [(_OPS[code], text) for code, text in coded if text]


def changed_words(before: str, after: str) -> list[tuple[str, str]]:
    """Whole words and numbers that differ, side by side; one of a pair may be empty.

    >>> changed_words("paid 1,204.50 in May", "paid 1,209.50 in May")
    [('1,204.50', '1,209.50')]
    """
    a, b = _WORD.findall(before), _WORD.findall(after)
    pairs: list[tuple[str, str]] = []
    gap = ""
    for a0, a1, b0, b1, equal in blocks(a, b):
        if equal:
            gap = "".join(a[a0:a1])
            continue
        lost, added = "".join(a[a0:a1]), "".join(b[b0:b1])
        if pairs and gap.isspace():  # neighbouring words that changed read as one phrase
            last = pairs.pop()
            lost, added = last[0] + gap + lost, last[1] + gap + added
        pairs.append((lost, added))
    return pairs


def _lines(before: str, after: str) -> Iterator[tuple[Op, str]]:
    return _script(_LINE.findall(before), _LINE.findall(after), _words)


def _words(before: str, after: str) -> Iterator[tuple[Op, str]]:
    return _script(_WORD.findall(before), _WORD.findall(after), _characters)


def _characters(before: str, after: str) -> Iterator[tuple[Op, str]]:
    if len(before) + len(after) > _CHARACTERS:
        return _whole(before, after)
    return _script(before, after, _whole)


def _whole(before: str, after: str) -> Iterator[tuple[Op, str]]:
    yield "delete", before
    yield "insert", after


def _script(
    a: Sequence[str], b: Sequence[str], finer: Callable[[str, str], Iterator[tuple[Op, str]]]
) -> Iterator[tuple[Op, str]]:
    for a0, a1, b0, b1, equal in blocks(a, b):
        lost, added = "".join(a[a0:a1]), "".join(b[b0:b1])
        if equal:
            yield "equal", lost
        elif lost and added:
            yield from finer(lost, added)
        else:
            yield "delete", lost
            yield "insert", added


def _merge(script: Iterator[tuple[Op, str]]) -> list[tuple[Op, str]]:
    """Join neighbours of one kind, deletions before insertions, and drop what is empty."""
    merged: list[tuple[Op, str]] = []
    pending: dict[Op, list[str]] = {"delete": [], "insert": [], "equal": []}

    def flush(*ops: Op) -> None:
        for op in ops:
            if text := "".join(pending[op]):
                merged.append((op, text))
            pending[op].clear()

    for op, text in script:
        if not text:
            continue
        flush(*(("delete", "insert") if op == "equal" else ("equal",)))
        pending[op].append(text)
    flush("equal", "delete", "insert")
    return merged
