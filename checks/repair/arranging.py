"""Records of data that are missing, in excess or elsewhere: put in, taken out and moved, with the separators around them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from holdtrue.checks.document import Document
from holdtrue.checks.repair.patch import Patch, patched
from holdtrue.checks.repair.writing import quoted_span
from holdtrue.checks.verify.came import Came, Freedoms
from holdtrue.checks.verify.compare import is_free
from holdtrue.checks.verify.matching import Matching, moved
from holdtrue.checks.verify.working import Working


@dataclass(slots=True)
class _Family:
    """Records beside each other, on both sides."""

    expected: list[int] = field(default_factory=list)
    came: list[int] = field(default_factory=list)


def arranged(
    working: Working, came: Came, matching: Matching, freedoms: Freedoms, patches: Sequence[Patch]
) -> Iterator[Patch]:
    """Patches that write each group of neighbours in which a record is missing, in excess or elsewhere anew."""
    expected, other = working.document, came.document
    partner = dict(matching.pairs)
    open_ones = {i for i in matching.lost if is_free(working, expected.records[i])}
    sorts = {expected.records[i].kind for i in open_ones}
    lost = (
        set() if freedoms.count else {i for i in matching.lost if i not in open_ones and _says(expected, i)}
    )
    extra = {j for j in matching.came if _says(other, j)}
    if any(other.records[j].kind in sorts for j in extra):
        return  # what came may be what may stand there
    for family in _families(expected, other, partner):
        mine = [i for i in family.expected if i in partner or i in lost]
        gone = any(i in lost for i in mine)
        added = any(j in extra for j in family.came)
        pairs = [(i, partner[i]) for i in mine if i in partner]
        displaced = not freedoms.order and bool(moved(pairs))
        if not (gone or added or displaced):
            continue
        patch = _rewritten(expected, other, mine, family.came, partner, patches)
        if patch is not None:
            yield patch


def _says(document: Document, index: int) -> bool:
    return any(cell.text.strip() for cell in document.records[index].cells)


def _families(expected: Document, other: Document, partner: dict[int, int]) -> Iterator[_Family]:
    """Records under one parent, for each parent that both sides have."""
    mine: dict[int | None, list[int]] = defaultdict(list)
    theirs: dict[int | None, list[int]] = defaultdict(list)
    for i, record in enumerate(expected.records):
        mine[record.parent].append(i)
    for j, record in enumerate(other.records):
        theirs[record.parent].append(j)
    for parent, found in mine.items():
        home = None if parent is None else partner.get(parent, -1)
        if home != -1 and home in theirs:
            yield _Family(found, theirs[home])


def _rewritten(
    expected: Document,
    other: Document,
    mine: Sequence[int],
    theirs: Sequence[int],
    partner: dict[int, int],
    patches: Sequence[Patch],
) -> Patch | None:
    """The stretch from the first neighbour to the last with the records that are expected, in their order."""
    inside = set(theirs)
    if not mine or any(i in partner and partner[i] not in inside for i in mine):
        return None
    spans = [span(other, j) for j in theirs]
    if any(a[1] > b[0] for a, b in pairwise(spans)):
        return None
    place = dict(zip(theirs, spans, strict=True))
    follows = dict(zip(theirs[1:], theirs, strict=False))
    usual = Counter(other.text[a[1] : b[0]] for a, b in pairwise(spans))
    meant = Counter(expected.text[a[1] : b[0]] for a, b in pairwise(span(expected, i) for i in mine))
    pieces: list[str] = []
    for number, i in enumerate(mine):
        if number:
            pieces.append(
                _between(expected, other, mine[number - 1], i, partner, follows, place, usual, meant)
            )
        if i in partner:
            start, end = place[partner[i]]
            own = [
                Patch(p.start - start, p.end - start, p.text)
                for p in patches
                if start <= p.start and p.end <= end
            ]
            pieces.append(patched(other.text[start:end], own))
        else:
            start, end = span(expected, i)
            pieces.append(expected.text[start:end])
    return Patch(spans[0][0], spans[-1][1], "".join(pieces))


def _between(
    expected: Document,
    other: Document,
    first: int,
    second: int,
    partner: dict[int, int],
    follows: dict[int, int],
    place: dict[int, tuple[int, int]],
    usual: Counter[str],
    meant: Counter[str],
) -> str:
    """What stands between two records: as it came where they came so, else what is usual there for what is usual here.

    What is expected as an exception (a comment on the line of its row) stands as it is expected.
    """
    a, b = partner.get(first), partner.get(second)
    if a is not None and b is not None and follows.get(b) == a:
        return other.text[place[a][1] : place[b][0]]
    wanted = expected.text[span(expected, first)[1] : span(expected, second)[0]]
    common = usual.most_common(1)
    if wanted != next((text for text, _ in meant.most_common(1)), wanted):
        return wanted
    if common and "".join(common[0][0].split()) == "".join(wanted.split()) and wanted.count("\n") < 2:
        return common[0][0]
    return wanted


def span(document: Document, index: int) -> tuple[int, int]:
    """Where a record stands, with the quotes around its first and its last cell."""
    record = document.records[index]
    start, end = record.start, record.end
    if record.cells:
        first, last = record.cells[0], record.cells[-1]
        if first.start == start:
            start = quoted_span(document, first)[0]
        if last.end == end:
            end = quoted_span(document, last)[1]
    return start, end
