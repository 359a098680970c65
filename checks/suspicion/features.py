"""What is known about a difference: numbers that mean the same in every document."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from rapidfuzz.distance import OSA

from holdtrue.checks.changes import Aspect, Change
from holdtrue.checks.laws import Law
from holdtrue.checks.laws.law import Family, Rule
from holdtrue.checks.suspicion.context import Context
from holdtrue.checks.suspicion.looks import field_of, number, outline, relation, said, share
from holdtrue.checks.suspicion.suspects import SORTS, Suspect, is_garbled
from holdtrue.checks.tracing.edits import Edit
from holdtrue.checks.tracing.pairing import Pair
from holdtrue.checks.tracing.tokens import tokens
from holdtrue.checks.tracing.units import Unit

Numbers = Mapping[str, float]
"""Numbers by name; one that a difference does not have is left out."""

_UNKNOWN = 3.0
"""How much a word tells that no record of the source holds: as one that stands in a twentieth of them."""

_COMPARED = 200
"""Characters of the words that are compared letter by letter."""

_TRIED = 12
"""New words whose nearest is looked for."""

_NEVER: tuple[Counter[str], int, int] = (Counter(), 0, 0)
"""Ratios of a field whose numbers did not move."""

_DELIVERY = (
    "transport.empty", "transport.refusal", "transport.elided", "transport.truncated", "transport.replaced",
    "transport.remark", "transport.wrapped", "structure.unparsable", "structure.ragged",
    "structure.record_count", "structure.field_count", "structure.file_lost", "structure.file_added",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a difference."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    old_said: tuple[str, ...]
    """Those that are no marks."""
    new_said: tuple[str, ...]


def features(s: Suspect, context: Context) -> Numbers:
    """The numbers of one difference."""
    old, new = s.old_said, s.new_said
    words = _Words(old, new, tuple(_telling(old)), tuple(_telling(new)))
    values: dict[str, float] = {f"is_{sort}": float(s.sort == sort) for sort in SORTS}
    values |= context.whole
    values |= _named(s, context)
    values |= _asked(s, words, context)
    values |= _known(s, words, context)
    values |= _nearest(s, context)
    values |= context.reasons.of(s)
    values |= context.origins.of(s)
    values |= context.gaps.of(s)
    values["fits_asked"] = context.fitting[s.sort]
    values["explained"] = _explained(s, values)
    if s.sort in ("edit", "notation", "missed"):
        values |= _repeated(s, words, context)
    if s.sort in ("edit", "notation") and s.edit is not None and s.pair is not None:
        values |= _spelled(s)
        values |= _in_field(s, s.edit, s.pair, context)
    if s.kind:
        values |= {kind: float(s.kind == kind) for kind in _DELIVERY}
    if s.change is not None:
        values |= _assertion(s.change, context)
        values |= _repeated(s, words, context)
        values |= _spelled(s)
        values |= _moved_alike(s, context)
    if s.law is not None:
        values |= _law(s.law, context)
    if s.pair is not None:
        values |= _paired(s.pair, words, context)
    if s.unit is not None:
        values |= _alone(s, s.unit, context)
    return values


def _telling(words: Iterable[str]) -> Iterable[str]:
    return (word for word in words if word[0].isalnum())


def _named(s: Suspect, context: Context) -> dict[str, float]:
    """Whether the instruction names the place, or the record."""
    place, place_exactly = context.names_place(s.before)
    around = s.pair.before.place if s.pair else s.unit.place if s.unit and s.sort == "lost" else None
    record, record_exactly = context.names_place(around)
    return {
        "place_named": place,
        "place_named_exactly": place_exactly,
        "record_named": record,
        "record_named_exactly": record_exactly,
    }


def _asked(s: Suspect, words: _Words, context: Context) -> dict[str, float]:
    """Whether the instruction says the words, or what leads from the one to the other."""
    values = {
        "old_asked": share(sum(k in context.asked for k in words.old_said), len(words.old_said)),
        "new_asked": share(sum(k in context.asked for k in words.new_said), len(words.new_said)),
        "new_literal": float(any(set(words.new_said) & set(literal) for literal in context.literals)),
        "renamed": float((words.old, words.new) in context.replaced),
    }
    x, y = number(s.old), number(s.new)
    if x is not None and y is not None:
        near = [abs(y - x * factor) <= 0.006 * abs(y) + 1e-9 for factor in context.factors if x]
        values["asked_factor"] = float(any(near))
        values["asked_offset"] = float(any(abs(y - x - offset) < 1e-6 for offset in context.offsets))
    return values


def _known(s: Suspect, words: _Words, context: Context) -> dict[str, float]:
    """Whether the words stand elsewhere, on either side."""
    before, after, asked = context.before_words, context.after_words, context.asked
    novel = [k for k in words.new_said if k not in before and k not in asked]
    old, new = words.old_said, words.new_said
    text_old, text_new = _text(s.old), _text(s.new)
    return {
        "old_len": math.log1p(len(words.old)),
        "new_len": math.log1p(len(words.new)),
        "new_known": share(sum(k in before for k in new), len(new)),
        "new_novel": float(len(novel)),
        "new_novel_numbers": float(sum(k[0].isdigit() for k in novel)),
        "old_gone": share(sum(k not in after for k in old), len(old)),
        "old_fewer": share(sum(after[k] < before[k] for k in old), len(old)),
        "new_more": share(sum(after[k] > before[k] for k in new), len(new)),
        "old_numbers": float(sum(k[0].isdigit() for k in old)),
        "new_numbers": float(sum(k[0].isdigit() for k in new)),
        "only_marks": float(not old and not new),
        "garbled": float(is_garbled(text_new) and not is_garbled(text_old)),
        "capitals": share(sum(t.text[0].isupper() for t in s.old + s.new), len(s.old) + len(s.new)),
    }


def _nearest(s: Suspect, context: Context) -> dict[str, float]:
    """How close new words come to words that were handed over, without being any of them."""
    novel = [
        token.key
        for token in s.new[:_TRIED]
        if token.key[0].isalnum() and token.key not in context.before_words and token.key not in context.asked
    ]
    words = [key for key in novel if key[0].isalpha() and len(key) >= 4]
    figures = [key for key in novel if key[0].isdigit() and len(key) >= 2]
    return {
        "near_word": max(map(context.near_word, words), default=0.0),
        "near_number": max(map(context.near_figure, figures), default=0.0),
        "near_number_here": max(map(context.figures_near(s), figures), default=0.0) if figures else 0.0,
    }


def _explained(s: Suspect, values: Numbers) -> float:
    """How far the new words follow from what was said and handed over, by the best of the reasons.

    Each reason is rare; together they are common enough for the weights to learn what it is worth to have one.
    """
    if not any(token.key[0].isalnum() for token in s.new):
        return values["old_stem_asked"]
    reasons = ("new_stem_asked", "day_asked", "known_moment", "computed", "joined", "same_decoded", "renamed")
    return max(values.get(reason, 0.0) for reason in (*reasons, "asked_factor", "asked_offset"))


def _repeated(s: Suspect, words: _Words, context: Context) -> dict[str, float]:
    """How often the same happened elsewhere."""
    shape = outline(s.old), outline(s.new)
    times = context.olds[words.old] if s.sort == "missed" else context.exchanges[words.old, words.new]
    return {
        "times": math.log1p(times),
        "old_times": math.log1p(context.olds[words.old]) if words.old else 0.0,
        "new_times": math.log1p(context.news[words.new]) if words.new else 0.0,
        "old_left": math.log1p(min((context.after_words[k] for k in words.old_said), default=0)),
        "outline_times": math.log1p(context.outlines[shape]),
        "outline_share": share(context.outlines[shape], len(context.edits)),
    }


def _spelled(s: Suspect) -> dict[str, float]:
    """How the one is spelled, beside the other."""
    old, new = _text(s.old), _text(s.new)
    if not old or not new:
        return {}
    return {
        "distance": float(OSA.distance(old, new)),
        "likeness": OSA.normalized_similarity(old, new),
        "same_letters": float(sorted(old) == sorted(new) and old != new),
        "same_bag": float(sorted(s.old_said) == sorted(s.new_said)),
        "same_outline": float(outline(s.old) == outline(s.new)),
    }


def _text(words: Sequence[object]) -> str:
    return " ".join(getattr(token, "text", "") for token in words)[:_COMPARED]


def _in_field(s: Suspect, edit: Edit, pair: Pair, context: Context) -> dict[str, float]:
    """What else happened in the same field, and in the same record."""
    field = field_of(s)
    members = context.fields[field]
    cell = edit.cell_after
    whole = said(tokens(cell.text)) if cell else ()
    values = {
        "field_edits": math.log1p(len(members)),
        "field_edit_share": share(context.field_pairs.get(field, 0), max(context.field_sizes[field], 1)),
        "field_size": math.log1p(context.field_sizes[field]),
        "cell_len": math.log1p(len(whole)),
        "whole_cell": float(cell is not None and len(s.new) == len(whole)),
        "gone_cell": float(cell is None),
        "new_cell": float(edit.cell_before is None),
        "pair_edits": math.log1p(context.per_pair[id(pair)]),
        "other_edits": math.log1p(len(context.edits) - context.per_pair[id(pair)]),
    }
    if cell is not None and field in context.field_values:
        values["value_of_neighbour"] = float(whole in context.field_values[field])
    values |= _moved_alike(s, context)
    ruled = context.ruled.get(field)
    if ruled is not None and cell is not None:
        law, breaks = ruled
        obeys = (pair.after.document.file, cell.start) not in breaks
        values["law_obeyed"] = law.share if obeys else -law.share
        values["law_size"] = math.log1p(law.obeying)
    return values


def _moved_alike(s: Suspect, context: Context) -> dict[str, float]:
    """How many numbers moved the same way."""
    mine = relation(s)
    if not mine:
        return {}
    values: dict[str, float] = {}
    relations, count, top = context.ratios.get(field_of(s), _NEVER)
    if count > 1:
        support = max(relations[r] for r in mine) / count
        values |= {
            "law_support": support,
            "law_top": top / count,
            "law_broken": top / count - support,
            "law_count": math.log1p(count),
        }
    relations, count = context.all_ratios
    if count > 1:
        values["laws_support"] = max(relations[r] for r in mine) / count
    return values


def _assertion(change: Change, context: Context) -> dict[str, float]:
    """What a sentence asserts otherwise."""
    values = {f"aspect_{aspect}": float(change.aspect == aspect) for aspect in get_args(Aspect)}
    for kind in ("assertion_changed", "assertion_lost", "assertion_added"):
        values[kind] = float(change.kind == kind)
    return {**values, "similarity": change.similarity, "n_aspect": math.log1p(context.aspects[change.aspect])}


def _law(law: Law, context: Context) -> dict[str, float]:
    """How firm the law is that is broken."""
    values = {f"law_{family}": float(law.family == family) for family in get_args(Family)}
    values |= {f"rule_{rule}": float(law.rule == rule) for rule in get_args(Rule)}
    return {
        **values,
        "law_obeyed": -law.share,
        "law_size": math.log1p(law.obeying),
        "law_breaks": math.log1p(len(law.breaks)),
        "law_asked": float(law.asked or (law.amount is not None and context.asks_for(law.amount))),
        "law_derived": float(bool(law.scope) and len(law.fields) > 1),
    }


def _paired(pair: Pair, words: _Words, context: Context) -> dict[str, float]:
    """The records that the difference lies between."""
    here = pair.before.reach
    new = words.new_said
    index = pair.after.index
    return {
        "new_here": share(sum(k in here for k in new), len(new)),
        "new_elsewhere": share(sum(k not in here and k in context.before_words for k in new), len(new)),
        "similarity": pair.similarity,
        "named": context.named(pair.before),
        "named_most": context.named_most(pair.before),
        "position": share(index, len(context.traced.after)),
        "around_changed": sum(i in context.changed_after for i in (index - 1, index + 1)) / 2,
        "notation_share": share(context.sorts["notation"], len(context.edits)),
    }


def _alone(s: Suspect, unit: Unit, context: Context) -> dict[str, float]:
    """The record that has no counterpart."""
    lost = s.sort == "lost"
    same = context.lost_indices if lost else context.added_indices
    side = len(context.traced.before if lost else context.traced.after)
    other = context.after_words if lost else context.before_words
    shape = (unit.record.kind, unit.record.path)
    mass = sum(context.rarity.get(k, _UNKNOWN) for k in unit.bag)
    found = sum(context.rarity.get(k, _UNKNOWN) for k in unit.bag if k in other)
    return {
        "named": context.named(unit),
        "named_most": context.named_most(unit),
        "position": share(unit.index, side),
        "around_changed": sum(i in same for i in (unit.index - 1, unit.index + 1)) / 2,
        "to_the_end": float(context.first_of_tail(lost=lost) <= unit.index),
        "shape_lost_share": share(context.shapes_lost[shape], context.shapes_before[shape]),
        "shape_size": math.log1p(context.shapes_before[shape]),
        "elsewhere": share(found, mass),
        "twin": float(context.exact_after[unit.exact] > 0),
        "has_parent": float(unit.parent is not None),
        "parent_too": float(unit.parent is not None and unit.parent.index in same),
        "comment": float(unit.record.kind == "comment"),
    }
