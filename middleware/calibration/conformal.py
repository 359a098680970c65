"""Split-conformal calibration of the integrity score.

Vovk, Gammerman, Shafer, *Algorithmic Learning in a Random World* (2005), ch. 2 and 4; Angelopoulos and Bates,
*A Gentle Introduction to Conformal Prediction* (2023), sec. 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from holdtrue.checks import InputError
from holdtrue.middleware.calibration.thresholds import Thresholds


def needed(false_alarms: float) -> int:
    """How many clean hand-offs a share of false alarms needs at least: the smallest n with ceil((n+1)(1-a)) <= n.

    Raises:
        InputError: The share is not between 0 and 1.
    """
    share = _share(false_alarms)
    return math.ceil((1 - share) / share)


def calibrate(conformities: Sequence[float], false_alarms: float) -> Thresholds:
    """The threshold that a clean hand-off falls below with a probability of at most `false_alarms`.

    With n clean hand-offs whose conformities are sorted, the threshold is the (n+1-k)-th smallest,
    k = ceil((n+1)(1-a)). The guarantee: if the next clean hand-off and those n are exchangeable (the same pipeline, on
    inputs that come as these came, none chosen for its outcome), it is flagged with a probability of at most a, over
    the draw of all n+1. It holds for any distribution and any n; it is no promise for one pipeline whose n were
    unlucky, nor for a subset of the inputs, nor after the pipeline, the model or the checks have changed. Damage among
    the n lowers the threshold: fewer alarms, and less is caught.

    Args:
        conformities: `conformity` of the verdict on each clean hand-off.
        false_alarms: a, the share of clean hand-offs that may be flagged.

    Raises:
        InputError: There are too few hand-offs, or more than that share of them is flagged whatever the threshold.
    """
    share = _share(false_alarms)
    count = len(conformities)
    if count < needed(false_alarms):
        msg = (
            f"{count} clean hand-offs are too few for {false_alarms:g} false alarms: that needs {needed(false_alarms)} "
            f"(with {count}, the least is {1 / (count + 1):.3g})"
        )
        raise InputError(msg)
    rank = count + 1 - math.ceil((count + 1) * (1 - share))
    threshold = sorted(conformities)[rank - 1]
    if threshold < 0:
        always = sum(value < 0 for value in conformities)
        msg = (
            f"{always} of the {count} hand-offs fail, whatever the threshold: more than {false_alarms:g}; take out what "
            "is damaged, and give the steps contracts that allow what is not"
        )
        raise InputError(msg)
    return Thresholds(threshold, false_alarms, count)


def _share(false_alarms: float) -> Fraction:
    """The share as it is written in decimals: in binary, (n+1)(1-0.01) may come out just above a whole number."""
    if not 0 < false_alarms < 1:
        msg = f"false alarms are a share between 0 and 1, such as 0.01, not {false_alarms!r}"
        raise InputError(msg)
    return Fraction(str(false_alarms))
