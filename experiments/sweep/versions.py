"""With what a measurement was made."""

from __future__ import annotations

import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version

_PACKAGES = ("holdtrue", "langchain-core", "langchain", "langgraph", "xllamacpp", "polars")


@cache
def versions() -> str:
    """Python and the packages that results may depend on, as `python 3.11.7, holdtrue 0.1.0, ...`."""
    return ", ".join([f"python {platform.python_version()}", *filter(None, map(_told, _PACKAGES))])


def _told(package: str) -> str | None:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return None
