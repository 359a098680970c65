"""Changes with short evidence: the words concerned, not the paragraph around them."""

from __future__ import annotations

from typing import Literal

from holdtrue.checks.changes import Aspect, Change
from holdtrue.checks.finding import Place
from holdtrue.checks.prose.sentences import Sentence

LONGEST = 280
"""Characters of a quotation; a longer sentence is quoted by its beginning."""

_What = Literal["changed", "lost", "added"]
_KINDS = {
    "changed": "assertion_changed",
    "lost": "assertion_lost",
    "added": "assertion_added",
}


def change(
    aspect: Aspect,
    before: Place | None,
    after: Place | None,
    similarity: float,
    what: _What | None = None,
) -> Change:
    """A difference between counterparts; `what` says which side it is about where both are quoted."""
    chosen = what or ("lost" if after is None else "added" if before is None else "changed")
    return Change(_KINDS[chosen], before, after, aspect, round(min(1.0, max(0.0, similarity)), 4))  # type: ignore[arg-type]


def one_sided(what: Literal["lost", "added"], aspect: Aspect, sentence: Sentence) -> Change:
    """A sentence that has no counterpart."""
    place = quote(sentence)
    return change(
        aspect,
        place if what == "lost" else None,
        place if what == "added" else None,
        0.0,
    )


def quote(sentence: Sentence) -> Place:
    """A sentence as evidence, cut where it is long."""
    return sentence.part(0, min(LONGEST, sentence.end - sentence.start))
