"""Labelled hand-offs as rows of numbers: one row a difference, with whether it is the damage."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from holdtrue.checks import HandOff
from holdtrue.checks.detectors import structure, transport
from holdtrue.checks.finding import Place
from holdtrue.checks.reading import Reading
from holdtrue.checks.suspicion.suspects import Suspect
from holdtrue.checks.suspicion.weigh import numbers

_WORD = re.compile(r"[\w.,:/@#-]+")

_LONGEST = 400
"""Characters of a place beyond which it locates nothing; as the scorer of the labelled hand-offs has it."""


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled hand-off and its differences."""

    id: str
    document: str
    corruption: Mapping[str, Any] | None
    """What was damaged; None in a clean result. Read for labels only, never for numbers."""

    handoff: HandOff
    """The hand-off itself."""

    suspects: tuple[Suspect, ...]
    """Its differences."""

    rows: tuple[Mapping[str, float], ...]
    """The numbers of each difference."""

    damage: tuple[bool, ...]
    """Whether each difference is the damage."""


def cases(path: Path) -> list[Case]:
    """Read labelled hand-offs and compute the numbers of their differences.

    The file holds JSON Lines with `id`, `doc`, `instruction`, `before`, `after` and `corruption`.

    A difference of a corrupt result is the damage if it quotes the damaged place about as closely as any other does, and
    no clean result of the same instruction has it.
    """
    found = []
    harmless: dict[tuple[str, str], set[tuple[str, str, str]]] = defaultdict(set)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            differences = _differences(case)
            if case["corruption"] is None:
                harmless[case["doc"], case["instruction"]] |= {_signature(s) for s, _ in differences}
            found.append((case, differences))
    return [
        Case(
            case["id"],
            case["doc"],
            case["corruption"],
            _handoff(case),
            tuple(suspect for suspect, _ in differences),
            tuple(row for _, row in differences),
            _damage(
                [suspect for suspect, _ in differences],
                case["corruption"],
                harmless[case["doc"], case["instruction"]],
            ),
        )
        for case, differences in found
    ]


_CLOSELY = 0.5
"""How closely, beside the closest, a difference must quote the damage to be it: others only have it in them."""


def _damage(
    found: Sequence[Suspect], corruption: Mapping[str, Any] | None, harmless: set[tuple[str, str, str]]
) -> tuple[bool, ...]:
    """Which of the differences are the damage."""
    if corruption is None:
        return (False,) * len(found)
    closely = [0.0 if _signature(s) in harmless else _quotes(s, corruption) for s in found]
    least = max(_CLOSELY * max(closely, default=0.0), 1e-9)
    return tuple(likeness >= least for likeness in closely)


def _handoff(case: Mapping[str, Any]) -> HandOff:
    return HandOff.of(case["before"], case["after"], instruction=case["instruction"])


def _differences(case: Mapping[str, Any]) -> Sequence[tuple[Suspect, Mapping[str, float]]]:
    reading = Reading(_handoff(case))
    delivered = [*transport.detect(reading), *structure.detect(reading)]
    return numbers(
        case["instruction"],
        [page.document for page in reading.before],
        [page.document for page in reading.after],
        delivered,
    )


def _signature(suspect: Suspect) -> tuple[str, str, str]:
    return suspect.sort, _text(suspect.before), _text(suspect.after)


def _text(place: Place | None) -> str:
    return place.text if place else ""


def _quotes(suspect: Suspect, corruption: Mapping[str, Any]) -> float:
    """How closely a difference quotes a word that the damage changed, or most of the damaged line; 0 if it does not.

    The share of words in common among all words of the two, in [0, 1].
    """
    expected, found = (
        Counter(_WORD.findall((corruption[key] or "").lower())) for key in ("expected", "found")
    )
    changed = set((expected - found) | (found - expected)) or set(expected) | set(found)
    best = 0.0
    for place in (suspect.before, suspect.after):
        text = _text(place)
        if not text or len(text) > _LONGEST:
            continue
        evidence = set(_WORD.findall(text.lower()))
        line = any(
            len(line) >= 3
            and len(set(line) & evidence) >= 0.6 * len(set(line))
            and len(evidence) <= 3 * len(line)
            for line in (expected, found)
        )
        if changed & evidence or line:
            best = max(best, len(changed & evidence) / len(changed | evidence), 1e-6)
    return best
