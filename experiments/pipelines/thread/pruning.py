"""The prompt's context, made anew for each step of what survives: thoughts and conclusions.

TIM prunes its key-value cache while it decodes; through a provider's interface only the prompt can be pruned.
"""

from __future__ import annotations

from collections.abc import Sequence

from holdtrue.experiments.pipelines.thread.tree import Node

BUFFER = 1
"""Completed tasks whose inside is still shown; the paper keeps 0 to 2."""


def context(root: Node, current: Node, buffer: int | None) -> str:
    """What a step is shown: the way down to the current task, with completed tasks beside it.

    Args:
        root: The whole task.
        current: The task that is worked on.
        buffer: How many of the last completed tasks keep their inside; None keeps all.
    """
    done = [node for node in _in_order_of_completion(root) if node is not current]
    kept = done if buffer is None else done[len(done) - buffer :] if buffer else []
    lines: list[str] = []
    _show(root, current, "", {id(node) for node in kept}, lines)
    return "\n".join(lines)


def _show(node: Node, current: Node, label: str, kept: set[int], lines: list[str]) -> None:
    depth = label.count(".")
    mark = "Now: " if node is current else ""
    head = f"{'  ' * depth}{mark}{label}{' ' if label else ''}{node.thought}"
    is_done = node.conclusion is not None and node is not current
    lines.append(f"{head} => {node.conclusion}" if is_done else head)
    if is_done and id(node) not in kept:
        return
    if node.tooluse is not None:
        lines.append(f"{'  ' * (depth + 1)}{node.tooluse}")
    for number, child in enumerate(node.subtasks, 1):
        # Subtasks that have not begun are not shown: their thoughts name results that are not there.
        if child.conclusion is not None or current in child.walk():
            _show(child, current, f"{label}{number}.", kept, lines)


def _in_order_of_completion(root: Node) -> Sequence[Node]:
    """Completed tasks: subtasks before the task that they belong to, as they are worked on."""
    found: list[Node] = []
    waiting: list[tuple[Node, bool]] = [(root, False)]
    while waiting:
        node, is_open = waiting.pop()
        if is_open or not node.subtasks:
            if node.conclusion is not None:
                found.append(node)
            continue
        waiting.append((node, True))
        waiting += [(child, False) for child in reversed(node.subtasks)]
    return found
