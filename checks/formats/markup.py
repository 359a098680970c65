"""XML and HTML."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from holdtrue.checks.formats.parsed import Parsed, Trouble

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

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
    from holdtrue.checks.readers.markup import Element, Markup  # it reads this package's values

    markup = Markup(text, is_html=True)
    if markup.trouble:
        return Parsed("html", trouble=markup.trouble)
    seen: Counter[str] = Counter()
    waiting = [markup.root]
    while waiting:
        inner = [child for child in waiting.pop().children if isinstance(child, Element)]
        seen.update(child.tag for child in inner)
        waiting += inner
    return Parsed("html", containers={tag: seen[tag] for tag in _RECORDS})
