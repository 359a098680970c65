"""Takes records and values out of a text without leaving a stray comma or an empty line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from holdtrue.checks.document import Cell
from holdtrue.checks.verify.item import Item
from holdtrue.checks.verify.select import Selecting, Spot
from holdtrue.checks.verify.working import Edit

_DASH = re.compile(r"(?:-[ \t]+)?$")
"""What begins an item of a YAML list."""

_JSON = ("json", "jsonl", "geojson")


def file_of(item: Item, selecting: Selecting) -> str:
    """Name of the expected file that a record stands in."""
    for name, working in selecting.files.items():
        if working.document is item.document:
            return name
    return item.document.file


def record_spot(item: Item, selecting: Selecting) -> Spot:
    """A record as a place, with the quotes around its first and its last value."""
    file = file_of(item, selecting)
    text, record = selecting.files[file].text, item.record
    start, end = record.start, record.end
    if record.cells:
        first, last = record.cells[0], record.cells[-1]
        if first.start == start and _quoted(text, first):
            start -= 1
        if last.end == end and _quoted(text, last):
            end += 1
    return Spot(file, start, end, item)


def _quoted(text: str, cell: Cell) -> bool:
    return (
        cell.start > 0
        and text[cell.start - 1] in "\"'"
        and text[cell.end : cell.end + 1] == text[cell.start - 1]
    )


def field_spot(item: Item, cell: Cell, selecting: Selecting) -> Spot:
    """A value with its name and quotes."""
    file = file_of(item, selecting)
    working = selecting.files[file]
    text = working.text
    start, end = cell.start, cell.end
    if start > 0 and text[start - 1] in "\"'" and text[end : end + 1] == text[start - 1]:
        start, end = start - 1, end + 1
    if 0 <= cell.name_start < start:
        begin = cell.name_start
        start = begin - 1 if text[begin - 1 : begin] in ('"', "'") else begin
    return Spot(file, start, end, item, cell)


def removed(spot: Spot, selecting: Selecting) -> tuple[str, Edit]:
    """A place that goes, with the separator or the empty line that it would leave."""
    working = selecting.files[spot.file]
    text, start, end = working.text, spot.start, spot.end
    if working.document.format == "yaml" and spot.item is not None:
        start -= len(_DASH.search(text, max(0, start - 200), start)[0])  # type: ignore[index]
    if working.document.format in _JSON or re.match(r"\s*,\s*[\[({\"'\n]", text[end : end + 80]):
        following = re.compile(r"\s*,").match(text, end)
        if following:
            end = following.end()
        else:
            before = re.compile(r",\s*$").search(text, max(0, start - 200), start)
            start = before.start() if before and re.match(r"\s*[\]})]|\s*;", text[end : end + 80]) else start
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip():
        newline = text.find("\n", end)
        rest_end = len(text) if newline < 0 else newline
        if text[:end].endswith("\n"):
            start = line
        elif not text[end:rest_end].strip():
            start, end = line, min(rest_end + 1, len(text))
    return spot.file, Edit(start, end, ())


def together(edits: Iterable[tuple[str, Edit]], selecting: Selecting) -> Iterator[tuple[str, Edit]]:
    """Removals of neighbours as one, so that none of their separators is left behind at the end of a list."""
    by_file: dict[str, list[Edit]] = {}
    for file, edit in edits:
        by_file.setdefault(file, []).append(edit)
    for file, found in by_file.items():
        text = selecting.files[file].text
        runs: list[list[int]] = []
        for edit in sorted(found, key=lambda edit: (edit.start, edit.end)):
            if runs and not text[runs[-1][1] : edit.start].strip():
                runs[-1][1] = max(runs[-1][1], edit.end)
            else:
                runs.append([edit.start, edit.end])
        for start, end in runs:
            before = re.compile(r",\s*$").search(text, max(0, start - 200), start)
            if (
                before
                and selecting.files[file].document.format in _JSON
                and re.match(r"\s*[\]}]", text[end : end + 200])
            ):
                yield file, Edit(before.start(), len(text[:end].rstrip()), ())
            else:
                yield file, Edit(start, end, ())
