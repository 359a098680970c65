"""What came against an expected text: line by line for text, record by record for data."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from holdtrue.checks.contract.clauses import Clause
from holdtrue.checks.document import Cell, Document, Record
from holdtrue.checks.finding import Finding, Place
from holdtrue.checks.verify.alike import canonical, same_value, squeezed
from holdtrue.checks.verify.balance import implied
from holdtrue.checks.verify.came import Came, Freedoms
from holdtrue.checks.verify.compare_lines import compare_lines
from holdtrue.checks.verify.freetext import PlaceOf, judge
from holdtrue.checks.verify.item import named
from holdtrue.checks.verify.matching import Matching, match, moved
from holdtrue.checks.verify.mentions import Known
from holdtrue.checks.verify.template import Filled, fill
from holdtrue.checks.verify.told import deviates, quote
from holdtrue.checks.verify.working import Piece, Working, clause_of, origin


def compare_text(
    working: Working, came: Came, documents: dict[str, Document], freedoms: Freedoms, known: Known
) -> Iterator[Finding]:
    """Where a file deviates from its expected text."""
    if working.text.strip() == came.document.text.strip() and not working.free_stretches():
        return
    if not working.has_free and squeezed(working.text) == squeezed(came.document.text):
        return
    if is_data(working.document) and is_data(came.document) and free_in_cells(working):
        yield from compare_records(working, came, documents, freedoms, known)
    else:
        yield from compare_lines(working, came, documents, freedoms, known)


def free_in_cells(working: Working) -> bool:
    """Whether each free stretch lies inside one value, or between records, so that these can be told apart around it."""
    cells = sorted((cell.start, cell.end) for record in working.document.records for cell in record.cells)
    starts = [start for start, _ in cells]
    for start, end, _ in working.free_stretches():
        index = bisect_right(starts, start) - 1
        if start < end and (index < 0 or cells[index][1] < end):
            return False
        if index >= 0 and start <= cells[index][1]:
            a, b = cells[index]
            if (a, b) != (start, end) and "\n" in working.text[a:b].strip():
                return False
    return True


def is_data(document: Document) -> bool:
    """Whether most values of a document have names, so that its records say more than its lines."""
    cells = [cell for record in document.records if record.kind != "comment" for cell in record.cells]
    named = sum(bool(cell.field) for cell in cells)
    return bool(cells) and document.trouble is None and named >= 0.6 * len(cells)


def compare_records(
    working: Working, came: Came, documents: dict[str, Document], freedoms: Freedoms, known: Known
) -> Iterator[Finding]:
    """Where the records of a file deviate from those of its expected text."""
    expected, other = working.document, came.document
    matching, equal = match_records(working, came)
    free = working.free_stretches()
    gaps = _gaps(working)
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
        yield from _fill_gaps(gaps, working, came, matching, known)
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


def _gaps(working: Working) -> list[tuple[int, Clause]]:
    """Where records of free text may come in, and for what; not the empty values that free text may fill."""
    empty = {
        cell.start for record in working.document.records for cell in record.cells if cell.start == cell.end
    }
    return [
        (start, piece.clause)
        for start, end, piece in working.free_stretches()
        if start == end and piece.clause and start not in empty
    ]


def _fill_gaps(
    gaps: Sequence[tuple[int, Clause]], working: Working, came: Came, matching: Matching, known: Known
) -> Iterator[Finding]:
    """Records that came in, each judged with those that fill the same gap: the nearest one behind what stands before it."""
    records = working.document.records
    partner = {j: i for i, j in matching.pairs}
    filled: dict[int, list[Record]] = {number: [] for number in range(len(gaps))}
    position, extra = 0, set(matching.came)
    for j, record in enumerate(came.document.records):
        if j in partner:
            position = records[partner[j]].end
        elif j in extra:
            nearest = min(filled, key=lambda number: abs(gaps[number][0] - position))
            filled[nearest].append(record)
    for number, found in filled.items():
        yield from _inserted(gaps[number][1], came, found, known)


def _inserted(clause: Clause, came: Came, records: Sequence[Record], known: Known) -> Iterator[Finding]:
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
    known: Known,
) -> Iterator[Finding]:
    if working.has_free and (told := _template(working, record, came, other, documents, known)) is not None:
        yield from told
        return
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
    known: Known,
    name: str,
) -> Iterator[Finding]:
    if cell is None and found is not None:
        pieces = working.over(record.start, record.end)
        told = (clause_of(pieces) or freedoms.style) and implied(came.document, other, found)
        if found.text.strip() and not told and not any(piece.free for piece in pieces):
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
        place = came.stretch(found.start, found.end) if found else came.stretch(other.start, other.end)
        text = came.document.text[found.start : found.end] if found else ""
        before = origin(working, cell.start, cell.end, documents)
        yield from _holes(own, text, before, place, known, name)
        return
    if found is not None and cell.type == found.type and canonical(cell.text) == canonical(found.text):
        return
    if found is None and (clause or freedoms.style) and implied(working.document, record, cell):
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


def _template(
    working: Working, record: Record, came: Came, other: Record, documents: dict[str, Document], known: Known
) -> list[Finding] | None:
    """A record with free stretches whose fixed text stands to the letter: what is in them is judged.

    None for other records: what stands in a free stretch may move the bounds of values, but need not.
    """
    pieces = working.cut(record.start, record.end)
    if not any(piece.free and piece.text for piece in pieces) or all(piece.free for piece in pieces):
        return None
    text = came.document.text[other.start : other.end]
    filled = _filled(pieces, text)
    if filled.broken:
        return None
    before = origin(working, record.start, record.end, documents)
    return list(_judged(pieces, filled, text, before, came.stretch(other.start, other.end), known))


def _filled(pieces: Sequence[Piece], text: str) -> Filled:
    return fill(
        [number if piece.free else piece.text for number, piece in enumerate(pieces)],
        text,
        [piece.clause if piece.free else None for piece in pieces],
    )


def _holes(
    pieces: Sequence[Piece], text: str, before: Place | None, place: Place, known: Known, name: str
) -> Iterator[Finding]:
    """A value with free stretches in it: what is around them must stand, what is in them is judged."""
    filled = _filled(pieces, text)
    if filled.broken:
        message = f"{name}: {quote(filled.broken)} does not stand around the free text"
        yield deviates("changed", None, message, before, place)
        return
    yield from _judged(pieces, filled, text, before, place, known)


def _judged(
    pieces: Sequence[Piece], filled: Filled, text: str, before: Place | None, place: Place, known: Known
) -> Iterator[Finding]:
    for hole in filled.holes:
        clause = pieces[hole.numbers[0]].clause
        if clause is None:
            continue
        source = " ".join(pieces[number].text for number in hole.numbers)
        result = text[hole.start : hole.end]
        inner = Place(place.file, place.start + hole.start, place.start + hole.end, place.line, result)
        yield from judge(clause, source, result, before, place, PlaceOf(inner, result), known)


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
