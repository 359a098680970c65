"""Judges that each saw some of the documents, so that any document can be judged by those that did not see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from holdtrue.checks.suspicion.weights import MISSING
from holdtrue.experiments.weighing.labelled import Case

if TYPE_CHECKING:
    import numpy as np

TREES = 300

_SEEN = 0.6
"""Share of the documents that a tree sees: of 300 trees, 120 have not seen a document, and 48 not a pair of them."""

_LEAF = 12

_TRIED = 0.3
"""Share of the numbers that are tried at each node."""

DEALS = 4
"""How often the documents are dealt into groups for boosting: 40 series; 16 have not seen a document, and 4 at least not
a pair of them."""

_ROUNDS = 120
"""Trees of a boosted series. Few leaves, slow steps and much shrinkage: a few dozen documents are little to learn from."""

_RATE = 0.06
_LEAVES = 10
_BOOSTED_LEAF = 30
_SHRINKAGE = 5.0

_KEPT = 15
"""Differences of one hand-off, beside the damage, that a tree learns from."""

_TELLS_DOCUMENTS = (
    "op_", "n_", "understood", "size_ratio", "paired_share", "changed_share", "lost_share", "added_share",
    "moved_share", "shape_size", "field_size", "position",
)  # fmt: skip
"""Numbers left out: with some six edits a document, what describes the whole hand-off lets a tree recognise it."""


@dataclass(frozen=True)
class Table:
    """Labelled hand-offs as arrays."""

    names: tuple[str, ...]
    rows: np.ndarray
    """Differences by numbers, float32."""

    damage: np.ndarray
    """Whether each difference is the damage."""

    owner: np.ndarray
    """Position of the case that each difference belongs to, ascending."""

    document: np.ndarray
    """The document of each case."""


def table(found: Sequence[Case]) -> Table:
    """The differences of all cases."""
    import numpy as np

    every = sorted({name for case in found for row in case.rows for name in row})
    names = tuple(name for name in every if not name.startswith(_TELLS_DOCUMENTS))
    rows = [[row.get(name, MISSING) for name in names] for case in found for row in case.rows]
    return Table(
        names,
        np.array(rows, dtype=np.float32),
        np.array([flag for case in found for flag in case.damage]),
        np.array([index for index, case in enumerate(found) for _ in case.rows]),
        np.array([case.document for case in found]),
    )


@dataclass(frozen=True)
class Bench:
    """Judges of one kind, and the documents that each saw."""

    judges: tuple[Any, ...]
    """Single trees, or boosted series of them."""

    saw: np.ndarray
    """Judges by documents, boolean."""

    documents: tuple[str, ...]

    def judged(self, rows: np.ndarray) -> np.ndarray:
        """What each judge says of each row: judges by rows, the likelihood of damage."""
        import numpy as np

        return np.stack([judge.predict_proba(rows)[:, 1].astype(np.float32) for judge in self.judges])

    def without(self, *documents: str) -> np.ndarray:
        """Which judges saw none of the documents."""
        import numpy as np

        columns = [self.documents.index(document) for document in documents]
        unseen: np.ndarray = np.logical_not(self.saw[:, columns]).all(axis=1)
        return unseen


def grow(data: Table, *, trees: int = TREES, seed: int = 0) -> Bench:
    """Grow trees that each see most documents; every hand-off counts about alike, however many differences it has."""
    import numpy as np
    from sklearn.tree import ExtraTreeClassifier

    generator = np.random.default_rng(seed)
    documents = tuple(sorted(set(data.document)))
    sample = _sample(data, generator)
    seen = [generator.choice(documents, round(_SEEN * len(documents)), replace=False) for _ in range(trees)]
    grown = [
        _fitted(
            ExtraTreeClassifier(min_samples_leaf=_LEAF, max_features=_TRIED, random_state=seed + index),
            data,
            sample,
            own,
        )
        for index, own in enumerate(seen)
    ]
    return _bench(grown, seen, documents)


def boost(data: Table, *, deals: int = DEALS, seed: int = 0) -> Bench:
    """Boosted series, each on three of the five groups that the documents are dealt into.

    So any two documents were unseen by some series of each deal.
    """
    import numpy as np

    generator = np.random.default_rng(seed)
    documents = tuple(sorted(set(data.document)))
    sample = _sample(data, generator)
    seen = []
    for _ in range(deals):
        groups = np.array_split(generator.permutation(documents), 5)
        seen += [np.concatenate(three) for three in combinations(groups, 3)]
    fitted = [_fitted(_series(seed + index), data, sample, own) for index, own in enumerate(seen)]
    return _bench(fitted, seen, documents)


def boosted(data: Table, *, seed: int = 0) -> Any:
    """One boosted series on all documents."""
    import numpy as np

    return _fitted(
        _series(seed), data, _sample(data, np.random.default_rng(seed)), sorted(set(data.document))
    )


def _series(seed: int) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(
        max_iter=_ROUNDS,
        learning_rate=_RATE,
        max_leaf_nodes=_LEAVES,
        min_samples_leaf=_BOOSTED_LEAF,
        l2_regularization=_SHRINKAGE,
        max_features=_TRIED,
        early_stopping=False,
        random_state=seed,
    )


def _fitted(judge: Any, data: Table, sample: tuple[np.ndarray, np.ndarray], seen: Iterable[str]) -> Any:
    import numpy as np

    chosen, weight = sample
    picked = chosen[np.isin(data.document[data.owner[chosen]], list(seen))]
    return judge.fit(data.rows[picked], data.damage[picked], sample_weight=weight[picked])


def _bench(judges: Sequence[Any], seen: Iterable[Iterable[str]], documents: tuple[str, ...]) -> Bench:
    import numpy as np

    saw = np.array([np.isin(documents, list(own)) for own in seen])
    return Bench(tuple(judges), saw, documents)


def _sample(data: Table, generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Rows to learn from, and the weight of every row."""
    import numpy as np

    chosen: list[int] = []
    weight = np.ones(len(data.damage))
    for index in np.split(np.arange(len(data.owner)), np.flatnonzero(np.diff(data.owner)) + 1):
        bad, good = index[data.damage[index]], index[~data.damage[index]]
        kept = generator.choice(good, min(len(good), _KEPT), replace=False)
        weight[kept] = max(1.0, len(good) / max(len(kept), 1)) ** 0.5
        weight[bad] = 1 / max(len(bad), 1) ** 0.5
        weight[index] /= max(len(kept) + len(bad), 1) ** 0.25
        chosen += [*bad, *kept]
    return np.array(chosen), weight
