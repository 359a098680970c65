"""Marked-up text as a tree of elements with their places; entities are never expanded beyond a character."""

from __future__ import annotations

import html
import re
from collections import Counter

from holdtrue.checks.document import Record
from holdtrue.checks.formats.parsed import Trouble
from holdtrue.checks.readers.loose import comment, loose

_QUOTES = r""""(?:[^"<]|<(?![A-Za-z/!?]))*+"|'(?:[^'<]|<(?![A-Za-z/!?]))*+'"""

_TOKEN = re.compile(
    rf"""
      <!--([\s\S]*?)(?:-->|\Z)                                       # 1: a comment
    | <!\[CDATA\[([\s\S]*?)(?:\]\]>|\Z)                              # 2: text as it is
    | <\?([\s\S]*?)(?:\?>|\Z)                                        # 3: an instruction
    | <!([A-Za-z][^\[<>]*+(?:\[[\s\S]*?(?:\]\s*+(?=>)|\Z))?)>?       # 4: a declaration
    | </([^\s<>/]++)[^<>]*+>?                                        # 5: an end tag
    | <([A-Za-z_:][^\s<>/"'=]*+)((?:[^<>"']|{_QUOTES})*+)>           # 6, 7: a start tag and its attributes
    | ([^<]++|<)                                                     # 8: text
    """,
    re.VERBOSE,
)

_ATTRIBUTE = re.compile(
    r"""([^\s=/"'<>]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?|(["'][^"']*+)"""
)

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,31});")

_DEEPEST = 500
"""Levels of elements that are told apart; deeper ones belong to the last."""

VOID = frozenset(
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
"""Elements of HTML that have no end tag (HTML Living Standard, section 13.1.2)."""

_RAW = frozenset(["script", "style", "textarea", "title"])
"""Elements of HTML whose content is text whatever it looks like."""

_CLOSED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(["li"]), frozenset(["ul", "ol", "menu"])),
    "dt": (frozenset(["dt", "dd"]), frozenset(["dl"])),
    "dd": (frozenset(["dt", "dd"]), frozenset(["dl"])),
    "tr": (frozenset(["tr", "td", "th"]), frozenset(["table"])),
    "td": (frozenset(["td", "th"]), frozenset(["tr", "table"])),
    "th": (frozenset(["td", "th"]), frozenset(["tr", "table"])),
    "thead": (frozenset(["thead", "tbody", "tr", "td", "th"]), frozenset(["table"])),
    "tbody": (frozenset(["thead", "tbody", "tr", "td", "th"]), frozenset(["table"])),
    "tfoot": (frozenset(["thead", "tbody", "tr", "td", "th"]), frozenset(["table"])),
    "option": (frozenset(["option"]), frozenset(["select"])),
    "body": (frozenset(["head"]), frozenset(["html"])),
}
"""Which open elements a start tag closes, out to which around them (the same, section 13.1.2.4)."""

_OPTIONAL = frozenset(["html", "head", "body", "p", "colgroup", "caption", "optgroup", "rt", "rp"]) | set(
    _CLOSED_BY
)
"""Elements of HTML whose end tag may be left out."""

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "link",
        "main",
        "menu",
        "meta",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "script",
        "section",
        "select",
        "style",
        "summary",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
"""Elements of HTML that begin a line of their own, or are not shown as text."""

_ENDS_PARAGRAPH = BLOCKS - {
    "link",
    "meta",
    "script",
    "style",
    "option",
    "optgroup",
    "select",
    "textarea",
    "title",
}

Attribute = tuple[str, int, str, int, int]
"""Name, where it stands, value, where that begins and ends."""

Text = tuple[int, int, bool]
"""Where a stretch of text begins and ends, and whether entities in it mean characters."""


class Element:
    """An element and what it holds."""

    __slots__ = ("attributes", "block", "children", "close", "end", "inner", "start", "tag")

    def __init__(self, tag: str, start: int, inner: int) -> None:
        self.tag = tag
        self.start = start
        self.inner = inner
        """Where its content begins."""
        self.close = inner
        """Where its content ends."""
        self.end = inner
        self.attributes: list[Attribute] = []
        self.children: list[Element | Text] = []
        self.block = tag in BLOCKS
        """Whether it is, or holds, an element that begins a line of its own."""


class Markup:
    """A text as a tree, and what stands in no element."""

    def __init__(self, text: str, *, is_html: bool) -> None:
        self.text = text
        self.is_html = is_html
        self.root = Element("", 0, 0)
        self.root.end = self.root.close = len(text)
        self.extra: list[Record] = []
        """Comments, instructions and declarations, in order."""
        self.trouble: Trouble | None = None
        """The first tag that does not fit."""
        self._stack = [self.root]
        self._open: Counter[str] = Counter()
        self._beyond = 0
        """How many elements are open that lie too deep to be told apart."""
        self._read()

    def _read(self) -> None:
        text = self.text
        position = 1 if text.startswith("\ufeff") else 0
        while position < len(text) and (match := _TOKEN.match(text, position)):
            index = match.lastindex or 8
            position = match.end()
            if index == 8:
                self._stack[-1].children.append((*match.span(), True))
            elif index >= 6:
                position = self._start(match)
            elif index == 5:
                self._end(match)
            elif index == 2:
                self._stack[-1].children.append((*match.span(2), False))
            else:
                self._aside(match, index)
        while len(self._stack) > 1:
            self._pop(len(text), len(text))

    def _aside(self, match: re.Match[str], index: int) -> None:
        """Keep a comment, an instruction or a declaration."""
        if index == 1:
            found = comment(self.text, *match.span())
        else:
            found = loose("instruction" if index == 3 else "declaration", self.text, *match.span(index))
        if found:
            self.extra.append(Record(found.kind, found.cells, match.start(), match.end()))

    def _say(self, position: int, reason: str) -> None:
        if self.trouble is None:
            self.trouble = Trouble(self.text.count("\n", 0, position) + 1, reason)

    def _pop(self, close: int, end: int) -> None:
        """Close the innermost open element."""
        element = self._stack.pop()
        self._open[element.tag] -= 1
        element.close, element.end = close, end
        if element.block:
            self._stack[-1].block = True
        if close == end and not (self.is_html and element.tag in _OPTIONAL):
            self._say(element.start, f"<{element.tag}> is never closed")

    def _start(self, match: re.Match[str]) -> int:
        """Open an element; return where reading goes on."""
        tag, inside = match[6], match[7]
        start, end = match.span()
        if self.is_html:
            tag = tag.lower()
            self._make_room(tag, start)
        element = Element(tag, start, end)
        if inside.strip("/ \t\r\n"):
            element.attributes = self._attributes(match.start(7), match.end(7))
        self._stack[-1].children.append(element)
        if inside.endswith("/") or (self.is_html and tag in VOID):
            if element.block:
                self._stack[-1].block = True
            return end
        if self.is_html and tag in _RAW:
            return self._raw(element)
        if len(self._stack) <= _DEEPEST:
            self._stack.append(element)
            self._open[tag] += 1
        else:
            self._beyond += 1
        return end

    def _raw(self, element: Element) -> int:
        """Take all up to the end tag as text."""
        found = re.compile(rf"</{element.tag}[^>]*+>?", re.IGNORECASE).search(self.text, element.inner)
        close, end = found.span() if found else (len(self.text), len(self.text))
        element.close, element.end = close, end
        if close > element.inner:
            element.children.append((element.inner, close, element.tag in ("title", "textarea")))
        self._stack[-1].block = True
        if not found:
            self._say(element.start, f"<{element.tag}> is never closed")
        return end

    def _make_room(self, tag: str, position: int) -> None:
        """Close what a start tag closes."""
        if tag in _ENDS_PARAGRAPH and self._open["p"]:
            while self._stack[-1].tag != "p":
                self._pop(position, position)
            self._pop(position, position)
        closing, limits = _CLOSED_BY.get(tag, (frozenset(), frozenset()))
        if not any(self._open[each] for each in closing):
            return
        deepest = 0
        for depth in range(len(self._stack) - 1, 0, -1):
            if self._stack[depth].tag in limits:
                break
            if self._stack[depth].tag in closing:
                deepest = depth
        while deepest and len(self._stack) > deepest:
            self._pop(position, position)

    def _end(self, match: re.Match[str]) -> None:
        """Close the innermost element of that name, and those inside it, which were not closed."""
        if self._beyond:
            self._beyond -= 1
            return
        tag = match[5].lower() if self.is_html else match[5]
        if not self._open[tag]:
            if not (self.is_html and (tag in VOID or tag in _OPTIONAL or tag in _RAW)):
                self._say(match.start(), f"</{tag}> closes nothing")
            return
        while self._stack[-1].tag != tag:
            self._pop(match.start(), match.start())
        self._pop(*match.span())

    def _attributes(self, start: int, end: int) -> list[Attribute]:
        found: list[Attribute] = []
        for match in _ATTRIBUTE.finditer(self.text, start, end):
            index = match.lastindex or 1
            begin, stop = match.span(index)
            if index == 1:
                begin = stop
            value = unescaped(self.text[begin:stop])
            found.append((match[1] or "", match.start(1), value, begin, stop))
        return found

    def inline(self, nodes: list[Element | Text]) -> tuple[str, int, int, list[Attribute]]:
        """The text of neighbouring nodes without their tags; where it begins and ends; the tags' attributes."""
        pieces: list[str] = []
        attributes: list[Attribute] = []
        start = end = -1
        waiting = list(reversed(nodes))
        while waiting:
            node = waiting.pop()
            if isinstance(node, Element):
                attributes += node.attributes
                waiting += reversed(node.children)
                if node.tag == "br" or (self.is_html and node.block):
                    pieces.append(" ")
                continue
            piece = self.text[node[0] : node[1]]
            pieces.append(unescaped(piece) if node[2] else piece)
            bare = piece.strip()
            if bare:
                begin = node[0] + len(piece) - len(piece.lstrip())
                start = begin if start < 0 else start
                end = begin + len(bare)
        return "".join(pieces).strip(), start, end, attributes


def unescaped(text: str) -> str:
    """A text with its character references replaced; others stay as they are."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text
