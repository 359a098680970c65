"""Tasks by name, and samples of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import get_args

from holdtrue.checks import InputError
from holdtrue.experiments.tasks.calls import calls_task
from holdtrue.experiments.tasks.questions import questions_task
from holdtrue.experiments.tasks.relays import relay_task
from holdtrue.experiments.tasks.task import Family, Task
from holdtrue.experiments.tasks.tools import tools_task

_MAKERS: dict[Family, Callable[[str, int, int, int], Task]] = {
    "relay": relay_task,
    "tools": tools_task,
    "questions": questions_task,
    "calls": calls_task,
}
FAMILIES: tuple[Family, ...] = get_args(Family)
"""All of them."""

WIDTHS: dict[Family, int] = {"relay": 4, "tools": 6, "questions": 8, "calls": 4}
"""How much there is of a task's material unless its name says otherwise: records of the document, rows of each table,
articles, functions to choose from."""

LONGEST = 12
"""Steps, hops, edits and calls beyond which nothing is generated."""

_NAME = re.compile(r"([a-z]{1,20})-([1-9]\d{0,3})-(\d{1,9})(?:-w([1-9]\d{0,4}))?")

_WORKED = 1_000_000_000
"""Seeds from here on are those of worked examples; names cannot say them, so no example is anybody's task."""


def name_of(family: Family, size: int, seed: int, width: int | None = None) -> str:
    """The name of that task, `tools-5-17` or, with other than the usual width, `tools-5-17-w40`."""
    wide = "" if width is None or width == WIDTHS[family] else f"-w{width}"
    return f"{family}-{size}-{seed}{wide}"


@lru_cache(maxsize=256)
def task(name: str) -> Task:
    """The task of that name; the same one whenever and wherever it is made.

    Raises:
        InputError: It is no name of a task.
    """
    match = _NAME.fullmatch(name)
    family = next((family for family in FAMILIES if match and family == match[1]), None)
    if match is None or family is None or int(match[2]) > LONGEST:
        msg = (
            f"no task {name!r}; one is named family-size-seed, such as tools-5-17 or tools-5-17-w40 for tables of 40 "
            f"rows, with a family of {', '.join(FAMILIES)} and a size up to {LONGEST}"
        )
        raise InputError(msg)
    width = int(match[4]) if match[4] else WIDTHS[family]
    return _MAKERS[family](name, int(match[2]), int(match[3]), width)


def tasks(
    family: Family, sizes: Iterable[int], seeds: Iterable[int], width: int | None = None
) -> tuple[Task, ...]:
    """One task for each size and seed."""
    fixed = tuple(seeds)
    return tuple(task(name_of(family, size, seed, width)) for size in sizes for seed in fixed)


def worked_examples(of: Task, count: int, size: int | None = None) -> tuple[Task, ...]:
    """Other tasks of the same family, to show a model with their solutions; never one that a sweep can ask for.

    Args:
        of: The task that they are to be like.
        count: How many.
        size: Their size, where it is to be another.
    """
    width = int(match[4]) if (match := _NAME.fullmatch(of.name)) and match[4] else WIDTHS[of.family]
    return tuple(
        _MAKERS[of.family](f"{of.family}-example-{number}", size or of.size, _WORKED + number, width)
        for number in range(count)
    )
