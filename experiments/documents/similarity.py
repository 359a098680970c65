"""How much of the right document another text still holds, record by record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import LCSseq

from holdtrue.experiments.documents.layout import Layout, RecordError

_SAME_RECORD = 0.5
"""A record that agrees with another in fewer than this share of its fields counts as another record."""


def similarity(layout: Layout, right: str, got: str) -> float:
    """Score a text against the right one, in [0, 1]; 1 only where their records are equal.

    Records are aligned in order: first the longest common sequence of equal ones, then the most alike among those left
    between. An aligned record counts by the share of its fields that are right, and the sum is divided by the larger
    of the two numbers of records. So a lost, an invented, a doubled, a moved and an unreadable record each cost,
    which generic and several published scores let pass (Laban et al. 2026, arXiv 2604.15597, and our runs of its
    evaluators).

    Raises:
        RecordError: The right text has no records or does not parse.
    """
    wanted = [layout.parse(record) for record in layout.split(right)]
    if not wanted:
        msg = f"the right text holds no records of {layout.file}"
        raise RecordError(msg)
    found = [_readable(layout, record) for record in layout.split(got)]
    total, row, column = 0.0, 0, 0
    for block in LCSseq.opcodes(_keys(wanted), _keys(found)).as_matching_blocks():
        total += _best(wanted[row : block.a], found[column : block.b]) + block.size
        row, column = block.a + block.size, block.b + block.size
    return total / max(len(wanted), len(found))


def _readable(layout: Layout, record: str) -> dict[str, str] | None:
    try:
        return layout.parse(record)
    except RecordError:
        return None


def _keys(records: Sequence[Mapping[str, str] | None]) -> list[tuple[str, ...] | None]:
    return [tuple(record.values()) if record is not None else None for record in records]


def _best(wanted: Sequence[Mapping[str, str]], found: Sequence[Mapping[str, str] | None]) -> float:
    """The largest sum of record scores over all alignments that keep both orders (Needleman & Wunsch 1970)."""
    above = [0.0] * (len(found) + 1)
    for record in wanted:
        row = [0.0]
        for column, other in enumerate(found):
            row.append(max(above[column] + _agreement(record, other), above[column + 1], row[column]))
        above = row
    return above[-1]


def _agreement(record: Mapping[str, str], other: Mapping[str, str] | None) -> float:
    if other is None:
        return 0.0
    share = sum(other[name] == value for name, value in record.items()) / len(record)
    return share if share >= _SAME_RECORD else 0.0
