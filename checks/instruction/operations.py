"""Which operations an instruction asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from holdtrue.checks.instruction.constructions import requests
from holdtrue.checks.instruction.evidence import Evidence, verbs
from holdtrue.checks.instruction.request import (
    Columns,
    Factor,
    Kept,
    Limit,
    Offset,
    Operation,
    OperationName,
    Pattern,
    Quantity,
    Rename,
    Span,
    Target,
    UnitChange,
)
from holdtrue.checks.instruction.wording import Wording

_ASIDE = 0.5
"""Weight of what stands in brackets."""

_ASKS = 0.6
"""From here a sentence asks for something; those before only tell what there is."""

_LATER = 0.85
"""Weight of a sentence behind the first that asks: details follow the request."""


def operations(
    wording: Wording, renames: Sequence[Rename], quantities: Sequence[Quantity], kept: Sequence[Kept]
) -> tuple[Operation, ...]:
    """What is asked for, the surest first."""
    evidence = [*verbs(wording), *requests(wording)]
    listed = [quantity for quantity in quantities if isinstance(quantity, Columns)]
    evidence = [
        item for item in evidence if not _inside(wording, item, kept) and not _inside(wording, item, listed)
    ]
    aside = _aside(wording)
    lead = min((wording.sentence_of[item.first] for item in evidence if item.weight >= _ASKS), default=0)
    found: dict[str, list[tuple[float, Span]]] = {}
    for item in evidence:
        weight = item.weight if wording.sentence_of[item.first] <= lead else item.weight * _LATER
        weight *= _ASIDE if item.first in aside else 1
        found.setdefault(item.name, []).append((weight, wording.span(item.first, item.last)))
    for name, weight, span in _implied(renames, quantities):
        found.setdefault(name, []).append((weight, span))
    merged = []
    for name, items in found.items():
        doubt = 1.0
        for weight, _ in items:
            doubt *= 1 - min(weight, 0.97)
        span = max(items, key=lambda item: item[0])[1]
        merged.append(Operation(name, span, round(1 - doubt, 3)))  # type: ignore[arg-type]  # one of NAMES
    return tuple(sorted(_settle(merged), key=lambda item: (-item.confidence, item.span.start)))


def _inside(wording: Wording, item: Evidence, spans: Iterable[Kept | Columns]) -> bool:
    """Whether the words only name things: what is said to stay, or the columns of a table."""
    start, end = wording.tokens[item.first].start, wording.tokens[item.last - 1].end
    return any(thing.span.start <= start and end <= thing.span.end for thing in spans)


def _aside(wording: Wording) -> frozenset[int]:
    """Tokens in brackets: details of a request rather than requests."""
    depth, inside = 0, set()
    for index, token in enumerate(wording.tokens):
        depth = max(0, depth + (token.text in ("(", "[")) - (token.text in (")", "]")))
        if depth:
            inside.add(index)
    return frozenset(inside)


def _implied(renames: Iterable[Rename], quantities: Sequence[Quantity]) -> Iterator[tuple[str, float, Span]]:
    """Operations that what was found besides asks for."""
    for rename in renames:
        yield "rename", 0.95 * rename.confidence, rename.span
    for quantity in quantities:
        if isinstance(quantity, Factor | Offset):
            yield "scale", 0.3 if isinstance(quantity, Factor) and quantity.key else 0.7, quantity.span
        elif isinstance(quantity, UnitChange):
            yield "scale", 0.75, quantity.span
        elif isinstance(quantity, Pattern):
            yield "reformat", 0.3, quantity.span
        elif isinstance(quantity, Limit) and quantity.high is not None:
            yield "summarize", 0.4, quantity.span
    files = [quantity for quantity in quantities if isinstance(quantity, Target) and quantity.file]
    if len({quantity.file for quantity in files}) > 2:
        yield "split", 0.6, files[0].span


def _settle(found: list[Operation]) -> Iterator[Operation]:
    """Where one request shows up as two operations, the more special one keeps its weight."""
    sure = {item.name: item.confidence for item in found}
    for item in found:
        confidence = item.confidence
        for special, general in _SPECIAL:
            if item.name == general and sure.get(special, 0) >= 0.6:
                confidence *= 0.7
        yield Operation(item.name, item.span, round(confidence, 3))


_SPECIAL: tuple[tuple[OperationName, OperationName], ...] = (
    ("rename", "set"),
    ("scale", "set"),
    ("translate", "convert"),
    ("summarize", "extract"),
    ("summarize", "rewrite"),
    ("check", "set"),
    ("check", "insert"),
    ("annotate", "insert"),
    ("extract", "reorder"),
    ("convert", "reorder"),
    ("merge", "insert"),
)
