"""Codes that must arrive letter by letter: article numbers, references, UUIDs, e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from holdtrue.checks.facts.fact import Fact

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++")

_UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE)

_CODE = re.compile(r"(?<![\w.,])(?<![A-Za-z0-9][-/])[A-Za-z0-9]++(?:[-_/][A-Za-z0-9]++)*+(?!\w|[.,]\d)")

_MIXED = re.compile(r"[A-Z]|[a-z]\d")
"""A code has a digit, and a capital or a digit right after letters: `INV-7`, `E10`, `v2`, but not `5kg`, `3rd`."""

_VERSION = re.compile(r"(?<![\w.,])v?\d++(?:\.\d++){2,}+(?![\w]|[.,]\d)")
"""Numbers in three parts or more: releases, sections, network addresses. A date in dots has been taken before."""

_DIGIT = re.compile(r"\d")

_ZERO_LED = re.compile(r"(?<![\w.,:+-])(?<!\d[ '’\u00a0\u202f\u2009])0\d+(?![\w:]|[.,]\d)")


def find(text: str) -> Iterator[Fact]:
    """E-mail addresses and UUIDs in lower case, codes of letters and digits, versions, digits with a leading zero."""
    for match in _EMAIL.finditer(text):
        yield _fact(match, match[0].lower())
    if not _DIGIT.search(text):
        return
    for match in _UUID.finditer(text):
        yield _fact(match, match[0].lower())
    for match in _CODE.finditer(text):
        if _DIGIT.search(match[0]) and _MIXED.search(match[0]):
            yield _fact(match, match[0])
    for match in _VERSION.finditer(text):
        if not re.fullmatch(r"\d{1,3}(?:\.\d{3})+", match[0]):  # 1.204.500 is a number
            yield _fact(match, match[0])
    for match in _ZERO_LED.finditer(text):
        yield _fact(match, match[0])


def _fact(match: re.Match[str], normal: str) -> Fact:
    return Fact("id", match.start(), match.end(), match[0], (normal,))
