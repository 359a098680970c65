"""What the middleware's tests share."""

from pathlib import Path

import pytest

from holdtrue.middleware import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """An empty ledger of its own."""
    return Ledger(tmp_path / "ledger.db")
