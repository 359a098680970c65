"""Path queries: from a thing along relations, `Ada | guild | seat`; `~captain` goes a relation backwards."""

from __future__ import annotations

from collections.abc import Sequence

from holdtrue.experiments.documents.grammar import Pattern, any_number, literal, one_of, repeated, sequence
from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.graph.triples import TripleStore, fold

_LONGEST = 20
"""Relations of a path; more come of a model that has lost the thread."""


def carry_out(text: str, store: TripleStore) -> tuple[str, ...]:
    """What a path leads to, each once, in the order of writing.

    Raises:
        StepFailed: It is no path (`unparsed_query`), names what the graph does not hold (`unknown_thing`,
            `unknown_relation`), or leads nowhere (`empty_query`).
    """
    start, *path = [part.strip() for part in text.strip().split("|")]
    if not start or not path or not all(path) or len(path) > _LONGEST or "\n" in text.strip():
        raise StepFailed("unparsed_query", f"{text[:80]!r} is no path such as thing | relation | relation")
    if fold(start) not in map(fold, store.things):
        raise StepFailed("unknown_thing", f"the graph holds no {start!r}")
    known = {fold(relation) for relation in store.relations}
    here: Sequence[str] = (start,)
    for relation in path:
        name = relation.removeprefix("~").strip()
        if fold(name) not in known:
            raise StepFailed("unknown_relation", f"the graph holds no relation {name!r}")
        step = store.subjects if relation.startswith("~") else lambda name, thing: store.objects(thing, name)
        found = dict.fromkeys(end for thing in here for end in step(name, thing))
        if not found:
            raise StepFailed("empty_query", f"{relation!r} of {', '.join(here)} leads nowhere")
        here = tuple(found)
    return tuple(here)


def query_pattern(store: TripleStore) -> Pattern | None:
    """The paths over what the graph holds; None where it holds nothing."""
    if not len(store):
        return None
    relation = sequence(" | ", repeated(literal("~"), 0, 1), one_of(*store.relations))
    return sequence(one_of(*store.things), relation, any_number(relation))
