"""The amount that a posting of a ledger leaves out: what brings its transaction to nothing.

One posting of a transaction may stand without amount (Ledger manual, section 5.1; Beancount and hledger alike), so that
a posting with it and one without it say the same.
"""

from __future__ import annotations

from decimal import Decimal

from holdtrue.checks.document import Cell, Document, Record
from holdtrue.checks.verify.quantity import stated

_AMOUNT = "amount"


def implied(document: Document, record: Record, cell: Cell) -> bool:
    """Whether the other postings of a transaction already say this amount."""
    if document.format != "ledger" or cell.field != _AMOUNT or record.parent is None:
        return False
    own = stated(cell.text)
    if own.number is None:
        return False
    total = own.number
    for other in _postings(document, record.parent):
        if other.start == record.start:
            continue
        amount = other.get(_AMOUNT)
        value = stated(amount) if amount else None
        if value is None or value.number is None or value.unit != own.unit:
            return False
        total += value.number
    return total == Decimal(0)


def _postings(document: Document, parent: int) -> list[Record]:
    around = document.records[parent]
    found = []
    for record in document.records[parent + 1 :]:
        if record.start >= around.end:
            break
        if record.parent == parent and record.kind == "posting":
            found.append(record)
    return found
