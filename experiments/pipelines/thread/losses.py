"""What a conclusion lost: facts that were inside of the task and are not in what goes up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdtrue.checks.facts.extract import extract
from holdtrue.experiments.pipelines.thread.tree import Node

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdtrue.checks.facts.fact import Fact

_COUNTED = ("number", "date", "id", "name", "url")


@dataclass(frozen=True, slots=True)
class Loss:
    """What one conclusion kept and lost."""

    thought: str
    inside: int
    """Different facts in the tool's result and in the subtasks' conclusions."""

    lost: tuple[str, ...]
    """Those of them that the conclusion does not say."""

    invented: tuple[str, ...]
    """Facts of the conclusion that neither the inside nor the task's own words say."""


def losses(root: Node) -> list[Loss]:
    """For each task that concluded something out of an inside, the innermost last."""
    return [_loss(node) for node in root.walk() if node.conclusion is not None and node.inside]


def _loss(node: Node) -> Loss:
    results = [node.tooluse.tool_result] if node.tooluse is not None else []
    results += [str(each.conclusion) for each in node.subtasks]
    inside = _facts(results)
    said = _facts([str(node.conclusion)])
    known = {reading for reading, _ in [*inside, *_facts([node.inside, node.thought])]}
    return Loss(
        thought=node.thought,
        inside=len(inside),
        lost=tuple(text for reading, text in inside if reading not in {each for each, _ in said}),
        invented=tuple(text for reading, text in said if reading not in known),
    )


def _facts(texts: Iterable[str]) -> list[tuple[tuple[str, ...], str]]:
    """Different facts, each by its type and readings, with how it was first written."""
    found: dict[tuple[str, ...], str] = {}
    for text in texts:
        facts = [fact for fact in extract(text) if fact.type in _COUNTED]
        for fact in facts:
            found.setdefault(_key(fact), fact.text)
        if not facts and text.strip():
            # A result that is all one name or word: no notation tells it apart, but it is what was found out.
            found.setdefault(("text", " ".join(text.casefold().split())), text)
    return list(found.items())


def _key(fact: Fact) -> tuple[str, ...]:
    return (fact.type, *sorted(fact.readings))
