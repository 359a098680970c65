"""Holds what came against what a contract with clauses lets come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from holdtrue.checks.arrival import HARD
from holdtrue.checks.contract.clauses import Allow, Clause, Convert, Extract, Keep
from holdtrue.checks.contract.selector import parse_selector
from holdtrue.checks.errors import ContractError
from holdtrue.checks.facts.extract import extract
from holdtrue.checks.finding import Finding
from holdtrue.checks.readers import read
from holdtrue.checks.reading import Page, Reading
from holdtrue.checks.verify.alike import canonical
from holdtrue.checks.verify.came import Came, Freedoms
from holdtrue.checks.verify.compare import compare_text
from holdtrue.checks.verify.compare_rows import compare_content, compare_rows
from holdtrue.checks.verify.expected import (
    Expected,
    ExpectedContent,
    ExpectedProse,
    ExpectedRows,
    ExpectedText,
    Plan,
)
from holdtrue.checks.verify.freetext import PlaceOf, judge
from holdtrue.checks.verify.keeping import kept
from holdtrue.checks.verify.mentions import Known, sections
from holdtrue.checks.verify.planning import plan
from holdtrue.checks.verify.told import deviates
from holdtrue.checks.verify.unchecked import unchecked


def verify(reading: Reading) -> Iterator[Finding]:
    """Everything that deviates from what the contract's clauses make of the documents.

    Raises:
        ContractError: The user's contract names what was not handed over.
    """
    contract = reading.handoff.contract
    before = dict(reading.handoff.before.files)
    try:
        made = plan(contract, before, [page.name for page in reading.after])
    except ContractError as error:
        if contract.source == "declared":
            raise
        yield Finding("contract.unfit", "unexplained", "minor", f"the contract does not fit: {error}")
        return
    if not reading.arrived:
        return
    firm = contract.source in ("declared", "compiled")
    for finding in (*_compare(reading, made), *kept(reading, made)):
        yield finding if firm or finding.standing != "forbidden" else replace(finding, standing="unexplained")


@dataclass(frozen=True, slots=True)
class Held:
    """A file that is expected, what it is held to, and what came in its place."""

    name: str
    """The name that it is expected under; empty for the one file that came."""

    expectations: tuple[Expected, ...]
    freedoms: Freedoms
    came: Came | None
    """None where no such file came."""


def hold(reading: Reading, made: Plan) -> Iterator[Held]:
    """Each file that is expected beside the one that came."""
    known = known_to(reading)
    pages = {page.name: page for page in reading.after}
    for name, expectations in made.files.items():
        page = _page(name, pages, made)
        yield Held(
            name,
            tuple(expectations),
            _freedoms(reading, page.name if page else name),
            _came(page, expectations[0], known) if page else None,
        )


def _compare(reading: Reading, made: Plan) -> Iterator[Finding]:
    known = known_to(reading)
    claimed: set[str] = set()
    for held in hold(reading, made):
        if held.came is None:
            if held.name not in made.optional and not all(_empty(one) for one in held.expectations):
                message = f"the file {held.name or 'with the result'} did not come out"
                yield deviates("file_lost", _clause(held.expectations[0]), message, None, None)
            continue
        claimed.add(held.came.file)
        for expected in held.expectations:
            yield from _one(expected, held.came, made, held.freedoms, known)
    for page in reading.after:
        if page.name not in claimed and page.text.strip():
            yield deviates(
                "file_added", None, f"the file {page.name} is not expected", None, page.line(1).place
            )


def _clause(expected: Expected) -> Clause | None:
    return None if isinstance(expected, ExpectedText) else expected.clause


def _empty(expected: Expected) -> bool:
    return isinstance(expected, ExpectedRows) and not expected.rows


def _page(name: str, pages: dict[str, Page], made: Plan) -> Page | None:
    if name in pages:
        return pages[name]
    if len(pages) == 1 and len(made.files) == 1:
        return next(iter(pages.values()))
    if not name:
        left = [page for key, page in pages.items() if key not in made.files]
        return left[0] if len(left) == 1 else None
    return None


def _came(page: Page, expected: Expected, known: Known) -> Came:
    name = page.name
    if "." not in name and isinstance(expected, ExpectedText):
        name = expected.working.source
    if "." not in name and not isinstance(expected, ExpectedText):
        clause = expected.clause
        to = clause.to if isinstance(clause, (Convert, Extract)) else ""
        name = to if "." in to else f"{name}.{to}"
    start = page.wrapping.start
    if isinstance(expected, ExpectedText):
        start += _preamble(page.content, expected.working.text, known)
    return Came(read(name, page.text[start : page.wrapping.end]), page.name, page.text, start)


_LINES_AHEAD = 3
"""Lines of courtesy that may stand before a document."""


def _preamble(content: str, expected: str, known: Known) -> int:
    """Where the document begins behind words about it: a few lines that state nothing, then its first line."""
    first = next((line for line in expected.split("\n") if line.strip()), "").strip()
    position = 0
    told = canonical(known.text + expected)
    for number, line in enumerate(content.split("\n")):
        if line.strip() == first and number:
            return position
        if not first or line.strip() == first or number > _LINES_AHEAD:
            return 0
        if any(fact.type in HARD and canonical(fact.text) not in told for fact in extract(line)):
            return 0
        position += len(line) + 1
    return 0


def _one(expected: Expected, came: Came, made: Plan, freedoms: Freedoms, known: Known) -> Iterator[Finding]:
    if isinstance(expected, ExpectedText):
        yield from compare_text(expected.working, came, made.documents, freedoms, known)
    elif isinstance(expected, ExpectedRows):
        yield from compare_rows(expected, came, freedoms)
        yield from unchecked(expected, came, made.documents, known)
    elif isinstance(expected, ExpectedContent):
        yield from compare_content(expected, came, freedoms)
    elif isinstance(expected, ExpectedProse):
        document = made.documents[expected.file]
        before = (
            document.place(expected.start, expected.start + len(expected.source))
            if expected.file in made.documents
            else None
        )
        text = came.document.text
        after = came.stretch(0, len(text))
        yield from judge(
            expected.clause,
            expected.source,
            text,
            before,
            after,
            PlaceOf(after, text),
            known.with_text(expected.whole),
        )


def _freedoms(reading: Reading, file: str) -> Freedoms:
    """What is left open in a file."""
    given: set[str] = set()
    for clause in reading.handoff.contract.clauses:
        if isinstance(clause, Allow):
            files = [step.name for text in clause.at for step in parse_selector(text) if step.kind == "file"]
            if not files or any(fnmatchcase(file, name) for name in files):
                given.update(clause.what)
    return Freedoms(**{name: name in given for name in ("order", "count", "style", "numbering", "wording")})


def known_to(reading: Reading) -> Known:
    """What a free text may speak of beside its source: what the instruction and the contract say, and the sections."""
    kept = [
        text
        for clause in reading.handoff.contract.clauses
        if isinstance(clause, Keep)
        for text in clause.what
    ]
    text = "\n".join([reading.handoff.instruction, *kept])
    return Known(text, sections(text for _, text in reading.handoff.before.files.items()))
