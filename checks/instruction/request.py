"""What an instruction asks for: the result of reading its wording against the documents."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

OperationName = Literal[
    "rename", "scale", "set", "insert", "delete", "filter", "reorder", "split", "merge", "convert", "extract",
    "annotate", "reformat", "rewrite", "summarize", "translate", "check",
]  # fmt: skip
"""`scale`: numbers, units, dates and times by a rule. `set`: single values. `check`: return it as it is if all is well."""

MentionKind = Literal["file", "field", "record", "heading", "value", "word", "position", "new"]
"""`value`: a whole cell. `word`: inside a cell. `record`: by key or number. `position`: an ordinal.
`new`: a literal that no document has, so it may stand on the after side."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the instruction."""

    start: int
    """Offset of its first character."""

    end: int
    """Offset just after its last character."""

    text: str
    """As it is written."""


@dataclass(frozen=True, slots=True)
class Operation:
    """Something the instruction asks to be done."""

    name: OperationName
    """What."""

    span: Span
    """The words that ask for it."""

    confidence: float
    """From 0 to 1: how sure it is that this is asked for."""


@dataclass(frozen=True, slots=True)
class Closure:
    """Words that say that nothing else may change."""

    span: Span
    """The words."""

    confidence: float
    """From 0 to 1."""

    among: str = ""
    """What the rest is a rest of, where it says so: `categories` in "other categories keep their prices"."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A thing that the instruction says must stay as it is."""

    span: Span
    """The thing: `the tables` in "don't touch the tables"."""

    confidence: float
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A place of the documents that a mention means."""

    file: str
    """Name of the document."""

    start: int
    """Offset in it of the first character."""

    end: int
    """Offset just after the last character."""

    record: int | None = None
    """Position of the innermost record there among the document's records."""

    cell: int | None = None
    """Position of the cell there among the record's."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the instruction that names something of a document, or a literal that none has."""

    span: Span
    """The words."""

    text: str
    """What they name, without quotation marks; as the document writes it where it is a field."""

    kind: MentionKind
    """What sort of thing."""

    grounds: tuple[Ground, ...]
    """Where it is; the first places only where there are many."""

    confidence: float
    """From 0 to 1: how sure it is that these places are meant."""


@dataclass(frozen=True, slots=True)
class Rename:
    """One name or value that turns into another."""

    old: str
    """As the documents have it."""

    new: str
    """As it is to be."""

    span: Span
    """The words."""

    grounds: tuple[Ground, ...]
    """Where the old one is; empty where the documents do not have it."""

    confidence: float
    """From 0 to 1."""

    exceptions: tuple[str, ...] = ()
    """What is said to keep its name: words of the instruction."""


@dataclass(frozen=True, slots=True)
class Factor:
    """Numbers are multiplied."""

    span: Span
    value: Decimal
    """1.06 for "up by 6 %"."""

    key: str = ""
    """For what, where several rates are named: `GBP` in "GBP 1.17"."""


@dataclass(frozen=True, slots=True)
class Offset:
    """Numbers, dates or times are moved by an amount."""

    span: Span
    value: Decimal
    """Signed."""

    unit: str = ""
    """As written, such as `minutes`."""


@dataclass(frozen=True, slots=True)
class UnitChange:
    """Values go from one unit or currency to another."""

    span: Span
    new: str
    """The unit afterwards."""

    old: str = ""
    """The unit before, where it is said."""


@dataclass(frozen=True, slots=True)
class Rounding:
    """How exact numbers are."""

    span: Span
    digits: int | None = None
    """Behind the decimal point; None where it is not said."""

    rule: str = ""
    """The words for ties, such as `half up`."""


@dataclass(frozen=True, slots=True)
class SortKey:
    """A key of an order, the first key first."""

    span: Span
    key: str
    """As the instruction says it, or the field's own name."""

    descending: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """How long or how many."""

    span: Span
    unit: str
    """Words, sentences, bullets, ..., as written."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A form that values shall have, by example: `2026-03-04`."""

    span: Span
    example: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns or keys asked for, in order."""

    span: Span
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A file name or format that the result shall have."""

    span: Span
    file: str = ""
    format: str = ""
    """Lower case, such as `csv`."""


Quantity = Factor | Offset | UnitChange | Rounding | SortKey | Limit | Pattern | Columns | Target

Compare = Literal["=", "!=", "<", "<=", ">", ">=", "between", "empty", "filled", ""]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A condition on records or values."""

    span: Span
    """The words."""

    compare: Compare
    """Empty where it is not understood."""

    values: tuple[str, ...] = ()
    """What is compared with, as the instruction writes it."""

    field: str | None = None
    """Name of the field, where it is known."""

    excepts: bool = False
    """Whether it names what is left out: "all but ...", "except ..."."""


@dataclass(frozen=True, slots=True)
class Request:
    """What an instruction asks for, as far as its wording tells."""

    instruction: str
    operations: tuple[Operation, ...]
    """The surest first."""

    closed: Closure | None
    """The plainest words that nothing else may change; None where there are none."""

    kept: tuple[Kept, ...]
    """Things said to stay as they are."""

    mentions: tuple[Mention, ...]
    """In the order of the instruction."""

    renames: tuple[Rename, ...]
    quantities: tuple[Quantity, ...]
    predicates: tuple[Predicate, ...]
    not_understood: tuple[Span, ...]
    """Words with content that no rule used."""

    confidence: float
    """From 0 to 1: how much of the instruction is understood, and how plainly it asks."""

    @property
    def operation(self) -> OperationName | None:
        """What is asked for above all; None where nothing was recognised."""
        return self.operations[0].name if self.operations else None
