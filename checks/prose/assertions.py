"""What a sentence asserts, in forms that do not depend on its wording nor, mostly, on its language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from holdtrue.checks.facts import Fact, extract
from holdtrue.checks.facts.number import ordinal
from holdtrue.checks.prose.days import DAY_NAMES, named_days
from holdtrue.checks.prose.numerals import numerals
from holdtrue.checks.prose.references import references
from holdtrue.checks.prose.relations import bind
from holdtrue.checks.prose.speakers import speakers
from holdtrue.checks.prose.vocabulary import Match, lexicon
from holdtrue.checks.prose.words import Word, words

_PLACEHOLDER = re.compile(r"%(?:\(\w+\)|\d\$)?[sdif]\b|\$?\{\{?[ \w.]{0,40}\}?\}")

_CODE = re.compile(r"(?<![\w.-])[A-Za-z]{1,6}-\d{1,6}(?![\w-]|[.,]\d)")
"""`db-03`: letters and digits joined by a hyphen; `checks.facts` asks for a capital."""

_DENYING = re.compile(r"(?:un(?!der|til|ion|it|ique|ivers|les)|non)\w{4,}|\w+less")
"""English words that deny by their form: `unsigned`, `harmless`."""

_ASPECT = {"number": "number", "date": "date", "id": "id", "url": "id", "name": "name"}

_SMALL_MONTH = re.compile(r"\b(?:may|march)\b(?!,?\s+\d)")

_WHOLE, _MONTH = len("2026-05-31"), len("2026-05")

_HOURS = re.compile(
    r"(?<![\w.,:])(?P<hour>[01]?\d|2[0-4])(?:\s?[hH]\s?|[.](?=\d\d\s?(?:Uhr|uhr|h\b)))(?P<minute>[0-5]\d)\b"
)
"""Times as German and French write them: `14.30 Uhr`, `12 h 40`."""

_LABEL = re.compile(r"[\s#*(§]*\d{1,3}(?:\.\d{1,3})+\.?\)?(?=\s+[A-ZÀ-Þ(\[])")
"""The number of a clause at its start: where it stands, not what it says."""

_SCALED = re.compile(
    r"[\d.,]+(?=\s?(?:k|m|mn|bn|mio|mrd|milli|billi|thousand|tausend|mill|mil\b))", re.IGNORECASE
)

_TITLES = frozenset(["herr", "herrn", "frau", "dr", "prof", "familie"])

_NO_NAMES = (
    frozenset(
        [
            "i",
            "mr",
            "mrs",
            "ms",
            "mx",
            "miss",
            "sir",
            "dame",
            "dr",
            "prof",
            "rev",
            "english",
            "french",
            "german",
            "spanish",
        ]
    )
    | DAY_NAMES.keys()
)
"""Capitalised words that name no party."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """One thing that a sentence asserts."""

    aspect: str
    """An aspect of a `Change`, or `negative`, `bound`, `certainty`, `relation`, which only tell what may stand for
    another."""

    forms: tuple[str, ...]
    """Normal forms it may stand for, likeliest first."""

    start: int
    """Offset of its first character in the sentence."""

    end: int
    """Offset just after its last character."""

    unit: str = ""
    """Normal form of the unit of a number."""

    relation: str = ""
    """How a number or date is meant: `<=`, `<`, `>=`, `>`, `~`, `=`; empty where nothing is said."""

    soft: bool = False
    """Whether it is a number in words, which a faithful wording may do without."""

    scaled: str = ""
    """Of a number written with `million` and the like: its digits as they stand, which a table may give alone."""

    def states(self, other: Assertion) -> bool:
        """Whether both state the same value and none of them as a percentage alone."""
        return self.meets(other) and (self.soft or other.soft or (self.unit == "%") == (other.unit == "%"))

    def meets(self, other: Assertion) -> bool:
        """Whether both may state the same."""
        if self.aspect != other.aspect:
            return _is_hour(self, other) or _is_hour(other, self)
        if not set(self.forms).isdisjoint(other.forms):
            return True
        if self.aspect == "date":
            return any(_part_of(a, b) or _part_of(b, a) for a in self.forms for b in other.forms)
        return _unscaled(self, other) or _unscaled(other, self)


def _part_of(part: str, whole: str) -> bool:
    """Whether one date is the other without its year or without its day."""
    return len(whole) == _WHOLE and (
        (part.startswith("--") and whole.endswith(part[1:]))
        or (len(part) == _MONTH and whole.startswith(part))
    )


def _unscaled(a: Assertion, b: Assertion) -> bool:
    """Whether one number is the other in a table of millions: `412.6` beside `GBP 412.6m`."""
    return bool(a.scaled) and not b.scaled and not b.unit and a.scaled in b.forms


def _is_hour(number: Assertion, time: Assertion) -> bool:
    """Whether a number of hours is a time of day: `18 h`, `18:00`."""
    return (
        number.aspect == "number"
        and number.unit == "h"
        and time.aspect == "date"
        and any(form == f"{int(time.forms[0][:2])}" for form in number.forms)
        and time.forms[0].endswith(":00")
        if ":" in time.forms[0]
        else False
    )


def assertions(text: str, language: str) -> tuple[Assertion, ...]:
    """What a sentence asserts, in the order of its words.

    Args:
        text: The sentence; line breaks in it are spaces.
        language: ISO 639-1 code; of another one, only facts are understood.
    """
    line = text.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    found = words(line)
    lexis = lexicon(language)
    referred = [Assertion("reference", (form,), *span) for form, span in references(line, found, lexis)]
    hours = [
        Assertion("date", (f"{int(m['hour']):02}:{m['minute']}",), *m.span())
        for m in (_HOURS.finditer(line) if language != "en" else ())
    ]
    codes = [Assertion("id", (m[0].lower(),), *m.span()) for m in _CODE.finditer(line)]
    placeholders = [Assertion("id", (m[0],), *m.span()) for m in _PLACEHOLDER.finditer(line)]
    taken = [(item.start, item.end) for item in (*referred, *placeholders, *codes, *hours)]
    facts = list(_facts(line, language, taken))
    counted = [
        Assertion("number", forms, start, end, soft=True)
        for forms, start, end in numerals(found, lexis)
        if not _overlaps(start, end, [(item.start, item.end) for item in facts])
    ]
    facts += [*codes, *hours]
    quantities = sorted(
        (_with_unit(item, found, lexis.units) for item in (*facts, *counted)),
        key=lambda item: item.start,
    )
    matches = lexis.find([word.norm for word in found])
    quantities, consumed = bind(line, quantities, matches, found)
    days = [
        Assertion("date", (form,), word.start, word.end, soft=True)
        for form, word in named_days(found, quantities)
    ]
    spoken = [Assertion("speaker", (name,), start, end) for name, start, end in speakers(found, facts, lexis)]
    meant = list(_meant(matches, found, consumed, [(i.start, i.end) for i in referred]))
    return tuple(
        sorted(
            [*referred, *placeholders, *quantities, *days, *spoken, *meant],
            key=lambda item: item.start,
        )
    )


def _facts(line: str, language: str, taken: Sequence[tuple[int, int]]) -> Iterator[Assertion]:
    head = _LABEL.match(line) or ordinal(line)
    # `40 may stand` is no date.
    for fact in extract(
        _SMALL_MONTH.sub(lambda match: "x" * len(match[0]), line) if language == "en" else line
    ):
        if fact.type == "negation" or _overlaps(fact.start, fact.end, taken):
            continue
        if head and fact.type in ("number", "id") and fact.start < head.end():
            continue
        if fact.type == "name" and (
            (fact.readings[0] in _NO_NAMES or fact.readings[0] in lexicon(language).language.function)
            or (language == "de" and not _is_german_name(fact, line))
        ):
            continue
        if fact.type == "id" and fact.text.isdecimal() and len(fact.text) <= 2:  # the rest of a date: 02/04
            yield Assertion("number", (fact.text.lstrip("0") or "0",), fact.start, fact.end, soft=True)
            continue
        yield Assertion(
            _ASPECT[fact.type], _readings(fact), fact.start, fact.end, fact.unit, scaled=_scaled(fact)
        )


def _scaled(fact: Fact) -> str:
    """The digits of a number that a word multiplies."""
    match = _SCALED.search(fact.text) if fact.type == "number" else None
    if match is None:
        return ""
    bare = extract(match[0])
    return bare[0].readings[0] if bare and bare[0].readings != fact.readings else ""


def _readings(fact: Fact) -> tuple[str, ...]:
    return (
        tuple(form.removesuffix("'s").removesuffix("’s") for form in fact.readings)
        if fact.type == "name"
        else fact.readings
    )


def _is_german_name(fact: Fact, line: str) -> bool:
    """German gives every noun a capital: only what follows a title, or two capitals in a row, is a name."""
    before = line[: fact.start].rstrip(". ").rpartition(" ")[2].lower()
    after = re.match(r"\s[A-ZÄÖÜ]\w+", line[fact.end : fact.end + 30])
    return before in _TITLES or (after is not None and fact.text.lower() not in _TITLES)


def _with_unit(item: Assertion, found: Sequence[Word], units: dict[str, str]) -> Assertion:
    """The number with the unit of measure right behind it."""
    if item.aspect != "number" or item.unit:
        return item
    following = next((word for word in found if word.start >= item.end), None)
    if following and following.start - item.end <= 1 and following.norm in units:
        return replace(item, unit=units[following.norm], end=following.end)
    return item


def _meant(
    matches: Iterable[Match],
    found: Sequence[Word],
    consumed: Mapping[int, str],
    taken: Sequence[tuple[int, int]],
) -> Iterator[Assertion]:
    """How the statement is meant: negation, modality, quantifiers and the rest of the closed classes."""
    for match in matches:
        if match.aspect in ("relation", "after-relation"):
            continue
        if any(position in consumed for position in range(match.first, match.last)):
            continue
        start, end = found[match.first].start, found[match.last - 1].end
        if not _overlaps(start, end, taken):
            forms = ("weak", "hedge") if match.form == "weak" else (match.form,)
            yield Assertion(match.aspect, forms, start, end)
    for position, form in consumed.items():
        yield Assertion("relation", (form,), found[position].start, found[position].end)
    for word in found:
        if word.norm.endswith("n't"):
            yield Assertion("negation", ("not",), word.start, word.end)
        elif _DENYING.fullmatch(word.norm):
            yield Assertion("negative", ("not",), word.start, word.end)


def _overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in spans)
