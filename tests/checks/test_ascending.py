"""The longest run in order."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks.ascending import longest_run


@given(st.lists(st.integers(0, 6), max_size=9), st.booleans())
def test_no_longer_run_is_in_order(keys: list[int], strictly: bool) -> None:
    def ordered(run: tuple[int, ...] | list[int]) -> bool:
        values = [keys[position] for position in run]
        return values == sorted(values) and (not strictly or len(set(values)) == len(values))

    run = longest_run(keys, strictly=strictly)
    assert run == sorted(set(run))
    assert ordered(run)
    assert not any(ordered(longer) for longer in combinations(range(len(keys)), len(run) + 1))
