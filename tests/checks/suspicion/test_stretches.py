"""Stretches are found by what they overlap, however long they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks.suspicion.stretches import Stretches

STRETCH = st.tuples(st.integers(0, 60), st.integers(1, 40)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(STRETCH, max_size=30), STRETCH)
def test_all_that_overlap_and_no_other(stretches: list[tuple[int, int]], place: tuple[int, int]) -> None:
    kept = Stretches(("a.txt", start, end, at) for at, (start, end) in enumerate(stretches))
    start, end = place

    found = sorted(kept.over("a.txt", start, end))

    assert found == [at for at, (begins, ends) in enumerate(stretches) if begins < end and start < ends]
    assert not list(kept.over("b.txt", start, end))
