"""What the steps of a plan came to: values, and beside them how each step ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one step came to."""

    name: str
    """The name of the result, as in `#E1`."""

    tool: str
    """The tool that was called."""

    call: str
    """The call with results in the places of their references: where the value comes from."""

    status: str
    """`ok`, the class of the tool's failure, or `waiting` where a result that it needs is not there."""

    value: str | None = None
    """The result; None unless the status is `ok`. What a tool said when it failed is no value."""


def values(found: Sequence[Evidence]) -> dict[str, str]:
    """The results that there are, by name."""
    return {evidence.name: evidence.value for evidence in found if evidence.value is not None}
