"""Which words of an instruction name things of the documents, and which bring something new."""

from __future__ import annotations

import re
from collections.abc import Iterator

from holdtrue.checks.facts import date as dates
from holdtrue.checks.instruction import numbers
from holdtrue.checks.instruction.ground import Grounds, flat, forms
from holdtrue.checks.instruction.request import Ground, Mention, MentionKind
from holdtrue.checks.instruction.tokens import Token
from holdtrue.checks.instruction.wording import Wording

_LONGEST = 8
"""Tokens of the longest name that is looked for."""

_COMMON = 30
"""Places from which a plain word that stands in the text names nothing in particular."""

_DIGITS = re.compile(r"\d")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def mentions(wording: Wording, grounds: Grounds) -> tuple[Mention, ...]:
    """Everything named, in the order of the instruction; of names inside each other the longest."""
    found = []
    index = 0
    spelled = {fact.start: fact.end for fact in dates.find(wording.text) if fact.readings}
    while index < len(wording.tokens):
        end = spelled.get(wording.tokens[index].start, 0)
        if end > wording.tokens[index].end:
            mention, length = _date(wording, grounds, index, end)
        else:
            mention, length = _at(wording, grounds, index)
        if mention is not None:
            found.append(mention)
        index += max(1, length)
    return tuple(found)


def _date(wording: Wording, grounds: Grounds, index: int, end: int) -> tuple[Mention | None, int]:
    """A date of several words: `1 March 2024`."""
    last = index
    while last < len(wording.tokens) and wording.tokens[last].start < end:
        last += 1
    span = wording.span(index, last)
    notations = (
        span.text,
        *(
            item
            for fact in dates.find(span.text)
            for reading in fact.readings
            for item in _date_notations(reading)
        ),
    )
    for notation in notations:
        if places := grounds.places(notation):
            return Mention(span, span.text, _kind(grounds, places), places, 0.9), last - index
    return Mention(span, span.text, "new", (), 0.9), last - index


def _at(wording: Wording, grounds: Grounds, index: int) -> tuple[Mention | None, int]:
    token = wording.tokens[index]
    if token.kind == "symbol" or wording.sentence_of[index] < 0:
        return None, 1
    if token.kind == "quoted":
        return _literal(wording, grounds, index, token.content), 1
    if token.kind == "file":
        if known := grounds.file(token.text):
            return Mention(wording.span(index, index + 1), known, "file", (), 1.0), 1
        return _literal(wording, grounds, index, token.text), 1
    if (numbered := _numbered(wording, grounds, index)) is not None:
        return numbered
    if (named := _name(wording, grounds, index)) is not None:
        return named
    if token.kind in ("number", "date", "time", "address", "name"):
        return _literal(wording, grounds, index, token.text), 1
    if token.kind == "word" and token.capitalised and not token.senses and _inside(wording, index):
        return _unknown_name(wording, index)
    return None, 1


def _inside(wording: Wording, index: int) -> bool:
    """Whether a word does not begin its sentence, where a capital would mean nothing."""
    return index > wording.sentence(index).first


def _unknown_name(wording: Wording, index: int) -> tuple[Mention, int]:
    """A run of capitalised words that no document has: a new name, unless nouns are written so."""
    last = index + 1
    end = wording.clause(index).last
    while last < end and wording.tokens[last].capitalised and wording.tokens[last].kind == "word":
        last += 1
    span = wording.span(index, last)
    return Mention(span, span.text, "new", (), 0.3 if wording.german else 0.6), last - index


def _literal(wording: Wording, grounds: Grounds, index: int, text: str) -> Mention:
    """A quotation, number, date or code: at its places, or new."""
    span = wording.span(index, index + 1)
    token = wording.tokens[index]
    if (field := grounds.field(text)) and field[1] >= 0.85 and token.kind in ("quoted", "name", "word"):
        return Mention(span, field[0], "field", grounds.field_places(field[0]), 1.0)
    for notation in _notations(token, text):
        if places := grounds.places(notation):
            return Mention(
                span, text, _kind(grounds, places), places, 0.95 if token.kind != "number" else 0.7
            )
    return Mention(span, text, "new", (), 0.9)


def _notations(token: Token, text: str) -> Iterator[str]:
    """Ways to write the same number or date."""
    yield text
    if token.kind == "number" and (number := numbers.value(token)) is not None:
        plain = f"{number:f}"
        yield plain
        yield plain.replace(".", ",")
        if number == number.to_integral_value():
            yield f"{int(number):,}"
            yield f"{int(number)}.00"
    if token.kind == "date":
        for fact in dates.find(text):
            for reading in fact.readings:
                yield from _date_notations(reading)
    if token.kind == "quoted" and len(text.split()) > 1:
        yield text.strip(" .,;:")


def _date_notations(iso: str) -> Iterator[str]:
    parts = iso.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return
    year, month, day = parts[0], int(parts[1]), int(parts[2])
    yield iso
    yield iso.replace("-", "")
    yield f"{day:02}.{month:02}.{year}"
    yield f"{day}.{month}.{year}"
    yield f"{day:02}/{month:02}/{year}"
    yield f"{month:02}/{day:02}/{year}"
    yield f"{day} {_MONTHS[month - 1]} {year}"
    yield f"{day} {_MONTHS[month - 1][:3]} {year}"
    yield f"{_MONTHS[month - 1]} {day}, {year}"


def _kind(grounds: Grounds, places: tuple[Ground, ...]) -> MentionKind:
    return "value" if any(grounds.whole(place) for place in places) else "word"


def _numbered(wording: Wording, grounds: Grounds, index: int) -> tuple[Mention, int] | None:
    """`section 3.1`, `no. 4`, `the second paragraph`, `the last two rows`."""
    token = wording.tokens[index]
    end = wording.clause(index).last if wording.clause_of[index] >= 0 else index + 1
    counted = index > 0 and numbers.value(wording.tokens[index - 1]) is not None
    if (place := numbers.ordinal(token)) is not None and not counted:
        for at in range(index + 1, min(end, index + 4)):
            noun = wording.tokens[at]
            if noun.means("part", "column", "limit_unit", "note") or (
                noun.kind == "word" and not noun.means("function")
            ):
                found = grounds.nth((noun.text, *_kin(noun)), place)
                if found or noun.means("part", "column", "limit_unit"):
                    span = wording.span(index, at + 1)
                    return Mention(span, span.text, "position", found, 0.8 if found else 0.5), at + 1 - index
        return None
    if token.kind != "word" or not token.means("part", "limit_unit", "note", "duration", "table"):
        return None
    at = index + 1
    if at < end and wording.tokens[at].text == ".":
        at += 1
    number = wording.tokens[at] if at < min(end, len(wording.tokens)) else None
    if number is None or not (
        number.kind in ("number", "ordinal") or (number.kind == "name" and _DIGITS.search(number.text))
    ):
        return None
    span = wording.span(index, at + 1)
    for text in (span.text, *(f"{form} {number.text}" for form in forms(token.folded))):
        if places := grounds.places(text):
            kind: MentionKind = "heading" if grounds.headings(text) else "record"
            return Mention(span, span.text, kind, grounds.headings(text) or places, 0.9), at + 1 - index
    if headings := _numbered_headings(grounds, number.text):
        return Mention(span, span.text, "heading", headings, 0.85), at + 1 - index
    value = numbers.value(number)
    positions = (
        grounds.nth((token.text, *_kin(token)), int(value))
        if value and value == int(value) and value < 10**6
        else ()
    )
    places = positions or grounds.places(number.text)
    return Mention(span, span.text, "record", places, 0.6 if places else 0.4), at + 1 - index


def _numbered_headings(grounds: Grounds, number: str) -> tuple[Ground, ...]:
    bare = flat(number).rstrip(".")
    return tuple(
        place
        for place in grounds.headings(bare)
        if grounds.heading_text(place).lstrip("#§= ").startswith(bare)
    )


_KIN = {
    "paragraph": "absatz paragraphe parrafo paragrafo alinea absatze",
    "row": "zeile ligne fila riga linha rij line zeilen rows",
    "heading": "uberschrift titre titulo titolo kop section abschnitt seccion sezione secao",
    "line": "zeile ligne linea riga linha regel row zeilen",
    "item": "punkt punto puce vineta bullet entry eintrag listenpunkt",
}


def _kin(noun: Token) -> tuple[str, ...]:
    """Kinds of record that a noun may mean."""
    return tuple(
        kind
        for kind, words in _KIN.items()
        if any(form in (kind, *words.split()) for form in forms(noun.folded))
    )


def _name(wording: Wording, grounds: Grounds, index: int) -> tuple[Mention, int] | None:
    """The longest stretch from here that names a field, a heading, a value or words of a document."""
    token = wording.tokens[index]
    if token.kind not in ("word", "name", "number", "date", "time", "address") or _idle(token):
        return None
    clause_last = wording.clause(index).last if wording.clause_of[index] >= 0 else index + 1
    longest = min(clause_last, index + _LONGEST)
    if (found := _field(wording, grounds, index, longest)) is not None:
        return found
    last = index
    for end in range(index + 1, longest + 1):
        if not grounds.has(wording.span(index, end).text):
            break
        last = end
    while last > index + 1 and _idle(wording.tokens[last - 1]):
        last -= 1
    if last == index:
        return _inflected(wording, grounds, index)
    text = wording.span(index, last).text
    places = grounds.places(text)
    span = wording.span(index, last)
    kind: MentionKind = "heading" if grounds.headings(text) else _kind(grounds, places)
    if last - index == 1 and token.kind == "word":
        if kind == "word" and (len(text) < 3 or len(places) > _COMMON):
            return None
        proper = token.capitalised and _inside(wording, index)
        if not proper and kind == "word":
            return Mention(span, text, kind, places, 0.3 if token.senses else 0.5), 1
        return Mention(span, text, kind, places, 0.6 if token.senses else 0.85), 1
    if token.kind == "number" and last - index == 1:
        return None
    return Mention(span, text, kind, places, 0.95), last - index


def _idle(token: Token) -> bool:
    return (
        token.covered or token.kind == "symbol" or token.means("function", "be", "polite", "negation", "to")
    )


def _field(wording: Wording, grounds: Grounds, index: int, longest: int) -> tuple[Mention, int] | None:
    for last in range(min(longest, index + 4), index, -1):
        if _idle(wording.tokens[last - 1]):
            continue
        span = wording.span(index, last)
        if (field := grounds.field(span.text)) is None:
            continue
        name, confidence = field
        if last - index > 1 and confidence < 0.85:
            continue
        if confidence < 0.85 and any(
            sense.name not in ("part", "note") for sense in wording.tokens[index].senses
        ):
            continue
        if wording.tokens[index].senses and wording.tokens[index].kind == "word":
            confidence *= 0.7
        return Mention(span, name, "field", grounds.field_places(name), confidence), last - index
    return None


def _inflected(wording: Wording, grounds: Grounds, index: int) -> tuple[Mention, int] | None:
    """A plain noun in another number or case than a value or heading has."""
    token = wording.tokens[index]
    if token.kind != "word" or len(token.folded) < 4:
        return None
    for form in forms(flat(token.text)):
        if len(form) < 4 or form == flat(token.text) or not (places := grounds.places(form)):
            continue
        kind: MentionKind = "heading" if grounds.headings(form) else _kind(grounds, places)
        if kind != "word" or not token.senses:
            confidence = 0.7 if kind != "word" else 0.35
            return Mention(wording.span(index, index + 1), form, kind, places, confidence), 1
    return None
