"""Web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from holdtrue.checks.facts.fact import Fact

_URL = re.compile(r"(?:https?|ftp)://[^\s<>\"'`|\\^{}\x00]+|\bwww\.[^\s<>\"'`|\\^{}\x00]+", re.IGNORECASE)


def find(text: str) -> Iterator[Fact]:
    """Addresses with a scheme or `www.`, without the punctuation of the sentence around them."""
    for match in _URL.finditer(text):
        found = match[0].rstrip(".,;:!?*_]")
        unopened = found.count(")") - found.count("(")
        end = len(found)
        while end and (found[end - 1] in ".,;:!?" or (unopened > 0 and found[end - 1] == ")")):
            unopened -= found[end - 1] == ")"
            end -= 1
        found = found[:end]
        yield Fact("url", match.start(), match.start() + len(found), found, (found.rstrip("/"),))
