"""The objective that an answer claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from holdtrue.checks.optimization.answers.figure import Figure
from holdtrue.checks.optimization.answers.scan import Token
from holdtrue.checks.optimization.answers.vocabulary import GOAL, OBJECTIVE, WHOLE

_NAMED, _GOAL, _WHOLE = 4, 2, 1

_BEFORE = 8
"""Words that may stand between the word for the objective and its number."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that may be the objective."""

    figure: Figure
    weight: int
    """How plainly the words before it say so."""


def weight_of(words: Sequence[str], sense: str) -> int:
    """How plainly words name the objective: 0 where they do not."""
    found = set(words)
    weight = _NAMED * bool(found & OBJECTIVE) + _GOAL * bool(found & GOAL[sense])
    return weight + _WHOLE * bool(found & WHOLE) if weight else 0


def claim(line: Sequence[Token], sense: str) -> Claim | None:
    """What a line says of the objective, if anything; in a calculation, its result."""
    words: list[str] = []
    weight, since, equal = 0, 0, False
    found: Figure | None = None
    tainted = False
    about = [k for k, token in enumerate(line) if token.mention is not None and token.mention.variables]
    word_at = depth = 0
    for k, token in enumerate(line):
        depth += (token.kind == "open") - (token.kind == "close")
        if token.kind == "word":
            word = token.text.casefold()
            words.append(word)
            since += 1
            if word in OBJECTIVE or word in GOAL[sense]:
                weight, since, found, equal, tainted = weight_of(words, sense), 0, None, False, False
                word_at = k if not depth else 0
            elif since > _BEFORE and found is None:
                weight = 0
        elif token.kind in ("equal", "colon") and weight:
            equal, tainted, since = True, False, 0
            found = None if token.kind == "equal" else found
        elif token.kind == "relation":
            weight = 0
        elif (token.kind in ("operator", "power") and found is not None and token.text != "*") or (
            token.mention is not None and equal
        ):
            tainted = True
        elif token.kind == "number" and weight and found is None and not tainted and token.figure is not None:
            glued = (
                k + 1 < len(line) and line[k + 1].mention is not None and line[k + 1].start <= token.end + 1
            )
            calculated = k + 1 < len(line) and line[k + 1].kind == "operator"
            if not glued and not calculated and (equal or since <= _BEFORE):
                found = replace(token.figure, unit=_unit(line, k))
        elif token.kind == "stop" and found is None:
            weight, words = 0, []
    return None if found is None else _weighed(found, weight, line, about, word_at)


def _weighed(
    found: Figure, weight: int, line: Sequence[Token], about: Sequence[int], word_at: int
) -> Claim | None:
    """Beside one variable a cost is that variable's; behind several, or said to be the total, it is the answer's."""
    if not weight or not about or weight >= _NAMED:
        return Claim(found, weight) if weight else None
    said_last = word_at > about[-1] and len({line[k].mention for k in about}) > 1
    return Claim(found, 1) if weight > _GOAL or said_last else None


def _unit(line: Sequence[Token], k: int) -> str:
    after = line[k + 1] if k + 1 < len(line) else None
    if after is not None and after.kind in ("word", "other"):
        return after.text
    return line[k - 1].text if k and line[k - 1].kind == "other" else ""
