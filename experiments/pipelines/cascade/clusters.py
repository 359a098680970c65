"""Jobs that are alike, found without anybody naming them: by the words that their requests share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]{2,}")
_ALIKE = 0.45
"""Share of words in common from which two requests are one kind of job."""

OTHER = "other"
"""Cluster of what is like nothing seen."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """Kinds of jobs, each by the words of the first one seen."""

    leaders: tuple[frozenset[str], ...] = ()
    """Their words, in the order in which they were met."""

    @classmethod
    def learned(cls, requests: Iterable[str]) -> Clusters:
        """Group requests: each joins the cluster that it shares the most words with, or leads one of its own."""
        leaders: list[frozenset[str]] = []
        for request in requests:
            words = _words(request)
            if words and all(_alike(words, leader) < _ALIKE for leader in leaders):
                leaders.append(words)
        return cls(tuple(leaders))

    def of(self, request: str) -> str:
        """The name of a request's cluster."""
        words = _words(request)
        best, number = max(
            ((_alike(words, leader), -number) for number, leader in enumerate(self.leaders)), default=(0.0, 0)
        )
        return f"kind {1 - number}" if best >= _ALIKE else OTHER


def _words(request: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(request))


def _alike(words: frozenset[str], others: frozenset[str]) -> float:
    """The Jaccard index."""
    return len(words & others) / len(words | others) if words | others else 0.0
