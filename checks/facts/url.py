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
        while found.endswith(")") and found.count(")") > found.count("("):
            found = found[:-1].rstrip(".,;:!?")
        yield Fact("url", match.start(), match.start() + len(found), found, (found.rstrip("/"),))
