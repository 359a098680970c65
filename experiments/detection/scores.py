"""How suspicious a hand-off looks to each detector: the higher, the more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

from diff_match_patch import diff_match_patch

if TYPE_CHECKING:
    from holdtrue.middleware.embeddings import Embedder


def by_difflib(before: str, after: str) -> float:
    """1 less the ratio of Python's sequence matcher over characters (which papers call edit distance)."""
    return 1 - SequenceMatcher(None, before, after, autojunk=False).ratio()


def by_diff_match_patch(before: str, after: str) -> float:
    """Levenshtein distance of the diff, as a share of the longer text."""
    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    distance: int = differ.diff_levenshtein(differ.diff_main(before, after, checklines=False))
    return distance / max(len(before), len(after), 1)


def by_tokens(before: str, after: str) -> float:
    """Share of the words and numbers of both that only one has."""
    one, other = Counter(before.split()), Counter(after.split())
    return 1 - (one & other).total() / max((one | other).total(), 1)


def by_minilm(before: str, after: str) -> float:
    """1 less the cosine of the two documents' embeddings, as all-MiniLM-L6-v2 sees them."""
    one, other = _embed()([before, after])
    return 1 - float(one @ other)


@cache
def _embed() -> Embedder:
    from holdtrue.middleware.embeddings import embedder

    return embedder()


BASELINES: dict[str, Callable[[str, str], float]] = {
    "difflib": by_difflib,
    "diff-match-patch": by_diff_match_patch,
    "token overlap": by_tokens,
    "MiniLM": by_minilm,
}
"""Detectors that look at how much two texts differ."""
