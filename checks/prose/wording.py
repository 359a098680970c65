"""A sentence that stayed as it was but for some words: word by word.

Here one word carries the meaning (`before`, `lower`, `unless`), so each replaced, dropped or added word is a change,
except where both wordings mean the same by the tables (`twelve` and `12`, `at most` and `not more than`), where only
its ending differs, and where it has no content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdtrue.checks.changes import Aspect, Change
from holdtrue.checks.finding import Place
from holdtrue.checks.opcodes import blocks
from holdtrue.checks.prose.alignment import Aligned
from holdtrue.checks.prose.evidence import LONGEST, change
from holdtrue.checks.prose.sentences import Sentence
from holdtrue.checks.prose.side import Found, Side
from holdtrue.checks.prose.vocabulary import LANGUAGES, lexicon
from holdtrue.checks.prose.words import Word, inflected, words

_SHARE = 0.3
"""Share of a sentence's words that may differ while it is still the same sentence."""

_FEWEST = 4
"""Words both must have in common, where more than one differs."""

_CLAUSE = 3
"""What a whole inserted or dropped clause counts for at most: everything else stayed."""

_CONNECTIVES = frozenset(
    [
        "and",
        "or",
        "und",
        "oder",
        "et",
        "ou",
        "y",
        "o",
        "u",
        "e",
        "ed",
        "en",
        "of",
        "og",
        "eller",
        "i",
        "lub",
        "oraz",
    ]
)
_PREPOSITIONS = frozenset(["by", "to", "from", "um", "auf", "zu", "de", "à", "d'", "con", "al", "per"])
"""Words without content that turn a statement round: `and` for `or`; `by 5 %` for `to 5 %`."""

_ORDER: tuple[tuple[str, Aspect], ...] = (
    ("negation", "negation"),
    ("modality", "modality"),
    ("condition", "condition"),
    ("quantifier", "quantifier"),
    ("comparison", "comparison"),
    ("hedge", "hedge"),
    ("certainty", "hedge"),
    ("relation", "comparison"),
    ("reference", "reference"),
    ("number", "number"),
    ("date", "date"),
    ("id", "id"),
    ("name", "name"),
    ("wording", "wording"),
)
"""Which aspect a replaced word is put under, the gravest first."""

_VALUES = ("number", "date", "id", "name", "reference")

_VERBATIM = 0.85
"""How alike a sentence of a summary must be to its source for one other word to count: a summary is reworded."""

_KEEPS_IN_SUMMARY = ("negation", "condition", "quantifier", "hedge", "modality")
"""What a statement that is kept may not lose, even where it may be shortened."""


@dataclass(frozen=True, slots=True)
class _Placed:
    word: Word
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Nearly:
    """The differences of two sentences that are nearly equal."""

    changes: tuple[Change, ...]

    def beside(self, told: Sequence[Change]) -> Iterator[Change]:
        """Those that do not lie where another comparison found something."""
        spans = [
            (side, place.start, place.end)
            for item in told
            for side, place in (("before", item.before), ("after", item.after))
            if place
            and not (item.kind == "assertion_added" and side == "before")
            and not (item.kind == "assertion_lost" and side == "after")
        ]
        for item in self.changes:
            own = [(side, place) for side, place in (("before", item.before), ("after", item.after)) if place]
            if not any(
                s == side and place.start < end and start < place.end
                for side, place in own
                for s, start, end in spans
            ):
                yield item


def compare_wording(pair: Aligned, before: Side, after: Side, *, may_drop: bool) -> Nearly | None:
    """What differs word by word; None where too much does for that to tell anything."""
    old, new = _placed(pair.before), _placed(pair.after)
    found = blocks([item.word.norm for item in old], [item.word.norm for item in new])
    changed = [block for block in found if not block.equal]
    kept = sum(block.a1 - block.a0 for block in found if block.equal)
    cost = sum(
        max(b.a1 - b.a0, b.b1 - b.b0)
        if b.a1 > b.a0 and b.b1 > b.b0
        else min(_CLAUSE, b.a1 - b.a0 + b.b1 - b.b0)
        for b in changed
    )
    longest = max(len(old), len(new))
    if cost > max(1, _SHARE * longest) or (cost > 1 and kept < _FEWEST) or kept < min(len(old), len(new)) / 2:
        return None
    comparison = _Wording(pair, before, after, old, new, may_drop=may_drop)
    return Nearly(tuple(comparison.changes([(b.a0, b.a1, b.b0, b.b1) for b in changed])))


def _placed(sentences: Sequence[Sentence]) -> list[_Placed]:
    return [_Placed(word, sentence) for sentence in sentences for word in words(sentence.text)]


class _Wording:
    def __init__(
        self,
        pair: Aligned,
        before: Side,
        after: Side,
        old: Sequence[_Placed],
        new: Sequence[_Placed],
        *,
        may_drop: bool,
    ) -> None:
        self._pair = pair
        self._old, self._new = old, new
        self._may_drop = may_drop
        self._function = LANGUAGES[before.language].function if before.language in LANGUAGES else frozenset()
        self._speech = lexicon(before.language).speech
        mine, theirs = before.of(pair.before), after.of(pair.after)
        self._lost, self._kept_old = _apart(mine, theirs)
        self._added, self._kept_new = _apart(theirs, mine)

    def changes(self, segments: Sequence[tuple[int, int, int, int]]) -> Iterator[Change]:
        moved = self._moved(segments)
        for segment in segments:
            a, b = (
                self._old[segment[0] : segment[1]],
                self._new[segment[2] : segment[3]],
            )
            if segment in moved:
                continue
            aspect = self._aspect(a, b, segment)
            if aspect is None:
                continue
            if self._may_drop and not b and aspect not in _KEEPS_IN_SUMMARY:
                continue
            if self._may_drop and aspect == "wording" and self._pair.similarity < _VERBATIM:
                continue
            yield change(
                aspect,
                _span(a) or self._beside(self._old, segment[0]),
                _span(b) or self._beside(self._new, segment[2]),
                self._pair.similarity,
                "lost" if not b else "added" if not a else "changed",
            )

    def _aspect(
        self,
        a: Sequence[_Placed],
        b: Sequence[_Placed],
        segment: tuple[int, int, int, int],
    ) -> Aspect | None:
        if len(a) == len(b) and all(inflected(x.word.norm, y.word.norm) for x, y in zip(a, b, strict=True)):
            return None
        kept_a, kept_b = _within(self._kept_old, a), _within(self._kept_new, b)
        lost = _within(self._lost, a) + [found for found in kept_a if a and b and _exchanged(found, kept_b)]
        added = _within(self._added, b) + [found for found in kept_b if a and b and _exchanged(found, kept_a)]
        different = {_aspect(found) for found in (*lost, *added)}
        if "negation" in different and (_denies(lost, added) or _denies(added, lost)):
            return None
        content_a, content_b = (
            self._content(a, self._kept_old),
            self._content(b, self._kept_new),
        )
        if not any(found.item.aspect == "certainty" for found in added):
            different.discard("certainty")
        for name, aspect in _ORDER:
            if name in different:
                return aspect
        if content_a or content_b:
            stems = (
                {item.word.stem for item in content_a},
                {item.word.stem for item in content_b},
            )
            return None if stems[0] == stems[1] else "wording"
        return self._without_content(a, b, segment)

    def _without_content(
        self,
        a: Sequence[_Placed],
        b: Sequence[_Placed],
        segment: tuple[int, int, int, int],
    ) -> Aspect | None:
        if len(a) != 1 or len(b) != 1:
            return None
        pair = {a[0].word.norm, b[0].word.norm}
        following = self._new[segment[3]].word.norm[0].isdecimal() if segment[3] < len(self._new) else False
        return "wording" if pair <= _CONNECTIVES or (following and pair <= _PREPOSITIONS) else None

    def _content(self, items: Sequence[_Placed], kept: Sequence[Found]) -> list[_Placed]:
        """Words with content of their own that no matched assertion covers."""
        return [
            item
            for item in items
            if item.word.norm not in self._function
            and item.word.norm not in self._speech
            and not any(
                found.sentence is item.sentence
                and found.item.start < item.word.end
                and item.word.start < found.item.end
                for found in kept
            )
        ]

    def _moved(self, segments: Sequence[tuple[int, int, int, int]]) -> set[tuple[int, int, int, int]]:
        """Stretches dropped here and inserted there, word for word: only the order of the sentence differs."""
        dropped = [segment for segment in segments if segment[2] == segment[3]]
        inserted = [segment for segment in segments if segment[0] == segment[1]]
        found: set[tuple[int, int, int, int]] = set()
        for first in dropped:
            for second in inserted:
                if second not in found and self._stems(self._old, first[:2]) == self._stems(
                    self._new, second[2:]
                ):
                    found |= {first, second}
                    break
        return found

    def _stems(self, items: Sequence[_Placed], span: Sequence[int]) -> Counter[str]:
        return Counter(item.word.stem for item in items[span[0] : span[1]])

    @staticmethod
    def _beside(items: Sequence[_Placed], position: int) -> Place | None:
        """The words around the place where something went or came in."""
        return _span(items[max(0, position - 2) : position + 2])


def _apart(mine: Sequence[Found], theirs: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """What one side asserts that the other does not, counted; and the rest."""
    left = list(theirs)
    only, both = [], []
    for found in mine:
        match = next((other for other in left if other.item.meets(found.item)), None)
        if match is None:
            only.append(found)
        else:
            left.remove(match)
            both.append(found)
    return only, both


def _exchanged(found: Found, others: Sequence[Found]) -> bool:
    """Whether a fact stands on both sides, but another one of its kind took this place."""
    same = [other for other in others if other.item.aspect == found.item.aspect in _VALUES]
    return bool(same) and not any(other.item.meets(found.item) for other in same)


def _denies(negated: Sequence[Found], other: Sequence[Found]) -> bool:
    """Whether a negation on one side meets a word that denies by its meaning on the other: `not valid`, `invalid`."""
    kinds, others = ({found.item.aspect for found in side} for side in (negated, other))
    return (
        "negation" in kinds
        and "negative" in others
        and "negation" not in others
        and "quantifier" not in others
    )


def _aspect(found: Found) -> str:
    """The aspect a difference is put under: parties that change places are words, not a direction."""
    return "wording" if found.item.forms[0].startswith("trade:") else found.item.aspect


def _within(found: Sequence[Found], items: Sequence[_Placed]) -> list[Found]:
    return [
        assertion
        for assertion in found
        if any(
            item.sentence is assertion.sentence
            and assertion.item.start < item.word.end
            and item.word.start < assertion.item.end
            for item in items
        )
    ]


def _span(items: Sequence[_Placed]) -> Place | None:
    """A stretch of words as evidence; of its first sentence where it crosses into the next."""
    if not items:
        return None
    first = items[0]
    last = [item for item in items if item.sentence is first.sentence][-1]
    end = min(last.word.end, first.word.start + LONGEST)
    return first.sentence.part(first.word.start, end)
