"""The nearest of very many words is found by looking it up, as if all had been compared."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from holdtrue.checks.suspicion.nearest import Nearest

LETTERS = "abcdef"
MANY = sorted({"".join(random.Random(n).choices(LETTERS, k=4 + n % 5)) for n in range(12_000)})
NEAREST = Nearest(MANY, 0.6)


def likeness(word: str) -> float:
    return max(OSA.normalized_similarity(word, other) for other in MANY)


@given(st.sampled_from(MANY), st.integers(0, 8), st.sampled_from("xyz"))
def test_one_letter_more_is_found_among_thousands(word: str, at: int, letter: str) -> None:
    misspelt = word[:at] + letter + word[at:]

    assert NEAREST(misspelt) == likeness(misspelt)


@given(st.sampled_from(MANY), st.integers(0, 8))
def test_neighbours_in_another_order_are_found(word: str, at: int) -> None:
    at = min(at, len(word) - 2)
    misspelt = word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    assert NEAREST(misspelt) == likeness(misspelt)


def test_what_nothing_is_like_has_no_likeness() -> None:
    assert NEAREST("uvwxyz") == 0
    assert Nearest(["invoice", "total"], 0.6)("qqqq") == 0


def test_few_words_are_all_compared() -> None:
    assert Nearest(["invoice", "total"], 0.6)("invioce") == OSA.normalized_similarity("invoice", "invioce")


def test_a_text_without_spaces_is_no_word() -> None:
    assert Nearest(["a" * 5_000_000], 0.6)("a" * 4_999_999) == 0
