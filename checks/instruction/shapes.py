"""Forms an instruction states for its result: limits, notations, targets, sort keys, columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from holdtrue.checks.instruction import numbers
from holdtrue.checks.instruction.ground import Grounds
from holdtrue.checks.instruction.request import Columns, Limit, Pattern, Quantity, SortKey, Target
from holdtrue.checks.instruction.wording import Stretch, Wording

_RANGE = re.compile(r"(\d{1,5})[-–](\d{1,5})")
_NOTATION = re.compile(r"[YyMDdHhmsTJjAa]{1,4}(?:[-./:T][YyMDdHhmsTJjAa]{1,4}){1,5}")


def shapes(wording: Wording, grounds: Grounds) -> Iterator[Quantity]:
    """Everything said of the form of the result."""
    for index in range(len(wording.tokens)):
        if wording.sentence_of[index] >= 0:
            yield from _limit(wording, index)
            yield from _pattern(wording, index)
            yield from _target(wording, grounds, index)
    yield from _sorting(wording, grounds)
    yield from _columns(wording)


def _limit(wording: Wording, index: int) -> Iterator[Quantity]:
    """`at most 150 words`, `65-90 words`, `exactly four bullets`."""
    tokens, sentence = wording.tokens, wording.sentence(index)
    token = tokens[index]
    if not token.means("limit_unit"):
        return
    at = index - 1
    while (
        at > sentence.first
        and at > index - 3
        and numbers.value(tokens[at]) is None
        and not _RANGE.fullmatch(tokens[at].text)
    ):
        at -= 1
    if at < sentence.first:
        return
    unit = token.text
    if match := _RANGE.fullmatch(tokens[at].text):
        yield Limit(wording.span(at, index + 1), unit, int(match[1]), int(match[2]))
        return
    number = numbers.value(tokens[at])
    if number is None or number != int(number) or not 0 < number < 10**6 or tokens[at].means("part"):
        return
    count = int(number)
    low = numbers.value(tokens[at - 2]) if at - 2 >= sentence.first else None
    joined = tokens[at - 1] if at - 1 >= sentence.first else None
    if (
        low is not None
        and joined is not None
        and (joined.means("to", "function") or joined.text in "-–")
        and low < number
    ):
        yield Limit(wording.span(at - 2, index + 1), unit, int(low), count)
        return
    before = tokens[max(sentence.first, at - 4) : at]
    span = wording.span(
        max(sentence.first, at - len(before))
        if any(item.means("at_most", "at_least", "exact_count") for item in before)
        else at,
        index + 1,
    )
    if any(item.means("at_most", "below") for item in before):
        yield Limit(span, unit, None, count)
    elif any(item.means("at_least", "above") for item in before):
        yield Limit(span, unit, count, None)
    elif any(item.means("exact_count", "to") or item.folded in ("in", "dans", "con") for item in before[-2:]):
        yield Limit(span, unit, count, count)


def _pattern(wording: Wording, index: int) -> Iterator[Quantity]:
    token = wording.tokens[index]
    if _NOTATION.fullmatch(token.text) and len(token.text) >= 5:
        yield Pattern(wording.span(index, index + 1), token.text)
    elif token.kind in ("date", "time") and index:
        first = wording.clause(index).first
        before = wording.tokens[max(first, index - 2) : index]
        nouns = (
            "dates",
            "times",
            "date",
            "daten",
            "datum",
            "fechas",
            "horas",
            "uhrzeiten",
            "like",
            "wie",
            "comme",
            "como",
            "format",
            "form",
            "e.g",
            "z.b",
        )
        opened = (
            wording.tokens[index - 1].text == "(" and index > 1 and wording.tokens[index - 2].folded in nouns
        )
        asked = wording.precedes(index, "make", "reformat", "convert", "use", within=6) is not None
        form = (
            wording.tokens[index - 1].means("to")
            and asked
            and wording.tokens[index - 1].folded in ("as", "als", "wie", "comme", "como", "come")
        )
        if (
            opened
            or form
            or any(other.folded in nouns and other.folded not in ("date", "datum") for other in before)
        ):
            yield Pattern(wording.span(index, index + 1), token.text)
    elif token.folded in ("iso", "iso-8601"):
        yield Pattern(wording.span(index, index + 1), "YYYY-MM-DD")


def _target(wording: Wording, grounds: Grounds, index: int) -> Iterator[Quantity]:
    token = wording.tokens[index]
    if token.kind == "file" and grounds.file(token.text) is None and not grounds.has(token.text):
        yield Target(wording.span(index, index + 1), file=token.text, format=token.folded.rsplit(".", 1)[-1])
    elif token.means("format"):
        before = wording.tokens[max(wording.sentence(index).first, index - 3) : index]
        behind = wording.tokens[index + 1 : index + 2]
        if (
            not before
            or any(
                other.means("to", "make") or other.folded in ("a", "an", "ein", "eine", "un", "una", "une")
                for other in before
            )
            or any(other.means("table", "column", "polite") or other.text == ":" for other in behind)
        ):
            yield Target(wording.span(index, index + 1), format=token.folded)


def _sorting(wording: Wording, grounds: Grounds) -> Iterator[Quantity]:
    """`sort by last name, then date descending`."""
    for index, token in enumerate(wording.tokens):
        if wording.sentence_of[index] < 0 or token.covered:
            continue
        if (
            token.means("descending", "ascending")
            and token.folded not in ("reverse", "ascending", "descending")
            and token.means("order_noun")
            and any(sense.length > 1 for sense in token.senses)
        ):
            yield SortKey(wording.span(index, index + 1), "", token.means("descending"))
        if "reorder" not in wording.senses(index):
            continue
        by = wording.follows(index, "per", within=6)
        sentence = wording.sentence(index)
        if by is None and index - sentence.first > 2:  # "nach Name sortieren"
            first = max(sentence.first, index - _KEYS_BEFORE)
            by = next((at for at in range(first, index) if wording.tokens[at].means("per")), None)
            stop = index
        else:
            stop = sentence.last
        if by is not None:
            yield from _keys(wording, grounds, by + 1, stop)


def _keys(wording: Wording, grounds: Grounds, first: int, last: int) -> Iterator[SortKey]:
    tokens = wording.tokens
    begin = first
    for at in range(first, last + 1):
        cut = (
            at == last
            or tokens[at].text in (",", ";", "(", ")", ":")
            or tokens[at].means("then")
            or tokens[at].folded in ("and", "und", "et", "y", "e", "en")
        )
        if not cut:
            continue
        part = [token for token in tokens[begin:at] if token.kind != "symbol"]
        words = [
            token
            for token in part
            if not token.means(
                "function", "ascending", "descending", "then", "to", "per", "order_noun", "polite"
            )
        ]
        if words and len(words) <= 4:
            span = wording.span(words[0].index, words[-1].index + 1)
            field = grounds.field(span.text)
            yield SortKey(
                span,
                field[0] if field and field[1] >= 0.6 else span.text,
                any(token.means("descending") for token in part),
            )
        elif len(words) > 4:
            return
        begin = at + 1
        if at < last and tokens[at].text in (";", "(", ":"):
            return


_KEYS_BEFORE = 20
"""Tokens before a verb at the end of its sentence in which its sort keys stand."""

_LEAST = 2
"""Items from which a list is one of columns, where the word "columns" introduces it; one more where a colon does."""


def _columns(wording: Wording) -> Iterator[Quantity]:
    beyond = 0
    for index, token in enumerate(wording.tokens):
        if wording.sentence_of[index] < 0 or index < beyond:
            continue
        introduced = token.kind == "word" and (token.means("column") or token.folded in _HEADS)
        colon = token.text == ":" and _wants_table(wording, index)
        first = index + 1
        if not (introduced or colon) or (
            introduced and wording.tokens[first : first + 1] and wording.tokens[first].text == ":"
        ):
            continue
        names, beyond = _items(wording, Stretch(first, wording.sentence(index).last))
        if len(names) >= (_LEAST if introduced else _LEAST + 1):
            yield Columns(wording.span(first, beyond), names)


_HEADS = frozenset(["header", "kopfzeile", "en-tete", "cabecera", "encabezado"])


def _wants_table(wording: Wording, index: int) -> bool:
    sentence = wording.sentence(index)
    before = Stretch(max(sentence.first, index - _KEYS_BEFORE), index)
    return wording.has(before, "table", "format", "column") or any(
        token.kind == "file" for token in wording.among(before)
    )


def _items(wording: Wording, stretch: Stretch) -> tuple[tuple[str, ...], int]:
    """The items of a list, remarks in brackets left out, and where it ends: at the first too long for a name."""
    names: list[str] = []
    current: list[int] = []
    depth, end = 0, stretch.first
    for at in range(stretch.first, stretch.last + 1):
        text = wording.tokens[at].text if at < stretch.last else ";"
        depth += text in ("(", "[")
        if depth == 0 and text in _SEPARATORS:
            words = [
                index for index in current if len(current) == 1 or not wording.tokens[index].means("function")
            ]
            if current and (not words or len(current) > _LONGEST):
                break
            if words:
                one = len(words) == 1
                names.append(
                    wording.tokens[words[0]].content if one else wording.span(words[0], words[-1] + 1).text
                )
                end = at
            current = []
            if text in (";", "–", ":"):
                break
        elif depth == 0:
            current.append(at)
        depth -= text in (")", "]") and depth > 0
    return tuple(names), end


_SEPARATORS = frozenset([",", ";", "–", ":", "and", "und", "et", "y", "e", "en", "&"])
_LONGEST = 4
"""Tokens of the longest name of a column."""
