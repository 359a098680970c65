"""How a reworded or translated statement is meant, against its counterpart.

Faithful rewording turns `not valid` into `invalid` and `unless` into `if not`, so a difference counts only where the
other side has nothing that could stand for it. What is left is rarely an accident of wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from holdtrue.checks.changes import Aspect, Change
from holdtrue.checks.prose.alignment import Aligned
from holdtrue.checks.prose.evidence import change, quote
from holdtrue.checks.prose.side import Found, Side
from holdtrue.checks.prose.words import stem, words

_KEPT = 0.5
"""Share of a summary's sentence that must stand in its source for the manner of one to bind the other."""

_ENOUGH = 2
"""Words beside a negation that must have stayed, in a summary, for it to be missed; elsewhere one."""

_FAINT = 0.2
"""How alike they must be for a direction that turned round beside the same word."""

_COMPARABLE = 0.3
"""How alike two sentences must be for the manner of one to bind the other."""

_CLOSE = 0.55
"""How alike they must be for something that merely went to count."""

_PARTLY = 0.45
"""Share of a sentence that its counterpart must hold for a condition that went to count."""

_SAME = 0.6
"""How alike they must be for a possibility that went to count: `may` is often only politeness."""

_SHORT = 9
"""Words up to which a sentence is about one thing: there a negation concerns what stands before it too."""

_DETERMINED = re.compile(r"(?:\b(?:the|an|his|her|its|their|our|my|your)|['’]s)\s+$", re.IGNORECASE)
"""Before an `only` that belongs to a noun (`the only goal`) and limits no statement."""

_ROOT = 4
"""Characters that the forms of a word share even where its stem does not: `opened`, `opening`."""

_NEGATED = re.compile(r"\b(?:not?|nicht|kein\w*|pas|aucune?|sin|non)\b", re.IGNORECASE)

_POSSIBLE = re.compile(r"(?:might|could|may (?:have|be))\b", re.IGNORECASE)

_FOLLOWING = 3
"""Content words behind a word of manner that it applies to; for a clause up to the next comma it is twice as many."""

_AXES_ACROSS = ("trend", "extreme", "outcome", "span", "side", "compass", "order")
"""Directions that keep their words apart in a translation; prepositions of time and place do not."""

_CONFLICTS = ({"all", "some"}, {"all", "most"}, {"all", "few"}, {"most", "few"})


class _Half:
    """One side of a pair."""

    def __init__(self, found: Sequence[Found], side: Side, pair: Aligned, *, is_before: bool) -> None:
        self.found = found
        self.sentences = pair.before if is_before else pair.after
        self.bag = set(side.content.bag(*self.sentences))
        self.roots = {word[:_ROOT] for word in self.bag if len(word) > _ROOT}
        self._side = side

    def of(self, aspect: str) -> list[Found]:
        return [found for found in self.found if found.item.aspect == aspect]

    def forms(self, aspect: str) -> set[str]:
        return {found.item.forms[0] for found in self.of(aspect)}

    @property
    def negations(self) -> int:
        return len(self.of("negation"))

    @property
    def denials(self) -> int:
        """How many words deny by their meaning, and could so stand for a negation."""
        spans = {(id(f.sentence), f.item.start) for f in self.of("negative")}
        spans |= {
            (id(f.sentence), f.item.start)
            for f in self.of("condition")
            if f.item.forms[0] in ("unless", "except")
        }
        return len(spans)

    def has(self, word: str) -> bool:
        """Whether a word stands in it, in whatever form."""
        return word in self.bag or word[:_ROOT] in self.roots

    def ahead_of(self, found: Found) -> list[str]:
        """Stems of the content words before one that ends a short sentence, as in `Die Kasse zahlt nicht`."""
        text = found.sentence.text
        ahead = [word.stem for word in words(text[: found.item.start][-200:]) if word.norm[0].isalpha()]
        return [word for word in ahead if self._side.content.weight(word) > 0.2][-_FOLLOWING:]

    def around(self, found: Found) -> list[str]:
        """Stems of the content words on either side."""
        return [*self.ahead_of(found), *self.applies_to(found)]

    def applies_to(self, found: Found, *, clause: bool = False) -> list[str]:
        """Stems of the content words that a word of manner applies to."""
        text = found.sentence.text[found.item.end :]
        if clause:
            text = text.partition(",")[0].partition(";")[0]
        behind = [stem(word.norm) for word in words(text[:200]) if word.norm[0].isalpha()]
        content = [word for word in behind if self._side.content.weight(word) > 0.2]
        return content[: 2 * _FOLLOWING if clause else _FOLLOWING]


def compare_manner(
    pair: Aligned, wide: Aligned, before: Side, after: Side, *, may_drop: bool, translated: bool
) -> Iterator[Change]:
    """Negation, modality, quantifiers, conditions, directions and hedges that differ between counterparts."""
    if (pair.similarity < _COMPARABLE and not may_drop) or not pair.before or not pair.after:
        return
    old = _Half(before.of(pair.before), before, pair, is_before=True)
    new = _Half(after.of(pair.after), after, pair, is_before=False)
    support = before.content.support(before.content.bag(*pair.after), before.content.bag(*pair.before))
    both = _Half(before.of(wide.before), before, wide, is_before=True)
    comparison = _Manner(
        pair, old, new, both, before if may_drop else None, after, support, translated=translated
    )
    yield from comparison.direction()
    if (support if may_drop else pair.similarity) < (_KEPT if may_drop or translated else _COMPARABLE):
        return
    yield from comparison.negation()
    yield from comparison.modality()
    yield from comparison.quantifier()
    yield from comparison.condition()
    yield from comparison.hedge()


class _Manner:
    def __init__(
        self,
        pair: Aligned,
        old: _Half,
        new: _Half,
        wide: _Half,
        source: Side | None,
        after: Side,
        support: float,
        *,
        translated: bool,
    ) -> None:
        self._pair = pair
        self._wide = wide
        self._old = old
        self._new = new
        self._source = source
        self._translated = translated
        # A sentence that was shortened has little in common with its source, but most of it stands there.
        self._shortened = max(pair.similarity, support)
        self._alike = self._shortened if source else pair.similarity
        self._all_new = after.stems

    def negation(self) -> Iterator[Change]:
        old, new = self._old, self._new
        if _bounds_turned(old, new):
            return
        if (
            old.negations
            and not new.negations
            and new.denials <= old.denials
            and self._kept(old.of("negation"), old, new)
        ):
            yield self._lost("negation", old.of("negation")[0])
        elif (
            new.negations
            and not self._wide.negations
            and self._wide.denials <= new.denials
            and not self._sourced("negation")
            and self._kept(new.of("negation"), new, old)
        ):
            yield self._added("negation", new.of("negation")[0])

    def modality(self) -> Iterator[Change]:
        a, b = self._old.forms("modality"), self._new.forms("modality")
        weak = {"may"} if self._translated else {"may", "should"}
        if (
            ({"exempt"} <= a and "forbid" in b and "forbid" not in a)
            or ("forbid" in a and "exempt" in b and "exempt" not in b & a)
            or ("must" in a and "must" not in b and b and b <= weak and not a & weak)
            or (
                "must" in b
                and "must" not in a
                and a
                and a <= weak
                and not b & weak
                and not self._sourced("modality", "must")
            )
        ):
            yield self._changed("modality", "modality")

    def quantifier(self) -> Iterator[Change]:
        old, new = self._old, self._new
        a, b = old.forms("quantifier") - {"only"}, new.forms("quantifier") - {"only"}
        if len(a) == len(b) == 1 and any(a | b == conflict for conflict in _CONFLICTS):
            if old.negations == new.negations:
                yield self._changed("quantifier", "quantifier")
        elif (
            "only" in old.forms("quantifier")
            and "only" not in new.forms("quantifier")
            and self._pair.similarity >= _CLOSE
            and not new.negations
            and new.denials < old.denials
            and not new.of("condition")
        ):
            only = [
                found
                for found in old.of("quantifier")
                if found.item.forms[0] == "only"
                and not _DETERMINED.search(found.sentence.text[: found.item.start])
            ]
            if only and self._kept(only, old, new):
                yield self._lost("quantifier", only[0])

    def condition(self) -> Iterator[Change]:
        old, new = self._old, self._new
        a, b = old.forms("condition"), new.forms("condition")
        positive = {"if", "once"}
        if (
            ("unless" in a and "unless" not in b and b & positive and new.negations <= old.negations)
            or ("unless" in b and "unless" not in a and a & positive and old.negations <= new.negations)
            or (
                ("regardless" in a and "regardless" not in b and b & positive)
                or ("regardless" in b and "regardless" not in a and a & positive)
            )
        ):
            yield self._changed("condition", "condition")
        elif "except" in a and "except" not in b and _includes(new) and not _includes(old):
            yield self._lost(
                "condition",
                next(found for found in old.of("condition") if found.item.forms[0] == "except"),
            )
        elif a and not b and not self._translated and self._shortened >= _CLOSE and not new.of("bound"):
            for found in old.of("condition"):
                clause = old.applies_to(found, clause=True)
                if (
                    clause
                    and sum(new.has(word) or word in self._all_new for word in clause) < len(clause) / 3
                ):
                    yield self._lost("condition", found)
                    break

    def direction(self) -> Iterator[Change]:
        """Directions that turned round: each is compared with those that stand among the same words."""
        if self._pair.similarity < _FAINT:
            return
        stated = [found for found in self._wide.of("comparison") if ":" in found.item.forms[0]]
        told: set[str] = set()
        for theirs in self._new.of("comparison"):
            axis, _, direction = theirs.item.forms[0].partition(":")
            if axis in told or (self._translated and axis not in _AXES_ACROSS):
                continue
            same_axis = [found for found in stated if found.item.forms[0].partition(":")[0] == axis]
            near = same_axis if self._translated else self._among_the_same_words(theirs, same_axis)
            turned = [found for found in near if not found.item.forms[0].endswith(":" + direction)]
            if (
                turned
                and len(turned) == len(near)
                and _negations(turned[0], self._wide) == _negations(theirs, self._new)
            ):
                told.add(axis)
                yield change(
                    "wording" if axis == "trade" else "comparison",
                    turned[0].place,
                    theirs.place,
                    self._pair.similarity,
                )

    def _among_the_same_words(self, theirs: Found, candidates: Sequence[Found]) -> list[Found]:
        """The candidates that share most of the words around; the only one, where nothing tells."""
        shared = [_shared(self._wide.around(found), self._new.around(theirs)) for found in candidates]
        best = max(shared, default=0)
        if best == 0:
            axis = theirs.item.forms[0].partition(":")[0]
            alone = len(candidates) == 1 and axis in _AXES_ACROSS and self._pair.similarity >= _COMPARABLE
            return list(candidates) if alone else []
        return [found for found, score in zip(candidates, shared, strict=True) if score == best]

    def hedge(self) -> Iterator[Change]:
        old, new = self._old, self._new
        if self._alike < (_COMPARABLE if self._translated else _CLOSE):
            return
        strong = [found for found in old.of("hedge") if found.item.forms[0] == "hedge"]
        added = [found for found in new.of("hedge") if found.item.forms[0] == "hedge"]
        if strong and not _hedged(new) and not (new.negations and _NEGATED.search(_text(strong[0]))):
            yield self._lost("hedge", strong[0])
        elif (
            not self._translated
            and self._pair.similarity >= _SAME
            and not _hedged(new)
            and not new.of("modality")
        ):
            # `The gel may have shortened healing`: a possibility; `members may vote`: a permission.
            possible = [
                found for found in old.of("hedge") if _POSSIBLE.match(found.sentence.text, found.item.start)
            ]
            if possible and not old.negations:
                yield self._lost("hedge", possible[0])
        elif (
            added
            and self._pair.similarity >= _CLOSE
            and not _hedged(old)
            and not self._sourced("hedge")
            and not self._translated
        ):
            yield self._added("hedge", added[0])

    def _kept(self, found: Sequence[Found], mine: _Half, other: _Half) -> bool:
        """Whether what a word of manner applies to is on the other side at all."""
        if self._translated:
            return self._pair.similarity >= _CLOSE and len(self._pair.before) == len(self._pair.after) == 1
        for item in found:
            about = (mine.applies_to(item) if len(mine.bag) > _SHORT else mine.around(item)) or mine.ahead_of(
                item
            )
            kept = sum(other.has(word) for word in about)
            if about and kept >= min(len(about), _ENOUGH if self._source else 1):
                return True
        return False

    def _sourced(self, aspect: str, form: str | None = None) -> bool:
        """Whether another sentence of the source, which a summary may have drawn on, says so."""
        if self._source is None:
            return False
        sources = self._source.sources(self._pair.after)
        half = _Half(
            self._source.of(sources),
            self._source,
            Aligned(tuple(sources), (), 0.0),
            is_before=True,
        )
        return any(
            form in (None, found.item.forms[0])
            and any(self._new.has(word) for word in half.applies_to(found) or [""])
            for found in half.of(aspect)
        )

    def _lost(self, aspect: Aspect, found: Found) -> Change:
        return change(
            aspect,
            found.place,
            quote(self._pair.after[0]),
            self._pair.similarity,
            "lost",
        )

    def _added(self, aspect: Aspect, found: Found) -> Change:
        return change(
            aspect,
            quote(self._pair.before[0]),
            found.place,
            self._pair.similarity,
            "added",
        )

    def _changed(self, aspect: Aspect, of: str) -> Change:
        mine, theirs = self._old.of(of), self._new.of(of)
        return change(aspect, mine[0].place, theirs[0].place, self._pair.similarity)


def _includes(half: _Half) -> bool:
    return "inclusion:+" in half.forms("comparison")


def _shared(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words two neighbourhoods have in common."""
    return len({word[:_ROOT] for word in a if len(word) >= _ROOT} & {word[:_ROOT] for word in b})


def _bounds_turned(old: _Half, new: _Half) -> bool:
    """Whether a number is bound from the other side: that may stand for a negation, `not over 5` for `up to 5`."""
    upper, lower = ("<=", "<"), (">=", ">")
    return any(
        a.item.meets(b.item)
        and (
            (a.item.relation in upper and b.item.relation in lower)
            or (a.item.relation in lower and b.item.relation in upper)
        )
        for a in old.found
        if a.item.relation
        for b in new.found
    )


def _negations(found: Found, half: _Half) -> int:
    """Negations in the sentence of an assertion."""
    return sum(other.sentence is found.sentence for other in half.of("negation"))


def _text(found: Found) -> str:
    return found.sentence.text[found.item.start : found.item.end]


def _hedged(half: _Half) -> bool:
    """Whether anything on a side leaves the statement open."""
    return bool(
        half.of("hedge")
        or half.forms("modality") & {"may", "should"}
        or any(found.item.relation == "~" for found in half.found)
    )
