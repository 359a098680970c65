"""The clauses of a contract: one frozen class for each thing that a step may be told to do."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import MISSING, dataclass
from decimal import Decimal
from typing import Any, ClassVar, get_args

from holdtrue.checks.contract.modes import FactType, Freedom
from holdtrue.checks.contract.nearest import did_you_mean
from holdtrue.checks.contract.parameters import literal, normal, parameter, plain
from holdtrue.checks.errors import ContractError

Pairs = tuple[tuple[str, str], ...]
"""A mapping, frozen: new name and expression, or old and new text."""

Row = tuple[tuple[str, str | Decimal | bool | None], ...]
"""Values by field, frozen."""

KEPT = ("numbers", "dates", "names", "ids", "urls", "negations", "references", "markup", "count")
"""What `keep` can name beside quoted texts."""

_AT = "the places it holds for; everywhere where none is named"
_WHERE = "the records it holds for"
_EACH = "the records that count as rows, by place; the document's main table or list where none is named"
_BUT = "places that stay as they are all the same"


@dataclass(frozen=True)
class Clause:
    """What a step may, or must, do at some place; everything else stays as it is."""

    name: ClassVar[str]
    """Name of the clause in every notation."""

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            object.__setattr__(self, field.name, normal(field, getattr(self, field.name)))

    @classmethod
    def parameters(cls) -> tuple[dataclasses.Field[Any], ...]:
        """The parameters, in the order in which they may be given without their names."""
        return dataclasses.fields(cls)

    @classmethod
    def build(cls, given: Mapping[str, Any]) -> Clause:
        """A clause from parameters by name.

        Raises:
            ContractError: A parameter is unknown, missing or does not fit.
        """
        known = {field.name: field for field in cls.parameters()}
        for key in given:
            if key not in known:
                msg = f"{cls.name} has no parameter {key!r}" + did_you_mean(str(key), known)
                raise ContractError(msg)
        for field in known.values():
            if field.default is MISSING and field.name not in given:
                msg = f"{cls.name} needs {field.name!r}: {field.metadata['meaning']}"
                raise ContractError(msg)
        try:
            return cls(**given)
        except ContractError as error:
            raise ContractError(f"{cls.name}: {error}") from None

    def to_dict(self) -> dict[str, Any]:
        """The parameters that differ from their defaults, as JSON values, under the clause's name."""
        values = {}
        for field in self.parameters():
            value = getattr(self, field.name)
            if field.default is MISSING or value != field.default:
                values[field.name] = plain(field, value)
        return {self.name: values}

    def to_line(self) -> str:
        """The clause in the one-line form."""
        ((name, values),) = self.to_dict().items()
        return f"{name}({', '.join(f'{key}={literal(value)}' for key, value in values.items())})"


@dataclass(frozen=True)
class Only(Clause):
    """Nothing but these places may change; what may happen there, other clauses say, or it is left open."""

    name: ClassVar[str] = "only"
    at: tuple[str, ...] = parameter("selectors", "the places that may change")
    but: tuple[str, ...] = parameter("selectors", _BUT, ())


@dataclass(frozen=True)
class Reorder(Clause):
    """The records stand in another order, each unchanged."""

    name: ClassVar[str] = "reorder"
    by: tuple[str, ...] = parameter(
        "expressions", "sort keys, the first counts most; a leading `-` turns one round", ()
    )
    descending: bool = parameter("flag", "the greatest first", default=False)
    within: tuple[str, ...] = parameter("selectors", "sort inside each of these places only", ())
    each: tuple[str, ...] = parameter("selectors", _EACH, ())
    ties: str = parameter(
        "choice", "records with equal keys `keep` their order or are `free`", "keep", choices=("keep", "free")
    )
    to: tuple[str, ...] = parameter(
        "texts", "values of the key in the order in which they come, where that is no sort order", ()
    )


@dataclass(frozen=True)
class Move(Clause):
    """A stretch stands elsewhere, unchanged."""

    name: ClassVar[str] = "move"
    at: tuple[str, ...] = parameter("selectors", "what moves")
    after: tuple[str, ...] = parameter("selectors", "behind what it stands now", ())
    before: tuple[str, ...] = parameter("selectors", "before what it stands now", ())


@dataclass(frozen=True)
class Rename(Clause):
    """Names are exchanged wherever they stand."""

    name: ClassVar[str] = "rename"
    names: Pairs = parameter("names", "new text by old text")
    at: tuple[str, ...] = parameter("selectors", _AT, ())
    but: tuple[str, ...] = parameter("selectors", _BUT, ())
    whole: bool = parameter("flag", "whole words only, not inside longer ones", default=True)
    case: bool = parameter("flag", "capitals as given only", default=True)


@dataclass(frozen=True)
class Scale(Clause):
    """Numbers, dates or times become value x factor + offset, rounded."""

    name: ClassVar[str] = "scale"
    field: str = parameter("text", "the field whose values change; `at` may name the place instead", "")
    factor: str = parameter("expression", "what each value is multiplied by", "1")
    offset: str = parameter(
        "expression", "what is added to each: a number, or a duration such as `30 min`", "0"
    )
    digits: int | None = parameter(
        "integer", "decimals of the result; those of the value where neither is given", None
    )
    significant: int | None = parameter("integer", "significant figures of the result", None)
    rounding: str = parameter(
        "choice", "how a half is rounded", "half_up", choices=("half_up", "half_even", "down")
    )
    where: str = parameter("expression", _WHERE, "")
    at: tuple[str, ...] = parameter("selectors", _AT, ())
    but: tuple[str, ...] = parameter("selectors", _BUT, ())
    unit: str = parameter("text", "the unit that stands with the result instead", "")


@dataclass(frozen=True)
class Set(Clause):
    """Values, or stretches of text, become a given one."""

    name: ClassVar[str] = "set"
    field: str = parameter("text", "the field whose value changes; `at` may name the place instead", "")
    value: str | Decimal | bool | None = parameter(
        "scalar", "the new value; an expression where it begins with `=`", ""
    )
    where: str = parameter("expression", _WHERE, "")
    at: tuple[str, ...] = parameter("selectors", _AT, ())
    but: tuple[str, ...] = parameter("selectors", _BUT, ())


@dataclass(frozen=True)
class Reformat(Clause):
    """Values stand in another notation and mean the same."""

    name: ClassVar[str] = "reformat"
    what: tuple[str, ...] = parameter(
        "choices", "the values that change", (), choices=("dates", "times", "numbers", "escapes", "layout")
    )
    to: str = parameter(
        "text",
        "the notation: a strftime pattern for dates and times, an example for numbers; any where none is given",
        "",
    )
    at: tuple[str, ...] = parameter("selectors", _AT, ())
    but: tuple[str, ...] = parameter("selectors", _BUT, ())


@dataclass(frozen=True)
class Filter(Clause):
    """Records that a condition does not hold for go; the others stay unchanged."""

    name: ClassVar[str] = "filter"
    where: str = parameter("expression", "the records that stay")
    each: tuple[str, ...] = parameter("selectors", _EACH, ())
    to: str = parameter("text", "the file it becomes, where that is another", "")
    alone: bool = parameter("flag", "the result holds these records only, nothing around them", default=False)


@dataclass(frozen=True)
class Split(Clause):
    """The records, or places, of a document go to several files, each unchanged."""

    name: ClassVar[str] = "split"
    by: str = parameter("expression", "the value by which a record finds its file", "")
    files: str | Pairs = parameter(
        "files", "`{}` for the value, or a mapping from file to value or place", "{}"
    )
    each: tuple[str, ...] = parameter("selectors", _EACH, ())
    shared: tuple[str, ...] = parameter("selectors", "places that every file repeats", ())
    drop: tuple[str, ...] = parameter("selectors", "places that go to no file", ())


@dataclass(frozen=True)
class Merge(Clause):
    """Records of several files become those of one; records of equal keys become one."""

    name: ClassVar[str] = "merge"
    key: tuple[str, ...] = parameter(
        "expressions", "what tells that two records are the same; none joins the files", ()
    )
    into: str = parameter(
        "text", "the file that takes them in; a new one where no such file was handed over", ""
    )
    take: Pairs = parameter("fields", "fields that the other file's record gives, with their expressions", ())
    prefer: str = parameter(
        "choice",
        "whose value counts where both have one and `take` names none",
        "first",
        choices=("first", "last", "max", "min"),
    )
    add: bool = parameter("flag", "records without counterpart are appended", default=True)
    unmatched: str = parameter("text", "the file that takes records without counterpart instead", "")
    by: tuple[str, ...] = parameter("expressions", "sort keys of the result", ())


@dataclass(frozen=True)
class Convert(Clause):
    """The same content in another format."""

    name: ClassVar[str] = "convert"
    to: str = parameter("text", "the format, or the file whose ending tells it")
    fields: Pairs = parameter(
        "fields", "fields of each row, with their expressions; all unchanged where none is given", ()
    )
    each: tuple[str, ...] = parameter("selectors", _EACH, ())
    where: str = parameter("expression", _WHERE, "")
    by: tuple[str, ...] = parameter("expressions", "sort keys, where the order changes", ())
    unchecked: tuple[str, ...] = parameter("texts", "fields whose values this contract does not say", ())


@dataclass(frozen=True)
class Extract(Clause):
    """A view: chosen fields of chosen records, or totals over groups of them."""

    name: ClassVar[str] = "extract"
    fields: Pairs = parameter("fields", "fields of each row, with their expressions")
    where: str = parameter("expression", _WHERE, "")
    each: tuple[str, ...] = parameter("selectors", _EACH, ())
    group: tuple[str, ...] = parameter("expressions", "records with equal values of these become one row", ())
    by: tuple[str, ...] = parameter("expressions", "sort keys, where the order changes", ())
    total: str = parameter("text", "the label of a last row with the sums", "")
    to: str = parameter("text", "the file", "")
    unchecked: tuple[str, ...] = parameter("texts", "fields whose values this contract does not say", ())


@dataclass(frozen=True)
class Insert(Clause):
    """Something new; its text or values, where they are given, are exact."""

    name: ClassVar[str] = "insert"
    text: str = parameter("text", "the text as it must stand", "")
    values: Row = parameter("row", "the values of a new record, or those that the new text must state", ())
    at: tuple[str, ...] = parameter("selectors", "the place that takes it in, at its end", ())
    after: tuple[str, ...] = parameter("selectors", "behind what it stands", ())
    before: tuple[str, ...] = parameter("selectors", "before what it stands", ())
    where: str = parameter("expression", _WHERE, "")
    states: tuple[str, ...] = parameter("texts", "what a free text must state", ())


@dataclass(frozen=True)
class Delete(Clause):
    """Records, places or fields go."""

    name: ClassVar[str] = "delete"
    at: tuple[str, ...] = parameter("selectors", "the places that go", ())
    where: str = parameter("expression", "the records that go", "")
    fields: tuple[str, ...] = parameter("texts", "the fields that go", ())
    each: tuple[str, ...] = parameter("selectors", _EACH, ())


@dataclass(frozen=True)
class Annotate(Clause):
    """Something is added to each record or place: a column, a comment, a mark."""

    name: ClassVar[str] = "annotate"
    field: str = parameter("text", "the new column", "")
    value: str = parameter("expression", "its value; any where none is given", "")
    text: str = parameter("text", "the text that is added to each place", "")
    where: str = parameter("expression", _WHERE, "")
    at: tuple[str, ...] = parameter("selectors", _AT, ())
    side: str = parameter("choice", "where it is added", "after", choices=("before", "after", "start", "end"))


@dataclass(frozen=True)
class Rewrite(Clause):
    """The places stand in other words and say the same."""

    name: ClassVar[str] = "rewrite"
    at: tuple[str, ...] = parameter("selectors", _AT, ())
    keep: tuple[str, ...] = parameter(
        "texts",
        f"what must survive: any of {', '.join(KEPT)}, or a text",
        ("numbers", "dates", "names", "ids", "urls"),
    )
    drop: tuple[str, ...] = parameter("texts", "texts that must be gone", ())
    add: tuple[str, ...] = parameter("texts", "texts that may come in", ())
    max_words: int | None = parameter("integer", "words that it may have at most", None)
    but: tuple[str, ...] = parameter("selectors", _BUT, ())


@dataclass(frozen=True)
class Summarize(Clause):
    """A shorter text that says nothing else."""

    name: ClassVar[str] = "summarize"
    max_words: int | None = parameter("integer", "words that it may have at most", None)
    min_words: int | None = parameter("integer", "words that it must have at least", None)
    must_keep: tuple[str, ...] = parameter("texts", "texts and values that must be in it", ())
    at: tuple[str, ...] = parameter("selectors", "what it summarises; all where no place is named", ())
    add: tuple[str, ...] = parameter("texts", "texts that may come in", ())
    to: str = parameter("text", "the file", "")


@dataclass(frozen=True)
class Translate(Clause):
    """The places stand in another language and say the same."""

    name: ClassVar[str] = "translate"
    to: str = parameter("text", "the language, as a word or a code")
    at: tuple[str, ...] = parameter("selectors", _AT, ())
    keep: tuple[str, ...] = parameter(
        "texts",
        f"what must survive: any of {', '.join(KEPT)}, or a text",
        ("numbers", "dates", "ids", "urls"),
    )
    alone: bool = parameter("flag", "the result holds these places only", default=False)
    add: tuple[str, ...] = parameter("texts", "texts that may come in", ())
    file: str = parameter("text", "the file, where it is a new one", "")
    but: tuple[str, ...] = parameter("selectors", _BUT, ())


@dataclass(frozen=True)
class Allow(Clause):
    """What the contract leaves open."""

    name: ClassVar[str] = "allow"
    what: tuple[str, ...] = parameter(
        "choices", "freedoms", choices=(*get_args(Freedom), *get_args(FactType))
    )
    at: tuple[str, ...] = parameter("selectors", _AT, ())


@dataclass(frozen=True)
class Keep(Clause):
    """What must survive whatever else happens."""

    name: ClassVar[str] = "keep"
    what: tuple[str, ...] = parameter("texts", f"any of {', '.join(KEPT)}, or a text")
    at: tuple[str, ...] = parameter("selectors", _AT, ())


CLAUSES: dict[str, type[Clause]] = {
    kind.name: kind
    for kind in (Only, Reorder, Move, Rename, Scale, Set, Reformat, Filter, Split, Merge, Convert, Extract, Insert,
                 Delete, Annotate, Rewrite, Summarize, Translate, Allow, Keep)
}  # fmt: skip
"""Every clause by its name."""
