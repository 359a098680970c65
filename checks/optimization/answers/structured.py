"""JSON in an answer, alone or among text: its numbers with the path that leads to each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from holdtrue.checks.optimization.answers.figure import Figure, amounts

_ENTRY = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|NaN|-?Infinity')
_OPENING = re.compile(r"[{\[](?=\s*[\"{\[\d\-NI\]}])")

_ATTEMPTS = 40
"""Brackets that are tried before the rest of a text is taken to hold no JSON."""


@dataclass(frozen=True, slots=True)
class Block:
    """A JSON value with its place."""

    start: int
    end: int
    value: Any
    """Objects as lists of pairs in `Object`, numbers as `Figure`."""


@dataclass(frozen=True, slots=True)
class Object:
    """An object whose keys may repeat."""

    pairs: Sequence[tuple[str, Any]] = field(default=())

    def get(self, *keys: str) -> Any:
        """The last value under any of the keys, whatever their capitals; None without one."""
        found = [value for key, value in self.pairs if key.casefold() in keys]
        return found[-1] if found else None


def blocks(text: str) -> Iterator[Block]:
    """The JSON values in a text, outermost ones, in time linear in it."""
    at = 0
    for _ in range(_ATTEMPTS):
        opening = _OPENING.search(text, at)
        if opening is None:
            return
        block = _block(text, opening.start())
        if block is not None:
            yield block
        at = block.end if block is not None else opening.start() + 1


def _block(text: str, start: int) -> Block | None:
    places: Iterator[re.Match[str]] = (entry for entry in _ENTRY.finditer(text, start) if entry[0][0] != '"')

    def figure(printed: str) -> Figure:
        place = next(places)
        value, decimals, figures, _ = amounts(printed.lstrip("-"), ".")[0]
        value = -value if printed[0] == "-" else value
        return Figure(value, printed, place.start(), place.end(), decimals, figures)

    def odd(printed: str) -> Figure:
        place = next(places)
        return Figure(float(printed.replace("Infinity", "inf")), printed, place.start(), place.end(), None, 0)

    decoder = json.JSONDecoder(
        object_pairs_hook=Object, parse_float=figure, parse_int=figure, parse_constant=odd
    )
    try:
        value, end = decoder.raw_decode(text, start)
    except (ValueError, RecursionError, StopIteration):
        return None
    return Block(start, end, value) if isinstance(value, (Object, list)) else None


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """What is no container, or a flat list, with the keys that lead there; without recursion, for depth is untrusted."""
    stack: list[tuple[tuple[str, ...], Any]] = [(path, value)]
    while stack:
        where, item = stack.pop()
        if isinstance(item, Object):
            stack.extend(((*where, key), inner) for key, inner in reversed(item.pairs))
        elif isinstance(item, list) and any(isinstance(inner, (Object, list)) for inner in item):
            stack.extend(((*where, str(k)), inner) for k, inner in reversed(list(enumerate(item))))
        else:
            yield where, item


def records(value: Any) -> Iterator[tuple[tuple[str, ...], Object]]:
    """Objects in lists, each a record with fields, with the keys that lead to the list."""
    stack: list[tuple[tuple[str, ...], Any]] = [((), value)]
    while stack:
        where, item = stack.pop()
        if isinstance(item, Object):
            stack.extend(((*where, key), inner) for key, inner in reversed(item.pairs))
        elif isinstance(item, list):
            for inner in item:
                if isinstance(inner, Object):
                    yield where, inner
                elif isinstance(inner, list):
                    stack.append((where, inner))


def plain(pairs: Mapping[str, Any]) -> dict[str, Any]:
    """A record's fields that are no containers."""
    return {key: item for key, item in pairs.items() if not isinstance(item, (Object, list))}
