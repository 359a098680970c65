"""XML and HTML."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from holdtrue.checks.formats.parsed import Parsed, Trouble

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
"""Elements that have no end tag (HTML Living Standard, section 13.1.2)."""

_OPTIONAL = frozenset(
    [
        "html",
        "head",
        "body",
        "li",
        "dt",
        "dd",
        "p",
        "rt",
        "rp",
        "optgroup",
        "option",
        "colgroup",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
    ]
)
"""Elements whose end tag may be left out (the same, section 13.1.2.4)."""


_RECORDS = ("li", "dt", "tr", "option")
"""Elements that stand for one of several alike."""


def parse_xml(text: str) -> Parsed:
    """Read an XML document; entities and external parts are refused, not expanded."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    # A declared encoding says nothing about a text that is decoded already, and the parser refuses it.
    plain = re.sub(r"(<\?xml[^>]*?)\s+encoding\s*=\s*(\"[^\"]*\"|'[^']*')", r"\1", text.lstrip(), count=1)
    skipped = text[: len(text) - len(text.lstrip())].count("\n")
    try:
        root = fromstring(plain.encode("utf-8", "surrogatepass"))
    except ParseError as error:
        reason = str(error).partition(":")[0]
        return Parsed("xml", trouble=Trouble(error.position[0] + skipped, reason))
    except DefusedXmlException as error:
        return Parsed("xml", trouble=Trouble(1, f"not read: {type(error).__name__}"))
    except ValueError as error:
        return Parsed("xml", trouble=Trouble(1, str(error)))
    return Parsed("xml", records=len(root), containers=_repeated(root))


def _repeated(root: Element) -> dict[str, int]:
    """How many elements of a name stand at each path where some parent has several of them."""
    counts: Counter[str] = Counter()
    several: set[str] = set()
    waiting = [(root.tag, root)]
    while waiting:
        path, parent = waiting.pop()
        for tag, number in Counter(child.tag for child in parent).items():
            counts[f"{path}/{tag}"] += number
            if number > 1:
                several.add(f"{path}/{tag}")
        waiting += [(f"{path}/{child.tag}", child) for child in parent]
    return {path: counts[path] for path in several}


def parse_html(text: str) -> Parsed:
    """Check that the elements which need an end tag have it, in order."""
    balance = _Balance()
    balance.feed(text)
    balance.close()
    if balance.trouble:
        return Parsed("html", trouble=balance.trouble)
    if balance.open:
        tag, line = balance.open[-1]
        return Parsed("html", trouble=Trouble(line, f"<{tag}> is never closed"))
    return Parsed("html", containers={tag: balance.seen[tag] for tag in _RECORDS})


class _Balance(HTMLParser):
    """Keeps the elements that are open and the first tag that does not fit."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, int]] = []
        self.trouble: Trouble | None = None
        self.seen: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # its signature
        """Count an element, and remember it if it must be closed."""
        self.seen[tag] += 1
        if tag not in _VOID and tag not in _OPTIONAL:
            self.open.append((tag, self.getpos()[0]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Let an element pass that closes itself, as SVG inside HTML does."""

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost open element, which must be this one."""
        if self.trouble or tag in _VOID or tag in _OPTIONAL:
            return
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
            return
        inner = f" while <{self.open[-1][0]}> is open" if self.open else ""
        self.trouble = Trouble(self.getpos()[0], f"</{tag}> closes nothing{inner}")
