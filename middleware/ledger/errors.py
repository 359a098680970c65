"""What can be wrong with a ledger file, said in one line."""

from __future__ import annotations

from holdtrue.checks.errors import InputError


class LedgerError(InputError):
    """The ledger cannot be opened, read or written; the message says what to do."""


class DamagedError(LedgerError):
    """The ledger's file does not hold together any more."""
