"""References: `clause 7.2`, `Figs. 2 and 3`, `§ 5`, `[12]`, `(3)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from holdtrue.checks.prose.vocabulary import Lexicon
from holdtrue.checks.prose.words import Word

_NUMBER = r"(?:\d{1,4}(?:\.\d{1,3}){0,4}[a-z]?|[IVXL]{1,6}|[A-Z])(?:\([a-z0-9]{1,4}\))*(?![\w%-])"

_NUMBERS = re.compile(
    rf"\.?\s?(?P<first>{_NUMBER})(?P<more>(?:\s?(?:,|and|or|to|und|oder|bis|et|ou|à|y|o|e|a|&|–|-)\s?{_NUMBER}){{0,6}})"
)

_ONE = re.compile(_NUMBER)

_BRACKETED = re.compile(
    r"\[(?P<list>\d{1,4}(?:\s?[,–-]\s?\d{1,4}){0,9})\]|(?<=[\s(])\((?P<single>\d{1,3})\)(?!\s?\d)"
)

_DIGITS = re.compile(r"\d+")


def references(line: str, found: Sequence[Word], lexis: Lexicon) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each reference as its kind and number, and where it stands; one that opens the line numbers it and is none."""
    end = 0
    for word in found:
        kind = "clause" if word.norm == "§" else lexis.references.get(word.norm)
        if kind is None or word.start < end:
            continue
        if len(word.norm) <= 2 and word.norm != "§" and line[word.end : word.end + 1] != ".":
            continue
        match = _NUMBERS.match(line, word.end)
        if match is None or (match["first"] == "A" and not match["more"]) or match["first"] == "I":
            continue
        yield f"{kind} {match['first'].lower()}", (word.start, match.end("first"))
        for other in _ONE.finditer(line, match.start("more"), match.end("more")):
            yield f"{kind} {other[0].lower()}", other.span()
        end = match.end()
    for match in _BRACKETED.finditer(line):
        numbers = match["list"] or match["single"]
        form = "[]" if match["list"] else "()"
        for number in _DIGITS.findall(numbers):
            yield f"{form} {number}", match.span()
