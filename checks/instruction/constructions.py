"""Requests whose verb says little by itself: "give me a table", "put in order", "keep only", "one file per"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from holdtrue.checks.instruction import numbers
from holdtrue.checks.instruction.evidence import NAMES, Evidence, asks, definite
from holdtrue.checks.instruction.tokens import Token
from holdtrue.checks.instruction.wording import Wording

_REACH = 30
"""Tokens that a condition and what follows from it may stand apart."""


def requests(wording: Wording) -> Iterator[Evidence]:
    """What is asked for by the thing wanted, or by a turn of phrase."""
    return chain(_wanted(wording), _constructions(wording))


def _wanted(wording: Wording) -> Iterator[Evidence]:
    """Things that an instruction wants to be given: a table, a summary, a translation, another format."""
    for index, token in enumerate(wording.tokens):
        if wording.sentence_of[index] < 0 or not token.plain:
            continue
        if token.means("language"):
            yield from _language(wording, index)
        if token.means("emphasis") and wording.precedes(index, "make", "put", "set", within=8) is not None:
            yield Evidence("reformat", index, index + 1, 0.7)
        if definite(wording, index) or _described(wording, index):
            continue
        asked = wording.precedes(index, "make", within=9) is not None or _heads(wording, index)
        counted = token.index > 0 and numbers.value(wording.tokens[index - 1]) is not None
        if token.means("summary") and not counted:
            yield Evidence("summarize", index, index + 1, 0.9 if asked else 0.6)
        if token.means("translation"):
            yield Evidence("translate", index, index + 1, 0.8 if asked else 0.5)
        if token.means("table"):
            yield Evidence("extract", index, index + 1, 0.8 if asked else 0.25)
        if token.means("format"):
            yield from _format(wording, index, asked=asked)
        if (
            token.means("prose")
            and wording.precedes(index, "translate", "summarize", "summary", within=12) is None
        ):
            into = wording.precedes(index, "to", "make", "put", within=4) is not None
            yield Evidence("rewrite", index, index + 1, 0.6 if into else 0.25)


def _described(wording: Wording, index: int) -> bool:
    """Whether a sentence only says what there is: "here is a list"."""
    sentence = wording.sentence(index)
    first = wording.tokens[sentence.first].folded
    return first in _HERE and wording.follows(sentence.first, "be", within=2) is not None


_HERE = frozenset(
    ["here", "this", "these", "below", "hier", "das", "dies", "unten", "aqui", "esto", "questo", "isto"]
)


def _heads(wording: Wording, index: int) -> bool:
    """Whether a noun stands near the head of its sentence, no verb of a request before it."""
    sentence = wording.sentence(index)
    before = wording.tokens[sentence.first : index]
    return index - sentence.first <= 4 and not any(name in NAMES for token in before for name in token.plain)


def _format(wording: Wording, index: int, *, asked: bool) -> Iterator[Evidence]:
    near = wording.tokens[max(wording.sentence(index).first, index - 3) : index]
    to = any(token.means("to") for token in near)
    if wording.follows(index, "table", within=2) is not None:
        yield Evidence("convert", index, index + 1, 0.2)
    elif to:
        yield Evidence("convert", index, index + 1, 0.75)
    elif asked:
        yield Evidence("convert", index, index + 1, 0.7)


def _language(wording: Wording, index: int) -> Iterator[Evidence]:
    near = wording.tokens[max(wording.sentence(index).first, index - 3) : index]
    if wording.follows(index, "version", within=2) is not None:
        yield Evidence("translate", index, index + 1, 0.8)
        return
    plain = any(
        token.folded in ("plain", "simple", "simpler", "sober", "clear", "easy", "better", "good", "plainer")
        for token in near
    )
    if plain:
        yield Evidence("rewrite", index, index + 1, 0.7)
    elif any(token.means("to") or token.folded in ("ins", "in", "en", "al", "into") for token in near):
        yield Evidence("translate", index, index + 1, 0.55)


def _constructions(wording: Wording) -> Iterator[Evidence]:
    """Requests whose verb says little by itself: put in order, keep only, one file per."""
    tokens = wording.tokens
    for index, token in enumerate(tokens):
        if wording.sentence_of[index] < 0 or not token.plain:
            continue
        yield from _order(wording, index, token)
        yield from _superlative_first(wording, index, token)
        yield from _only(wording, index, token)
        yield from _per_file(wording, index, token)
        yield from _files(wording, index, token)
        yield from _made(wording, index, token)
        yield from _move(wording, index, token)
        yield from _value(wording, index, token)
        yield from _if_well(wording, index, token)


def _order(wording: Wording, index: int, token: Token) -> Iterator[Evidence]:
    if not token.means("order_noun"):
        return
    clause = wording.clause(index)
    has = {sense.name for other in wording.among(clause) for sense in other.senses}
    if (
        has & {"stay", "unchanged", "negation"}
        or wording.precedes(index, "unchanged", "stay", within=6) is not None
    ):
        return
    first = wording.sentence_of[index] == 0
    ordered = bool(has & {"put", "make", "polite", "reorder", "to", "move"}) or token.means(
        "descending", "ascending"
    )
    if not (has & {"table", "convert", "extract", "format"}):
        yield Evidence("reorder", index, index + 1, (0.7 if ordered else 0.3) * (1 if first else 0.5))


_SUPERLATIVE = re.compile(r".{3,}(?:est|ste[nrs]?)|most|least|plus|mas")


def _superlative_first(wording: Wording, index: int, token: Token) -> Iterator[Evidence]:
    """`largest orders first`, `die neuesten zuerst`."""
    if token.means("first"):
        before = wording.tokens[max(wording.clause(index).first, index - 4) : index]
        if any(_SUPERLATIVE.fullmatch(other.folded) for other in before):
            yield Evidence("reorder", index, index + 1, 0.8)


def _if_well(wording: Wording, index: int, token: Token) -> Iterator[Evidence]:
    """`if all is well, return it unchanged`: what is asked for is a check."""
    if not token.means("unchanged") or wording.precedes(index, "condition", within=_REACH) is None:
        return
    begin = max(wording.sentence(index).first, index - _REACH)
    if any(
        wording.senses(at) & {"make", "stay", "put"} or wording.tokens[at].means("return")
        for at in range(begin, index)
    ):
        yield Evidence("check", index, index + 1, 0.8)


def _only(wording: Wording, index: int, token: Token) -> Iterator[Evidence]:
    first = wording.sentence_of[index] == 0
    if token.means("only"):
        clause = wording.clause(index)
        last = index + 1 == clause.last
        begin, end = max(clause.first, index - _REACH), min(clause.last, index + _REACH)
        before = wording.tokens[begin:index]
        behind = wording.tokens[index : min(end, index + 10)]
        verbs = {sense for at in range(begin, end) for sense in wording.senses(at) if sense in NAMES}
        if any(other.means("stay") for other in (*before[-2:], *behind)) and not any(
            other.means("rest") for other in behind
        ):
            yield Evidence("filter", index, index + 1, 0.88 if first else 0.6)
        elif first and not verbs and any(other.means("make", "stay") for other in before):
            yield Evidence("filter", index, index + 1, 0.75)
        elif first and not verbs and last and len(before) > 1:
            yield Evidence("filter", index, index + 1, 0.6)
        elif first and not verbs and all(other.means("polite", "function") for other in before):
            yield Evidence("filter", index, index + 1, 0.72)
    if (
        token.means("stay")
        and first
        and index == wording.clause(index).first
        and index == wording.sentence(index).first
    ) and (
        wording.follows(
            index,
            "condition",
            "only",
            "after",
            "before",
            "above",
            "below",
            "at_least",
            "at_most",
            "between",
            within=8,
        )
        is not None
    ):
        yield Evidence("filter", index, index + 1, 0.65)


def _files(wording: Wording, index: int, token: Token) -> Iterator[Evidence]:
    """`each into a file of its own`, `one file out of the three`."""
    if not token.means("file"):
        return
    near = wording.tokens[
        max(wording.clause(index).first, index - 3) : min(wording.clause(index).last, index + 5)
    ]
    if any(other.means("own") for other in near):
        each = wording.has(wording.sentence(index), "everything", "per")
        yield Evidence("split", index, index + 1, 0.8 if each else 0.3)
    elif (
        wording.follows(index, "out_of", within=2) is not None
        and wording.precedes(index, "make", within=4) is not None
    ):
        yield Evidence("merge", index, index + 1, 0.7)


_COMPARATIVE = re.compile(r"[a-z]{3,}er")


def _made(wording: Wording, index: int, token: Token) -> Iterator[Evidence]:
    """`make the tone warmer`: a comparative at the end of a clause that begins with "make"."""
    if token.folded in ("make", "mach", "mache") and _asked_first(wording, index):
        last = wording.tokens[wording.clause(index).last - 1]
        if _COMPARATIVE.fullmatch(last.folded) and not last.senses:
            yield Evidence("rewrite", index, index + 1, 0.65)


def _asked_first(wording: Wording, index: int) -> bool:
    return index == wording.clause(index).first or asks(wording, index) >= 0.85


def _per_file(wording: Wording, index: int, token: Token) -> Iterator[Evidence]:
    """`one file per week`, `eine Datei pro Kunde`."""
    per = wording.follows(index, "per", within=3) if token.means("file") else None
    if (
        per is not None
        and wording.tokens[per].folded != "by"
        and wording.precedes(index, "stay", within=4) is None
    ):
        yield Evidence("split", index, per + 1, 0.85)


def _move(wording: Wording, index: int, token: Token) -> Iterator[Evidence]:
    if not token.means("move", "put") or asks(wording, index) < 0.5:
        return
    behind = wording.tokens[index + 1 : min(wording.clause(index).last, index + 16)]
    lasts = any(left.kind == "number" and right.means("duration") for left, right in pairwise(behind))
    if any(other.means("edge") for other in behind) and not lasts:
        yield Evidence("reorder", index, index + 1, 0.7 if token.means("move") else 0.5)
        if token.means("put"):
            yield Evidence("insert", index, index + 1, 0.35)
    elif token.means("put") and not any(other.means("order_noun", "language", "format") for other in behind):
        yield Evidence("insert", index, index + 1, 0.4)
    elif token.means("move") and any(other.kind in ("number", "date", "time") for other in behind):
        yield Evidence("scale", index, index + 1, 0.5)


def _value(wording: Wording, index: int, token: Token) -> Iterator[Evidence]:
    """`change the price to 12`, `the fee is now 40`."""
    clause = wording.clause(index)
    behind = wording.tokens[index + 1 : min(wording.sentence(index).last, index + 14)]
    valued = any(other.kind in ("number", "date", "time", "quoted", "name") for other in behind)
    if (
        token.means("change")
        and asks(wording, index) >= 0.5
        and not any(other.means("rest") for other in wording.among(clause))
    ):
        to = any(other.means("to") for other in behind)
        yield Evidence("set", index, index + 1, 0.75 if to and valued else 0.45)
    elif token.means("now") and (valued or any(other.kind == "number" for other in wording.among(clause))):
        yield Evidence("set", index, index + 1, 0.5)
    elif (
        token.means("be")
        and wording.sentence_of[index] == 0
        and valued
        and wording.follows(index, "instead", within=8) is not None
    ) or (token.means("wrong") and wording.sentence_of[index] <= 1):
        yield Evidence("set", index, index + 1, 0.6)
    elif token.means("modal") and not any(
        wording.senses(at) & {*NAMES, "stay", "unchanged"} for at in range(index, clause.last)
    ):
        yield Evidence("set", index, index + 1, 0.35)
    elif (
        token.means("make")
        and wording.sentence_of[index] == 0
        and any(other.kind == "number" for other in behind)
    ):
        if asks(wording, index) >= 0.5 and not any(
            other.means("table", "format", "summary", "limit_unit") for other in behind
        ):
            yield Evidence("set", index, index + 1, 0.35)
    elif token.means("instead") and any(other.kind == "number" for other in behind[:3]):
        yield Evidence("set", index, index + 1, 0.6)
