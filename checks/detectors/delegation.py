"""What instructions lose on their way to another agent: conditions, limits, identifiers, quantities, never, only and all.

Instructions may leave out what another agent need not know, so a sentence that is missing as a whole is only
unexplained. One that arrives without the word that binds it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from holdtrue.checks.detectors.base import Detector
from holdtrue.checks.facts.extract import extract
from holdtrue.checks.finding import Finding, Place
from holdtrue.checks.lines import split_lines
from holdtrue.checks.reading import Page, Reading

_BINDING: dict[str, str] = {
    "not": r"not|never|no|none|nobody|nothing|without|cannot|neither|nor|n['’]t|don['’]?ts?|avoid|refrain"
    r"|nicht|kein\w*|nie|niemals|ohne|jamais|sans|aucun\w*|pas|nunca|sin|ning[uú]n\w*|non|mai|senza",
    "only": r"only|solely|exclusively|just|nothing\s+but|nur|ausschließlich|lediglich|seulement|uniquement|solo|sólo|soltanto",
    "all": r"all|every|each|always|any|entire|whole|alle[rnms]?|jede[rnms]?|immer|stets|tou[ts]|toutes?|toujours|chaque"
    r"|tod[oa]s?|cada|siempre|tutt[oiae]|ogni|sempre",
    "at most": r"at\s+most|no\s+more\s+than|not\s+more\s+than|not\s+exceed\w*|under|below|less\s+than|up\s+to|within|maximum|max"
    r"|höchstens|maximal|bis\s+zu|unter|au\s+plus|maximum|como\s+máximo|al\s+massimo",
    "at least": r"at\s+least|no\s+less\s+than|not\s+less\s+than|minimum|min|more\s+than|over|above"
    r"|mindestens|wenigstens|über|au\s+moins|al\s+menos|almeno",
    "exactly": r"exactly|precisely|verbatim|genau|wörtlich|exactement|exactamente|esattamente",
    "unless": r"unless|except|excluding|other\s+than|außer|es\s+sei\s+denn|sauf|excepto|salvo|tranne",
    "if": r"if|when|once|provided|in\s+case|wenn|falls|sobald|si|quand|cuando|se|quando",
    "before": r"before|until|by|prior\s+to|vor|bevor|bis|avant|antes|prima",
    "must": r"must|shall|have\s+to|required|mandatory|muss|müssen|doit|doivent|debe|deben|deve|devono",
}
"""What binds, and the words that say it, in English, German, French, Spanish and Italian."""

_WORDS = {name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for name, words in _BINDING.items()}
_NEGATED = re.compile(r"n['’]t(?!\w)", re.IGNORECASE)  # inside a word: don't, isn't
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;](?=\S)[^.!?;\n]*)*[.!?;]*")

_KINSHIP = 0.5
"""Share of a sentence's content words that one of the instructions must hold to be its counterpart."""

_SENTENCES = 400
"""Sentences of each side that are compared; beyond them no person wrote the request."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    place: Place
    content: frozenset[str]
    binding: frozenset[str]


def detect(reading: Reading) -> Iterator[Finding]:
    """Compare each sentence that binds, and each identifier and quantity, with the instructions."""
    wanted = [sentence for page in reading.before for sentence in _sentences(page)][:_SENTENCES]
    handed = [sentence for page in reading.after for sentence in _sentences(page)][:_SENTENCES]
    if not reading.arrived or not handed:
        return
    for sentence in wanted:
        if sentence.binding:
            yield from _lost(sentence, handed)
    yield from _lost_facts(reading)


def _lost(sentence: _Sentence, handed: list[_Sentence]) -> Iterator[Finding]:
    best = max(handed, key=lambda other: _kinship(sentence, other))
    words = ", ".join(f'"{word}"' for word in sorted(sentence.binding))
    said = sentence.place.text
    if _kinship(sentence, best) < _KINSHIP:
        message = f"the instructions leave out: {said}"
        yield Finding("delegation.left_out", "unexplained", "major", message, sentence.place)
        return
    # What binds may stand in the sentence beside its counterpart: "Book it. Under 500."
    near = frozenset[str]().union(*(other.binding for other in handed if _kinship(sentence, other) > 0))
    if missing := sentence.binding - near:
        words = ", ".join(f'"{word}"' for word in sorted(missing))
        message = f"what binds is gone ({words}): {said}"
        yield Finding("delegation.unbound", "forbidden", "critical", message, sentence.place, best.place)


def _lost_facts(reading: Reading) -> Iterator[Finding]:
    arrived = {
        form
        for page in reading.after
        for line in page.lines
        for fact in extract(line.text)
        for form in fact.readings
    }
    for page in reading.before:
        for line in page.lines:
            for fact in extract(line.text):
                if fact.type in ("number", "date", "id", "url") and arrived.isdisjoint(fact.readings):
                    message = f'the instructions do not name "{fact.text}"'
                    place = line.part(fact.start, fact.end)
                    yield Finding("delegation.not_named", "unexplained", "major", message, place)


def _kinship(sentence: _Sentence, other: _Sentence) -> float:
    return len(sentence.content & other.content) / max(len(sentence.content), 1)


def _sentences(page: Page) -> Iterator[_Sentence]:
    for line in split_lines(page.name, page.text):
        for match in _SENTENCE.finditer(line.text):
            text = match[0].strip()
            binding = frozenset(name for name, words in _WORDS.items() if words.search(text))
            if _NEGATED.search(text):
                binding |= {"not"}
            bare = text
            for words in _WORDS.values():
                bare = words.sub(" ", bare)
            content = frozenset(word.casefold() for word in _WORD.findall(bare) if len(word) > 2)
            if content:
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                yield _Sentence(line.part(start, start + len(text)), content, binding)


DELEGATION = Detector("delegation", detect)
"""Look for what instructions to another agent lose; not among the default detectors."""
