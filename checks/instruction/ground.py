"""Where the words of an instruction stand in the documents."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from holdtrue.checks.document import Document
from holdtrue.checks.instruction.lexicon import fold
from holdtrue.checks.instruction.request import Ground

_MOST = 40
"""Places of one mention that are kept."""

_TRIES = 2_000
"""Places looked at, inside of words included: a text that stands on every line names nothing."""

_ALIKE = 30
"""Records of one path that are asked for their fields: records alike have the same ones."""

_PARTS = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@lru_cache(maxsize=4096)
def _base(character: str) -> str:
    base = fold(character)
    return base if len(base) == 1 else character


def flat(text: str) -> str:
    """Lower case without accents, character by character, so that offsets hold."""
    if text.isascii():
        return text.lower()
    return text.translate({ord(character): _base(character) for character in set(text) if character > "@"})


def key(text: str) -> str:
    """What spellings of one name share: `Cost centre`, `cost_centre`, `costCentre`."""
    return "".join(_PARTS.findall(flat(text)))


def forms(word: str) -> Iterator[str]:
    """A flat word and its likely singulars and plurals."""
    yield word
    if len(word) < 4 or not word.isalpha():
        return
    for ending in ("s", "es", "n", "en", "e", "er", "x"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            yield word[: -len(ending)]
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("y"):
        yield word[:-1] + "ies"
    yield from (word + ending for ending in ("s", "es", "n", "en", "e"))


class Grounds:
    """The documents, ready to be asked where a name or a literal stands."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self._flat = [flat(document.text) for document in documents]
        self._starts = [[record.start for record in document.records] for document in documents]
        self.fields: dict[str, str] = {}
        """Names of the fields, by what their spellings share."""
        self._found: dict[str, tuple[Ground, ...]] = {}
        self._known: dict[str, bool] = {}
        self._asked: dict[str, tuple[str, float] | None] = {}
        self._parts: dict[str, list[str]] = {}
        self._field_places: dict[str, list[Ground]] = {}
        self._headings: list[tuple[str, Ground]] = []
        for document in documents:
            self._learn(document)

    def _learn(self, document: Document) -> None:
        seen: dict[tuple[str, str], int] = {}
        for index, record in enumerate(document.records):
            if record.kind in ("heading", "section", "title"):
                text = " ".join(cell.text for cell in record.cells)
                self._headings.append((flat(text), Ground(document.file, record.start, record.end, index)))
            alike = (record.kind, record.path)
            count = seen[alike] = seen.get(alike, 0) + 1
            if count > _ALIKE:
                continue
            for position, cell in enumerate(record.cells):
                name = cell.field.rsplit("/", 1)[-1]
                if name:
                    self._name(name, Ground(document.file, cell.start, cell.end, index, position))

    def _name(self, name: str, place: Ground) -> None:
        places = self._field_places.setdefault(name, [])
        if len(places) < _MOST:
            places.append(place)
        if len(places) > 1:
            return
        self.fields.setdefault(key(name), name)
        for part in _PARTS.findall(_CAMEL.sub(" ", name).replace("_", " ")):
            self._parts.setdefault(flat(part), []).append(name)

    def field(self, text: str) -> tuple[str, float] | None:
        """The field that a stretch of wording names, and how surely."""
        if text not in self._asked:
            self._asked[text] = self._field(key(text))
        return self._asked[text]

    def _field(self, wanted: str) -> tuple[str, float] | None:
        if not self.fields:
            return None
        for index, form in enumerate(forms(wanted)):
            if form in self.fields:
                return self.fields[form], 0.95 if not index else 0.85
        for form in forms(wanted):
            names = self._parts.get(form)
            if names:
                return names[0], 0.6 if len(set(names)) == 1 else 0.4
        return None

    def names(self, text: str) -> bool:
        """Whether a text is a field's name, spelt in whatever way."""
        return key(text) in self.fields

    def field_places(self, name: str) -> tuple[Ground, ...]:
        """Cells of a field, the first ones."""
        return tuple(self._field_places.get(name, ()))

    def file(self, name: str) -> str | None:
        """The document that a file name means, with or without its folders."""
        wanted = name.casefold()
        for document in self.documents:
            known = document.file.casefold()
            if wanted in (known, known.rsplit("/", 1)[-1]):
                return document.file
        return None

    def headings(self, text: str) -> tuple[Ground, ...]:
        """Headings that have these words, or begin with this number."""
        wanted = flat(text)
        return tuple(place for heading, place in self._headings if _within(wanted, heading))

    def heading_text(self, place: Ground) -> str:
        """The flat text of a heading."""
        return next((heading for heading, known in self._headings if known == place), "")

    def places(self, text: str) -> tuple[Ground, ...]:
        """Where a text stands as whole words, in the first places."""
        if text not in self._found:
            self._found[text] = tuple(self._places(text, _MOST))
        return self._found[text]

    def has(self, text: str) -> bool:
        """Whether a text stands anywhere as whole words."""
        if text not in self._known:
            self._known[text] = next(self._places(text, 1), None) is not None
        return self._known[text]

    def nth(self, kinds: Iterable[str], ordinal: int) -> tuple[Ground, ...]:
        """The record that an ordinal counts to among those of a kind, in each document that has it."""
        wanted = {form for kind in kinds for form in forms(flat(kind))}
        found = []
        for document in self.documents:
            of_kind = [
                index for index, record in enumerate(document.records) if record.kind.casefold() in wanted
            ]
            position = ordinal - 1 if ordinal > 0 else len(of_kind) + ordinal
            if 0 <= position < len(of_kind):
                record = document.records[of_kind[position]]
                found.append(Ground(document.file, record.start, record.end, of_kind[position]))
        return tuple(found)

    def whole(self, place: Ground) -> bool:
        """Whether a place is all of its cell's text."""
        if place.record is None or place.cell is None:
            return False
        document = next(document for document in self.documents if document.file == place.file)
        cell = document.records[place.record].cells[place.cell]
        return len(cell.text.strip()) == place.end - place.start

    def field_of(self, place: Ground) -> str:
        """The field of a place's cell; empty where it has none."""
        if place.record is None or place.cell is None:
            return ""
        document = next(document for document in self.documents if document.file == place.file)
        return document.records[place.record].cells[place.cell].field

    def _places(self, text: str, most: int) -> Iterator[Ground]:
        wanted = flat(text)
        if not wanted:
            return
        for number, document in enumerate(self.documents):
            haystack, at, found, tries = self._flat[number], -1, 0, 0
            while found < most and tries < _TRIES and (at := haystack.find(wanted, at + 1)) >= 0:
                tries += 1
                end = at + len(wanted)
                if _bounded(haystack, at, end):
                    found += 1
                    record, cell = self._cell(number, at, end)
                    yield Ground(document.file, at, end, record, cell)

    def _cell(self, number: int, start: int, end: int) -> tuple[int | None, int | None]:
        """The innermost record around a place, and its cell there."""
        records = self.documents[number].records
        index: int | None = bisect_right(self._starts[number], start) - 1
        while index is not None and index >= 0 and records[index].end < end:
            index = records[index].parent
        if index is None or index < 0:
            return None, None
        cells = records[index].cells
        cell = next((at for at, cell in enumerate(cells) if cell.start <= start and end <= cell.end), None)
        return index, cell


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches a stretch that itself begins or ends with one."""
    left = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    right = end == len(text) or not (text[end].isalnum() and text[end - 1].isalnum())
    return left and right


def _within(wanted: str, text: str) -> bool:
    at = text.find(wanted)
    return at >= 0 and _bounded(text, at, at + len(wanted))
