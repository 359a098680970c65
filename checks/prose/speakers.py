"""Who says something: the subject of a verb of saying, the source of a claim, the label before a line of a dialogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from holdtrue.checks.prose.vocabulary import Lexicon
from holdtrue.checks.prose.words import Word

if TYPE_CHECKING:
    from holdtrue.checks.prose.assertions import Assertion

_LABEL = re.compile(
    r"[\s*_>#-]{0,6}(?P<name>(?:[A-ZÀ-Þ][\w.'’-]{0,20})(?:\s[\w.'’()&-]{1,20}){0,3})\*{0,2}:\*{0,2}\s"
)

_NEAR = 3
"""Words between a speaker and the verb."""


def label(text: str) -> tuple[str, int, int] | None:
    """The speaker's name before a line of a dialogue: its last word in lower case, and where the name stands."""
    match = _LABEL.match(text)
    if match is None:
        return None
    return (
        match["name"].split()[-1].lower().strip(".()"),
        match.start("name"),
        match.end("name"),
    )


def speakers(
    found: Sequence[Word], facts: Sequence[Assertion], lexis: Lexicon
) -> Iterator[tuple[str, int, int]]:
    """Each speaker's last name in lower case, and where it stands."""
    names = {item.start: item for item in facts if item.aspect == "name"}
    positions = [
        position
        for position, word in enumerate(found)
        if word.start in names or _opens(found, position, lexis)
    ]
    named = set(positions)
    for position, word in enumerate(found):
        if word.norm in lexis.speech:
            who = _before(named, position)
            who = _after(named, position) if who is None else who
            if who is not None:
                yield (
                    found[who].norm.removesuffix("'s"),
                    found[who].start,
                    found[who].end,
                )
        for source in lexis.sources:
            last = position + len(source)
            if tuple(item.norm for item in found[position:last]) == source:
                run = [p for p in range(last, last + _NEAR + 1) if p in named]
                if run:
                    who = _end_of_run(run)
                    yield (
                        found[who].norm.removesuffix("'s"),
                        found[who].start,
                        found[who].end,
                    )


def _opens(found: Sequence[Word], position: int, lexis: Lexicon) -> bool:
    """Whether a capitalised word opens the sentence right before a verb of saying: `Anna said`."""
    return (
        position == 0
        and len(found) > 1
        and found[0].text[:1].isupper()
        and found[0].norm not in lexis.language.function
        and found[1].norm in lexis.speech
    )


def _before(named: set[int], position: int) -> int | None:
    return next((p for p in range(position - 1, position - 1 - _NEAR, -1) if p in named), None)


def _after(named: set[int], position: int) -> int | None:
    """`said Anna Berg`: the name right behind the verb."""
    run = [p for p in range(position + 1, position + 1 + _NEAR) if p in named]
    return _end_of_run(run) if run and run[0] <= position + 2 else None


def _end_of_run(run: Sequence[int]) -> int:
    end = run[0]
    for position in run[1:]:
        if position != end + 1:
            break
        end = position
    return end
