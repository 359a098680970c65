"""Questions that take several hops through the knowledge base."""

from __future__ import annotations

import random
from types import MappingProxyType
from typing import TYPE_CHECKING

from holdtrue.experiments.tasks.knowledge import RELATIONS, knowledge, knowledge_tools
from holdtrue.experiments.tasks.scoring import by_value
from holdtrue.experiments.tasks.task import Call, Ref, Task

if TYPE_CHECKING:
    from holdtrue.experiments.tasks.knowledge import Knowledge, Relation

_FILE_ENDING = ".txt"


def questions_task(name: str, size: int, seed: int, width: int) -> Task:
    """A question of `size` hops, with the articles that it takes and others, `width` at least in all."""
    source = random.Random(f"questions:{size}:{seed}")  # noqa: S311  # no secret depends on it
    known = knowledge()
    path: list[str] = []
    while not path:
        start, relations = _draw(source, known, size)
        path = _follow(known, start, relations)
    *read, answer = path
    calls = []
    asked = start
    for number, relation in enumerate(relations):
        thing = Ref(number - 1) if number else start
        words = f"the {relation.name} of {f'#{number}' if number else start}"
        calls.append(Call("fact", {"thing": thing, "relation": relation.name}, words))
        asked = f"the {relation.name} of {asked}"
    return Task(
        name=name,
        family="questions",
        size=size,
        question=f"What is {asked}?",
        files=_articles(source, known, read, width),
        tools=knowledge_tools(),
        answer=answer,
        solution=tuple(calls),
        score=by_value(answer),
    )


def _draw(source: random.Random, known: Knowledge, size: int) -> tuple[str, list[Relation]]:
    """A start and relations that can follow each other; only the last may lead to a year."""
    start = source.choice(tuple(known.facts))
    relations: list[Relation] = []
    kind = known.kinds[start]
    for left in range(size, 0, -1):
        onward = [relation for relation in RELATIONS if relation.about == kind]
        if left > 1:
            onward = [relation for relation in onward if relation.gives != "year"]
        relations.append(source.choice(onward))
        kind = relations[-1].gives
    return start, relations


def _follow(known: Knowledge, start: str, relations: list[Relation]) -> list[str]:
    """The things on the way; none where the way comes back to one, as a shorter way would then do as well."""
    path = [start]
    for relation in relations:
        path.append(known.facts[path[-1]][relation.name])
    return path if len(set(path)) == len(path) else []


def _articles(
    source: random.Random, known: Knowledge, read: list[str], width: int
) -> MappingProxyType[str, str]:
    others = [thing for thing in known.facts if thing not in read]
    chosen = read + source.sample(others, min(len(others), max(0, width - len(read))))
    source.shuffle(chosen)
    return MappingProxyType({thing + _FILE_ENDING: known.article(thing) for thing in chosen})
