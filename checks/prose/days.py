"""Days of the week and months that stand alone: `on Monday`, `im Juni`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from holdtrue.checks.prose.words import Word
from holdtrue.checks.values.calendar import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from holdtrue.checks.prose.assertions import Assertion

_AMBIGUOUS = frozenset(["segunda", "terça", "quarta", "quinta", "sexta"])
"""Portuguese days that are ordinals too."""

_SHORT_MONTHS = frozenset({"may", "mai", "mei", "maj"})

DAY_NAMES = {
    **{name: f"month {number}" for name, number in MONTHS.items() if len(name) > 3 or name in _SHORT_MONTHS},
    **{
        name: f"weekday {min(numbers)}"
        for name, numbers in WEEKDAYS.items()
        if len(name) > 4 and len(numbers) == 1 and name not in _AMBIGUOUS
    },
}
"""Normal form by name, in several languages; abbreviations are words elsewhere."""

_ALSO_WORDS = ("may", "march", "mars", "mai", "august")
"""Months that mean something else at the start of a sentence or in small letters."""


def named_days(found: Sequence[Word], quantities: Sequence[Assertion]) -> Iterator[tuple[str, Word]]:
    """Each day of the week or month by its name, with its normal form; not the month of a whole date."""
    dated = [(item.start, item.end) for item in quantities if item.aspect == "date"]
    for position, word in enumerate(found):
        form = DAY_NAMES.get(word.norm) or DAY_NAMES.get(word.norm.removesuffix("s"))
        if form is None or any(start <= word.start < end for start, end in dated):
            continue
        if word.norm in _ALSO_WORDS and (position == 0 or not word.text[0].isupper()):
            continue
        yield form, word
