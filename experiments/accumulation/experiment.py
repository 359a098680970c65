"""The experiment `accumulation`: RS@2 to RS@20, whole documents and records, bare and repaired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from holdtrue.experiments.accumulation.report import accumulation_summary
from holdtrue.experiments.documents import document, documents
from holdtrue.experiments.models import resolve
from holdtrue.experiments.relay import STRATEGIES, Guarding, run
from holdtrue.experiments.sweep import Bench, Cell, Experiment, Row, Scale, Scope, Value
from holdtrue.middleware import Ledger

if TYPE_CHECKING:
    from holdtrue.experiments.documents import Document
    from holdtrue.experiments.models import Model
    from holdtrue.experiments.relay import Hop

_BARE = "bare"
_REPAIRED = "repaired"


@dataclass(frozen=True, slots=True)
class _Size:
    documents: int
    records: int
    trips: int


_SIZES = {Scale.SMALL: _Size(2, 2, 8), Scale.FULL: _Size(6, 2, 10)}
"""How many documents, cut to how many records, for how many round trips."""

_EXAMPLES = 2
"""Worked examples in each prompt."""

_LETTERS_A_TOKEN = 1.5
"""Hardly fewer even where much of a text is digits and marks, which are tokens of their own."""


def _cells(scope: Scope) -> Iterator[Cell]:
    size = _SIZES[scope.scale]
    # The shortest ones: a whole document at once takes a small model most of the time.
    shortest = sorted(documents(), key=lambda one: len(_cut(one, size.records).text))[: size.documents]
    for one, model, strategy, guard, seed in product(
        shortest, scope.models, STRATEGIES, (_BARE, _REPAIRED), range(scope.seeds)
    ):
        yield Cell(
            {
                "document": one.name,
                "records": size.records,
                "model": model,
                "strategy": strategy,
                "guard": guard,
                "trips": size.trips,
                "seed": seed,
            }
        )


def _measure(cell: Cell, bench: Bench) -> Sequence[Row]:
    cut = _cut(document(cell.text("document")), cell.number("records"))
    with TemporaryDirectory() as folder:
        ledger = Ledger(bench.ledger or Path(folder) / "ledger.db")
        result = run(
            cut,
            _model(cell.text("model"), _longest(cut)),
            strategy=cell.text("strategy"),
            trips=cell.number("trips"),
            seed=cell.number("seed"),
            # What repair leaves wrong goes on, as it would without a guard.
            guarding=Guarding(["repair", "observe"], ledger) if cell.text("guard") == _REPAIRED else None,
        )
        ledger.close()
    end = len(cut.layout.split(result.text))
    return [_row(hop) | {"records_end": end} for hop in result.hops]


def _row(hop: Hop) -> dict[str, Value]:
    row = asdict(hop)
    return {"hop_seconds": row.pop("seconds"), **row}


def _cut(whole: Document, records: int) -> Document:
    """The document with so many records, shown on as few examples: reading long prompts is most of the time."""
    return replace(
        whole, text=whole.layout.join(whole.records[:records]), examples=whole.examples[:_EXAMPLES]
    )


@cache
def _model(name: str, most: int) -> Model:
    """At temperature 0, so what it has answered once it answers again: relays with the same hops share the work.

    Above all that makes the time of relays that have come to a standstill, where nothing changes any more.
    """
    return resolve(name, max_tokens=most).remembering()


def _longest(of: Document) -> int:
    """Tokens that hold every right answer, and little more: a small model that has lost the thread does not stop."""
    right = [of.text, *(pair.forward.on_document(of.text) for pair in of.pairs)]
    return int(max(map(len, right)) / _LETTERS_A_TOKEN)


ACCUMULATION = Experiment(
    name="accumulation",
    about="How damage adds up over ten round trips, which form the loss has, and what repair makes of it.",
    cells=lambda scope: tuple(_cells(scope)),
    measure=_measure,
    summary=accumulation_summary,
    timings=("hop_seconds", "guard_seconds"),
)
