import random
from collections.abc import Iterator
from typing import Any

import pytest

from holdtrue.checks import HandOff, check
from holdtrue.checks.repair import repair
from holdtrue.experiments.documents import Document, Edit, EditPair, documents
from holdtrue.experiments.relay import with_declared_only
from holdtrue.experiments.relay.contracts import declared


def ways() -> Iterator[Any]:
    for document in map(with_declared_only, documents()):
        for pair in document.pairs:
            for direction in ("forward", "backward"):
                yield pytest.param(document, pair, direction, id=f"{document.name}-{pair.name}-{direction}")


def sides(document: Document, pair: EditPair, direction: str, seed: int) -> tuple[Edit, str, str]:
    """An edit with the two sides of a hand-off in which nothing went wrong, on records drawn anew."""
    base = document.sample(9, seed)
    other = pair.forward.on_document(base)
    return (pair.forward, base, other) if direction == "forward" else (pair.backward, other, base)


def damaged(edit: Edit, text: str, source: random.Random) -> str:
    """A record left out, and in another the values of a third."""
    records = list(edit.target.split(text))
    records.pop(source.randrange(len(records)))
    at, other = source.sample(range(len(records)), 2)
    fields = edit.target.parse(records[at]) | dict(
        source.sample(sorted(edit.target.parse(records[other]).items()), 2)
    )
    records[at] = edit.target.write(fields)
    return edit.target.join(records)


@pytest.mark.parametrize(("document", "pair", "direction"), list(ways()))
def test_what_is_declared_lets_the_right_result_pass_and_restores_it(
    document: Document, pair: EditPair, direction: Any
) -> None:
    contract = declared(document, pair, direction)
    assert contract is not None
    assert contract.clauses
    for seed in range(3):
        edit, before, right = sides(document, pair, direction, seed)

        def handoff(after: str, edit: Edit = edit, before: str = before) -> HandOff:
            return HandOff.of({edit.source.file: before}, {edit.target.file: after}, contract=contract)

        assert check(handoff(right)).outcome == "pass"
        wrong = handoff(damaged(edit, right, random.Random(seed)))
        assert check(wrong).outcome == "fail"
        repaired = repair(wrong)
        assert repaired is not None
        assert edit.target.split(repaired.files[edit.target.file]) == edit.target.split(right)


def test_most_edits_have_one() -> None:
    every = [(document, pair) for document in documents() for pair in document.pairs]
    without = [pair.name for document, pair in every if declared(document, pair, "forward") is None]
    assert (len(every), len(without)) == (51, 14)
