"""Worked examples as prompts show them: which ones, and what stands for an earlier result in their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from holdtrue.experiments.tasks import worked_examples

if TYPE_CHECKING:
    from holdtrue.experiments.tasks import Task

SIZES = (1, 2, 3)
"""Sizes of the examples: the same whatever the task's, which its own pipeline must not know."""

_EARLIER = re.compile(r"#([0-9]+)")


def one_a_size(of: Task, sizes: Iterable[int] = SIZES) -> list[Task]:
    """One example of each size."""
    return [worked_examples(of, number, size)[-1] for number, size in enumerate(sizes, 1)]


def short_first(of: Task, count: int) -> tuple[Task, ...]:
    """Examples of one, two and three steps in turn: enough to show how steps refer to each other."""
    return tuple(worked_examples(of, count, size=1 + number % 3)[number] for number in range(count))


def with_results(words: str, results: Sequence[str]) -> str:
    """The words of a solution's call with what earlier calls gave in the places of `#1`, `#2` and so on."""
    return _EARLIER.sub(lambda earlier: results[int(earlier[1]) - 1], words)


def with_names(words: str, name: str) -> str:
    """The words of a solution's call with other names for what earlier calls gave: under `#E`, `#1` is `#E1`."""
    return _EARLIER.sub(lambda earlier: f"{name}{earlier[1]}", words)
