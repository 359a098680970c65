"""The guarantee of a calibration, by simulation, and what it needs."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks import InputError
from holdtrue.middleware.calibration import calibrate, needed

DRAWS: dict[str, Callable[[random.Random], float]] = {
    "spread": lambda source: source.betavariate(8, 1.5),
    "few values": lambda source: source.choice((1.0, 1.0, 1.0, 0.98, 0.95, 0.9, 0.5, 0.0)),
    "heavy tail": lambda source: max(0.0, 1 - source.paretovariate(1.2) / 20),
}


@pytest.mark.parametrize("draw", DRAWS.values(), ids=list(DRAWS))
@pytest.mark.parametrize(("share", "count"), [(0.01, 99), (0.05, 19), (0.05, 60), (0.2, 30)])
def test_clean_hand_offs_are_flagged_no_more_often_than_promised(
    draw: Callable[[random.Random], float], share: float, count: int
) -> None:
    source = random.Random(7)
    pool = [draw(source) for _ in range(20_000)]
    rounds = 3_000
    flagged = 0
    for _ in range(rounds):
        *clean, later = source.choices(pool, k=count + 1)
        flagged += later < calibrate(clean, share).flag_below
    slack = 3 * math.sqrt(share * (1 - share) / rounds)
    assert flagged / rounds <= share + slack
    if draw is DRAWS["spread"]:  # without ties the promise is kept to within 1/(n+1)
        assert flagged / rounds >= share - 1 / (count + 1) - slack


@pytest.mark.parametrize(
    ("share", "least"), [(0.01, 99), (0.05, 19), (0.1, 9), (0.5, 1), (0.001, 999), (0.03, 33)]
)
def test_how_many_are_needed(share: float, least: int) -> None:
    assert needed(share) == least
    calibrate([1.0] * least, share)
    if least > 1:
        with pytest.raises(InputError, match=f"needs {least} "):
            calibrate([1.0] * (least - 1), share)


@given(st.lists(st.floats(0, 1), min_size=19, max_size=200), st.sampled_from([0.05, 0.1, 0.3]))
def test_of_the_clean_ones_themselves_no_more_than_the_share_is_flagged(
    values: list[float], share: float
) -> None:
    threshold = calibrate(values, share).flag_below
    assert sum(value < threshold for value in values) <= share * (len(values) + 1)


def test_where_too_many_fail_there_is_no_threshold() -> None:
    assert calibrate([-1.0] + [0.9] * 198, 0.01).flag_below == 0.9
    with pytest.raises(InputError, match="2 of the 199 hand-offs fail"):
        calibrate([-1.0] * 2 + [0.9] * 197, 0.01)


@pytest.mark.parametrize("share", [0, 1, -0.1, 2, float("nan")])
def test_a_share_is_between_0_and_1(share: float) -> None:
    with pytest.raises(InputError, match="between 0 and 1"):
        calibrate([1.0] * 1000, share)
