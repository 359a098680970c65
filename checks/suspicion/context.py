"""A hand-off as a whole, against which one difference is judged."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import get_args

from holdtrue.checks.finding import Place
from holdtrue.checks.instruction import Request
from holdtrue.checks.instruction.request import Factor, Offset, OperationName
from holdtrue.checks.laws import Law
from holdtrue.checks.suspicion.gaps import Gaps
from holdtrue.checks.suspicion.looks import Field, field_of, outline, relation, said, share
from holdtrue.checks.suspicion.nearest import Nearest
from holdtrue.checks.suspicion.origins import Origins
from holdtrue.checks.suspicion.reasons import Reasons
from holdtrue.checks.suspicion.stretches import Stretches
from holdtrue.checks.suspicion.suspects import SORTS, Sort, Suspect
from holdtrue.checks.tracing.tokens import tokens
from holdtrue.checks.tracing.trace import Trace
from holdtrue.checks.tracing.units import Unit

_TRIED_AGAINST = 300
"""Numbers of the same record that new ones are held against."""

_LIKE = 0.6
"""Likeness below which two words have nothing to do with each other."""

_SAME = 1e-6
"""Difference below which two amounts are one."""


_WORDING: tuple[Sort, ...] = ("edit", "notation", "lost", "added", "assertion", "novel")

MAKES: Mapping[OperationName, tuple[Sort, ...]] = {
    "rename": ("edit", "notation"),
    "scale": ("edit", "notation"),
    "set": ("edit", "notation"),
    "insert": ("added", "novel"),
    "annotate": ("edit", "added", "novel"),
    "delete": ("edit", "lost"),
    "filter": ("lost",),
    "reorder": ("moved",),
    "split": ("lost", "added", "moved", "delivery"),
    "merge": ("edit", "lost", "added", "moved", "copied"),
    "convert": ("edit", "notation", "added", "moved"),
    "extract": ("edit", "notation", "lost", "added"),
    "reformat": ("edit", "notation", "moved"),
    "rewrite": _WORDING,
    "summarize": _WORDING,
    "translate": _WORDING,
    "check": (),
}
"""The sorts of differences that doing what was asked makes, by what the operation means."""


class Context:
    """Counts over a hand-off, each made when it is first asked for."""

    def __init__(
        self, request: Request, traced: Trace, found: Sequence[Suspect], laws: Sequence[Law]
    ) -> None:
        self.request = request
        self.traced = traced
        self.laws = laws
        self.asked = Counter(token.key for token in tokens(request.instruction))
        self.found = found
        self.reasons = Reasons(request.instruction, traced, found)
        self.origins = Origins(traced, self.asked)
        self.gaps = Gaps(traced, found, lambda place: self.names_place(place)[0])

    @cached_property
    def before_words(self) -> Counter[str]:
        """How often each word stands on the side that was handed over."""
        return Counter(chain.from_iterable([unit.content.keys for unit in self.traced.before]))

    @cached_property
    def near_word(self) -> Nearest:
        """Words that were handed over and are long enough to be told when misspelt."""
        return Nearest((key for key in self.before_words if key[0].isalpha() and len(key) >= 4), _LIKE)

    @cached_property
    def near_figure(self) -> Nearest:
        """Numbers of two digits and more that were handed over."""
        return Nearest(_figures(self.before_words), _LIKE)

    def figures_near(self, s: Suspect) -> Nearest:
        """Numbers of the record that a difference lies in; of the whole side where it lies in none."""
        if s.pair is None:
            return self._first_figures
        return Nearest(sorted(_figures(s.pair.before.reach))[:_TRIED_AGAINST], _LIKE)

    @cached_property
    def _first_figures(self) -> Nearest:
        return Nearest(sorted(_figures(self.before_words))[:_TRIED_AGAINST], _LIKE)

    @cached_property
    def after_words(self) -> Counter[str]:
        """How often each word stands on the side that came out."""
        return Counter(chain.from_iterable([unit.content.keys for unit in self.traced.after]))

    @cached_property
    def sorts(self) -> Counter[str]:
        """How many suspects there are of each sort."""
        return Counter(suspect.sort for suspect in self.found)

    @cached_property
    def exchanges(self) -> Counter[tuple[tuple[str, ...], tuple[str, ...]]]:
        """How often the same words became the same words."""
        return Counter((s.old_said, s.new_said) for s in self.edits)

    @cached_property
    def edits(self) -> list[Suspect]:
        """Suspects whose words changed, or their notation."""
        return [s for s in self.found if s.sort in ("edit", "notation")]

    @cached_property
    def olds(self) -> Counter[tuple[str, ...]]:
        """How often the same words were changed, whatever they became."""
        return Counter(s.old_said for s in self.edits)

    @cached_property
    def news(self) -> Counter[tuple[str, ...]]:
        """How often a change led to the same words."""
        return Counter(s.new_said for s in self.edits)

    @cached_property
    def outlines(self) -> Counter[tuple[str, str]]:
        """How often words of one shape became words of another."""
        return Counter((outline(s.old), outline(s.new)) for s in self.edits)

    @cached_property
    def per_pair(self) -> Counter[int]:
        """How many edits there are in each pair of records."""
        return Counter(id(s.pair) for s in self.edits)

    @cached_property
    def fields(self) -> dict[Field, list[Suspect]]:
        """Edits by the field that they stand in."""
        grouped: dict[Field, list[Suspect]] = defaultdict(list)
        for s in self.edits:
            grouped[field_of(s)].append(s)
        return grouped

    @cached_property
    def field_pairs(self) -> dict[Field, int]:
        """In how many pairs of records each field was edited."""
        return {field: len({id(s.pair) for s in members}) for field, members in self.fields.items()}

    @cached_property
    def field_sizes(self) -> Counter[Field]:
        """How many values each field has on the side that came out."""
        alike = Counter(
            [
                (record.kind, record.path, record.fields)
                for record in [found.after.record for found in self.traced.pairs]
            ]
        )
        sizes: Counter[Field] = Counter()
        for (kind, path, names), count in alike.items():
            for name in names:
                sizes[kind, path, name] += count
        return sizes

    @cached_property
    def field_values(self) -> dict[Field, set[tuple[str, ...]]]:
        """Values of each field that was edited, on the side that was handed over."""
        values: dict[Field, set[tuple[str, ...]]] = defaultdict(set)
        edited = {field for _, _, field in self.fields}
        for unit in self.traced.before:
            record = unit.record
            for name, words in zip(record.fields, unit.content.said, strict=True):
                if name in edited:
                    values[record.kind, record.path, name].add(words)
        return values

    @cached_property
    def ratios(self) -> dict[Field, tuple[Counter[str], int, int]]:
        """For each field, how often its numbers moved by which relation, how many moved, and how many the same way."""
        result = {}
        for field, members in self.fields.items():
            relations: Counter[str] = Counter()
            count = 0
            for s in members:
                found = relation(s)
                if found:
                    count += 1
                    relations.update(set(found))
            result[field] = (relations, count, max(relations.values(), default=0))
        return result

    @cached_property
    def all_ratios(self) -> tuple[Counter[str], int]:
        """The same over all fields."""
        relations: Counter[str] = Counter()
        count = 0
        for one, number, _ in self.ratios.values():
            relations.update(one)
            count += number
        return relations, count

    @cached_property
    def rarity(self) -> dict[str, float]:
        """How much a word tells of the record that holds it."""
        total = max(len(self.traced.before), 2)
        return {
            key: math.log(1 + total / len(holders))
            for key, holders in self.traced.holders.items()
            if key[0].isalnum()
        }

    @cached_property
    def aspects(self) -> Counter[str]:
        """How many sentences assert something otherwise, by aspect."""
        return Counter(s.change.aspect for s in self.found if s.change)

    @cached_property
    def whole(self) -> dict[str, float]:
        """Numbers of the hand-off as a whole."""
        before, after, paired = len(self.traced.before), len(self.traced.after), len(self.traced.pairs)
        changed = len({s.pair.after.index for s in self.edits if s.pair})
        return {
            "n_before": math.log1p(before),
            "size_ratio": share(after, before),
            "paired_share": share(paired, max(before, after, 1)),
            "changed_share": share(changed, paired),
            "lost_share": share(self.sorts["lost"], before),
            "added_share": share(self.sorts["added"], after),
            "moved_share": share(self.sorts["moved"], paired),
            **{f"n_{sort}": math.log1p(self.sorts[sort]) for sort in SORTS},
            **self.asked_for,
        }

    def first_of_tail(self, *, lost: bool) -> int:
        """Position of the first record of those at the end of a side that all went, or all came."""
        return self._tails[lost]

    @cached_property
    def _tails(self) -> dict[bool, int]:
        tails = {}
        for lost in (False, True):
            gone = self.lost_indices if lost else self.added_indices
            first = len(self.traced.before if lost else self.traced.after)
            while first and first - 1 in gone:
                first -= 1
            tails[lost] = first
        return tails

    @cached_property
    def asked_for(self) -> dict[str, float]:
        """What the instruction asks for, as far as it is understood."""
        request = self.request
        values = {f"op_{name}": 0.0 for name in get_args(OperationName)}
        for operation in request.operations:
            values[f"op_{operation.name}"] = max(values[f"op_{operation.name}"], operation.confidence)
        values["closed"] = request.closed.confidence if request.closed else 0.0
        values["n_kept"] = float(len(request.kept))
        values["n_renames"] = float(len(request.renames))
        values["n_predicates"] = float(len(request.predicates))
        values["understood"] = request.confidence
        values["n_new"] = float(sum(mention.kind == "new" for mention in request.mentions))
        return values

    @cached_property
    def fitting(self) -> dict[str, float]:
        """For each sort of difference, how surely something is asked that makes such ones; -1 if nothing is understood."""
        asked = self.request.operations
        if not asked:
            return dict.fromkeys(SORTS, -1.0)
        return {
            sort: max((one.confidence for one in asked if sort in MAKES[one.name]), default=0.0)
            for sort in SORTS
        }

    @cached_property
    def grounded(self) -> Stretches[tuple[float, float]]:
        """Places that the instruction names: how surely, and how few places it may be."""
        return Stretches(
            (ground.file, ground.start, ground.end, (mention.confidence, 1 / len(mention.grounds)))
            for mention in self.request.mentions
            for ground in mention.grounds
        )

    @cached_property
    def literals(self) -> list[tuple[str, ...]]:
        """What the instruction says may come."""
        return [said(tokens(m.text)) for m in self.request.mentions if m.kind == "new"] + [
            said(tokens(rename.new)) for rename in self.request.renames
        ]

    @cached_property
    def replaced(self) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
        """What the instruction says becomes what."""
        return {(said(tokens(r.old)), said(tokens(r.new))) for r in self.request.renames}

    @cached_property
    def factors(self) -> list[float]:
        """Factors that the instruction names."""
        return [float(q.value) for q in self.request.quantities if isinstance(q, Factor)]

    @cached_property
    def offsets(self) -> list[float]:
        """Differences that the instruction names."""
        return [float(q.value) for q in self.request.quantities if isinstance(q, Offset)]

    def asks_for(self, amount: Decimal) -> bool:
        """Whether the instruction names a factor or a difference."""
        return any(abs(float(amount) - asked) < _SAME for asked in (*self.factors, *self.offsets))

    def names_place(self, place: Place | None) -> tuple[float, float]:
        """How surely, and how exactly, the instruction names a place or something in it."""
        if place is None:
            return 0.0, 0.0
        hits = list(self.grounded.over(place.file, place.start, max(place.end, place.start + 1)))
        return max((a for a, _ in hits), default=0.0), max((b for _, b in hits), default=0.0)

    @cached_property
    def ruled(self) -> dict[Field, tuple[Law, set[tuple[str, int]]]]:
        """For each field that a law rules: the law, and where the values begin that break it."""
        return {
            law.scope: (law, {(b.after.file, b.after.start) for b in law.breaks if b.after})
            for law in self.laws
            if law.scope is not None
        }

    @cached_property
    def lost_indices(self) -> set[int]:
        """Positions of the records that went."""
        return {unit.index for unit in self.traced.lost}

    @cached_property
    def added_indices(self) -> set[int]:
        """Positions of the records that came."""
        return {unit.index for unit in self.traced.added}

    @cached_property
    def changed_after(self) -> set[int]:
        """Positions of the records that came out changed, or new."""
        return {s.pair.after.index for s in self.edits if s.pair} | self.added_indices

    @cached_property
    def shapes_before(self) -> Counter[tuple[str, str]]:
        """How many records of each shape were handed over."""
        return Counter((u.record.kind, u.record.path) for u in self.traced.before)

    @cached_property
    def shapes_lost(self) -> Counter[tuple[str, str]]:
        """How many of them went."""
        return Counter((u.record.kind, u.record.path) for u in self.traced.lost)

    @cached_property
    def exact_after(self) -> Counter[tuple[str, ...]]:
        """How often a record of the same values came out."""
        return Counter(u.exact for u in self.traced.after)

    def named(self, unit: Unit) -> float:
        """Share of a record's words, rare ones counting most, that the instruction says."""
        weights = [(self.rarity.get(key, 1.0), key in self.asked) for key in unit.bag]
        total = sum(weight for weight, _ in weights)
        return sum(weight for weight, hit in weights if hit) / total if total else 0.0

    def named_most(self, unit: Unit) -> float:
        """The rarest word of the record that the instruction says, relative to the rarest there can be."""
        top = math.log(1 + max(len(self.traced.before), 2))
        return max((self.rarity.get(key, 0.0) for key in unit.bag if key in self.asked), default=0.0) / top


def _figures(keys: Iterable[str]) -> Iterator[str]:
    return (key for key in keys if key[0].isdigit() and len(key) >= 2)
