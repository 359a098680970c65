"""Finds the places that a selector names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from holdtrue.checks.contract.expression import fields, parse
from holdtrue.checks.contract.nearest import did_you_mean
from holdtrue.checks.contract.selector import Step, parse_selector, to_text
from holdtrue.checks.document import Cell, Document
from holdtrue.checks.errors import ContractError
from holdtrue.checks.verify.evaluate import Scope, fits, holds
from holdtrue.checks.verify.item import Item, items, named
from holdtrue.checks.verify.quantity import folded
from holdtrue.checks.verify.working import Working

_NUMBERED = re.compile(
    r"\s*(?:#+|=+|\*+)?\s*(?:§|section|clause|part|chapter)?\s*([\w]+(?:\.\w+)*)[.):]?(?:\s|$)", re.IGNORECASE
)
_ASIDE = ("comment", "heading", "text", "paragraph", "rule", "head", "header")
"""Kinds of records that are not the rows of anything."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that a selector names."""

    file: str
    start: int
    end: int
    item: Item | None = None
    """The record, where the place is one, or lies in one."""
    cell: Cell | None = None
    """The value, where the place is one."""


class Selecting:
    """The files as they stand, searched by selectors."""

    def __init__(self, files: dict[str, Working]) -> None:
        self.files = files
        self.scope = Scope(self.records)
        self._items: dict[str, list[Item]] = {}

    def items(self, file: str) -> list[Item]:
        """Every record of a file."""
        if file not in self._items:
            self._items[file] = items(self.files[file].document)
        return self._items[file]

    def spots(self, selectors: Sequence[str], within: Iterable[Spot] | None = None) -> list[Spot]:
        """Every place that one of the selectors names, in the order of the text.

        Raises:
            ContractError: A selector names nothing.
        """
        base = list(within) if within is not None else self.whole()
        found: dict[tuple[str, int, int], Spot] = {}
        for selector in selectors:
            spots = base
            for step in parse_selector(selector):
                spots = list(self._step(step, spots))
                if not spots:
                    msg = f"no {to_text((step,))!r} in {', '.join(self.files)}"
                    raise ContractError(msg + self.near(step))
            for spot in spots:
                found.setdefault((spot.file, spot.start, spot.end), spot)
        order = {name: place for place, name in enumerate(self.files)}
        return sorted(found.values(), key=lambda spot: (order[spot.file], spot.start, -spot.end))

    def whole(self) -> list[Spot]:
        """Every file from end to end."""
        return [Spot(name, 0, len(file.text)) for name, file in self.files.items()]

    def records(self, selector: str = "") -> list[Item]:
        """The records of a place; every one where none is named."""
        if not selector:
            return [item for name in self.files for item in self.items(name)]
        return self.chosen((selector,))

    def chosen(self, each: Sequence[str], *, named_by: str = "") -> list[Item]:
        """The records that count as rows: those of a place, those that have a field, or those of the main table."""
        if each:
            spots = self.spots(each)
            whole = [spot.item for spot in spots if spot.item and spot.cell is None]
            if whole:
                return whole
            return [item for spot in spots for item in main_rows(self._inside(spot))]
        if named_by:
            return [item for name in self.files for item in self.items(name) if named(item.record, named_by)]
        return [item for name in self.files for item in main_rows(self.items(name))]

    def _inside(self, spot: Spot) -> list[Item]:
        return [
            item
            for item in self.items(spot.file)
            if spot.start <= item.record.start and item.record.end <= spot.end
        ]

    def _step(self, step: Step, spots: list[Spot]) -> Iterable[Spot]:
        if step.kind == "file":
            return [spot for spot in spots if fnmatchcase(spot.file, step.name)]
        if step.kind in ("record", "kind", "path"):
            return self._records(step, spots)
        if step.kind in ("field", "keys", "value"):
            return self._cells(step, spots)
        if step.kind == "section":
            return self._sections(step.name, spots)
        return [found for spot in spots for found in self._textual(step, spot)]

    def _records(self, step: Step, spots: list[Spot]) -> Iterable[Spot]:
        wanted = fields(parse(step.name)) if step.kind == "record" and step.name else set()
        for spot in spots:
            for item in self._inside(spot):
                record = item.record
                if step.kind == "kind":
                    hit = record.kind.casefold() == step.name.casefold()
                elif step.kind == "path":
                    hit = fits(step.name, record.path)
                else:
                    own = not wanted or any(named(record, name) for name in wanted)
                    hit = own and holds(step.name, item, self.scope)
                if hit:
                    yield Spot(spot.file, record.start, record.end, item)

    def _cells(self, step: Step, spots: list[Spot]) -> Iterable[Spot]:
        for spot in spots:
            single = [spot.item] if spot.item and spot.cell is None else []
            for item in [
                *single,
                *(one for one in self._inside(spot) if one.index != (spot.item.index if spot.item else -1)),
            ]:
                for cell in item.record.cells:
                    if step.kind == "value":
                        if folded(cell.text) == folded(step.name):
                            yield Spot(spot.file, cell.start, cell.end, item, cell)
                    elif step.name and cell not in named(item.record, step.name):
                        continue
                    elif step.kind == "field":
                        yield Spot(spot.file, cell.start, cell.end, item, cell)
                    elif cell.name_start >= 0:
                        yield self._key(spot.file, item, cell)

    def _key(self, file: str, item: Item, cell: Cell) -> Spot:
        text = self.files[file].text
        start = cell.name_start + (text[cell.name_start : cell.name_start + 1] in ('"', "'"))
        name = cell.field if text.startswith(cell.field, start) else cell.field.rsplit("/", 1)[-1]
        return Spot(file, start, start + len(name), item)

    def _sections(self, name: str, spots: list[Spot]) -> list[Spot]:
        tiers: dict[int, list[Spot]] = {}
        for spot in spots:
            found = self._headed(name, spot) or self._keyed(name, spot)
            for tier, one in found:
                tiers.setdefault(tier, []).append(one)
        return tiers[min(tiers)] if tiers else []

    def _headed(self, name: str, spot: Spot) -> list[tuple[int, Spot]]:
        """Sections by their headings, with how well each fits the name: 0 best."""
        document = self.files[spot.file].document
        heads = [
            record
            for record in document.records
            if record.kind == "heading" and spot.start <= record.start < spot.end
        ]
        found = []
        for position, record in enumerate(heads):
            title = next((cell.text for cell in record.cells if not cell.field), "") or record.cells[0].text
            tier = _fit(name, title, document.text[record.start : record.end])
            if tier is None:
                continue
            below = f"{record.path}/{title.replace('/', ' ')}".strip("/")
            following = (
                other for other in heads[position + 1 :] if not (other.path + "/").startswith(below + "/")
            )
            end = next((other.start for other in following), spot.end)
            start = _line_start(document.text, record.start)
            found.append(
                (tier, Spot(spot.file, start, _line_start(document.text, end) if end < spot.end else end))
            )
        return found

    def _keyed(self, name: str, spot: Spot) -> list[tuple[int, Spot]]:
        """Sections of a format without headings: what stands under a key or a path."""
        folded_name = name.casefold()
        held = [
            item.record
            for item in self._inside(spot)
            if folded_name in item.record.path.casefold().split("/")
            or any(folded_name in cell.field.casefold().split("/")[:-1] for cell in item.record.cells)
        ]
        if not held:
            return []
        return [(9, Spot(spot.file, min(r.start for r in held), max(r.end for r in held)))]

    def _textual(self, step: Step, spot: Spot) -> Iterable[Spot]:
        text = self.files[spot.file].text
        if step.kind == "from":
            start = text.find(step.name, spot.start, spot.end)
            if start >= 0:
                end = text.find(step.end, start + len(step.name), spot.end) if step.end else spot.end
                if end >= 0:
                    yield replace(spot, start=start, end=end, cell=None)
            return
        position = text.find(step.name, spot.start, spot.end)
        while position >= 0:
            end = position + len(step.name)
            if step.kind == "line":
                start, end = _line_start(text, position), _line_end(text, end)
            elif step.kind == "paragraph":
                start, end = _paragraph(text, position, end)
            else:
                start = position
            yield Spot(spot.file, max(start, spot.start), min(max(end, start), spot.end))
            position = text.find(step.name, max(end, position + 1), spot.end)

    def near(self, step: Step) -> str:
        """The nearest names to one that does not exist."""
        documents = [file.document for file in self.files.values()]
        if step.kind in ("field", "keys"):
            return did_you_mean(step.name, field_names(documents))
        if step.kind == "section":
            return did_you_mean(
                step.name,
                [
                    cell.text
                    for document in documents
                    for record in document.records
                    if record.kind == "heading"
                    for cell in record.cells
                ],
            )
        if step.kind == "kind":
            return did_you_mean(
                step.name, {record.kind for document in documents for record in document.records}
            )
        if step.kind == "file":
            return did_you_mean(step.name, self.files)
        if step.kind == "path":
            return did_you_mean(
                step.name, {record.path for document in documents for record in document.records}
            )
        if step.kind in ("line", "text", "paragraph", "value"):
            return did_you_mean(
                step.name,
                [
                    line.strip()
                    for file in self.files.values()
                    for line in file.text[:200_000].splitlines()
                    if len(line) < 300
                ],
            )
        return ""


def field_names(documents: Iterable[Document]) -> set[str]:
    """Names of all fields of documents, each also by the last part of its path."""
    found = {cell.field for document in documents for record in document.records for cell in record.cells}
    return found | {name.rsplit("/", 1)[-1] for name in found}


def main_rows(found: Sequence[Item]) -> list[Item]:
    """The records of the largest group alike that are rows of something: with most values in named fields."""
    weights: Counter[tuple[str, str]] = Counter()
    for item in found:
        record = item.record
        if record.kind not in _ASIDE:
            weights[record.kind, record.path] += sum(bool(cell.field) for cell in record.cells) * 100 + len(
                record.cells
            )
    if not weights:
        return []
    best = max(weights, key=lambda key: weights[key])
    return [item for item in found if (item.record.kind, item.record.path) == best]


def _fit(name: str, title: str, whole: str) -> int | None:
    """How well a heading fits a name: 0 for equal, higher for less; None where it does not."""
    wanted, own = folded(name).casefold(), folded(title).casefold()
    marked = _NUMBERED.match(whole)
    bare = re.sub(r"^[#=*\s]+|[#=*:\s]+$", "", folded(whole)).casefold()
    if wanted in (own, bare):
        return 0
    if marked and marked[1].casefold() == wanted.rstrip(".):"):
        return 1
    if own.startswith(wanted) or bare.startswith(wanted):
        return 2
    return 3 if wanted in bare and len(wanted) > 2 else None


def _line_start(text: str, position: int) -> int:
    return text.rfind("\n", 0, position) + 1


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


_BLANK = re.compile(r"\n[ \t\r]*(?=\n)")


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between blank lines around a place."""
    breaks = [match.end() for match in _BLANK.finditer(text, max(0, start - 20_000), start)]
    first = breaks[-1] + 1 if breaks else (0 if start < 20_000 else _line_start(text, start))
    following = _BLANK.search(text, end)
    return first, following.start() if following else len(text.rstrip("\n"))


class Covers:
    """Tells whether one of some places holds a stretch, in logarithmic time."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        self._starts: dict[str, list[int]] = {}
        self._reach: dict[str, list[int]] = {}
        for spot in sorted(spots, key=lambda spot: spot.start):
            reach = self._reach.setdefault(spot.file, [])
            self._starts.setdefault(spot.file, []).append(spot.start)
            reach.append(max(spot.end, reach[-1] if reach else 0))

    def __call__(self, file: str, start: int, end: int) -> bool:
        """Whether places that begin before the stretch reach to its end."""
        index = bisect_right(self._starts.get(file, []), start)
        return index > 0 and self._reach[file][index - 1] >= end
