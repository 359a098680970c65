"""Names: words with a capital where the sentence does not ask for one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from holdtrue.checks.facts.fact import Fact

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_OPENS = re.compile(r"""(?:^|[.!?:;|,\t•*#>"“”„«(\[{=/]|^[\s#]*[\d\x00]+[.)])[\s*_"'“„«(\[-]*$""")
"""What stands before a word that has its capital from its position: a sentence, cell, list item or quotation."""


def find(text: str) -> Iterator[Fact]:
    """Each word of a name.

    A capitalised word counts inside a sentence; at the start of one, only with a capitalised word after it. In a line
    without a small word every word is a name or none is, so none is.
    """
    words = list(_WORD.finditer(text))
    if not any(match[0][0].islower() for match in words):
        return
    for index, match in enumerate(words):
        if not _capital(match[0]):
            continue
        following = words[index + 1] if index + 1 < len(words) else None
        runs_on = (
            following is not None
            and _capital(following[0])
            and text[match.end() : following.start()] in (" ", "\u00a0")
        )
        if runs_on or not _OPENS.search(text[max(0, match.start() - 12) : match.start()]):
            yield Fact("name", match.start(), match.end(), match[0], (match[0].casefold(),))


def words(text: str) -> set[str]:
    """Every word of a text in lower case, to look names up in."""
    return {word.casefold() for word in set(_WORD.findall(text))}


def _capital(word: str) -> bool:
    return len(word) > 1 and word[0].isupper()
