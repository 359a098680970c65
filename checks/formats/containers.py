"""Counts the records of a parsed tree, container by container."""

from __future__ import annotations

from collections import Counter
from typing import Any


def count_records(value: Any) -> dict[str, int]:
    """How many records each list and each mapping of like records holds, by path.

    A mapping holds records where its values are mappings that have a key in common. On a record's level the path says
    `*`, so the containers of one place in all records count together.
    """
    counts: Counter[str] = Counter()
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, list) or _holds_records(node):
            counts[path or "/"] += len(node)
            children = node if isinstance(node, list) else node.values()
            waiting += [(f"{path}/*", child) for child in children]
        elif isinstance(node, dict):
            waiting += [(f"{path}/{key}", child) for key, child in node.items()]
    return dict(counts)


def _holds_records(node: Any) -> bool:
    if not isinstance(node, dict) or not node:
        return False
    values = list(node.values())
    if not all(isinstance(value, dict) and value for value in values):
        return False
    return bool(set.intersection(*(set(value) for value in values)))
