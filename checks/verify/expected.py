"""What a contract lets come out, file by file."""

from __future__ import annotations

from dataclasses import dataclass, field

from holdtrue.checks.contract.clauses import Clause
from holdtrue.checks.document import Document
from holdtrue.checks.verify.item import Item
from holdtrue.checks.verify.quantity import Plain
from holdtrue.checks.verify.working import Working


@dataclass(frozen=True, slots=True)
class ExpectedText:
    """A file whose text is known but for free stretches."""

    working: Working


@dataclass(frozen=True, slots=True)
class Row:
    """One row that must come, and the record that it comes from."""

    values: tuple[tuple[str, Plain], ...]
    item: Item | None
    label: str = ""
    """What names a row of totals, in whichever of the columns that hold no total; empty for any other row."""


@dataclass(frozen=True, slots=True)
class ExpectedRows:
    """A file, or a part of one, whose rows are known; their notation is not."""

    clause: Clause
    rows: tuple[Row, ...]
    unchecked: frozenset[str] = frozenset()
    sort: tuple[str, str] | None = None
    """Kind and path of the records that they are, where both sides have them alike."""


@dataclass(frozen=True, slots=True)
class ExpectedContent:
    """A file in another format with the same content."""

    clause: Clause
    working: Working


@dataclass(frozen=True, slots=True)
class ExpectedProse:
    """A free text that says nothing but what its source says."""

    clause: Clause
    source: str
    file: str
    """The file that holds the source."""

    start: int
    whole: str
    """Everything that was handed over: facts of the rest are known, too."""


Expected = ExpectedText | ExpectedRows | ExpectedContent | ExpectedProse


@dataclass(slots=True)
class Plan:
    """Every file that must come out, with what it must hold."""

    files: dict[str, list[Expected]] = field(default_factory=dict)
    """Expectations by file name; under the empty name, those for the one file that came."""

    documents: dict[str, Document] = field(default_factory=dict)
    """What was handed over, by file name."""

    optional: set[str] = field(default_factory=set)
    """Files that were handed over and need not come out."""

    def add(self, file: str, expected: Expected) -> None:
        """Expect something of a file."""
        self.files.setdefault(file, []).append(expected)
