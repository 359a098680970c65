"""XML and its vocabularies: elements with attributes or values are records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from holdtrue.checks.document import Cell, Record
from holdtrue.checks.formats.parsed import Trouble
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.loose import with_loose
from holdtrue.checks.readers.markup import Attribute, Element, Markup, Text

_DEEP = 64
"""Levels below which paths no longer grow."""

_ENCODING = re.compile(r"(<\?xml[^>]*?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')")

_HIGH = 4
"""Levels of elements below which an element is no prose with marks inside it."""

_PROSE = 4
"""An element's own text is at least one part in so many of all text in it, where that is prose with marks inside."""


def read_xml(text: str) -> Draft:
    """Read XML, as far as it goes where it is broken.

    An element with attributes or with values in it is a record of its tag's name. A value is an element that holds
    text alone, with marks inside it or not; it is a cell (`name`, its attributes `name/@unit`), unless it repeats and
    has attributes, when it is a record, too.
    """
    markup = Markup(text, is_html=False)
    records = _Records(markup)
    records.walk()
    return Draft(with_loose(records.settled(), markup.extra), markup.trouble or _trouble(text))


def _trouble(text: str) -> Trouble | None:
    """Why a strict parser refuses a text; nothing is expanded or fetched."""
    from xml.parsers import expat

    def refuse(*_: object) -> None:
        message = "entities are declared, and are not expanded"
        raise ValueError(message)

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = refuse
    plain = text.removeprefix("\ufeff").lstrip()
    skipped = text[: len(text) - len(plain)].count("\n")
    # A declared encoding says nothing about a text that is decoded already, and the parser would refuse it.
    plain = _ENCODING.sub(r"\1", plain[:500], count=1) + plain[500:]
    try:
        parser.Parse(plain.encode("utf-8", "surrogatepass"), True)  # noqa: FBT003  # its signature
    except expat.ExpatError as error:
        return Trouble(error.lineno + skipped, expat.ErrorString(error.code))
    except ValueError as error:
        return Trouble(1, str(error))
    return None


class _Plan:
    """A record as it is being filled."""

    __slots__ = ("cells", "element", "parent", "path")

    def __init__(self, element: Element, path: str, parent: _Plan | None) -> None:
        self.element = element
        self.path = path
        self.parent = parent
        self.cells: list[Cell] = []


class _Records:
    """Walks a tree and fills records."""

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        self.plans = [_Plan(markup.root, "", None)]

    def walk(self) -> None:
        """Go through all elements, in the order of the text."""
        top = self.plans[0]
        values = _values(self.markup)
        levels: list[tuple[Iterator[Element | Text], _Plan, Element, Counter[str], str, int]]
        levels = [(iter(top.element.children), top, top.element, Counter(), "", 0)]
        while levels:
            children, owner, element, repeated, path, depth = levels[-1]
            for child in children:
                if not isinstance(child, Element):
                    self._text(child, owner, element)
                    continue
                below = f"{path}/{child.tag}" if depth < _DEEP else path
                is_value = id(child) in values
                if is_value and not (child.attributes and repeated[child.tag] > 1) and element.tag:
                    self._value(child, owner)
                    continue
                if is_value:
                    self._value(child, self._record(child, owner, below), named=False)
                    continue
                inner = (
                    self._record(child, owner, below)
                    if child.attributes or _holds_values(child, values)
                    else owner
                )
                self._attributes(child.attributes, inner, "")
                counts = Counter(each.tag for each in child.children if isinstance(each, Element))
                levels.append((iter(child.children), inner, child, counts, below, depth + 1))
                break
            else:
                levels.pop()

    def _record(self, element: Element, owner: _Plan, path: str) -> _Plan:
        plan = _Plan(element, path, owner)
        self.plans.append(plan)
        return plan

    def _text(self, node: Text, owner: _Plan, element: Element) -> None:
        """Keep text that stands between elements."""
        text, start, end, _ = self.markup.inline([node])
        if text and start >= 0:
            owner.cells.append(Cell("" if owner.element is element else element.tag, text, start, end))

    def _value(self, element: Element, owner: _Plan, *, named: bool = True) -> None:
        text, start, end, attributes = self.markup.inline(element.children)
        field = element.tag if named else ""
        if start >= 0:
            owner.cells.append(Cell(field, text, start, end, name_start=element.start + 1))
        elif named and not element.attributes:
            owner.cells.append(Cell(field, "", element.inner, element.inner, "null", element.start + 1))
        prefix = f"{field}/" if field else ""
        self._attributes([*element.attributes, *attributes], owner, prefix)

    def _attributes(self, attributes: list[Attribute], owner: _Plan, prefix: str) -> None:
        owner.cells += [
            Cell(f"{prefix}@{name}", value, start, end, name_start=name_start)
            for name, name_start, value, start, end in attributes
        ]

    def settled(self) -> list[Record]:
        """The records that hold something."""
        kept = [plan for plan in self.plans if plan.cells]
        positions = {id(plan): index for index, plan in enumerate(kept)}
        records = []
        for plan in kept:
            above = plan.parent
            while above is not None and id(above) not in positions:
                above = above.parent
            kind = plan.element.tag or "text"
            parent = positions[id(above)] if above is not None else None
            records.append(
                Record(kind, tuple(plan.cells), plan.element.start, plan.element.end, plan.path, parent)
            )
        return records


def _holds_values(element: Element, values: set[int]) -> bool:
    return any(isinstance(child, Element) and id(child) in values for child in element.children)


def _values(markup: Markup) -> set[int]:
    """The elements that hold text alone, or prose with marks inside it, by identity."""
    order = [markup.root]
    for element in order:  # grows as it goes, parents first
        order += [child for child in element.children if isinstance(child, Element)]
    values: set[int] = set()
    height: dict[int, int] = {}
    total: dict[int, int] = {}
    for element in reversed(order):
        inner = [child for child in element.children if isinstance(child, Element)]
        own = sum(
            len(markup.text[child[0] : child[1]].strip())
            for child in element.children
            if not isinstance(child, Element)
        )
        height[id(element)] = 1 + max((height[id(child)] for child in inner), default=-1)
        total[id(element)] = own + sum(total[id(child)] for child in inner)
        prose = own * _PROSE >= total[id(element)] > 0 and height[id(element)] < _HIGH
        if not inner or prose:
            values.add(id(element))
    return values
