"""Whatever deviates from what the contract's clauses say; where there are clauses, they decide alone."""

from __future__ import annotations

from collections.abc import Iterator

from holdtrue.checks.finding import Finding
from holdtrue.checks.reading import Reading


def detect(reading: Reading) -> Iterator[Finding]:
    """Verify a contract that has clauses.

    Raises:
        ContractError: The contract names what was not handed over.
    """
    from holdtrue.checks.verify import (
        verify,  # a sixth of the import of this package, and nothing without clauses
    )

    yield from verify(reading)
