"""From the likelihoods of its differences to that of a hand-off: the second forest, and what it is fitted to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from holdtrue.checks.suspicion.weights import summary
from holdtrue.experiments.weighing.labelled import Case

if TYPE_CHECKING:
    import numpy as np

_TREES = 100
_LEAF = 8
_TRIED = 0.4


def summaries(found: Sequence[Case], opinions: np.ndarray) -> np.ndarray:
    """Each case in a few numbers, from the likelihoods of the differences of all cases, in order: opinions by rows."""
    import numpy as np

    rows = []
    position = 0
    for case in found:
        parts = opinions[:, position : position + len(case.suspects)].T.tolist()
        rows.append(summary([(s.sort, tuple(p)) for s, p in zip(case.suspects, parts, strict=True)]))
        position += len(case.suspects)
    return np.array(rows, dtype=np.float32)


def corrupt(found: Sequence[Case]) -> np.ndarray:
    """Whether each case is damaged."""
    import numpy as np

    return np.array([case.corruption is not None for case in found])


def fit(rows: np.ndarray, damaged: np.ndarray) -> Any:
    """The second forest."""
    from sklearn.ensemble import ExtraTreesClassifier

    forest = ExtraTreesClassifier(_TREES, min_samples_leaf=_LEAF, max_features=_TRIED, random_state=0)
    return forest.fit(rows, damaged)
