"""What an instruction says must stay: the rest of the document, or a thing it names."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from holdtrue.checks.instruction.request import Closure, Kept
from holdtrue.checks.instruction.wording import Stretch, Wording

_ACTS = ("rename", "scale", "set", "insert", "delete", "reorder", "split", "merge", "convert", "extract", "annotate",
         "rewrite", "summarize", "translate", "make")  # fmt: skip
_NEAR = 8


def closures(wording: Wording) -> tuple[Closure, ...]:
    """Everything that says nothing else may change, the plainest first."""
    found = [closure for stretch in wording.clauses if (closure := _clause(wording, stretch))]
    found += [closure for stretch in wording.sentences if (closure := _sentence(wording, stretch))]
    return tuple(sorted(found, key=lambda closure: -closure.confidence))


def kept(wording: Wording) -> tuple[Kept, ...]:
    """Everything said to stay as it is, in the order of the instruction."""
    found: dict[tuple[int, int], Kept] = {}
    for item in _kept(wording):
        found.setdefault((item.span.start, item.span.end), item)
    return tuple(sorted(found.values(), key=lambda item: item.span.start))


def _clause(wording: Wording, stretch: Stretch) -> Closure | None:
    tokens = wording.among(stretch)
    has = _has(wording, stretch)
    span = wording.span(stretch.first, stretch.last)
    if "that_is_all" in has:
        return Closure(span, 0.9)
    if "rest" in has and _nothing_else(wording, stretch):
        return Closure(span, 0.95)
    if "rest" in has and has & {"negation"} and "change" in has:
        return Closure(span, 0.95)
    if "rest" in has and (has & {"stay", "unchanged"}) and not _deletes(has):
        among = _among(wording, stretch)
        return Closure(span, 0.6 if among else 0.95, among)
    if "nothing" in has and "change" in has:
        return Closure(span, 0.85)
    if "negation" in has and "change" in has and _objectless(wording, stretch):
        return Closure(span, 0.7)
    if {"everything", "unchanged"} <= has and not _deletes(has):
        return Closure(span, 0.5)
    if "only" in has and "change" in has and "negation" not in has:
        return Closure(span, 0.7)
    later = wording.sentence_of[stretch.first] > 0 or stretch.first > wording.sentence(stretch.first).first
    if later and tokens[0].means("only") and not has & {"rename", "delete", "make"} and len(tokens) <= _NEAR:
        return Closure(span, 0.5)
    return None


def _sentence(wording: Wording, stretch: Stretch) -> Closure | None:
    """A rest whose verb stands in another clause: "the rest, comments included, stays as it is"."""
    for index in range(stretch.first, stretch.last):
        if not wording.tokens[index].means("rest"):
            continue
        near = Stretch(max(stretch.first, index - _NEAR), min(stretch.last, index + 2 * _NEAR))
        has = _has(wording, near)
        if has & {"unchanged", "stay"} and "negation" not in has and not _deletes(has):
            return Closure(wording.span(near.first, near.last), 0.6, _among(wording, near))
    return None


def _has(wording: Wording, stretch: Stretch) -> set[str]:
    return {sense for index in range(stretch.first, stretch.last) for sense in wording.senses(index)}


def _deletes(has: set[str]) -> bool:
    return bool(has & {"delete", "extract"})


def _nothing_else(wording: Wording, stretch: Stretch) -> bool:
    """`nothing else`, `sonst nichts`, `no other changes`: the two words next to each other."""
    tokens = wording.among(stretch)
    for left, right in itertools.pairwise(tokens):
        if (left.means("nothing") and right.means("rest")) or (left.means("rest") and right.means("nothing")):
            return True
        if left.means("negation") and right.means("rest"):
            return True
    return False


def _among(wording: Wording, stretch: Stretch) -> str:
    """The noun that a rest is a rest of; empty where it is of everything."""
    for index in range(stretch.first, stretch.last):
        token = wording.tokens[index]
        if not token.means("rest") or token.folded in ("else", "otherwise", "sonst", "ansonsten"):
            continue
        noun = wording.tokens[index + 1] if index + 1 < stretch.last else None
        if (
            noun is None
            or noun.kind not in ("word", "name")
            or noun.means("function", "be", "stay", "unchanged", "rest")
        ):
            continue
        if noun.means("everything", "change"):
            continue
        return noun.text
    return ""


def _objectless(wording: Wording, stretch: Stretch) -> bool:
    """`no changes`, `without changing anything`: nothing named that would stay."""
    return not any(
        token.kind not in ("symbol",)
        and not token.means(
            "negation", "change", "function", "everything", "polite", "rest", "make", "that_is_all"
        )
        for token in wording.among(stretch)
    )


def _kept(wording: Wording) -> Iterator[Kept]:
    for index, token in enumerate(wording.tokens):
        if wording.sentence_of[index] < 0:
            continue
        if "delete" in wording.senses(index):
            continue
        if token.means("stay", "unchanged") and not token.covered:
            yield from _stays(wording, index)
        elif token.means("change") and wording.precedes(index, "negation", within=3) is not None:
            yield from _object(wording, index, 0.9)
        elif token.means("change") and wording.clause(index).last > index and _later_negation(wording, index):
            yield from _object(wording, index, 0.8)


def _later_negation(wording: Wording, index: int) -> bool:
    """`no`/`nicht` before a verb that German puts last: the thing stands before both."""
    clause = wording.clause(index)
    return any(token.means("negation") for token in wording.tokens[clause.first : index])


def _stays(wording: Wording, index: int) -> Iterator[Kept]:
    clause = wording.clause(index)
    tokens = wording.among(clause)
    if any(token.means("rest", "only") for token in tokens):
        return
    confidence = 0.85 if any(token.means("stay") for token in tokens) else 0.7
    yield from _object(wording, index, confidence)


def _object(wording: Wording, index: int, confidence: float) -> Iterator[Kept]:
    """The thing beside a verb: behind it, or before it where nothing stands behind."""
    clause = wording.clause(index)
    behind = _trim(wording, index + _length(wording, index), clause.last)
    verb_first = all(
        token.means("function", "polite", "negation", "only")
        for token in wording.tokens[clause.first : index]
    )
    if behind and (verb_first or not _trim(wording, clause.first, index)):
        last = _list_end(wording, behind.last, index)
        yield Kept(wording.span(behind.first, last), confidence)
        return
    first = _list_begin(wording, clause.first, index)
    if before := _trim(wording, first, index):
        yield Kept(wording.span(before.first, before.last), confidence)
    elif behind:
        yield Kept(wording.span(behind.first, behind.last), confidence)


def _length(wording: Wording, index: int) -> int:
    """Tokens of the phrase that begins here, one for a single word."""
    return max((sense.length for sense in wording.tokens[index].senses), default=1)


def _trim(wording: Wording, first: int, last: int) -> Stretch | None:
    """A stretch without the little words at its ends; None where nothing is left."""

    def idle(index: int) -> bool:
        token = wording.tokens[index]
        return token.covered or token.means(
            "function", "unchanged", "stay", "negation", "be", "polite", "everything", "change"
        )

    while first < last and idle(first):
        first += 1
    while last > first and idle(last - 1):
        last -= 1
    return Stretch(first, last) if last > first else None


def _list_end(wording: Wording, last: int, verb: int) -> int:
    """Where a list of things ends that goes on behind a comma: "keep comments, footnotes and numbers"."""
    sentence = wording.sentence(verb)
    while last < sentence.last and wording.tokens[last].text in (",", "/"):
        clause = (
            wording.clause(last + 1)
            if last + 1 < sentence.last and wording.clause_of[last + 1] >= 0
            else None
        )
        if clause is None or _verbal(wording, clause):
            break
        last = clause.last
    return last


def _list_begin(wording: Wording, first: int, verb: int) -> int:
    """Where a list of things begins whose verb stands in its last clause: "data, names and links stay"."""
    sentence = wording.sentence(verb)
    while first - 2 >= sentence.first and wording.tokens[first - 1].text == ",":
        if wording.clause_of[first - 2] < 0:
            break
        clause = wording.clause(first - 2)
        if _verbal(wording, clause):
            break
        first = clause.first
    return first


def _verbal(wording: Wording, clause: Stretch) -> bool:
    return any(
        sense in _ACTS or sense in ("stay", "change", "negation")
        for index in range(clause.first, clause.last)
        for sense in wording.senses(index)
    )
