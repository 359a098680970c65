"""Where sentences begin and end, in any of several languages.

Rules rather than a trained model: the ones at hand are trained on English and split `am 3. Mai` and `« Viens ! » dit-il`.
What matters here is that the same text is always cut alike, on both sides of a hand-off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from holdtrue.checks.finding import Place
from holdtrue.checks.prose.passage import Passage

LONGEST = 1_500
"""Characters after which a stretch without a full stop is cut at a space, so that no sentence costs more than that."""

_CLOSE = r"""["'”’»›)\]*_]"""

_STOP = re.compile(
    rf"(?<![.!?…])(?P<stop>[.!?…]++)(?:[ \u00a0\u202f]»|{_CLOSE}*+)(?:\s?\[\d{{1,4}}\])?(?=\s|$)"
    r"|(?P<part>;|,(?=\s(?:while|whereas|but|während|wohingegen|aber|sondern|tandis|mais|mientras|pero|mentre|ma)\s))(?=\s)"
    r"|(?P<wide>[。！？]++)[」』”’）]*+"
)
"""The end of a sentence, or of a part that states something of its own: behind a semicolon, before a contrast.
A footnote mark right behind it belongs to it."""

_BREAK = re.compile(
    r"""
      \n[^\S\n]*\n\s*                                                    # a blank line
    | \n[^\S\n]*(?=(?:[-*•–+]|\d{1,3}[.)]|\(?[a-z]\)|\([ivx]{1,4}\)|\#{1,6})[^\S\n])   # a list item or a heading
    | \n[^\S\n]*(?=[^\W\d_][\w.'’ -]{0,40}:[^\S\n])                      # a speaker's line in a dialogue
    """,
    re.VERBOSE,
)

_OPENING = re.compile(r"""[\s"'“„«‹(\[*_¿¡–—-]*""")

_WORD_BEFORE = re.compile(r"(?:[^\W\d_]+\.)*[^\W_]+$")

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "rev",
        "hon",
        "gen",
        "col",
        "capt",
        "lt",
        "sgt",
        "jr",
        "sr",
        "messrs",
        "mx",
        "vs",
        "etc",
        "cf",
        "eg",
        "ie",
        "viz",
        "al",
        "approx",
        "ca",
        "est",
        "incl",
        "excl",
        "max",
        "min",
        "no",
        "nos",
        "nr",
        "vol",
        "vols",
        "ed",
        "eds",
        "fig",
        "figs",
        "sec",
        "secs",
        "ch",
        "chap",
        "art",
        "arts",
        "p",
        "pp",
        "para",
        "paras",
        "cl",
        "sched",
        "app",
        "eq",
        "eqs",
        "ref",
        "refs",
        "tab",
        "dept",
        "inc",
        "ltd",
        "co",
        "corp",
        "bros",
        "ave",
        "rd",
        "blvd",
        "ext",
        "tel",
        "z",
        "u",
        "d",
        "h",
        "s",
        "v",
        "i",
        "a",
        "o",
        "n",
        "b",
        "m",
        "bzw",
        "usw",
        "evtl",
        "ggf",
        "vgl",
        "abs",
        "abschn",
        "nrn",
        "bd",
        "hr",
        "hrn",
        "fr",
        "frl",
        "str",
        "bspw",
        "sog",
        "gem",
        "lt",
        "zzgl",
        "inkl",
        "ung",
        "mind",
        "max",
        "mio",
        "mrd",
        "tsd",
        "dipl",
        "ing",
        "med",
        "jur",
        "phil",
        "kap",
        "anm",
        "abb",
        "aufl",
        "hrsg",
        "geb",
        "gest",
        "verh",
        "art",
        "zit",
        "ders",
        "usf",
        "zb",
        "dh",
        "ua",
        "oä",
        "mm",
        "mme",
        "mlle",
        "mlles",
        "me",
        "mgr",
        "éd",
        "env",
        "av",
        "bd",
        "cie",
        "hab",
        "tél",
        "réf",
        "sra",
        "srta",
        "ud",
        "uds",
        "pág",
        "págs",
        "núm",
        "av",
        "avda",
        "cap",
        "dña",
        "aprox",
        "tfno",
        "sig",
        "sigg",
        "dott",
        "ssa",
        "avv",
        "on",
        "ecc",
        "pag",
        "art",
        "cfr",
        "bijv",
        "enz",
        "dhr",
        "mevr",
        "mw",
        "blz",
        "nl",
        "bl",
        "ong",
        "zgn",
        "incl",
        "m.b.t",
        "o.a",
        "t.ex",
        "bl.a",
        "m.m",
        "f.d",
        "osv",
        "kl",
        "t.d",
        "f.eks",
        "bl",
        "resp",
        "np",
        "tzn",
        "itd",
        "itp",
        "ul",
        "dr",
        "hab",
        "inż",
        "mgr",
        "ok",
        "tj",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "okt",
        "dez",
        "mai",
        "janv",
        "févr",
        "avr",
        "juil",
        "déc",
        "ene",
        "abr",
        "ago",
        "dic",
    ]
)
"""Words that end in a full stop without ending a sentence; in lower case, without that stop."""

_MAY_END = frozenset(
    [
        "mai",
        "ag",
        "no",
        "art",
        "co",
        "inc",
        "ltd",
        "etc",
        "max",
        "min",
        "est",
        "al",
        "usw",
        "ecc",
        "enz",
        "osv",
        "itd",
        "ext",
        "on",
        "me",
        "ed",
        "me",
        "i",
        "a",
        "s",
    ]
)
"""Abbreviations that end a sentence often, or are words too: a capital after them decides."""

_LOWER_BEFORE = re.compile(r"(?:^|\s)([^\W\d_A-Z]+)\s$")

_BEFORE_NAMES = frozenset(
    [
        "by",
        "von",
        "and",
        "und",
        "et",
        "y",
        "e",
        "och",
        "og",
        "i",
        "mit",
        "with",
        "to",
        "de",
        "di",
        "van",
        "af",
        "av",
        "par",
        "por",
        "da",
        "dear",
        "for",
        "from",
    ]
)
"""Words in small letters that stand before a person's initial."""

_HALF_DAYS = ("a.m", "p.m")

_ORDINAL_NEXT = re.compile(
    r"(?:jan|feb|fév|mär|mar|apr|avr|mai|maj|may|jun|jui|jul|aug|aoû|sep|okt|oct|nov|dez|dec|déc|kl|jahrhundert)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sentence:
    """One sentence of a passage."""

    passage: Passage
    """The text it stands in."""

    start: int
    """Offset of its first character in the passage's text."""

    end: int
    """Offset just after its last character."""

    @cached_property
    def text(self) -> str:
        """The sentence itself; lines may be wrapped in it."""
        return self.passage.text[self.start : self.end]

    @cached_property
    def key(self) -> str:
        """The sentence with every run of white space as one space: what makes two sentences equal."""
        return " ".join(self.text.split())

    @property
    def place(self) -> Place:
        """The whole sentence as evidence."""
        return self.part(0, self.end - self.start)

    def part(self, start: int, end: int) -> Place:
        """The characters from `start` to `end` of the sentence as evidence."""
        return self.passage.place(self.start + start, self.start + end)


def sentences(passages: Iterable[Passage]) -> tuple[Sentence, ...]:
    """The sentences of passages, in order; none crosses from one passage into the next."""
    return tuple(
        Sentence(passage, start, end) for passage in passages for start, end in sentence_spans(passage.text)
    )


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a text, without the white space around it; in linear time, for any text."""
    position = 0
    for end in [*_ends(text), len(text)]:
        for start, stop in _cut(text, position, end):
            stripped = text[start:stop].strip()
            if stripped:
                first = start + text[start:stop].index(stripped[0])
                yield first, first + len(stripped)
        position = end


def _ends(text: str) -> list[int]:
    found = {match.end() for match in _BREAK.finditer(text)}
    found |= {
        match.end()
        for match in _STOP.finditer(text)
        if match["wide"] or match["part"] or _ends_here(text, match)
    }
    return sorted(found)


def _ends_here(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop, exclamation or question mark ends a sentence: decided by the words around it."""
    following = _OPENING.match(text, match.end(), match.end() + 8)
    position = following.end() if following else match.end()
    if position >= len(text):
        return True
    if text[position].islower():
        return "\n\n" in text[match.end() : position]
    if match["stop"] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(0, match.start() - 30), match.start())
    if before is None:
        return True
    word = before[0].lower()
    if word.isdecimal():
        return not (len(word) <= 2 and _numbers_something(text, before.start(), position))
    if "." in word or len(word) == 1:  # U.S., z.B., an initial
        return word in _HALF_DAYS or before[0] == "I" or _closes(text, before)
    return word not in _ABBREVIATIONS or (word in _MAY_END and not text[position].isdecimal())


def _numbers_something(text: str, start: int, following: int) -> bool:
    """Whether a short number with a full stop counts what follows: `3. Mai`, `2. Clause`, the item `1. Text`."""
    line_start = text.rfind("\n", max(0, start - 40), start) + 1 if start else 0
    opens_line = not text[max(line_start, start - 40) : start].strip(" \t-*(#")
    return opens_line or _ORDINAL_NEXT.match(text, following) is not None


def _closes(text: str, letter: re.Match[str]) -> bool:
    """Whether a single capital is the last word of a sentence (`at station B.`) rather than an initial (`Ada B. Lund`)."""
    previous = _LOWER_BEFORE.search(text, max(0, letter.start() - 20), letter.start())
    return (
        letter[0].isupper()
        and len(letter[0]) == 1
        and previous is not None
        and previous[1] not in _BEFORE_NAMES
    )


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        stop = max(
            text.rfind(" ", start, start + LONGEST),
            text.rfind("\n", start, start + LONGEST),
        )
        if stop <= start:
            stop = start + LONGEST
        yield start, stop
        start = stop
    yield start, end
