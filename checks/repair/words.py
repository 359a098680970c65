"""A text whose expected words are known, corrected word by word, whatever its layout."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from holdtrue.checks.opcodes import blocks
from holdtrue.checks.verify.alike import canonical

_TOKEN = re.compile(r"(\s*)(\d[\d.,'’]*\d|\w+|[^\w\s])")
_PLAIN = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")

Token = tuple[str, str]
"""The white space before a word, number or mark, and the word itself."""


def merge_words(expected: str, came: str) -> str:
    """The text that came, with the words that deviate as they are expected, and its own layout and notation elsewhere."""
    mine, theirs = _TOKEN.findall(expected), _TOKEN.findall(came)
    tail = came[len(came.rstrip()) :]
    return "".join(_merged(mine, theirs)) + tail


def _merged(mine: list[Token], theirs: list[Token]) -> Iterator[str]:
    found = blocks([_key(word) for _, word in mine], [_key(word) for _, word in theirs])
    usual = _layout(theirs)
    border = False
    for a0, a1, b0, b1, equal in found:
        if equal:
            gap, word = theirs[b0]
            yield (_gap(usual.get(_context(mine, a0)) or mine[a0][0], gap) if border else gap) + word
            yield from (gap + word for gap, word in theirs[b0 + 1 : b1])
        else:
            for index in range(a0, a1):
                gap, word = mine[index]
                gap = usual.get(_context(mine, index)) or gap
                yield (_gap(gap, theirs[b0][0]) if index == a0 and b1 > b0 else gap) + word
        border = not equal


_REACH = 3
"""Words ahead of a place that tell what sort of place it is."""


def _context(tokens: Sequence[Token], index: int) -> tuple[str, ...]:
    return tuple(word for _, word in tokens[max(index - _REACH, 0) : index + 2])


def _layout(tokens: Sequence[Token]) -> dict[tuple[str, ...], str]:
    """The white space that stands at each sort of place, where it stands there more than once and always the same."""
    found: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for index, (gap, _) in enumerate(tokens):
        found[_context(tokens, index)][gap] += 1
    return {place: next(iter(gaps)) for place, gaps in found.items() if len(gaps) == 1 and gaps.total() > 1}


def _gap(expected: str, came: str) -> str:
    """The white space that came, unless it joins words, or lines, that are expected apart, or parts what is expected joined."""
    if bool(expected) != bool(came) or ("\n" in expected and "\n" not in came):
        return expected
    return came


def _key(word: str) -> str:
    """One form for the ways to write a number, or a mark."""
    if _PLAIN.fullmatch(word) and "." in word:
        return word.rstrip("0").rstrip(".")
    return canonical(word)


_COUNTED = 20_000
"""Characters of a changed stretch, on both sides together, up to which those that differ are counted one by one."""


def changed(before: str, after: str) -> int:
    """How many characters differ, on both sides together; of a long stretch, all count."""
    mine, theirs = before.split("\n"), after.split("\n")
    total = 0
    for a0, a1, b0, b1, equal in blocks(mine, theirs):
        if not equal:
            old, new = "\n".join(mine[a0:a1]), "\n".join(theirs[b0:b1])
            size = len(old) + len(new)
            total += Indel.distance(old, new) if size <= _COUNTED else size
    return total
