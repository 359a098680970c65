"""What could be damage: every difference that is more than notation, and every place that a change passed over."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from holdtrue.checks.changes import Change
from holdtrue.checks.contract import Mode
from holdtrue.checks.finding import Finding, Place
from holdtrue.checks.instruction import Request
from holdtrue.checks.laws import Law
from holdtrue.checks.prose import Comparison, Passage, compare_prose
from holdtrue.checks.suspicion.nearest import Nearest
from holdtrue.checks.tracing.edits import Edit
from holdtrue.checks.tracing.pairing import Pair
from holdtrue.checks.tracing.tokens import Token, keys, tokens
from holdtrue.checks.tracing.trace import Trace
from holdtrue.checks.tracing.units import Unit

SORTS = (
    "edit",
    "notation",
    "lost",
    "added",
    "copied",
    "moved",
    "missed",
    "lawless",
    "assertion",
    "novel",
    "unfulfilled",
    "twin",
    "delivery",
    "garbled",
)

Sort = Literal[
    "edit",
    "notation",
    "lost",
    "added",
    "copied",
    "moved",
    "missed",
    "lawless",
    "assertion",
    "novel",
    "unfulfilled",
    "twin",
    "delivery",
    "garbled",
]
"""What happened: words changed, or only their notation; a record went, came, came twice, or moved; a change that other
places of the same words saw was not made here; a law that the others obey is broken."""


Words = tuple[Token, ...] | Unit
"""Words, or a record for all of its words."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """One difference, or one place without the difference that the others show."""

    sort: Sort
    """What happened."""

    was: Words
    """Words that stood there, or the record that did."""

    became: Words
    """Words that stand there, or the record that does."""

    before: Place | None
    """Where it stood; of a record that moved, told once it is weighed, since all of them may have."""

    after: Place | None
    """Where it stands, likewise."""

    pair: Pair | None = None
    """The records, where both are there."""

    unit: Unit | None = None
    """The record, where only one is there."""

    edit: Edit | None = None
    """The words that changed, or changed elsewhere."""

    law: Law | None = None
    """The law that is broken."""

    change: Change | None = None
    """What a sentence asserts otherwise."""

    kind: str = ""
    """What is wrong with the delivery."""

    @property
    def old(self) -> tuple[Token, ...]:
        """Words that stood there."""
        return self.was.content.all_words if isinstance(self.was, Unit) else self.was

    @property
    def old_said(self) -> tuple[str, ...]:
        """Their keys, for which a record need not be split into words."""
        return self.was.content.keys if isinstance(self.was, Unit) else tuple([t.key for t in self.was])

    @property
    def new_said(self) -> tuple[str, ...]:
        """Keys of the words that stand there."""
        return (
            self.became.content.keys if isinstance(self.became, Unit) else tuple([t.key for t in self.became])
        )

    @property
    def new(self) -> tuple[Token, ...]:
        """Words that stand there."""
        return self.became.content.all_words if isinstance(self.became, Unit) else self.became


def suspects(
    traced: Trace, laws: Sequence[Law], request: Request, delivered: Sequence[Finding] = ()
) -> tuple[Suspect, ...]:
    """List everything that could be damage."""
    mode = mode_of(request)
    comparison = _comparison(traced, mode)
    reworded = mode == "compress" or (comparison is not None and comparison.translated)
    return (
        *(s for s in _suspects(traced) if not _is_reworded(s, everything=reworded)),
        *_lawless(laws),
        *(_assertions(comparison) if comparison else ()),
        *_novel(traced, request, reworded=reworded),
        *_garbled(traced),
        *_unfulfilled(traced, request),
        *_twins(traced),
        *(Suspect("delivery", (), (), f.before, f.after, kind=f.kind) for f in delivered),
    )


_TWIN_WORDS = 3
"""Words from which two records that read the same are the same."""

_PROSE = 6
"""Words from which a value is read as sentences."""


_KEPT_WORDING = 0.6
"""How alike two records are from which their words are compared one by one."""


def _is_reworded(suspect: Suspect, *, everything: bool) -> bool:
    """Whether the difference is one of wording, in prose whose sentences are compared by what they assert."""
    if suspect.pair is not None and suspect.edit is not None and suspect.sort == "edit":
        cells = (suspect.edit.cell_before, suspect.edit.cell_after)
        prose = all(cell is None or _is_prose(tokens(cell.text)) for cell in cells)
        return prose and (everything or suspect.pair.similarity < _KEPT_WORDING)
    if suspect.unit is not None and suspect.sort in ("added", "lost"):
        return everything and all(_is_prose(words) for _, words in suspect.unit.cells)
    return False


def _is_prose(words: Sequence[Token]) -> bool:
    return sum(token.is_word for token in words) >= _PROSE


def _comparison(traced: Trace, mode: Mode) -> Comparison | None:
    """What became of the sentences that did not stay as they were; None where there are none."""
    same = {
        found.after.index
        for found in traced.pairs
        if found.before.content.likeness == found.after.content.likeness
    }
    settled = {found.before.index for found in traced.pairs if found.after.index in same}
    if mode in ("compress", "derive"):
        settled = set()
    before = list(_passages(unit for unit in traced.before if unit.index not in settled))
    after = list(_passages(unit for unit in traced.after if unit.index not in same))
    return compare_prose(before, after, mode=mode) if before and after else None


def _assertions(comparison: Comparison) -> Iterator[Suspect]:
    """What sentences assert otherwise."""
    for change in comparison.changes:
        yield Suspect(
            "assertion",
            tokens(change.before.text) if change.before else (),
            tokens(change.after.text) if change.after else (),
            change.before,
            change.after,
            change=change,
        )


def _passages(found: Iterable[Unit]) -> Iterator[Passage]:
    for unit in found:
        for cell, said in unit.said:
            if sum(key[0].isalpha() for key in said) >= _PROSE:
                yield unit.passage(cell)


def mode_of(request: Request) -> Mode:
    """How the result relates to what was handed over, by what is asked above all."""
    asked = request.operation
    if asked == "summarize":
        return "compress"
    return "derive" if asked in ("extract", "filter", "split") else "transform"


def _novel_names(traced: Trace, known: set[str]) -> Iterator[Suspect]:
    """Fields whose names no one handed over or asked for."""
    fields = set(chain.from_iterable({unit.record.fields for unit in traced.before}))
    names = {key for field in fields for key in keys(field)}
    done: dict[str, set[str]] = defaultdict(set)
    for unit in traced.after:
        seen = done[unit.document.file]
        if seen.issuperset(unit.record.fields):
            continue
        for cell in unit.record.cells:
            at = cell.name_start
            if at < 0 or cell.field in seen:
                continue
            seen.add(cell.field)
            unknown = tuple(
                t for t in tokens(cell.field) if t.key[0].isalnum() and t.key not in known | names
            )
            if unknown:
                yield Suspect(
                    "novel", (), unknown, None, unit.document.place(at, at + len(cell.field)), None, unit
                )


_MISSPELT = 0.75
"""Likeness of a word to one that was handed over from which it is taken for that word, misspelt."""


def _novel(traced: Trace, request: Request, *, reworded: bool) -> Iterator[Suspect]:
    """Words of neither the source nor the instruction: numbers, misspellings, and in short new values any word.

    Words are looked at where a record came out of nothing, as another kind of record, or said anew in prose; else the
    edits have them.
    """
    known = set(traced.holders)
    known |= {token.key for token in tokens(request.instruction)}
    yield from _novel_names(traced, known)
    near = Nearest((key for key in known if key[0].isalpha() and len(key) >= _LONG), _MISSPELT)
    anew = {found.after.index for found in traced.pairs if reworded or found.similarity < _KEPT_WORDING}
    for unit in (*traced.added, *(unit for unit in traced.after if unit.index in anew)):
        for cell, words in unit.cells:
            prose = _is_prose(words)
            if unit.index in anew and not prose:
                continue
            short = not reworded and not prose
            for token in words:
                if not token.key[0].isalnum() or token.key in known:
                    continue
                if token.is_number or short or (len(token.key) >= _LONG and near(token.key)):
                    place = unit.passage(cell).place(token.start, token.end)
                    yield Suspect("novel", (), (token,), None, place, None, unit)


_LONG = 5
"""Letters from which a word can be told when misspelt."""


_WRONG = re.compile(r"[ÃÂâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œž]|\ufffd")
"""A character of UTF-8 that was read as Latin-1 or Windows-1252, or one that could not be read."""

_GARBLED_WORD = 40
"""Characters on either side of a wrong one that are taken for its word, at most."""


def is_garbled(text: str) -> bool:
    """Whether a text holds a character in a wrong encoding."""
    return _WRONG.search(text) is not None


def _garbled_words(text: str) -> Iterator[tuple[int, int]]:
    """Where words with characters in a wrong encoding stand: letters before the first, all but spaces behind it."""
    end = 0
    for match in () if text.isascii() else _WRONG.finditer(text):
        if match.start() < end:
            continue
        start = match.start()
        while start > max(end, match.start() - _GARBLED_WORD) and (
            text[start - 1].isalnum() or text[start - 1] == "_"
        ):
            start -= 1
        end = match.end()
        while end < min(len(text), match.end() + _GARBLED_WORD) and not text[end].isspace():
            end += 1
        yield start, end


def _garbled(traced: Trace) -> Iterator[Suspect]:
    """Characters in a wrong encoding that were in a right one before."""
    before = {unit.document.file: unit.document.text for unit in traced.before}.values()
    known = "\n".join(text[start:end] for text in before for start, end in _garbled_words(text))
    done: set[str] = set()
    for unit in traced.after:
        document = unit.document
        if document.file in done:
            continue
        done.add(document.file)
        for start, end in _garbled_words(document.text):
            word = document.text[start:end]
            if word not in known:
                yield Suspect("garbled", (), tokens(word), None, document.place(start, end))


def _twins(traced: Trace) -> Iterator[Suspect]:
    """Records that stand twice where one was handed over."""
    came = Counter([unit.content.likeness for unit in traced.after])
    several = [
        unit
        for unit in traced.after
        if came[unit.content.likeness] > 1 and len(unit.content.keys) >= _TWIN_WORDS
    ]
    if not several:
        return
    had = Counter([unit.content.likeness for unit in traced.before])
    origin = {found.after.index: found.before for found in traced.pairs}
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for unit in several:
        key = (unit.document.file, unit.content.likeness)
        source = origin.get(unit.index)
        mark = source.index if source else -1 - unit.index
        twice = key in seen and (source is None or mark in seen[key] or had[source.content.likeness] < 2)
        seen[key].add(mark)
        if twice:
            yield Suspect("twin", (), unit, None, unit.place, None, unit)


def _unfulfilled(traced: Trace, request: Request) -> Iterator[Suspect]:
    """What the instruction says is to come, and did not."""
    new = [mention for mention in request.mentions if mention.kind == "new"]
    said_after = " ".join(chain.from_iterable([unit.content.keys for unit in traced.after])) if new else ""
    for mention in new:
        words = tokens(mention.text)
        if words and " ".join(token.key for token in words) not in said_after:
            yield Suspect("unfulfilled", (), words, None, None)


def _lawless(laws: Sequence[Law]) -> Iterator[Suspect]:
    for law in laws:
        for place in law.breaks:
            yield Suspect(
                "lawless", _short(place.before), _short(place.after), place.before, place.after, law=law
            )


_VALUE = 120
"""Characters up to which a place is a value rather than a record."""


def _short(place: Place | None) -> tuple[Token, ...]:
    """The words of a place, unless it is so long that they say little of it."""
    return tokens(place.text) if place and len(place.text) <= _VALUE else ()


def _suspects(traced: Trace) -> Iterator[Suspect]:
    for found, edits in traced.edits:
        for edit in edits:
            sort: Sort = "notation" if edit.is_notation else "edit"
            yield Suspect(
                sort, edit.before, edit.after, edit.place_before, edit.place_after, found, None, edit
            )
    for unit in traced.lost:
        yield Suspect("lost", unit, (), unit.place, None, None, unit)
    for unit in traced.added:
        yield Suspect("added", (), unit, None, unit.place, None, unit)
    for found in traced.pairs:
        if found.copy:
            yield Suspect(
                "copied",
                found.before,
                found.after,
                found.before.place,
                found.after.place,
                found,
            )
    for found in traced.moved:
        yield Suspect("moved", found.before, found.after, None, None, found)
    yield from _missed(traced)


_REPEATED = 2
"""How often words must have been exchanged alike for an exchange elsewhere to be missed."""


def _missed(traced: Trace) -> Iterator[Suspect]:
    """Places that still say what was exchanged in others."""
    example = _exchanged(traced)
    if not example:
        return
    lengths: dict[str, dict[int, None]] = defaultdict(dict)
    for said in example:
        lengths[said[0]][len(said)] = None
    changed = {
        (found.after.index, cell_start(edit), token.start)
        for found, edits in traced.edits
        for edit in edits
        for token in edit.after
    }
    for found in traced.pairs:
        if lengths.keys().isdisjoint(found.after.keys):
            continue
        for cell, words in found.after.cells:
            for position, token in enumerate(words):
                for length in lengths.get(token.key, ()):
                    stretch = words[position : position + length]
                    edit = example.get(tuple(t.key for t in stretch)) if len(stretch) == length else None
                    if edit and (found.after.index, cell.start, token.start) not in changed:
                        place = found.after.passage(cell).place(stretch[0].start, stretch[-1].end)
                        yield Suspect(
                            "missed", stretch, stretch, found.before.place, place, found, None, edit
                        )


def _exchanged(traced: Trace) -> dict[tuple[str, ...], Edit]:
    """What was exchanged alike in several places, by what it said; with the last of them."""
    times: Counter[tuple[str, ...]] = Counter()
    example: dict[tuple[str, ...], Edit] = {}
    for _, edits in traced.edits:
        for edit in edits:
            said = tuple(token.key for token in edit.before)
            if said and any(key[0].isalnum() for key in said) and not edit.is_notation:
                times[said] += 1
                example[said] = edit
    return {said: example[said] for said, count in times.items() if count >= _REPEATED}


def cell_start(edit: Edit) -> int:
    """Offset of the value that an edit stands in; -1 where it is gone."""
    return edit.cell_after.start if edit.cell_after else -1
