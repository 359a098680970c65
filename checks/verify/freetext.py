"""Free text against the text that it comes from: what it must still state, and what it may not bring in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from holdtrue.checks.contract.clauses import (
    Annotate,
    Clause,
    Insert,
    Only,
    Reformat,
    Rewrite,
    Summarize,
    Translate,
)
from holdtrue.checks.facts.fact import Fact
from holdtrue.checks.finding import Finding, Place
from holdtrue.checks.verify.alike import canonical
from holdtrue.checks.verify.fidelity import asserted, exchanged, kept_sorts, scrambled
from holdtrue.checks.verify.mentions import Known, Mentions, facts, refers
from holdtrue.checks.verify.quantity import as_text, stated
from holdtrue.checks.verify.told import deviates, quote

TYPES = {
    "numbers": ("number",),
    "dates": ("date",),
    "names": ("name",),
    "ids": ("id",),
    "urls": ("url",),
    "negations": ("negation",),
}
"""Sorts of facts by the words for them in `keep`."""

SORTS = frozenset(("references", "markup", "count"))
"""What `keep` may name that is neither a sort of fact nor a text."""

_COMPARED = ("number", "date", "id", "url")
"""Facts that no free text may bring in."""


def judge(
    clause: Clause,
    source: str,
    result: str,
    before: Place | None,
    after: Place | None,
    place_of: PlaceOf,
    known: Known,
) -> Iterator[Finding]:
    """What a free stretch lost, brought in, or did not heed.

    Args:
        clause: What was to be done.
        source: The text that it comes from.
        result: The text that came.
        before: Where the source stands.
        after: Where the result stands.
        place_of: The place of a stretch of the result.
        known: Other text whose facts it may use: the instruction, the contract, the rest of the document.
    """
    if isinstance(clause, Only):
        return
    if not result.strip() and not (isinstance(clause, Insert) and not clause.states and not clause.values):
        if source.strip() or isinstance(clause, (Insert, Annotate)):
            yield deviates("lost", clause, "nothing stands in its place", before, after)
        return
    yield from scrambled(clause, f"{source} {known.text}", result, place_of)
    if isinstance(clause, Reformat):
        yield from _both_ways(
            clause, source, result, before, after, place_of, known, ("number", "date", "id", "url")
        )
    elif isinstance(clause, (Rewrite, Translate)):
        kinds = [kind for word in clause.keep for kind in TYPES.get(word, ())]
        yield from _both_ways(clause, source, result, before, after, place_of, known, kinds)
        yield from demanded(
            clause,
            [word for word in clause.keep if word not in TYPES and word not in SORTS],
            result,
            before,
            after,
        )
        yield from kept_sorts(clause, SORTS.intersection(clause.keep), source, result, before, after)
        yield from exchanged(clause, facts(source), facts(result), place_of.around)
        yield from asserted(clause, source, result, before, after, place_of.around)
        if isinstance(clause, Rewrite):
            yield from _misspelt(clause, source + " " + known.text, result, place_of)
            yield from _measured(clause, result, after, None, clause.max_words)
            for text in clause.drop:
                if canonical(text).casefold() in canonical(result).casefold():
                    yield deviates("kept", clause, f"{quote(text)} is still there", before, after)
    elif isinstance(clause, Summarize):
        yield from _invented(clause, source, result, place_of, known, _COMPARED)
        yield from _misspelt(clause, source + " " + known.text, result, place_of)
        yield from demanded(clause, clause.must_keep, result, before, after)
        yield from _measured(clause, result, after, clause.min_words, clause.max_words)
    elif isinstance(clause, Insert):
        stated_values = [as_text(value) for _, value in clause.values]
        yield from demanded(clause, [*clause.states, *stated_values], result, before, after)
        given = " \n".join([*clause.states, *stated_values])
        yield from _invented(clause, given, result, place_of, known, _COMPARED)
    else:
        yield from _invented(clause, source, result, place_of, known, _COMPARED)


class PlaceOf:
    """Turns offsets of a result into places."""

    def __init__(self, whole: Place | None, text: str) -> None:
        self.whole = whole
        self.text = text

    def __call__(self, start: int, end: int) -> Place | None:
        """The stretch itself."""
        if self.whole is None:
            return None
        offset = self.whole.start + start
        line = self.whole.line + self.text.count("\n", 0, start)
        return Place(self.whole.file, offset, self.whole.start + end, line, self.text[start:end])

    def around(self, start: int, end: int) -> Place | None:
        """The line, or the part of it, around a stretch."""
        begin = max(self.text.rfind("\n", 0, start) + 1, start - 120)
        stop = self.text.find("\n", end)
        return self(begin, min(len(self.text) if stop < 0 else stop, end + 120))


def _both_ways(
    clause: Clause,
    source: str,
    result: str,
    before: Place | None,
    after: Place | None,
    place_of: PlaceOf,
    known: Known,
    kinds: Sequence[str],
) -> Iterator[Finding]:
    yield from lost_facts(clause, source, result, before, after, kinds)
    yield from _invented(
        clause, source, result, place_of, known, [k for k in kinds if k != "negation" and k != "name"]
    )


def lost_facts(
    clause: Clause,
    source: str,
    result: str,
    before: Place | None,
    after: Place | None,
    kinds: Sequence[str],
) -> Iterator[Finding]:
    """Facts of some sorts that a result no longer states, in any notation."""
    has = Mentions(facts(result))
    words = canonical(result).casefold()
    allowed = canonical(" ".join(getattr(clause, "drop", ()))).casefold()
    nouns = _capitalises_nouns(source)
    for fact in facts(source):
        if fact.type not in kinds or fact.type == "negation" or has.restates(fact):
            continue
        text = canonical(fact.text).casefold()
        if text in words or (allowed and text in allowed) or _spelt(fact, words):
            continue
        if fact.type == "name" and (
            _named(fact, words) or _begins(fact, source) or (nouns and " " not in fact.text)
        ):
            continue
        yield deviates(
            "fact_lost",
            clause,
            f"{quote(fact.text)} is no longer stated",
            _inside(before, source, fact),
            after,
            "unexplained",
            "major",
        )


def _named(fact: Fact, words: str) -> bool:
    """Whether each word of a name stands there; a number written out is none."""
    parts = canonical(fact.text).casefold().split()
    return all(part in words for part in parts) or all(part in _SMALL for part in parts)


_INSIDE = re.compile(r"(?<=[a-zß-ÿ,] )[^\W\d_]{2,}")


def _capitalises_nouns(text: str) -> bool:
    """Whether so many words inside sentences have capitals that a capital makes no name, as in German."""
    words = [word for word in _INSIDE.findall(text) if not word.isupper()]
    return len(words) > 0 and sum(word[0].isupper() for word in words) > _NOUNS * len(words)


_NOUNS = 0.25
"""Share of words with capitals: under a tenth in English running text, over a third in German."""


def _begins(fact: Fact, source: str) -> bool:
    """Whether a single word has its capital because a sentence begins with it."""
    ahead = source[: fact.start].rstrip(" \t\"'(*_")
    return " " not in fact.text and (not ahead or ahead[-1] in ".:;!?)]\n-•" or ahead[-1].isdigit())


def _inside(whole: Place | None, text: str, fact: Fact) -> Place | None:
    if whole is None or whole.text != text:
        return whole
    return PlaceOf(whole, text).around(fact.start, fact.end)


_SMALL = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def _spelt(fact: Fact, words: str) -> bool:
    """Whether a small number stands there as a word."""
    for reading in fact.readings:
        if (
            reading.isdecimal()
            and int(reading) < len(_SMALL)
            and re.search(rf"\b{_SMALL[int(reading)]}\b", words)
        ):
            return True
    return False


def _invented(
    clause: Clause, source: str, result: str, place_of: PlaceOf, known: Known, kinds: Sequence[str]
) -> Iterator[Finding]:
    added = " ".join(getattr(clause, "add", ()))
    has = Mentions([*facts(source), *known.facts, *facts(added)])
    words = canonical(f"{source} {known.text} {added}").casefold()
    digits = set(re.findall(r"\d+", words))
    given = set(re.findall(r"\d+", source)) if isinstance(clause, Insert) else set()
    units = has.units()
    for fact in facts(result):
        if fact.type in kinds and fact.unit and any(reading in units for reading in fact.readings):
            yield from _other_unit(clause, fact, units, place_of)
        if fact.type not in kinds or fact in has or has.adds_up(fact):
            continue
        if _stands(fact.text, words):
            continue
        runs = re.findall(r"\d+", fact.text)
        if fact.type in ("number", "id") and len(runs) == 1:
            if (runs[0] in digits and len(runs[0]) > 2) or runs[0] in given:
                continue
            if refers(fact, result, known):
                continue
        if fact.type == "number" and _spelt(fact, words):
            continue
        yield deviates(
            "fact_invented",
            clause,
            f"{quote(fact.text)} is not in what it comes from",
            None,
            place_of.around(fact.start, fact.end),
            "unexplained",
            "major",
        )


def _stands(text: str, words: str) -> bool:
    """Whether a text stands in another as a whole: `2.5 mg` does not in `12.5 mg`."""
    wanted = canonical(text).casefold()
    position = words.find(wanted)
    while position >= 0:
        ahead, behind = words[max(position - 2, 0) : position], words[position + len(wanted) :][:2]
        joined = wanted[:1].isalnum() and (
            ahead[-1:].isalnum() or (ahead[-1:] in (".", ",") and ahead[:1].isdigit())
        )
        goes_on = wanted[-1:].isdigit() and (
            behind[:1].isdigit() or (behind[:1] in (".", ",") and behind[1:].isdigit())
        )
        if not joined and not goes_on:
            return True
        position = words.find(wanted, position + 1)
    return False


def _other_unit(
    clause: Clause, fact: Fact, units: dict[str, set[str]], place_of: PlaceOf
) -> Iterator[Finding]:
    """A number that its source has in other units only."""
    known = set().union(*(units.get(reading, set()) for reading in fact.readings))
    if known and "" not in known and fact.unit not in known:
        message = f"{quote(fact.text)} is given in {', '.join(sorted(known))}, not in {fact.unit}"
        place = place_of.around(fact.start, fact.end)
        yield deviates("unit", clause, message, None, place, "unexplained", "major")


_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-z][^\W\d_]{3,}")

_NAMES = 4_000
"""Names of a source that a result's are held against."""


def _misspelt(clause: Clause, source: str, result: str, place_of: PlaceOf) -> Iterator[Finding]:
    """Names that the source has with one letter more, less, exchanged or changed."""
    known = set(re.findall(r"\w+", source))
    names = sorted(set(_CAPITAL.findall(source)))[:_NAMES]
    for match in _CAPITAL.finditer(result):
        word = match[0]
        if word in known or len(word) < _LONG_NAME or not any(c.islower() for c in word):
            continue
        for name in names:
            near = abs(len(name) - len(word)) <= 1 and OSA.distance(name, word, score_cutoff=1) == 1
            if near and not name.startswith(word) and not word.startswith(name):
                place = place_of.around(match.start(), match.end())
                message = f"{quote(word)} where its source has {quote(name)}"
                yield deviates("name", clause, message, None, place, "unexplained", "major")
                break


_LONG_NAME = 5
"""Letters of a word from which one letter more or less is no other word."""


def demanded(
    clause: Clause, texts: Iterable[str], result: str, before: Place | None, after: Place | None
) -> Iterator[Finding]:
    """Texts and values that must be there, in whatever notation."""
    words = canonical(result).casefold()
    has = None
    for text in texts:
        if not text.strip() or _stands(text, words):
            continue
        has = has or Mentions(facts(result))
        found = [fact for fact in facts(text) if fact.type != "negation"]
        if found and all(map(has.restates, found)) and len(text.split()) <= _FEW:
            continue
        if has.says(stated(text).forms):
            continue
        yield deviates("lost", clause, f"{quote(text)} is not there", before, after, "unexplained", "major")


_FEW = 3
"""Words of a demanded text up to which it is its value that must be there, in whatever notation."""


def _measured(
    clause: Clause, result: str, after: Place | None, least: int | None, most: int | None
) -> Iterator[Finding]:
    count = len(re.findall(r"\w[\w'’.,:/-]*", result))
    plain = len(result.split())
    if most is not None and min(count, plain) > most:
        yield deviates(
            "length",
            clause,
            f"{min(count, plain)} words where at most {most} are allowed",
            None,
            after,
            "unexplained",
            "minor",
        )
    if least is not None and max(count, plain) < least:
        yield deviates(
            "length",
            clause,
            f"{max(count, plain)} words where at least {least} are asked",
            None,
            after,
            "unexplained",
            "minor",
        )
