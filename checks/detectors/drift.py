"""Lines that mean something else than the lines they became, told by sentence embeddings.

Embeddings cannot see a changed digit (a sentence with other numbers stays closer than a faithful paraphrase does), so
this only tells lines that went astray altogether.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from holdtrue.checks.align import Pair
from holdtrue.checks.embed import Embed
from holdtrue.checks.finding import Finding
from holdtrue.checks.reading import Reading

_FLOOR = 0.5
"""Cosine above which a line is never called drifted.

Human paraphrases have a mean cosine of .91 under all-MiniLM-L6-v2 and sentences with a name replaced .81 (measured on
public pairs of perturbed sentences); half of full agreement is far below both.
"""

_OUTLYING = 3.0
"""How many times the median distance from the median a cosine lies below the others when it is an outlier."""

_WORDS = 4
"""Words that a line needs on both sides to carry a meaning of its own."""

_PAIRS = 2_000
"""Pairs of lines that are compared at most; some ten seconds of a small model on two cores."""


def detect(reading: Reading) -> Iterator[Finding]:
    """Compare the lines that were reworded; only with an embedding model, and not in `preserve` mode."""
    if reading.embed is None or reading.handoff.contract.mode == "preserve" or not reading.arrived:
        return
    pairs = [pair for group in reading.groups for pair in group.aligned if _is_reworded(pair)]
    if len(pairs) > _PAIRS:
        message = f"meaning was compared in the first {_PAIRS} of {len(pairs)} reworded lines only"
        yield Finding("meaning.capped", "noted", "minor", message)
        pairs = pairs[:_PAIRS]
    if not pairs:
        return
    cosines = _cosines(reading.embed, pairs)
    centre = median(cosines)
    spread = median(abs(cosine - centre) for cosine in cosines)
    limit = _FLOOR if len(pairs) == 1 else min(_FLOOR, centre - _OUTLYING * spread)
    for pair, cosine in zip(pairs, cosines, strict=True):
        if cosine < limit and pair.before and pair.after:
            message = f"line {pair.before.number} seems to say something else now (likeness {cosine:.2f})"
            yield Finding(
                "meaning.drifted", "unexplained", "major", message, pair.before.place, pair.after.place
            )


def _is_reworded(pair: Pair) -> bool:
    sides = (pair.before, pair.after)
    return not pair.equal and all(line is not None and len(line.text.split()) >= _WORDS for line in sides)


def _cosines(embed: Embed, pairs: Sequence[Pair]) -> list[float]:
    before = embed([pair.before.text for pair in pairs if pair.before])
    after = embed([pair.after.text for pair in pairs if pair.after])
    return [_cosine(list(a), list(b)) for a, b in zip(before, after, strict=True)]


def _cosine(a: Iterable[float], b: Iterable[float]) -> float:
    a, b = [float(x) for x in a], [float(x) for x in b]
    norm = math.hypot(*a) * math.hypot(*b)
    return sum(x * y for x, y in zip(a, b, strict=True)) / norm if norm else 0.0
