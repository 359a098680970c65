"""How much of what a hop was to keep has arrived, against the right result that a program computes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdtrue.experiments.documents import RecordError, similarity

if TYPE_CHECKING:
    from holdtrue.experiments.documents import Edit


def integrity(edit: Edit, given: str, got: str) -> float | None:
    """How right a hop is in itself: its result against the right one for what it was given, in [0, 1].

    Earlier damage is not held against it. A record that damage has left without a right result (it does not parse,
    or an odd number of cents is to be halved) counts on neither side.

    Returns:
        None where no record has a right result.
    """
    records = edit.source.split(given)
    right = [result for record in records if (result := _result(edit, record)) is not None]
    if not right:
        return None
    arrived = len(edit.target.split(got))
    answerable = arrived - (len(records) - len(right))
    # `similarity` divides by the larger number of records; those without a right result come off it again.
    matched = similarity(edit.target, edit.target.join(right), got) * max(len(right), arrived)
    return min(1.0, matched / max(len(right), answerable))


def _result(edit: Edit, record: str) -> str | None:
    try:
        return edit.on_record(record)
    except RecordError:
        return None
