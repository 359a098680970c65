"""Tokens of an instruction, each with its place and what the vocabulary says of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from holdtrue.checks.instruction.lexicon import Sense, fold, phrases_at, senses

TokenKind = Literal[
    "word", "name", "number", "ordinal", "date", "time", "quoted", "file", "address", "symbol"
]
"""`name`: a word that no prose has, such as `min_qty`, `S-005`, `Expenses:Props`, `--since`."""

_QUOTED = (
    r"\"[^\"\n]{1,300}\"|“[^“”\n]{1,300}[”“]|„[^“”„\n]{1,300}[“”]|«[^«»\n]{1,300}»|»[^«»\n]{1,300}«"
    r"|‹[^‹›\n]{1,300}›|`[^`\n]{1,300}`|(?<![\w.])'[^'\n]{1,300}'(?!\w)|(?<!\w)[‘‚][^‘’‚\n]{1,300}[’‘](?!\w)"
)

_TOKEN = re.compile(
    rf"""
    (?P<quoted>{_QUOTED})
  | (?P<address>\b(?:https?|ftp)://[^\s<>"']{{1,500}}|[\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,5}})
  | (?P<date>(?<![\w.])(?:\d{{4}}-\d\d-\d\d(?:T[\d:.]{{4,12}}Z?)?|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{4}}/\d\d?/\d\d?)(?![\w]))
  | (?P<time>(?<![\w.])[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?!\w))
  | (?P<ordinal>(?<![\w.])\d{{1,4}}(?:st|nd|rd|th|er|ère|ème|ª|º)(?!\w))
  | (?P<number>(?<![\w.])(?:(?<![\w\d])[+−-])?(?:\d{{1,3}}(?:[ \u00a0\u202f’']\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)(?![\w_]|[-:/]\w))
  | (?P<unit>(?<!\w)(?:[mµunk]?g|k?m|[mkµ]?l|[mµ]?mol)/(?:m?l|kg|h|s|min|d|day|m|km|100)\b)
  | (?P<elided>\b(?:qu|[ldnsjmtc])['’](?=\w))
  | (?P<possessive>(?<=\w)['’]s\b)
  | (?P<word>(?:--?(?=[a-z])|[@$\#.](?=\w))?\w+(?:[._:@-]+\w+|/\d+|['’](?!s\b)\w+)*(?:\.\*)?)
  | (?P<symbol>->|=>|→|⇒|<=|>=|≤|≥|!=|≠|==|[^\s\w])
    """,
    re.VERBOSE | re.IGNORECASE,
)

_FILE = re.compile(r"[\w.*-]*[\w*]\.[a-z][a-z0-9]{0,7}", re.IGNORECASE)
_ABBREVIATION = frozenset(["e.g", "i.e", "z.b", "d.h", "u.a", "p.ex", "p.ej", "a.k.a", "p.m", "a.m"])
_NAMELIKE = re.compile(r"[_:@$#*]|^-|\w\.\w|\d|[a-z][A-Z]")

_LONGEST = 8_000
"""Characters of an instruction that are read; a longer one carries documents, which are no wording."""


_CLOSE = 0.5
"""Share of the likeliest language's votes from which another may be meant too."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, quotation or sign of the instruction."""

    index: int
    """Its position among the tokens."""

    text: str
    """As it is written."""

    folded: str
    """Lower case without accents; a quotation without its marks."""

    start: int
    """Offset of its first character in the instruction."""

    end: int
    """Offset just after its last character."""

    kind: TokenKind
    """What it looks like."""

    senses: tuple[Sense, ...] = ()
    """What the vocabulary says of it, in any of its languages."""

    plain: frozenset[str] = frozenset()
    """Names of its senses that need no particle."""

    covered: bool = False
    """Whether it is inside a phrase that an earlier token begins."""

    @property
    def content(self) -> str:
        """A quotation's inside; otherwise the text."""
        return self.text[1:-1].strip() if self.kind == "quoted" else self.text

    def means(self, *names: str) -> bool:
        """Whether it has one of the senses, particles aside."""
        return not self.plain.isdisjoint(names)

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()


def tokenize(instruction: str) -> tuple[Token, ...]:
    """Cut an instruction into tokens, in time linear in its length."""
    bare: list[tuple[str, str, int, int, TokenKind]] = []
    for match in _TOKEN.finditer(instruction[:_LONGEST]):
        text = match[0]
        bare.append((text, fold(text), match.start(), match.end(), _kind(match.lastgroup or "symbol", text)))
    folded = [item[1] for item in bare]
    meanings = [_meanings(folded, index, item[0], item[4]) for index, item in enumerate(bare)]
    spoken = _languages(meanings)
    covered_until = 0
    tokens = []
    for index, (text, lower, start, end, kind) in enumerate(bare):
        found = tuple(sense for sense in meanings[index] if not sense.language or sense.language in spoken)
        lower = fold(text[1:-1]) if kind == "quoted" else lower
        covered = index < covered_until
        if not covered:
            covered_until = max([covered_until, *(index + sense.length for sense in found)])
        found = () if covered else found
        plain = frozenset(sense.name for sense in found if not sense.particle)
        tokens.append(Token(index, text, lower, start, end, kind, found, plain, covered))
    return tuple(tokens)


def _meanings(folded: list[str], index: int, text: str, kind: TokenKind) -> tuple[Sense, ...]:
    if kind in ("quoted", "address", "file", "date", "time"):
        return ()
    return phrases_at(folded, index) or senses(text, parts=kind == "word")


def _languages(meanings: list[tuple[Sense, ...]]) -> frozenset[str]:
    """The languages the instruction may be in: a word that few languages have counts for more."""
    votes: Counter[str] = Counter()
    for found in meanings:
        languages = {sense.language for sense in found if sense.language}
        for language in languages:
            votes[language] += 1 / len(languages) ** 2  # type: ignore[assignment]  # a Counter adds fractions as well
    best = max(votes.values(), default=0)
    return frozenset(language for language, count in votes.items() if count >= best * _CLOSE)


def _kind(group: str, text: str) -> TokenKind:
    if group in ("elided", "possessive", "unit"):
        return "word"
    if group != "word":
        return group  # type: ignore[return-value]  # the groups are named after the kinds
    if fold(text) in _ABBREVIATION:
        return "word"
    if "." in text and _FILE.fullmatch(text) and text[0] != ".":
        return "file"
    return "name" if _NAMELIKE.search(text) else "word"
