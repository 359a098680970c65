"""Conditions an instruction names: "before 1 March", "above 10", "where country is empty", "all but the drafts"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from holdtrue.checks.facts import date as dates
from holdtrue.checks.instruction import numbers
from holdtrue.checks.instruction.ground import Grounds
from holdtrue.checks.instruction.request import Compare, Mention, Predicate, Span
from holdtrue.checks.instruction.wording import Wording

_COMPARISONS: tuple[tuple[str, Compare], ...] = (
    ("at_least", ">="),
    ("at_most", "<="),
    ("between", "between"),
    ("above", ">"),
    ("below", "<"),
    ("before", "<"),
    ("after", ">="),
)
_SIGNS: dict[str, Compare] = {
    "<": "<",
    ">": ">",
    "<=": "<=",
    ">=": ">=",
    "≤": "<=",
    "≥": ">=",
    "!=": "!=",
    "≠": "!=",
    "=": "=",
    "==": "=",
}
_OPPOSITE: dict[Compare, Compare] = {
    "<": ">=",
    ">": "<=",
    "<=": ">",
    ">=": "<",
    "=": "!=",
    "!=": "=",
    "empty": "filled",
    "filled": "empty",
}
_STRICT_AFTER = frozenset(["after", "nach", "apres", "despues", "dopo", "depois", "na", "later_than"])
_REACH = 5


def predicates(wording: Wording, grounds: Grounds, mentions: Sequence[Mention]) -> tuple[Predicate, ...]:
    """Every condition, in the order of the instruction."""
    found = [
        *_compared(wording, mentions),
        *_excepted(wording, mentions),
        *_chosen(wording, grounds, mentions),
    ]
    return tuple(sorted(found, key=lambda predicate: predicate.span.start))


def _compared(wording: Wording, mentions: Sequence[Mention]) -> Iterator[Predicate]:
    for index, token in enumerate(wording.tokens):
        if wording.sentence_of[index] < 0 or token.covered:
            continue
        if token.means("empty"):
            yield from _emptiness(wording, mentions, index)
            continue
        compare = _SIGNS.get(token.text) or next(
            (sign for sense, sign in _COMPARISONS if token.means(sense)), None
        )
        if compare is None:
            continue
        length = max((sense.length for sense in token.senses), default=1)
        values, last = _values(wording, index + length, 2 if compare == "between" else 1)
        if not values or _is_limit(wording, last) or _compares(wording, index + length):
            continue
        if compare == ">=" and token.means("after") and token.folded in _STRICT_AFTER:
            compare = ">"
        if any(
            other.means("negation")
            for other in wording.tokens[max(wording.clause(index).first, index - 2) : index]
        ):
            compare = _OPPOSITE.get(compare, compare)
        yield Predicate(
            wording.span(index, last),
            compare,
            values,
            _field(wording, mentions, index),
            _excludes(wording, index),
        )


def _compares(wording: Wording, index: int) -> bool:
    """Whether another comparison follows at once, which is the one that counts: "from before 1970"."""
    return index < len(wording.tokens) and any(
        wording.tokens[index].means(sense) for sense, _ in _COMPARISONS
    )


def _is_limit(wording: Wording, last: int) -> bool:
    """Whether the number counts words or lines, or is a part of an amount that moves things."""
    behind = wording.tokens[last] if last < len(wording.tokens) else None
    return behind is not None and behind.means("limit_unit", "percent", "digits")


def _values(wording: Wording, first: int, most: int) -> tuple[tuple[str, ...], int]:
    """The numbers or dates behind a comparison, a year or a date of several words as one."""
    if first >= len(wording.tokens) or wording.sentence_of[first] < 0:
        return (), first
    sentence = wording.sentence(first)
    start = wording.tokens[first].start
    end_index = min(sentence.last, first + _REACH * most)
    stretch = wording.text[start : wording.tokens[end_index - 1].end]
    values: list[str] = []
    taken, last = start, first
    spelled = sorted((fact.start + start, fact.end + start) for fact in dates.find(stretch))
    for at in range(first, end_index):
        token = wording.tokens[at]
        if token.start < taken:
            last = at + 1
            continue
        date = next(((begin, end) for begin, end in spelled if begin <= token.start < end), None)
        if date:
            values.append(wording.text[date[0] : date[1]])
            taken = date[1]
        elif numbers.value(token) is not None or token.kind in ("date", "time"):
            values.append(token.text)
        elif (
            not token.means("function", "between", "unit", "to") and token.kind != "symbol" and at > first + 1
        ):
            break
        else:
            continue
        last = at + 1
        if len(values) == most and not (date and at + 1 < end_index and wording.tokens[at + 1].start < taken):
            break
    return (tuple(values), last) if len(values) == most else ((), first)


def _emptiness(wording: Wording, mentions: Sequence[Mention], index: int) -> Iterator[Predicate]:
    clause = wording.clause(index)
    before = wording.tokens[clause.first : index]
    conditional = any(
        token.means("condition", "be") or token.folded in ("with", "mit", "avec", "con", "com", "met")
        for token in before
    )
    selecting = any(wording.senses(at) & {"delete", "filter"} for at in range(clause.first, clause.last))
    if not (conditional or selecting):
        return
    negated = any(token.means("negation") for token in before[-2:])
    field = _field(wording, mentions, index)
    yield Predicate(
        wording.span(index, index + 1), "filled" if negated else "empty", (), field, _excludes(wording, index)
    )


def _field(wording: Wording, mentions: Sequence[Mention], index: int) -> str | None:
    """The nearest field named in the clause, before the comparison rather than behind it."""
    clause, at = wording.clause(index), wording.tokens[index].start
    start, end = wording.tokens[clause.first].start, wording.tokens[clause.last - 1].end
    fields = [
        mention for mention in mentions if mention.kind == "field" and start <= mention.span.start < end
    ]
    return min(fields, key=lambda mention: abs(mention.span.start - at)).text if fields else None


def _excludes(wording: Wording, index: int) -> bool:
    sentence = wording.sentence(index)
    return any(wording.tokens[at].means("except") for at in range(max(sentence.first, index - 8), index))


def _excepted(wording: Wording, mentions: Sequence[Mention]) -> Iterator[Predicate]:
    """`all but the drafts`: what is named behind an "except"."""
    for index, token in enumerate(wording.tokens):
        if wording.sentence_of[index] < 0 or token.covered or not token.means("except"):
            continue
        length = max(sense.length for sense in token.senses)
        last = wording.clause(index).last
        if index + length >= last:
            continue
        span = wording.span(index, last)
        named = _named(span, mentions)
        field = next((mention.text for mention in named if mention.kind == "field"), None)
        values = tuple(
            mention.text for mention in named if mention.kind in ("value", "word", "record", "heading", "new")
        )
        yield Predicate(span, "=" if values else "", values, field, excepts=True)


def _named(span: Span, mentions: Sequence[Mention]) -> list[Mention]:
    return [
        mention
        for mention in mentions
        if span.start <= mention.span.start < span.end and mention.confidence >= 0.4
    ]


def _chosen(wording: Wording, grounds: Grounds, mentions: Sequence[Mention]) -> Iterator[Predicate]:
    """Values named where records are chosen: "only the cancelled ones", "drop the discontinued products"."""
    excepted = [index for index, token in enumerate(wording.tokens) if token.means("except")]
    for clause in wording.clauses:
        if any(clause.first <= index < clause.last for index in excepted):
            continue
        chooses = any(
            wording.senses(at) & {"filter", "delete", "only", "condition"}
            for at in range(clause.first, clause.last)
        )
        if not chooses:
            continue
        span = wording.span(clause.first, clause.last)
        for mention in _named(span, mentions):
            if mention.kind != "value":
                continue
            place = next((place for place in mention.grounds if grounds.whole(place)), None)
            field = grounds.field_of(place) if place else None
            at = next(token.index for token in wording.tokens if token.start >= mention.span.start)
            negated = wording.precedes(at, "negation", within=3) is not None
            yield Predicate(mention.span, "!=" if negated else "=", (mention.text,), field or None)
