"""Facts of counterparts, both ways: numbers, units, dates, codes, names, references and speakers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from holdtrue.checks.changes import Aspect, Change
from holdtrue.checks.finding import Place
from holdtrue.checks.prose.alignment import Aligned
from holdtrue.checks.prose.evidence import change, quote
from holdtrue.checks.prose.relations import TIME_UNITS
from holdtrue.checks.prose.sentences import Sentence
from holdtrue.checks.prose.side import Found, Side
from holdtrue.checks.prose.words import stem, words

_FACTS: tuple[Aspect, ...] = ("date", "number", "id", "reference", "name")

_NEARLY = 0.6
"""How alike two sentences must be for a bound or a speaker that went to count."""

_MISSPELT = 80
"""Share of characters (per cent) that two spellings of one name have in common."""

_RESPELT = 65

_ABBREVIATION = 5
"""Letters of an abbreviation."""

_UPPER, _LOWER = ("<=", "<"), (">=", ">")

_ORIGINS = 8
"""Sentences looked at, at most, to tell where a value comes from."""

_FITS = 0.3
"""How much better a value must fit the words of one that went than those of the sentence it comes from."""

_SAME_THING = 0.4
"""How alike two sentences must be for a value of one to have become a value of the other."""

_FAINTLY = 0.3
"""The same where nothing may be left out."""

_COPIED = 0.7
"""How alike they must be, in a summary, for a value that the source states elsewhere to be the wrong one here."""

_CROSSED = 2.0
"""How much better two values must fit each other's words than their own to have changed places."""

_CONTEXT = 5
"""Words on either side of a number that say what it measures."""

_AROUND = 600
"""Characters on either side of a number within which they are looked for."""

_HELD_AGAINST = 100_000
"""Assertions of one half of a pair, times those of the other, up to which they are compared; more are no sentences."""


def compare_facts(
    pair: Aligned, wide: Aligned, before: Side, after: Side, *, may_drop: bool, translated: bool
) -> Iterator[Change]:
    """What the two sides of a pair state differently; `wide` has every sentence that a summary draws on."""
    if len(before.of(wide.before)) * len(after.of(wide.after)) > _HELD_AGAINST:
        return
    yield from _displaced(pair, before, after)
    pair = wide
    old, new = before.of(pair.before), after.of(pair.after)
    for aspect in _FACTS:
        mine = [found for found in old if found.item.aspect == aspect]
        theirs = [found for found in new if found.item.aspect == aspect]
        if aspect == "name":
            yield from _names(
                pair,
                mine,
                theirs,
                before,
                after,
                may_drop=may_drop,
                translated=translated,
            )
        else:
            yield from _values(aspect, pair, mine, theirs, before, after, may_drop=may_drop)
    yield from _manner_of_numbers(pair, old, new, translated=translated, may_drop=may_drop)
    if not translated:
        yield from _exchanged(pair, old, new)
        yield from _speakers(pair, old, new, before)


def _displaced(pair: Aligned, before: Side, after: Side) -> Iterator[Change]:
    """A value of another sentence that stands where the sentence's own value would."""
    old, new = before.of(pair.before), after.of(pair.after)
    aspects: tuple[Aspect, ...] = ("number", "date", "id")
    for aspect in aspects:
        lost = [
            found
            for found in old
            if found.item.aspect == aspect
            and not found.item.soft
            and not any(found.item.meets(other.item) for other in new)
        ]
        for found in new if lost else ():
            if found.item.aspect != aspect or any(found.item.meets(other.item) for other in old):
                continue
            stating = [before.sentences[position] for position in before.states(found.item)[:_ORIGINS]]
            origins = [other for other in before.of(stating) if other.item.states(found.item)]
            if not origins:
                continue
            own = max(_closeness(other, found) for other in origins)
            for other in lost:
                if other.item.unit == found.item.unit and _closeness(other, found) > own + _FITS:
                    yield change(aspect, other.place, found.place, pair.similarity)
                    break


def _values(
    aspect: Aspect,
    pair: Aligned,
    mine: Sequence[Found],
    theirs: Sequence[Found],
    before: Side,
    after: Side,
    *,
    may_drop: bool,
) -> Iterator[Change]:
    lost = [found for found in mine if not _met(found, theirs, pair.after, before, after)]
    added = [found for found in theirs if not _met(found, mine, pair.before, after, before)]
    theirs_only = list(added)
    added += _surplus(mine, theirs, lost)
    for found in added:
        elsewhere = before.states(found.item)
        counterpart = (
            _counterpart(found, lost) if pair.similarity >= (_SAME_THING if may_drop else _FAINTLY) else None
        ) or (_counted(found, pair, before, after) if may_drop else None)
        if elsewhere and may_drop and found in theirs_only and pair.similarity < _COPIED:
            if counterpart is None:
                yield from _borrowed(aspect, pair, found, before, elsewhere)
            continue
        if elsewhere and found not in theirs_only and counterpart is not None:
            lost.remove(counterpart)
            yield change(aspect, counterpart.place, found.place, pair.similarity)
            continue
        if elsewhere and (counterpart is None or after.states(counterpart.item)):
            if counterpart is None or not _near(before, elsewhere, pair):
                yield from _borrowed(aspect, pair, found, before, elsewhere)
            continue
        if counterpart is not None:
            if counterpart in lost:
                lost.remove(counterpart)
            yield change(aspect, counterpart.place, found.place, pair.similarity)
        elif not found.item.soft:
            yield change(
                aspect,
                quote(pair.before[0]) if pair.before else None,
                found.place,
                pair.similarity,
                "added",
            )
    if not may_drop:
        yield from _gone(aspect, pair, lost, after)


def _gone(aspect: Aspect, pair: Aligned, lost: Sequence[Found], after: Side) -> Iterator[Change]:
    """Values that stand nowhere any more."""
    for found in lost:
        if not found.item.soft and not after.states(found.item) and not _in_words(found, after):
            there = quote(pair.after[0]) if pair.after else None
            yield change(aspect, found.place, there, pair.similarity, "lost")


def _met(found: Found, others: Sequence[Found], half: Sequence[Sentence], own: Side, side: Side) -> bool:
    """Whether the other half of the pair states the same, if only as part of a date or as a fall instead of a sign."""
    item = found.item
    if any(item.meets(other.item) for other in others):
        return True
    if item.aspect != "number" or item.unit not in ("", "%"):
        return _unsigned(found, others, own, side)
    days = {
        part.lstrip("0")
        for other in side.of(half)
        if other.item.aspect == "date"
        for form in other.item.forms
        for part in form.split("-")
    }
    return (not item.unit and item.forms[0] in days) or _unsigned(found, others, own, side)


def _unsigned(found: Found, others: Sequence[Found], own: Side, side: Side) -> bool:
    """`-2.7 %` and `a fall of 2.7 %`."""
    for other in others:
        signed, plain = (found, other) if found.item.forms[0].startswith("-") else (other, found)
        if signed.item.forms[0] == "-" + plain.item.forms[0] and signed.item.unit == plain.item.unit:
            down = (own if plain is found else side).of([plain.sentence])
            if any(near.item.forms[0] in ("trend:-", "size:-", "extreme:-") for near in down):
                return True
    return False


def _counterpart(found: Found, lost: Sequence[Found]) -> Found | None:
    """The value of the other side that a new one most likely replaced: of the same unit, in words or in digits."""
    same = [
        other for other in lost if other.item.unit == found.item.unit and other.item.soft == found.item.soft
    ]
    pool = same or [
        other for other in lost if not (found.item.unit and other.item.unit) and not other.item.soft
    ]
    return max(
        pool,
        key=lambda other: fuzz.ratio(other.item.forms[0], found.item.forms[0]),
        default=None,
    )


def _counted(found: Found, pair: Aligned, before: Side, after: Side) -> Found | None:
    """Another number of the same thing, in the sentences that one of a summary draws on: `four stations`."""
    thing = _thing(found)
    if found.item.aspect != "number" or thing is None:
        return None
    return next(
        (
            other
            for other in before.of(before.sources(pair.after))
            if other.item.aspect == "number" and _thing(other) == thing and not after.states(other.item)
        ),
        None,
    )


def _thing(found: Found) -> str | None:
    """The stem of the word right behind a number: what it counts."""
    behind = words(found.sentence.text[found.item.end : found.item.end + 40])
    return behind[0].stem if behind and len(behind[0].norm) > 3 and behind[0].norm.isalpha() else None


def _near(side: Side, positions: Sequence[int], pair: Aligned) -> bool:
    """Whether one of the positions is that of a sentence of the pair, or right beside one."""
    own = {id(sentence) for sentence in pair.before}
    return any(
        id(side.sentences[near]) in own
        for position in positions
        for near in (position - 1, position, position + 1)
        if 0 <= near < len(side.sentences)
    )


def _borrowed(
    aspect: Aspect, pair: Aligned, found: Found, before: Side, elsewhere: Sequence[int]
) -> Iterator[Change]:
    """A value that stands in the source, in a sentence that speaks of something else."""
    if not pair.before or found.item.soft or aspect == "reference":
        return
    context = {
        word
        for word in _context(found.sentence, found.item.start, found.item.end)
        if before.content.weight(word) > 0.3
    }
    if len(context) < 2:
        return
    here = {word for sentence in pair.before for word in before.content.bag(sentence)}
    for position in elsewhere:
        if context & set(before.content.bag(before.sentences[position])):
            return
    if len(context & here) >= 2:
        origin = before.sentences[elsewhere[0]]
        stated = next(item for item in before.of([origin]) if item.item.meets(found.item))
        yield change(aspect, stated.place, found.place, pair.similarity)


def _context(sentence: Sentence, start: int, end: int) -> list[str]:
    """Stems of the words around a stretch of a sentence, nearest clause only."""
    left, right = sentence.text[:start], sentence.text[end:]
    for mark in (";", " – ", ". "):
        left, right = left.rpartition(mark)[2], right.partition(mark)[0]
    return [
        stem(word.norm)
        for word in (*words(left)[-_CONTEXT:], *words(right)[:_CONTEXT])
        if word.norm[0].isalpha()
    ]


def _in_words(found: Found, side: Side) -> bool:
    """Whether a small number may have become a word that no table has, or a figure of speech."""
    return (
        found.item.aspect == "number"
        and found.item.forms[0] in ("1", "2")
        and not found.item.unit
        and bool(side.words)
    )


def _manner_of_numbers(
    pair: Aligned, old: Sequence[Found], new: Sequence[Found], *, translated: bool, may_drop: bool
) -> Iterator[Change]:
    """Units and relations of the values that both sides state."""
    for found in new:
        same = [
            other for other in old if other.item.meets(found.item) and found.item.aspect in ("number", "date")
        ]
        if not same:
            continue
        units = {other.item.unit for other in same}
        if found.item.unit and "" not in units and found.item.unit not in units:
            yield change("unit", same[0].place, found.place, pair.similarity)
            continue
        relations = {other.item.relation for other in same}
        if found.item.relation in relations:
            continue
        timed = may_drop and found.item.unit in TIME_UNITS  # `within 14 days` is told as `14 days`
        yield from _relation(pair, same[0], found, (old, new), conflicts=translated or timed)


def _relation(
    pair: Aligned,
    mine: Found,
    theirs: Found,
    sides: tuple[Sequence[Found], Sequence[Found]],
    *,
    conflicts: bool,
) -> Iterator[Change]:
    a, b = mine.item.relation, theirs.item.relation
    if ({a, b} <= {"<=", "<", ""} and a and b) or ({a, b} <= {">=", ">", ""} and a and b):
        return  # `within 5` and `less than 5` are told apart by nobody who rewords
    if (a in _UPPER and b in _LOWER) or (a in _LOWER and b in _UPPER):
        if _negations(sides[0], mine) != _negations(sides[1], theirs):
            return  # `not for longer than 5`, `for at most 5`
        yield change("comparison", mine.place, theirs.place, pair.similarity)
        return
    if pair.similarity < _NEARLY:
        return
    if not (a and b) and _turned(a or b, sides[1] if not b else sides[0], sides):
        yield change("comparison", mine.place, theirs.place, pair.similarity)
        return
    kind, other_side = (a, sides[1]) if not b else (b, sides[0])
    if a and b:
        if "~" in (a, b):
            return
        kind, other_side = a, sides[1]
    absorbed = ("hedge",) if kind == "~" else ("bound", "quantifier", "comparison", "condition", "negation")
    if any(found.item.aspect in absorbed for found in other_side):
        return
    if kind == "~":
        yield change("hedge", mine.place, theirs.place, pair.similarity, "lost" if a else "added")
    elif mine.item.aspect == "number" and not conflicts:
        yield change(
            "quantifier",
            mine.place,
            theirs.place,
            pair.similarity,
            "lost" if a else "added",
        )


def _negations(side: Sequence[Found], at: Found) -> int:
    """Negations in the sentence of a value."""
    return sum(found.item.aspect == "negation" and found.sentence is at.sentence for found in side)


def _turned(relation: str, other: Sequence[Found], sides: tuple[Sequence[Found], Sequence[Found]]) -> bool:
    """Whether a side says the opposite of a bound without binding it to the number: `exceeded the limit of 5`."""
    directions = {
        found.item.forms[0]
        for found in other
        if found.item.aspect == "comparison" and found.item.forms[0].startswith("size:")
    }
    negated = [sum(found.item.aspect == "negation" for found in side) for side in sides]
    opposite = "size:-" if relation in _LOWER else "size:+" if relation in _UPPER else ""
    return directions == {opposite} and negated[0] == negated[1]


def _names(
    pair: Aligned,
    mine: Sequence[Found],
    theirs: Sequence[Found],
    before: Side,
    after: Side,
    *,
    may_drop: bool,
    translated: bool,
) -> Iterator[Change]:
    here = {word.norm.removesuffix("'s") for sentence in pair.before for word in words(sentence.text)}
    there = {word.norm.removesuffix("'s") for sentence in pair.after for word in words(sentence.text)}
    lost = [found for found in mine if not _written(found, there)]
    added = [found for found in theirs if not _written(found, here)]
    for found in added:
        known = _written(found, before.words)
        near = max(lost, key=lambda other: _alike(other, found), default=None)
        if near is not None and (
            (
                not known
                and _alike(near, found) >= _MISSPELT
                and not (translated and _exonym(near.item.forms[0], found.item.forms[0]))
            )
            or (not translated and not known and not _written(near, after.words) and len(lost) == len(added))
            or (known and len(lost) == len(added) == 1 and pair.similarity >= _NEARLY)
        ):
            lost.remove(near)
            yield change("name", near.place, found.place, pair.similarity)
        elif not known and not translated and before.language != "de" and not _abbreviates(found):
            yield change(
                "name",
                quote(pair.before[0]) if pair.before else None,
                found.place,
                pair.similarity,
                "added",
            )
    for found in lost if may_drop or translated else ():
        if not _written(found, after.words) and (place := _respelt(found, pair, before)):
            yield change("name", found.place, place, pair.similarity)
    if may_drop or translated:
        return
    for found in lost:
        if not _written(found, after.words):
            yield change(
                "name",
                found.place,
                quote(pair.after[0]) if pair.after else None,
                pair.similarity,
                "lost",
            )


def _abbreviates(found: Found) -> bool:
    """Whether it is an abbreviation in capitals: it names what the source writes out."""
    text = found.sentence.text[found.item.start : found.item.end]
    return text.isupper() and len(text) <= _ABBREVIATION


def _plain(name: str) -> str:
    """A name without its accents."""
    return "".join(
        letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter)
    )


def _exonym(a: str, b: str) -> bool:
    """Whether one name may be the other in another language: `Milano`, `Milan`; accents come and go."""
    return _plain(a) == _plain(b) or a[-1] != b[-1]


def _respelt(found: Found, pair: Aligned, before: Side) -> Place | None:
    """A capitalised word that stands nowhere in the source and differs from a lost name in a letter or two inside."""
    name = found.item.forms[0]
    for sentence in pair.after:
        for word in words(sentence.text):
            if (
                word.text[0].isupper()
                and abs(len(word.norm) - len(name)) <= 1
                and word.norm[:2] == name[:2]
                and word.norm[-1] == name[-1]
                and word.norm not in before.words
                and fuzz.ratio(word.norm, name) >= _RESPELT
                and _plain(word.norm) != _plain(name)
            ):
                return sentence.part(word.start, word.end)
    return None


def _written(found: Found, known: frozenset[str] | set[str]) -> bool:
    """Whether the name stands among the words, inflected or not."""
    name = found.item.forms[0]
    pieces = [piece for piece in name.replace("’", "'").split("'") if len(piece) > 1] or [name]
    return any(
        form in known
        for form in (
            name,
            name + "s",
            name.removesuffix("s"),
            pieces[-1],
            name + "es",
            name.replace("-", ""),
        )
    ) or all(part in known for part in name.split("-"))


def _alike(a: Found, b: Found) -> float:
    return fuzz.ratio(a.item.forms[0], b.item.forms[0])


def _surplus(mine: Sequence[Found], theirs: Sequence[Found], lost: Sequence[Found]) -> list[Found]:
    """A value that stands once in the source and twice here, while another one went: it took that one's place."""
    gone = [found for found in lost if not found.item.soft]
    found = []
    for item in gone:
        for other in theirs:
            same = [twin for twin in theirs if twin.item.meets(other.item)]
            stated = [twin for twin in mine if twin.item.meets(other.item)]
            if (
                len(same) > len(stated) >= 1
                and other.item.unit == item.item.unit
                and other not in found
                and _closeness(item, other) > max(_closeness(twin, other) for twin in stated)
            ):
                found.append(other)
                break
    return found


def _exchanged(pair: Aligned, old: Sequence[Found], new: Sequence[Found]) -> Iterator[Change]:
    """Two values of one kind and unit that changed places: each now stands among the words of the other."""
    kinds: tuple[Aspect, ...] = ("number", "date", "id")
    for aspect in kinds:
        theirs = [found for found in new if found.item.aspect == aspect]
        mine = [found for found in old if found.item.aspect == aspect]
        for first, second in pairwise(theirs):
            if first.item.unit != second.item.unit or first.item.meets(second.item):
                continue
            a = [found for found in mine if found.item.meets(first.item)]
            b = [found for found in mine if found.item.meets(second.item)]
            if len(a) != 1 or len(b) != 1 or _in_a_row(first, second):
                continue
            old_a, old_b = _told_apart(_closest(a[0]), _closest(b[0]))
            new_a, new_b = _told_apart(_closest(first), _closest(second))
            straight = _overlap(old_a, new_a) + _overlap(old_b, new_b)
            crossed = _overlap(old_a, new_b) + _overlap(old_b, new_a)
            if crossed > _CROSSED * straight + 0.4:
                yield change(aspect, a[0].place, first.place, pair.similarity)


def _in_a_row(first: Found, second: Found) -> bool:
    """Whether two values are a range or a list: `from 2 to 8`."""
    between = first.sentence.text[first.item.end : second.item.start]
    return first.sentence is second.sentence and len(words(between)) <= 1


def _closeness(a: Found, b: Found) -> float:
    """How much two values stand among the same words; words right beside them count most."""
    return _overlap(_closest(a), _closest(b))


def _overlap(a: Mapping[str, int], b: Mapping[str, int]) -> float:
    return sum(1 / (distance * b[word]) for word, distance in a.items() if word in b)


def _told_apart(a: Mapping[str, int], b: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """Two neighbourhoods, each word left to the value that it is closer to."""
    return (
        {word: distance for word, distance in a.items() if distance < b.get(word, distance + 1)},
        {word: distance for word, distance in b.items() if distance < a.get(word, distance + 1)},
    )


def _closest(found: Found) -> dict[str, int]:
    """Stems of the longer words around a value and how many words away they stand, up to the next number."""
    text = found.sentence.text
    near: dict[str, int] = {}
    left, right = (
        text[max(0, found.item.start - _AROUND) : found.item.start].rpartition(", ")[2],
        text[found.item.end : found.item.end + _AROUND].partition(", ")[0],
    )
    for side in (words(left)[::-1], words(right)):
        distance = 0
        for word in side:
            if word.norm[0].isdecimal() or distance == _CONTEXT:
                break
            if len(word.norm) > 3:
                distance += 1
                near[word.stem] = min(distance, near.get(word.stem, distance))
    return near


def _speakers(pair: Aligned, old: Sequence[Found], new: Sequence[Found], before: Side) -> Iterator[Change]:
    """Somebody else who says it."""
    said = [found for found in new if found.item.aspect == "speaker"]
    if not said or pair.similarity < 0.4:
        return
    sources = {found.item.forms[0] for found in old if found.item.aspect == "speaker"}
    sources |= {
        before.speakers[id(sentence.passage)]
        for sentence in pair.before
        if id(sentence.passage) in before.speakers
    }
    mentioned = {word.norm.removesuffix("'s") for sentence in pair.before for word in words(sentence.text)}
    for found in said:
        who = found.item.forms[0]
        labels = " ".join(sources)
        if (
            sources
            and who not in sources
            and who not in mentioned
            and who not in labels
            and who in before.words
        ):
            places = [item.place for item in old if item.item.aspect == "speaker"] or [quote(pair.before[0])]
            yield change("speaker", places[0], found.place, pair.similarity)
