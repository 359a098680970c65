"""Forests whose trees each saw some of the documents, so that any document can be judged by those that did not see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
class Forest:
    """Trees, and the documents that each saw."""

    trees: tuple[Any, ...]
    saw: np.ndarray
    """Trees by documents, boolean."""

    documents: tuple[str, ...]

    def judged(self, rows: np.ndarray) -> np.ndarray:
        """What each tree says of each row: trees by rows, the likelihood of damage."""
        import numpy as np

        return np.stack([tree.predict_proba(rows)[:, 1].astype(np.float32) for tree in self.trees])

    def without(self, *documents: str) -> np.ndarray:
        """Which trees saw none of the documents."""
        import numpy as np

        columns = [self.documents.index(document) for document in documents]
        unseen: np.ndarray = np.logical_not(self.saw[:, columns]).all(axis=1)
        return unseen


def grow(data: Table, *, trees: int = TREES, seed: int = 0) -> Forest:
    """Grow trees that each see most documents; every hand-off counts about alike, however many differences it has."""
    import numpy as np
    from sklearn.tree import ExtraTreeClassifier

    generator = np.random.default_rng(seed)
    documents = tuple(sorted(set(data.document)))
    saw = np.zeros((trees, len(documents)), dtype=bool)
    chosen, weight = _sample(data, generator)
    of_row = data.document[data.owner[chosen]]
    grown = []
    for index in range(trees):
        seen = generator.choice(len(documents), round(_SEEN * len(documents)), replace=False)
        saw[index, seen] = True
        mask = np.isin(of_row, [documents[position] for position in seen])
        tree = ExtraTreeClassifier(min_samples_leaf=_LEAF, max_features=_TRIED, random_state=seed + index)
        picked = chosen[mask]
        grown.append(tree.fit(data.rows[picked], data.damage[picked], sample_weight=weight[picked]))
    return Forest(tuple(grown), saw, documents)


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
