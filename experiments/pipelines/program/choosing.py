"""Which paragraph comes next: by the rare words that it shares with the question and with what was found last.

The paper ranks paragraphs by the likelihood that a model gives the question after each. Chat interfaces give no
likelihoods, so shared words weighed by their rarity stand in for it; the difference with and without the question and the
chain becomes the two terms of the score.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

_WORD = re.compile(r"\w+")
_RECENT = 2.0
"""Weight of what was found last against the question: the next hop starts where the last one ended."""

_SEEN = 0.5
"""Factor of a paragraph that a step was taken on."""


def scores(
    paragraphs: Mapping[str, str], question: str, chain: Sequence[str], read: Sequence[str]
) -> dict[str, float]:
    """How well each paragraph fits, by name, best first."""
    held = {name: _words(f"{name} {text}") for name, text in paragraphs.items()}
    in_how_many = Counter(word for words in held.values() for word in words)
    rarity = {word: math.log(1 + len(held) / count) for word, count in in_how_many.items()}
    asked = _words(question)
    found = _words(chain[-1]) - asked if chain else set()

    def score(name: str) -> float:
        words = held[name]
        value = sum(rarity[word] for word in words & asked) + _RECENT * sum(
            rarity[word] for word in words & found
        )
        return value * (_SEEN if name in read else 1.0)

    return dict(sorted(((name, score(name)) for name in held), key=lambda item: -item[1]))


def supported(step: str, paragraph: str) -> float:
    """The share of a step's words that its paragraph holds: a step that is not drawn from it has little of it."""
    words = _words(step)
    return len(words & _words(paragraph)) / len(words) if words else 0.0


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text) if len(word) > 2}
