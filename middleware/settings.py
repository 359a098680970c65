"""Where Holdtrue keeps things, from the environment (`HOLDTRUE_...`) or its defaults."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Paths that a user may move."""

    model_config = SettingsConfigDict(env_prefix="HOLDTRUE_")

    cache: Path = Path.home() / ".cache" / "holdtrue"
    """Model weights, fetched once and checked by hash (`HOLDTRUE_CACHE`)."""

    ledger: Path = Path(".holdtrue") / "ledger.db"
    """The ledger that the command line reads and writes unless told otherwise (`HOLDTRUE_LEDGER`)."""


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
