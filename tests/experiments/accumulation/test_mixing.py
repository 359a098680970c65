from collections.abc import Sequence

import numpy as np

from holdtrue.experiments.accumulation import frailty


def relays(documents: int, rate: float, shape: float, spread: float) -> dict[str, list[Sequence[float]]]:
    """Relays that lose a ninth each time that the hazard strikes, while there is something left."""
    source = np.random.default_rng(11)
    trips = np.arange(1, 21)
    chances = rate * (trips**shape - (trips - 1) ** shape)
    found: dict[str, list[Sequence[float]]] = {}
    for number in range(documents):
        factor = source.gamma(1 / spread, spread) if spread else 1.0
        hits = source.random((4, 20)) < 1 - np.exp(-factor * chances)
        found[f"document {number}"] = [tuple(np.maximum(0.0, 1 - 0.11 * np.cumsum(one))) for one in hits]
    return found


def test_mixing_frail_documents_with_hardy_ones_is_told_from_a_falling_hazard() -> None:
    mixed, falling = frailty(relays(60, 0.15, 1.0, 1.5)), frailty(relays(60, 0.4, 0.5, 0.0))

    assert mixed is not None
    assert falling is not None
    assert mixed.shape < 0.8, "all documents alike, the hazard seems to fall"
    assert 0.85 < mixed.shape_within < 1.15
    assert mixed.shape_interval[0] < 1.0 < mixed.shape_interval[1]
    assert mixed.gain > 10
    assert mixed.spread > 0.7
    assert falling.shape_interval[1] < 0.75
    assert falling.gain < 3


def test_what_never_fails_or_fails_at_once_says_nothing_about_time() -> None:
    assert frailty({"a": [(1.0, 1.0, 1.0)]}) is None
    assert frailty({"a": [(0.0, 0.0, 0.0)]}) is None
    assert frailty({}) is None


def test_a_relay_is_at_risk_until_it_has_failed() -> None:
    told = frailty({"a": [(0.95, 0.5, 0.0, 0.0)], "b": [(1.0, 0.95, 0.9, 0.85)]})

    assert told is not None
    assert (told.failures, told.at_risk) == (1, 6)
