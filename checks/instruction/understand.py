"""From an instruction and the documents before to what it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from holdtrue.checks.document import Document
from holdtrue.checks.instruction.closure import closures, kept
from holdtrue.checks.instruction.ground import Grounds
from holdtrue.checks.instruction.mentions import mentions
from holdtrue.checks.instruction.operations import operations
from holdtrue.checks.instruction.predicates import predicates
from holdtrue.checks.instruction.quantities import quantities
from holdtrue.checks.instruction.renames import renames
from holdtrue.checks.instruction.request import Operation, Predicate, Request, Span
from holdtrue.checks.instruction.wording import Wording, word

_SURE = 0.5
"""From here a mention explains the words that name it."""


def understand(instruction: str, documents: Sequence[Document] = ()) -> Request:
    """Read an instruction's wording: English, German, French and Spanish, and plain Italian, Portuguese and Dutch.

    Args:
        instruction: As it was given.
        documents: What was handed over, read into records; without them nothing can be grounded.

    No instruction raises; what no rule reads is in `not_understood`.
    """
    wording = word(instruction)
    grounds = Grounds(documents)
    staying = kept(wording)
    named = mentions(wording, grounds)
    pairs = renames(wording, grounds, staying)
    amounts = quantities(wording, grounds)
    conditions = predicates(wording, grounds, named)
    asked = operations(wording, pairs, amounts, staying) or _bare(conditions)
    closed = next(iter(closures(wording)), None)
    sure = (mention for mention in named if mention.confidence >= _SURE)
    used = [item.span for item in chain(sure, pairs, amounts, conditions)]
    rest = tuple(_not_understood(wording, used))
    return Request(
        instruction,
        asked,
        closed,
        staying,
        named,
        pairs,
        amounts,
        conditions,
        rest,
        _confidence(wording, asked, rest),
    )


def _bare(conditions: Sequence[Predicate]) -> tuple[Operation, ...]:
    """An instruction without a request that names records by a condition wants those: "orders since March"."""
    return (Operation("filter", conditions[0].span, 0.4),) if conditions else ()


def asks_for_anything(instruction: str) -> bool:
    """Whether an instruction asks for anything that is understood, be it only to look; to hand on is nothing."""
    wording = word(instruction)
    grounds = Grounds(())
    staying = kept(wording)
    if operations(wording, renames(wording, grounds, staying), quantities(wording, grounds), staying):
        return True
    return bool(predicates(wording, grounds, mentions(wording, grounds)))


def _content(wording: Wording) -> Iterator[int]:
    for index, token in enumerate(wording.tokens):
        if token.kind != "symbol" and not token.covered and not token.means("function", "polite"):
            yield index


def _not_understood(wording: Wording, used: Sequence[Span]) -> Iterator[Span]:
    """Words with content that the vocabulary does not have and nothing found covers."""
    for index in _content(wording):
        token = wording.tokens[index]
        covered = any(span.start <= token.start and token.end <= span.end for span in used)
        if not covered and not wording.senses(index):
            yield wording.span(index, index + 1)


def _confidence(wording: Wording, asked: Sequence[object], rest: Sequence[Span]) -> float:
    words = sum(1 for _ in _content(wording))
    if not asked or not words:
        return 0.0
    surest = max(getattr(operation, "confidence", 0.0) for operation in asked)
    return round(surest * (1 - len(rest) / words), 3)
