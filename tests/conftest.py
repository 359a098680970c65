"""A red run must be reproducible: property tests try the same examples each time; `--hypothesis-seed` explores."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", derandomize=False, deadline=None)


def pytest_configure(config: pytest.Config) -> None:
    """Choose the profile; a seed counts for nothing where examples are fixed."""
    if config.getoption("--hypothesis-profile") is None:
        seed = config.getoption("--hypothesis-seed")
        settings.load_profile("steady" if seed is None else "explore")
