"""How often and how badly frontier models fail in a relay, from DELEGATE-52's published tables (arXiv 2604.15597v1).

What the tables say of a model becomes the chances of a scripted one: seldom a severe failure, which takes tens of points
in one round trip and becomes rarer as the relay goes on; in between, slips of less than a point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from holdtrue.checks import InputError

TRIPS = 10
"""Round trips of DELEGATE-52's relay, 20 interactions."""


@dataclass(frozen=True, slots=True)
class Published:
    """What the paper says of one model."""

    critical: tuple[float, ...]
    """Share of the relays with at least one critical failure (10 points lost in one round trip) up to each round trip,
    in per cent (Table A2)."""

    gross: float
    """Points that a relay loses where it loses any, summed (Table A2)."""

    gross_critical: float
    """Points of these that critical failures lose (Table A2)."""

    rs_end: float
    """RS@20, in per cent (Table 1)."""

    deletion: float
    """Share of the loss that is content left out, in per cent; the rest is content that came out wrong (Figure 7)."""


PUBLISHED = {
    "gemini-3.1-pro": Published(
        (6.5, 13.2, 16.4, 22.0, 26.6, 32.1, 33.9, 36.2, 36.9, 38.1), 22.2, 19.2, 80.9, 35
    ),
    "claude-4.6-opus": Published(
        (13.7, 20.9, 27.0, 35.1, 40.4, 43.9, 46.4, 47.2, 47.7, 49.7), 30.9, 26.6, 73.1, 22
    ),
    "gpt-5.4": Published((13.9, 23.5, 30.1, 37.2, 42.5, 47.2, 48.2, 50.3, 53.4, 55.2), 32.7, 26.4, 71.5, 40),
}
"""The three best models of the paper; their mean RS@20 is 75.2, the quarter of a document that it says is lost."""


@dataclass(frozen=True, slots=True)
class Law:
    """The chances by which a scripted model fails."""

    critical: tuple[float, ...]
    """Of a severe failure in each round trip, one of the two hops taking it; the last holds from there on."""

    severity: float
    """Mean share of the document that a severe failure takes."""

    slips: float
    """Mean share of the document that all other failures of one hop take."""

    deletion: float
    """Share of severe failures that leave records out; the others get values wrong."""


LEAST_SEVERE = 0.1
"""A failure that takes less is not called critical (section 5)."""

_FIT = 1.11
"""By how much more a failure takes than its share of the net loss, so that the bare relay of the shipped documents ends at
the published RS@20: failures of one relay overlap, and what is gone cannot be lost again.

Fitted on 100 relays of each shipped document (with the edits that a contract is declared for): they end at 75.4, against
75.2, and pass RS@2 94.8, against 95.1, and RS@10 82.9, against 81.8; 47.0 % have a critical failure, against 47.7 %."""


def law(*models: str) -> Law:
    """The law of a model, or the mean law of several.

    The hazard of each round trip is that of a first critical failure, from the cumulated shares; it is taken for later
    ones, too. Severity and slips divide the published loss by how often they come. The table's losses are gross, and
    relays also regain some points; so both are scaled by the net loss over the gross one.

    Raises:
        InputError: There are no figures of such a model.
    """
    unknown = [model for model in models if model not in PUBLISHED]
    if unknown or not models:
        msg = f"no figures of {unknown[0] if unknown else 'no model'!r}; one of {', '.join(PUBLISHED)}"
        raise InputError(msg)
    rows = [PUBLISHED[model] for model in models]
    cumulated = [0.0, *(_mean([row.critical[trip] for row in rows]) / 100 for trip in range(TRIPS))]
    hazards = tuple((later - earlier) / (1 - earlier) for earlier, later in pairwise(cumulated))
    gross, severe = _mean([row.gross for row in rows]), _mean([row.gross_critical for row in rows])
    net = _FIT * (100 - _mean([row.rs_end for row in rows])) / gross / 100
    return Law(
        critical=hazards,
        severity=net * severe / sum(hazards),
        slips=net * (gross - severe) / (2 * TRIPS),
        deletion=_mean([row.deletion for row in rows]) / 100,
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
