"""Edits of a document, one after the other."""

from __future__ import annotations

import random
from types import MappingProxyType

from holdtrue.experiments.documents import documents, similarity
from holdtrue.experiments.relay.schedule import schedule
from holdtrue.experiments.relay.task import backward, forward
from holdtrue.experiments.tasks.task import Task

_NEIGHBOURS = 1
"""Other documents beside the one that is meant."""


def relay_task(name: str, size: int, seed: int, width: int) -> Task:
    """A sampled document of `width` records, with `size` edits to be made in order: there, back, there, ...

    So an odd size ends in a document unlike the first one, and an even one in the same, as a round trip does. A seed
    decides the document, its records and the order of its edits.
    """
    source = random.Random(f"relay:{seed}")  # noqa: S311  # no secret depends on it
    order = source.sample(documents(), len(documents()))
    document = order[0]
    given = document.sample(width, seed)
    pairs = schedule(document.pairs, (size + 1) // 2, seed)
    edits = [edit for pair in pairs for edit in (forward(document, pair), backward(document, pair))][:size]
    right = given
    for task in edits:
        right = task.edit.on_document(right)
    files = {document.layout.file: given}
    files |= {other.layout.file: other.sample(width, seed) for other in order[1 : 1 + _NEIGHBOURS]}
    steps = "\n".join(f"{number}. {task.edit.instruction}" for number, task in enumerate(edits, 1))
    return Task(
        name=name,
        family="relay",
        size=size,
        question=f"Edit {document.layout.file} and give the whole document back. In this order:\n{steps}",
        files=MappingProxyType(files),
        edits=tuple(edits),
        answer=right,
        score=lambda answer: similarity(edits[-1].edit.target, right, answer),
    )
