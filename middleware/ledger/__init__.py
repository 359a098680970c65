"""Append-only, hash-chained record of hand-offs."""

from holdtrue.middleware.ledger.errors import DamagedError, LedgerError
from holdtrue.middleware.ledger.ledger import Ledger
from holdtrue.middleware.ledger.values import GENESIS, Break, Origin, RunSummary, StoredRecord, Verification

__all__ = [
    "GENESIS",
    "Break",
    "DamagedError",
    "Ledger",
    "LedgerError",
    "Origin",
    "RunSummary",
    "StoredRecord",
    "Verification",
]
