"""What came against an expected text: line by line for text, record by record for data."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdtrue.checks.align import align
from holdtrue.checks.contract.clauses import Clause
from holdtrue.checks.diff import changed_words
from holdtrue.checks.document import Cell, Document, Record
from holdtrue.checks.finding import Finding, Place
from holdtrue.checks.lines import Line, split_lines
from holdtrue.checks.verify.alike import bare, canonical, same_value, squeezed, tokens
from holdtrue.checks.verify.freetext import PlaceOf, judge
from holdtrue.checks.verify.item import named
from holdtrue.checks.verify.matching import Matching, match, moved
from holdtrue.checks.verify.told import around, deviates, quote
from holdtrue.checks.verify.working import Working, clause_of, origin


@dataclass(frozen=True, slots=True)
class Came:
    """A file that came out: its document inside the whole text."""

    document: Document
    """The document, read from the content without a fence around it."""

    file: str
    whole: str
    offset: int
    """Where the content begins in the whole text."""

    def place(self, start: int, end: int) -> Place:
        """A stretch of the content with the line around it, as evidence in the whole file."""
        return self.stretch(*around(self.document.text, start, end))

    def stretch(self, start: int, end: int) -> Place:
        """A stretch of the content and nothing else."""
        a, b = start + self.offset, end + self.offset
        line = self.document.place(start, end).line + self.whole.count("\n", 0, self.offset)
        return Place(self.file, a, b, line, self.whole[a:b])


@dataclass(frozen=True, slots=True)
class Freedoms:
    """What the contract leaves open everywhere."""

    order: bool = False
    count: bool = False
    style: bool = False
    numbering: bool = False
    wording: bool = False


def compare_text(
    working: Working, came: Came, documents: dict[str, Document], freedoms: Freedoms, known: str
) -> Iterator[Finding]:
    """Where a file deviates from its expected text."""
    if working.text.strip() == came.document.text.strip() and not working.free_stretches():
        return
    if not working.has_free and squeezed(working.text) == squeezed(came.document.text):
        return
    if is_data(working.document) and is_data(came.document) and free_in_cells(working):
        yield from compare_records(working, came, documents, freedoms, known)
    else:
        yield from _Lines(working, came, documents, freedoms, known).compare()


def free_in_cells(working: Working) -> bool:
    """Whether each free stretch lies inside one value, so that records can be told apart around it."""
    cells = sorted((cell.start, cell.end) for record in working.document.records for cell in record.cells)
    starts = [start for start, _ in cells]
    for start, end, _ in working.free_stretches():
        index = bisect_right(starts, start) - 1
        if start < end and (index < 0 or cells[index][1] < end):
            return False
    return True


def is_data(document: Document) -> bool:
    """Whether most values of a document have names, so that its records say more than its lines."""
    cells = [cell for record in document.records if record.kind != "comment" for cell in record.cells]
    named = sum(bool(cell.field) for cell in cells)
    return bool(cells) and document.trouble is None and named >= 0.6 * len(cells)


class _Lines:
    def __init__(
        self, working: Working, came: Came, documents: dict[str, Document], freedoms: Freedoms, known: str
    ) -> None:
        self.working = working
        self.came = came
        self.documents = documents
        self.freedoms = freedoms
        self.known = known
        self.expected = split_lines(working.name, working.text)
        self.lines = split_lines(came.file, came.document.text)
        self.free = working.free_stretches()
        self.renumbered: dict[str, dict[str, list[tuple[Line, Line]]]] = defaultdict(
            lambda: defaultdict(list)
        )

    def compare(self) -> Iterator[Finding]:
        blocks, templates = self._sorted_out()
        rows: list[tuple[int | None, Line | None]] = []
        for pair in align(self.expected, self.lines):
            index = pair.before.number - 1 if pair.before else None
            if pair.before and pair.after and not pair.equal and pair.similarity == 0 and self.free:
                rows += [(index, None), (None, pair.after)]
            else:
                rows.append((index, pair.after))
        yield from self._walk(rows, blocks, templates)
        if self.freedoms.numbering:
            yield from self._numbering()

    def _sorted_out(self) -> tuple[dict[int, int], dict[int, list[int]]]:
        """Which lines lie in a free stretch as a whole, and which hold one."""
        blocks: dict[int, int] = {}
        templates: dict[int, list[int]] = defaultdict(list)
        position = 0
        for number, (start, end, _) in enumerate(self.free):
            while position < len(self.expected) and self._end(position) < start:
                position += 1
            line = position
            while line < len(self.expected) and (
                self.expected[line].start < end or (start == end and self.expected[line].start <= start)
            ):
                own = self.expected[line]
                stop = own.start + len(own.text)
                covers = start <= own.start + (
                    len(own.text) - len(own.text.lstrip())
                ) and end >= own.start + len(own.text.rstrip())
                if covers and end > start:
                    blocks[line] = number
                elif max(start, own.start) < min(end, stop) or (start == end and own.start < start <= stop):
                    templates[line].append(number)
                line += 1
        return blocks, templates

    def _end(self, index: int) -> int:
        return self.expected[index].start + len(self.expected[index].text)

    def _gaps(self) -> dict[int, list[int]]:
        """Free stretches that stand between two lines, by the line behind them."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, (start, end, _) in enumerate(self.free):
            if start == end and (
                start == 0 or start >= len(self.working.text) or self.working.text[start - 1] == "\n"
            ):
                index = next(
                    (i for i, line in enumerate(self.expected) if line.start >= start), len(self.expected)
                )
                found[index].append(number)
        return found

    def _walk(
        self,
        rows: Sequence[tuple[int | None, Line | None]],
        blocks: dict[int, int],
        templates: dict[int, list[int]],
    ) -> Iterator[Finding]:
        gaps = self._gaps()
        results: dict[int, list[Line]] = defaultdict(list)
        run: list[tuple[int | None, Line | None]] = []
        open_blocks: list[int] = list(gaps.get(0, []))
        last_index = -1
        for index, line in [*rows, (len(self.expected), None)]:
            fixed = index is not None and index not in blocks
            if index is not None:
                last_index = index
            if fixed and (line is not None or index == len(self.expected)):
                yield from self._close(run, open_blocks, blocks, results)
                run, open_blocks = [], []
                if line is not None and index is not None:
                    yield from self._pair(self.expected[index], line, templates.get(index, []))
            else:
                run.append((index, line))
                if index is not None and index in blocks and blocks[index] not in open_blocks:
                    open_blocks.append(blocks[index])
            if index is not None:
                open_blocks += [gap for gap in gaps.get(last_index + 1, []) if gap not in open_blocks]
        yield from self._judge_blocks(results)

    def _close(
        self,
        run: Sequence[tuple[int | None, Line | None]],
        open_blocks: Sequence[int],
        blocks: dict[int, int],
        results: dict[int, list[Line]],
    ) -> Iterator[Finding]:
        """A run of lines without counterpart, between two that have one."""
        lost = [self.expected[i] for i, line in run if i is not None and i not in blocks and line is None]
        came = [(i, line) for i, line in run if line is not None]
        if open_blocks:
            current = open_blocks[0]
            for i, line in came:
                if i is not None and i in blocks:
                    current = blocks[i]
                results[current].append(line)
            for number in open_blocks:
                results[number] += []
            text = squeezed(" ".join(line.text for _, line in came if line))
            for line in lost:
                if not line.is_blank and squeezed(line.text) not in text:
                    yield self._lost(line)
            return
        added = [line for _, line in came if line]
        if self._bare(lost) == self._bare(added):
            return
        for line in lost:
            if not line.is_blank:
                yield self._lost(line)
        for line in added:
            if not line.is_blank:
                place = self.came.place(line.start, line.start + len(line.text))
                yield deviates("added", None, f"{quote(line.text)} came in", None, place)

    def _bare(self, lines: Sequence[Line]) -> str:
        return "".join(bare(line.text, self.came.document.format) for line in lines)

    def _lost(self, line: Line) -> Finding:
        pieces = self.working.over(line.start, line.start + len(line.text))
        before = origin(self.working, line.start, line.start + len(line.text), self.documents)
        verb = "is not there" if any(piece.clause for piece in pieces) else "is gone"
        return deviates("lost", clause_of(pieces), f"{quote(line.text)} {verb}", before, None)

    def _pair(self, line: Line, other: Line, holes: Sequence[int]) -> Iterator[Finding]:
        if line.text == other.text and not holes:
            return
        if holes:
            yield from self._filled(line, other, holes)
            return
        if self._bare([line]) == self._bare([other]):
            return
        pieces = self.working.cut(line.start, line.start + len(line.text))
        clause = clause_of(pieces)
        if (clause or self.freedoms.style) and valued(line.text, other.text):
            return
        if self.freedoms.numbering and _masked(line.text) == _masked(other.text):
            for old, new in zip(_digits(line.text), _digits(other.text), strict=True):
                self.renumbered[old][new].append((line, other))
            return
        told = "; ".join(
            f"{quote(new)} was put in"
            if not old
            else f"{quote(old)} is gone"
            if not new
            else f"{quote(new)} where {quote(old)} is expected"
            for old, new in changed_words(line.text, other.text)[:3]
        )
        before = origin(self.working, line.start, line.start + len(line.text), self.documents)
        yield deviates(
            "changed",
            clause,
            told or "the line differs",
            before,
            self.came.place(other.start, other.start + len(other.text)),
        )

    def _filled(self, line: Line, other: Line, holes: Sequence[int]) -> Iterator[Finding]:
        """A line with free stretches in it: what is around them must stand, what is in them is judged."""
        stretches = [self.free[number] for number in holes]
        start, end = stretches[0][0] - line.start, stretches[-1][1] - line.start
        head, tail = line.text[: max(start, 0)].rstrip(), line.text[max(end, 0) :].strip()
        text = other.text
        keeps_head = squeezed(text).startswith(squeezed(head)) if start > 0 else True
        keeps_tail = squeezed(text).endswith(squeezed(tail)) if tail else True
        place = self.came.stretch(other.start, other.start + len(text))
        before = origin(self.working, line.start, line.start + len(line.text), self.documents)
        if not (keeps_head and keeps_tail):
            broken = head if not keeps_head else tail
            yield deviates(
                "changed", None, f"{quote(broken)} does not stand around the free text", before, place
            )
            return
        inner = text[len(head) : len(text) - len(tail)] if len(text) >= len(head) + len(tail) else text
        _, _, piece = stretches[0]
        if piece.clause:
            source = line.text[max(start, 0) : max(end, 0)]
            yield from judge(
                piece.clause, source, inner.strip(), before, place, PlaceOf(place, text), self.known
            )

    def _judge_blocks(self, results: dict[int, list[Line]]) -> Iterator[Finding]:
        for number, (start, end, piece) in enumerate(self.free):
            if number not in results or piece.clause is None:
                continue
            lines = results[number]
            before = origin(self.working, start, max(end, start + 1), self.documents) if end > start else None
            after = (
                self.came.stretch(lines[0].start, lines[-1].start + len(lines[-1].text)) if lines else None
            )
            result = (
                self.came.document.text[lines[0].start : lines[-1].start + len(lines[-1].text)]
                if lines
                else ""
            )
            source = self.working.text[start:end]
            yield from judge(piece.clause, source, result, before, after, PlaceOf(after, result), self.known)

    def _numbering(self) -> Iterator[Finding]:
        """Numbers that changed must have changed alike everywhere."""
        for old, news in self.renumbered.items():
            ranked = sorted(news.items(), key=lambda pair: -len(pair[1]))
            real = [pair for pair in ranked if pair[0] != old]
            for new, places in real[1:]:
                for line, other in places:
                    before = origin(self.working, line.start, line.start + len(line.text), self.documents)
                    message = f"{old} became {new} here and {real[0][0]} elsewhere"
                    yield deviates(
                        "numbering",
                        None,
                        message,
                        before,
                        self.came.place(other.start, other.start + len(other.text)),
                    )


def valued(a: str, b: str) -> bool:
    """Whether two lines have the same words and, in other notations, the same values."""
    x, y = tokens(a), tokens(b)
    return len(x) == len(y) and all(p == q or same_value(p, q) for p, q in zip(x, y, strict=True))


def _masked(text: str) -> str:
    return "".join("0" if c.isdigit() else c for c in squeezed(text)).replace("00", "0").replace("00", "0")


def _digits(text: str) -> list[str]:
    return ["".join(run) for run in _runs(text)]


def _runs(text: str) -> list[list[str]]:
    found: list[list[str]] = []
    inside = False
    for character in text:
        if character.isdigit():
            if not inside:
                found.append([])
            found[-1].append(character)
        inside = character.isdigit()
    return found


def compare_records(
    working: Working, came: Came, documents: dict[str, Document], freedoms: Freedoms, known: str
) -> Iterator[Finding]:
    """Where the records of a file deviate from those of its expected text."""
    expected, other = working.document, came.document
    matching, equal = match_records(working, came)
    free = working.free_stretches()
    gaps = [piece.clause for piece in working.pieces if piece.free and not piece.text and piece.clause]
    for i, j in matching.pairs:
        if not free and i in equal:
            continue
        yield from _cells(working, expected.records[i], came, other.records[j], documents, freedoms, known)
    for i in matching.lost:
        record = expected.records[i]
        if freedoms.count or not _text(record).strip() or is_free(working, record):
            continue
        pieces = working.cut(record.start, record.end)
        before = origin(working, record.start, record.end, documents)
        yield deviates(
            "lost", clause_of(pieces), f"the {record.kind} {quote(_head(record))} is missing", before, None
        )
    taken = {_sign(record) for record in expected.records}
    if gaps:
        yield from _inserted(gaps[0], came, [other.records[j] for j in matching.came], known)
    for j in matching.came if not gaps else ():
        record = other.records[j]
        if not _text(record).strip():
            continue
        place = came.place(record.start, record.end)
        shown = f"the {record.kind} {quote(came.document.text[record.start : record.end])}"
        if _sign(record) in taken:
            yield deviates("added", None, f"{shown} came in a second time", None, place)
        elif stood := _stood(record, documents):
            yield deviates("kept", None, f"{shown} is still there", stood, place)
        else:
            yield deviates("added", None, f"{shown} came in", None, place)
    if not freedoms.order:
        yield from _order(working, came, matching.pairs, documents)


def match_records(working: Working, came: Came) -> tuple[Matching, frozenset[int]]:
    """Which record that came is which of those expected, and which of these came with every value as expected."""
    expected, other = working.document, came.document
    mine = [_values(expected, record, working) for record in expected.records]
    theirs = [_values(other, record, None) for record in other.records]
    matching = match(
        mine,
        theirs,
        ([_text(record) for record in expected.records], [_text(record) for record in other.records]),
    )
    matching = _free_ones(working, came, matching)
    return matching, frozenset(i for i, j in matching.pairs if mine[i] == theirs[j])


def _free_ones(working: Working, came: Came, matching: Matching) -> Matching:
    """Pair records for which other text may stand with what is left of their sort, one by one, where there are as many."""
    if not working.has_free:
        return matching
    mine: dict[tuple[str, str], list[int]] = defaultdict(list)
    theirs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i in matching.lost:
        record = working.document.records[i]
        if record.cells and is_free(working, record):
            mine[record.kind, record.path].append(i)
    for j in matching.came:
        record = came.document.records[j]
        theirs[record.kind, record.path].append(j)
    more = [
        pair
        for sort, found in mine.items()
        if len(found) == len(theirs[sort])
        for pair in zip(found, theirs[sort], strict=True)
    ]
    taken, left = {i for i, _ in more}, {j for _, j in more}
    return Matching(
        tuple(sorted([*matching.pairs, *more])),
        tuple(i for i in matching.lost if i not in taken),
        tuple(j for j in matching.came if j not in left),
        moved(sorted([*matching.pairs, *more])),
    )


def is_free(working: Working, record: Record) -> bool:
    """Whether other text may stand for all that a record says."""
    return all(any(piece.free for piece in working.of_value(cell.start, cell.end)) for cell in record.cells)


def _inserted(clause: Clause, came: Came, records: Sequence[Record], known: str) -> Iterator[Finding]:
    """Records that fill a gap left for free text, judged together."""
    texts = [came.document.text[record.start : record.end] for record in records]
    after = came.stretch(records[0].start, records[-1].end) if records else None
    result = "\n".join(texts)
    place_of = PlaceOf(after, after.text) if after and len(records) == 1 else PlaceOf(None, result)
    yield from judge(clause, "", result, None, after, place_of, known)


def _stood(record: Record, documents: dict[str, Document]) -> Place | None:
    """Where a record stood that was handed over."""
    sign = _sign(record)
    for document in documents.values():
        for other in document.records:
            if other.path == record.path and _sign(other) == sign:
                return document.place(other.start, other.end)
    return None


def _values(document: Document, record: Record, working: Working | None) -> list[tuple[str, str]]:
    found = [("", record.path)]
    loose = working if working is not None and working.has_free else None
    if record.parent is not None:
        head = document.records[record.parent]
        found.append(("^", _head(head)))
    for cell in record.cells:
        if loose and any(piece.free for piece in loose.of_value(cell.start, cell.end)):
            continue
        found.append((cell.field, f"{cell.type}:{canonical(cell.text)}"))
    return found


def _text(record: Record) -> str:
    return " ".join(cell.text for cell in record.cells)


def _head(record: Record) -> str:
    return next((cell.text for cell in record.cells if cell.text.strip()), record.path)


def _sign(record: Record) -> tuple[str, ...]:
    return (record.path, *(canonical(cell.text) for cell in record.cells))


def _cells(
    working: Working,
    record: Record,
    came: Came,
    other: Record,
    documents: dict[str, Document],
    freedoms: Freedoms,
    known: str,
) -> Iterator[Finding]:
    mine, theirs = cells_by_field(record), cells_by_field(other)
    head = quote(_head(record))
    for name in {**mine, **theirs}:
        own, arrived = mine.get(name, []), theirs.get(name, [])
        for place in range(max(len(own), len(arrived))):
            cell = own[place] if place < len(own) else None
            found = arrived[place] if place < len(arrived) else None
            yield from _cell(
                working,
                record,
                cell,
                came,
                other,
                found,
                documents,
                freedoms,
                known,
                f"{name or record.kind} of {head}",
            )


def cells_by_field(record: Record) -> dict[str, list[Cell]]:
    """The cells of each field, in the order of the file."""
    found: dict[str, list[Cell]] = defaultdict(list)
    for cell in record.cells:
        found[cell.field].append(cell)
    return found


def _cell(
    working: Working,
    record: Record,
    cell: Cell | None,
    came: Came,
    other: Record,
    found: Cell | None,
    documents: dict[str, Document],
    freedoms: Freedoms,
    known: str,
    name: str,
) -> Iterator[Finding]:
    if cell is None and found is not None:
        if found.text.strip() and not any(piece.free for piece in working.over(record.start, record.end)):
            yield deviates(
                "added",
                None,
                f"{name}: {quote(found.text)} came in",
                origin(working, record.start, record.end, documents),
                came.place(found.start, found.end),
            )
        return
    if cell is None:
        return
    own = working.of_value(cell.start, cell.end)
    clause = clause_of(own)
    if any(piece.free for piece in own):
        if clause is not None:
            before = origin(working, cell.start, cell.end, documents)
            place = came.stretch(found.start, found.end) if found else came.stretch(other.start, other.end)
            text = found.text if found else ""
            yield from judge(clause, cell.text, text, before, place, PlaceOf(place, place.text), known)
        return
    if found is not None and cell.type == found.type and canonical(cell.text) == canonical(found.text):
        return
    before = origin(working, cell.start, cell.end, documents)
    if found is None:
        if cell.text.strip() or (cell.name_start >= 0 and not named(other, cell.field)):
            yield deviates(
                "lost",
                clause,
                f"{name}: {quote(cell.text)} is missing",
                before,
                came.place(other.start, other.end),
            )
        return
    if other_notation(cell, found, loose=freedoms.style or clause is not None):
        return
    what = f"{quote(found.text)} where {quote(cell.text)} is expected"
    if canonical(cell.text) == canonical(found.text):
        what = f"{quote(found.text)} is a {found.type}, not a {cell.type}"
    yield deviates("changed", clause, f"{name}: {what}", before, came.place(found.start, found.end))


def other_notation(cell: Cell, found: Cell, *, loose: bool) -> bool:
    """Whether two cells of one type hold one value: numbers by amount, long texts whatever their wrapping."""
    if cell.type != found.type:
        return False
    if (loose or cell.type == "number") and same_value(cell.text, found.text):
        return True
    return squeezed(cell.text) == squeezed(found.text) and "\n" in cell.text + found.text


def _order(
    working: Working, came: Came, pairs: Sequence[tuple[int, int]], documents: dict[str, Document]
) -> Iterator[Finding]:
    """Records that stand elsewhere among those beside them."""
    groups: dict[tuple[str, int | None], list[tuple[int, int]]] = defaultdict(list)
    for i, j in pairs:
        record = working.document.records[i]
        groups[record.path, record.parent].append((i, j))
    for members in groups.values():
        for i in sorted(moved(members)):
            record = working.document.records[i]
            j = dict(members)[i]
            other = came.document.records[j]
            clause = clause_of(working.cut(record.start, record.end))
            before = origin(working, record.start, record.end, documents)
            yield deviates(
                "order",
                clause,
                f"the {record.kind} {quote(_head(record))} stands in another place than expected",
                before,
                came.place(other.start, other.end),
            )
