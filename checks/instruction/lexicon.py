"""What a word of an instruction may mean: look-up by form, inflection and phrase in the vocabulary."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from holdtrue.checks.instruction.vocabulary import CLASSES

_ROMANCE = "s a an as ar ad ada ado ados adas ando o os amos emos e en er es ir i id ido ida idos idas iendo re is it"
_ENDINGS = {
    "en": frozenset(
        [
            "s",
            "es",
            "d",
            "ed",
            "ing",
            "y",
            "ies",
            "ied",
            "ying",
            "e",
            "se",
            "ses",
            "sed",
            "sing",
            "ze",
            "zes",
            "zed",
            "zing",
        ]
    ),
    "de": frozenset(
        [
            "s",
            "e",
            "en",
            "n",
            "t",
            "st",
            "et",
            "est",
            "te",
            "ten",
            "em",
            "er",
            "es",
            "r",
            "ern",
            "end",
            "ende",
            "enden",
            "ung",
            "ungen",
            "nd",
        ]
    ),
    "fr": frozenset(
        f"{_ROMANCE} r ez ent ant ants ee ees sez sent sons sant se ssez ssent ssant t ts te tes d dre u ue".split()
    ),
    "es": frozenset(
        f"{_ROMANCE} ye yen ya yas ue uen r lo la los las elo arlo arla arlos arlas erlo irlo irla elos".split()
    ),
    "it": frozenset(
        f"{_ROMANCE} ato ata ati ate are iamo ino ere uto uti ute isci r la lo li le ite te ire iscono".split()
    ),
    "pt": frozenset(f"{_ROMANCE} am ou ei r em mos a-o a-a e-o".split()),
    "nl": frozenset(["en", "e", "t", "n", "d", "de", "den", "te", "ten", "s", "der"]),
    "": frozenset(),
}
"""What inflection may append to a stem, by language; folded, so `é` is `e`."""

_SEPARABLE = ("hinzu", "heraus", "zusammen", "ein", "aus", "um", "ab", "an", "auf", "weg", "durch", "hervor", "bei", "raus",
              "nach", "vor", "zu", "be", "uber")  # fmt: skip
_INFIX = ("zu", "ge")
_LONGEST_ENDING = 6


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a word or phrase."""

    name: str
    """The class of the vocabulary, for example `delete`, `negation`, `rest`."""

    language: str = ""
    """Two-letter code; empty for what belongs to no language."""

    particle: str = ""
    """A word that must follow in the sentence for this meaning: `out` for `take`."""

    length: int = 1
    """Tokens of the phrase."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case without accents; `ß` is `ss`, a curly apostrophe a straight one."""
    lowered = text.casefold().replace("’", "'")
    if lowered.isascii():
        return lowered
    parts = unicodedata.normalize("NFD", lowered)
    return (
        "".join(part for part in parts if not unicodedata.combining(part)).replace("ø", "o").replace("ł", "l")
    )


@dataclass(frozen=True, slots=True)
class _Tables:
    exact: dict[str, tuple[Sense, ...]]
    stems: dict[str, tuple[Sense, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Sense], ...]]


@cache
def _tables() -> _Tables:
    exact: dict[str, list[Sense]] = {}
    stems: dict[str, list[Sense]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
    for name, languages in CLASSES.items():
        for language, words in languages.items():
            for entry in words.split():
                form, _, particle = entry.partition("+")
                sequence = tuple(form.split("_"))
                if len(sequence) > 1:
                    sense = Sense(name, language, particle, len(sequence))
                    phrases.setdefault(sequence[0], []).append((sequence, sense))
                elif form.endswith("*"):
                    stems.setdefault(form[:-1], []).append(Sense(name, language, particle))
                else:
                    exact.setdefault(form, []).append(Sense(name, language, particle))
    return _Tables(
        {word: tuple(found) for word, found in exact.items()},
        {stem: tuple(found) for stem, found in stems.items()},
        {word: tuple(sorted(found, key=lambda item: -len(item[0]))) for word, found in phrases.items()},
    )


@lru_cache(maxsize=8192)
def senses(word: str, *, parts: bool = False) -> tuple[Sense, ...]:
    """The meanings of a word, exact forms before stems, the longest stem first.

    Where an umlaut tells two words apart (`ändern`, `andern`), the vocabulary writes it, and that entry goes first.

    Args:
        word: In any case.
        parts: Whether the parts of a word with hyphens may speak for it.
    """
    lowered, folded = word.casefold(), fold(word)
    found = list(dict.fromkeys(_by_form(lowered)))
    if folded != lowered and not found:
        found = list(dict.fromkeys(_by_form(folded)))
    if not found and parts and "-" in folded:
        found = list(
            dict.fromkeys(sense for part in folded.split("-") if len(part) > 2 for sense in _by_form(part))
        )
    return tuple(found)


def _by_form(word: str) -> Iterator[Sense]:
    yield from _tables().exact.get(word, ())
    yield from _by_stem(word)
    for prefix in _SEPARABLE:
        if word.startswith(prefix):
            for infix in _INFIX:
                if word.startswith(infix, len(prefix)) and len(word) > len(prefix) + len(infix) + 2:
                    yield from _by_stem(prefix + word[len(prefix) + len(infix) :])


def _by_stem(word: str) -> Iterator[Sense]:
    """The meanings of the stems that leave an ending of their language; of one class the longest stem."""
    stems = _tables().stems
    told: set[tuple[str, str]] = set()
    for cut in range(len(word), max(1, len(word) - _LONGEST_ENDING - 1), -1):
        ending = word[cut:]
        fitting = [
            sense
            for sense in stems.get(word[:cut], ())
            if (sense.language, sense.name) not in told and (not ending or ending in _ENDINGS[sense.language])
        ]
        told.update((sense.language, sense.name) for sense in fitting)
        yield from fitting


def phrases_at(words: Sequence[str], index: int) -> tuple[Sense, ...]:
    """The meanings of the longest phrases that begin at a position."""
    found: list[Sense] = []
    for sequence, sense in _tables().phrases.get(words[index], ()):
        if found and sense.length < found[0].length:
            break
        if tuple(words[index : index + len(sequence)]) == sequence:
            found.append(sense)
    return tuple(found)
