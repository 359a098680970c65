"""Receiver operating characteristic: what a detector catches against what it flags wrongly."""

from __future__ import annotations

from collections.abc import Sequence


def area(clean: Sequence[float], wrong: Sequence[float]) -> float:
    """Chance that a wrong hand-off looks more suspicious than a clean one; ties count half (Hanley & McNeil 1982)."""
    above = sum((one > other) + 0.5 * (one == other) for one in wrong for other in clean)
    return above / (len(clean) * len(wrong))


def curve(clean: Sequence[float], wrong: Sequence[float]) -> list[tuple[float, float]]:
    """Shares of clean and of wrong hand-offs that are flagged, for every threshold, from none flagged to all."""
    return [
        (0.0, 0.0),
        *(
            (
                sum(one >= threshold for one in clean) / len(clean),
                sum(one >= threshold for one in wrong) / len(wrong),
            )
            for threshold in sorted({*clean, *wrong}, reverse=True)
        ),
    ]
