"""Writes fitted forests in the form that the checks read."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any


def pack(
    path: Path,
    names: Sequence[str],
    grown: Iterable[Any],
    boosted: Any,
    handoffs: Iterable[Any],
    *,
    damaged: float,
    warn: float,
    fail: float,
) -> None:
    """Write scikit-learn's trees as parallel lists, compressed, the same bytes for the same trees."""
    form = {
        "names": list(names),
        "grown": [_tree(tree.tree_) for tree in grown],
        "boosted": [_step(trees[0].nodes) for trees in boosted._predictors],  # noqa: SLF001  # no public way to them
        "start": float(boosted._baseline_prediction.item()),  # noqa: SLF001
        "handoffs": [_tree(tree.tree_) for tree in handoffs],
        "damaged": damaged,
        "warn": warn,
        "fail": fail,
    }
    path.write_bytes(gzip.compress(json.dumps(form, separators=(",", ":")).encode(), 9, mtime=0))


def _tree(tree: Any) -> dict[str, list[Any]]:
    share = tree.value[:, 0, 1] / tree.value[:, 0, :].sum(axis=1)
    return {
        "feature": [int(feature) if feature >= 0 else -1 for feature in tree.feature],
        "threshold": [round(float(threshold), 5) for threshold in tree.threshold],
        "left": tree.children_left.tolist(),
        "right": tree.children_right.tolist(),
        "value": [round(float(value), 4) for value in share],
    }


def _step(nodes: Any) -> dict[str, list[Any]]:
    """A tree of a boosted series: what its leaves say is a step of the log-odds."""
    return {
        "feature": [
            -1 if leaf else int(feature) for leaf, feature in nodes[["is_leaf", "feature_idx"]].tolist()
        ],
        "threshold": [round(float(threshold), 5) for threshold in nodes["num_threshold"]],
        "left": nodes["left"].tolist(),
        "right": nodes["right"].tolist(),
        "value": [round(float(value), 5) for value in nodes["value"]],
    }
