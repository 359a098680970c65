"""From a hand-off that nobody declared a contract for to how likely each of its differences is damage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from holdtrue.checks.document import Document
from holdtrue.checks.finding import Finding
from holdtrue.checks.instruction import understand
from holdtrue.checks.laws import induce
from holdtrue.checks.suspicion.context import Context
from holdtrue.checks.suspicion.features import features
from holdtrue.checks.suspicion.selection import weighed
from holdtrue.checks.suspicion.suspects import Sort, Suspect, suspects
from holdtrue.checks.suspicion.weights import Opinions, summary, weights
from holdtrue.checks.tracing import trace
from holdtrue.checks.tracing.tokens import tokens

_FIRM = 0.97
"""How likely the break of a firm law is damage."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A difference, and how likely it is damage."""

    suspect: Suspect
    likelihood: float
    """In [0, 1]."""


def numbers(
    instruction: str, before: Sequence[Document], after: Sequence[Document], delivered: Sequence[Finding]
) -> list[tuple[Suspect, Mapping[str, float]]]:
    """Every suspect of a hand-off with its numbers; of very many of one sort, the least usual ones."""
    context = _context(instruction, before, after, delivered, _no_hurry)
    return [(suspect, features(suspect, context)) for suspect in weighed(context.found, context.traced)]


def _context(
    instruction: str,
    before: Sequence[Document],
    after: Sequence[Document],
    delivered: Sequence[Finding],
    in_time: Callable[[], None],
) -> Context:
    in_time()
    traced = trace(before, after)
    in_time()
    request = understand(instruction, before)
    laws = induce(traced, {token.key for token in tokens(instruction)})
    in_time()
    found = suspects(traced, laws, request, delivered)
    return Context(request, traced, found, laws)


def _no_hurry() -> None:
    """There is all the time in the world."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """A hand-off, weighed."""

    differences: tuple[Weighed, ...]
    """Every difference, the likeliest damage first."""

    damage: float
    """How likely the hand-off is damaged, in [0, 1]."""

    warn: float
    """How likely it must be for a warning."""

    fail: float
    """How likely it must be for a failure."""

    @classmethod
    def of(cls, differences: Iterable[Weighed], damage: float, *, warn: float, fail: float) -> Weighing:
        """Put the differences in order; where a firm law is broken, that is enough for a warning."""
        ranked = tuple(sorted(differences, key=lambda item: -item.likelihood))
        firm = any(item.suspect.law is not None and item.suspect.law.is_firm for item in ranked)
        return cls(ranked, max(damage, warn) if firm else damage, warn, fail)


def firmly(suspect: Suspect, likelihood: float) -> float:
    """How likely a difference is damage, where a law that leaves no doubt has its say."""
    return max(likelihood, _FIRM) if suspect.law is not None and suspect.law.is_firm else likelihood


def weigh(
    instruction: str,
    before: Sequence[Document],
    after: Sequence[Document],
    delivered: Sequence[Finding],
    in_time: Callable[[], None] = _no_hurry,
) -> Weighing:
    """Weigh every difference of a hand-off, and the hand-off as a whole.

    Args:
        instruction: What was asked.
        before: What was handed over.
        after: What came out.
        delivered: What is already known about the delivery and the structure.
        in_time: Asked now and then; raises where the time is up.
    """
    fitted = weights()
    context = _context(instruction, before, after, delivered, in_time)
    differences = []
    judged: list[tuple[Sort, Opinions]] = []
    for suspect in weighed(context.found, context.traced):
        in_time()
        opinions = tuple([firmly(suspect, one) for one in fitted.of_difference(features(suspect, context))])
        differences.append(Weighed(suspect, sum(opinions) / len(opinions)))
        judged.append((suspect.sort, opinions))
    damage = fitted.of_handoff(summary([*judged, *_left_out(judged, context.sorts)]))
    return Weighing.of(differences, damage, warn=fitted.warn, fail=fitted.fail)


def _left_out(
    judged: Sequence[tuple[Sort, Opinions]], all_of: Mapping[str, int]
) -> list[tuple[Sort, Opinions]]:
    """For each difference that was not weighed, the middle opinions of its sort."""
    by_sort: dict[Sort, list[Opinions]] = defaultdict(list)
    for sort, opinions in judged:
        by_sort[sort].append(opinions)
    return [
        pair
        for sort, known in by_sort.items()
        if len(known) < all_of[sort]
        for pair in [(sort, sorted(known)[len(known) // 2])] * (all_of[sort] - len(known))
    ]
