from hypothesis import given
from hypothesis import strategies as st

from holdtrue.experiments.relay.schedule import schedule


@given(st.integers(1, 8), st.integers(0, 40), st.integers())
def test_every_item_comes_once_an_epoch(size: int, count: int, seed: int) -> None:
    drawn = schedule(range(size), count, seed)
    assert len(drawn) == count
    epochs = [drawn[i : i + size] for i in range(0, count, size)]
    assert all(len(set(epoch)) == len(epoch) for epoch in epochs)
    assert drawn == schedule(range(size), count, seed)
