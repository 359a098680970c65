"""Whether a free text says what its source says: letters, values in their places, assertions sentence by sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from holdtrue.checks.changes import Change
from holdtrue.checks.contract.clauses import Clause, Translate
from holdtrue.checks.facts.fact import Fact
from holdtrue.checks.finding import Finding, Place
from holdtrue.checks.misread import WORD, misread
from holdtrue.checks.prose import compare_prose, passages
from holdtrue.checks.readers import read
from holdtrue.checks.verify.mentions import Mentions, facts
from holdtrue.checks.verify.told import deviates, quote

PlaceAt = Callable[[int, int], Place | None]
"""The place of a stretch of the result, by its offsets there."""

_TRANSLATED = frozenset(
    ("assertion_lost", aspect) for aspect in ("date", "id", "negation", "sentence", "unit")
)
"""What a translation may not leave out; names, hedges and references are too often said in other words."""

_REWORDED = ("number", "date", "unit")
"""What counterparts in one language may not have otherwise; the rest is what rewording is for."""


def scrambled(clause: Clause, source: str, result: str, place_at: PlaceAt) -> Iterator[Finding]:
    """Words whose letters were read in the wrong encoding; those that the source has already are its own."""
    if result.isascii():
        return
    words = None
    for match in WORD.finditer(result):
        meant = misread(match[0])
        if meant is None:
            continue
        words = words if words is not None else set(WORD.findall(source))
        if match[0] not in words:
            message = f"{quote(match[0])} is {quote(meant)} read in the wrong encoding"
            yield deviates("encoding", clause, message, None, place_at(*match.span()))


def exchanged(clause: Clause, old: list[Fact], new: list[Fact], place_at: PlaceAt) -> Iterator[Finding]:
    """A value that stands once more where another stands once less, though both are of the source."""
    for kind in ("number", "date", "id"):
        before = Counter(value for sort, value in map(_value, old) if sort == kind)
        after = Counter(value for sort, value in map(_value, new) if sort == kind)
        if before == after or before.total() != after.total() or not after.keys() <= before.keys():
            continue
        more, less = after - before, before - after
        wanted = ", ".join(sorted(less))
        for fact in new:
            if _value(fact)[0] == kind and _value(fact)[1] in more:
                message = f"{quote(fact.text)} stands more often than in its source, {wanted} less often"
                yield deviates(
                    "exchanged", clause, message, None, place_at(fact.start, fact.end), "unexplained", "major"
                )


def _value(fact: Fact) -> tuple[str, str]:
    """What sort of value a fact is, and which: `9 Uhr` is a time."""
    clock = next((reading for reading in fact.readings if re.fullmatch(r"\d\d:\d\d", reading)), "")
    return ("date", clock) if clock else (fact.type, fact.readings[0])


def asserted(
    clause: Clause, source: str, result: str, before: Place | None, after: Place | None, place_at: PlaceAt
) -> Iterator[Finding]:
    """What corresponding sentences assert otherwise."""
    names = (before.file if before else after.file if after else "", after.file if after else "")
    old, new = read(names[0], source), read(names[1], result)
    for change in compare_prose(passages(old), passages(new)).changes:
        if not _counts(clause, change) or _told(change):
            continue
        was, now = change.before, change.after
        place = place_at(now.start, now.end) if now else after
        there = _inside(before, was, source) if was else before
        what = change.aspect if change.aspect != "sentence" else "statement"
        if now is None:
            message = f"the {what} of {quote(was.text if was else '')} is not told again"
        else:
            message = f"another {what}: {quote(now.text)}" + (
                f" where its source has {quote(was.text)}" if was else ""
            )
        yield deviates("assertion", clause, message, there, place, "unexplained", "major")


def _counts(clause: Clause, change: Change) -> bool:
    if isinstance(clause, Translate):
        return change.kind == "assertion_changed" or (change.kind, change.aspect) in _TRANSLATED
    return change.kind == "assertion_changed" and change.aspect in _REWORDED


def _told(change: Change) -> bool:
    """Whether the place in the result does state the value of the source, in another notation."""
    if change.before is None or change.after is None or change.aspect not in ("number", "date", "id"):
        return False
    was = facts(change.before.text)
    return bool(was) and all(map(Mentions(facts(change.after.text)).restates, was))


def _inside(whole: Place | None, part: Place, source: str) -> Place | None:
    """A stretch of the source in the file that it stands in."""
    if whole is None or whole.text != source:
        return whole
    line = whole.line + source.count("\n", 0, part.start)
    return Place(whole.file, whole.start + part.start, whole.start + part.end, line, part.text)


_MARKUP = re.compile(
    r"</?[A-Za-z][^<>\n]{0,200}>|\*\*|`[^`\n]{1,200}`|\\[A-Za-z]+|\$\{[^{}\n]{1,80}\}|\{\{?[\w.]{0,80}\}?\}|%\(\w+\)[sdf]|%[sd](?!\w)"
)
_REFERENCE = re.compile(
    r"\[\^?[#\w.:-]{1,40}\]|(?<=\\ref\{)[^{}\n]{1,80}(?=\})|(?<=\\cite\{)[^{}\n]{1,80}(?=\})|§+\s?\d[\d.]*|(?<!\w)\(\d{1,3}\)"
)


def kept_sorts(
    clause: Clause, words: frozenset[str], source: str, result: str, before: Place | None, after: Place | None
) -> Iterator[Finding]:
    """What must survive beside facts and texts: references, markup and placeholders, the number of units."""
    for word, pattern in (("markup", _MARKUP), ("references", _REFERENCE)):
        if word not in words:
            continue
        lost = Counter(pattern.findall(source)) - Counter(pattern.findall(result))
        for text in lost:
            yield deviates(
                "lost", clause, f"{quote(text)} is not there ({word})", before, after, "unexplained", "major"
            )
    if "count" in words:
        name = after.file if after else ""
        was, now = (Counter(r.kind for r in read(name, text).records) for text in (source, result))
        for kind in (was | now) if was != now else ():
            if was[kind] != now[kind]:
                message = f"{now[kind]} times {kind} where its source has {was[kind]}"
                yield deviates("count", clause, message, before, after, "unexplained", "major")
