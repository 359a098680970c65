"""A stretch of text with holes against what came: whether the fixed parts stand, and what stands in each hole."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from holdtrue.checks.verify.alike import unstyled


@dataclass(frozen=True, slots=True)
class Hole:
    """What stands in a hole, or in several whose bounds no fixed text tells."""

    numbers: tuple[int, ...]
    """The holes, by their numbers."""

    start: int
    """Offset in the text that came."""

    end: int


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of a template."""

    holes: tuple[Hole, ...]
    broken: str = ""
    """The fixed part that does not stand; empty where all do."""


def fill(parts: Sequence[str | int], text: str, sorts: Sequence[Hashable]) -> Filled:
    """Find the fixed parts of a template in a text, white space and typographic variants aside.

    A fixed part that stands at several places between two holes of one sort bounds neither: they are taken as one.

    Args:
        parts: Fixed texts and the numbers of holes, in order.
        text: What came.
        sorts: What each hole is for, by its number.
    """
    plain, places = _squeezed(text)
    merged = _merged(parts)
    head = _squeezed(merged[0])[0] if merged and isinstance(merged[0], str) else ""
    tail = _squeezed(merged[-1])[0] if len(merged) > 1 and isinstance(merged[-1], str) else ""
    if not plain.startswith(head):
        return Filled((), str(merged[0]))
    if not plain.endswith(tail) or len(head) + len(tail) > len(plain):
        return Filled((), str(merged[-1]))
    middle = merged[bool(head) : len(merged) - bool(tail)]
    middle = [part for part in middle if not isinstance(part, str) or _squeezed(part)[0]]
    position, limit = len(head), len(plain) - len(tail)
    found: list[tuple[tuple[int, ...], int, int]] = []
    open_ones: tuple[int, ...] = ()
    begin = position
    for place, part in enumerate(middle):
        if not isinstance(part, str):
            open_ones += (part,)
            continue
        wanted = _squeezed(part)[0]
        at = plain.find(wanted, position, limit)
        if at < 0:
            return Filled((), part)
        following = next((one for one in middle[place + 1 :] if not isinstance(one, str)), None)
        twice = plain.find(wanted, at + 1, limit) >= 0
        if twice and following is not None and open_ones and sorts[following] == sorts[open_ones[-1]]:
            position = at + len(wanted)
            continue
        found.append((open_ones, begin, at))
        position = begin = at + len(wanted)
        open_ones = ()
    found.append((open_ones, begin, limit))
    return Filled(tuple(Hole(numbers, *_span(a, b, places, len(text))) for numbers, a, b in found if numbers))


def _merged(parts: Sequence[str | int]) -> list[str | int]:
    """Fixed texts that follow one another as one, empty ones left out."""
    made: list[str | int] = []
    for part in parts:
        if isinstance(part, str) and made and isinstance(made[-1], str):
            made[-1] += part
        elif not isinstance(part, str) or part.strip():
            made.append(part)
    return made


def _squeezed(text: str) -> tuple[str, list[int]]:
    """A text without white space, and where each of its characters stood."""
    plain = unstyled(text)
    places = [index for index, character in enumerate(plain) if not character.isspace()]
    return "".join(plain[index] for index in places), places


def _span(start: int, end: int, places: Sequence[int], size: int) -> tuple[int, int]:
    first = places[start - 1] + 1 if start else 0
    return first, max(first, places[end] if end < len(places) else size)
