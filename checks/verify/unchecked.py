"""Fields whose values a contract does not say: what stands in them may still state nothing that was not handed over."""

from __future__ import annotations

from collections.abc import Iterator

from holdtrue.checks.document import Document
from holdtrue.checks.finding import Finding
from holdtrue.checks.verify.came import Came
from holdtrue.checks.verify.compare_rows import pair_rows
from holdtrue.checks.verify.expected import ExpectedRows
from holdtrue.checks.verify.mentions import Known, Mentions, facts
from holdtrue.checks.verify.told import deviates, quote

_COMPARED = ("number", "date", "id", "url")


def unchecked(
    expected: ExpectedRows, came: Came, documents: dict[str, Document], known: Known
) -> Iterator[Finding]:
    """Values in unchecked fields that no document, nor the instruction, has."""
    if not expected.unchecked:
        return
    paired = pair_rows(expected, came)
    fields = {paired.columns.get(name) for name in expected.unchecked} - {None}
    has = None
    for item in paired.arrived:
        for cell in item.record.cells:
            if cell.field not in fields:
                continue
            for fact in facts(cell.text):
                if fact.type not in _COMPARED:
                    continue
                if has is None:
                    texts = [facts(document.text) for document in documents.values()]
                    has = Mentions([*known.facts, *(one for found in texts for one in found)])
                if fact not in has and not has.adds_up(fact):
                    message = f"{cell.field}: {quote(fact.text)} is in nothing that was handed over"
                    place = came.place(cell.start, cell.end)
                    yield deviates(
                        "fact_invented", expected.clause, message, None, place, "unexplained", "major"
                    )
