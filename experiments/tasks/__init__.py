"""Work with exact answers, generated from seeds: what decomposed pipelines are measured on."""

from holdtrue.experiments.tasks.catalogue import (
    FAMILIES,
    LONGEST,
    WIDTHS,
    name_of,
    task,
    tasks,
    worked_examples,
)
from holdtrue.experiments.tasks.knowledge import RELATIONS, Knowledge, Relation, knowledge
from holdtrue.experiments.tasks.scoring import by_calls, by_value
from holdtrue.experiments.tasks.solve import solve
from holdtrue.experiments.tasks.task import Call, Family, Ref, Task

__all__ = [
    "FAMILIES",
    "LONGEST",
    "RELATIONS",
    "WIDTHS",
    "Call",
    "Family",
    "Knowledge",
    "Ref",
    "Relation",
    "Task",
    "by_calls",
    "by_value",
    "knowledge",
    "name_of",
    "solve",
    "task",
    "tasks",
    "worked_examples",
]
