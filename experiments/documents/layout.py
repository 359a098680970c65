"""How a document of records is written: one template for a record, and what stands around and between records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from string import Formatter

from holdtrue.checks import InputError
from holdtrue.experiments.documents.grammar import Pattern, literal, sequence


class RecordError(InputError):
    """A text is not a record of its layout, or fields do not make one."""


@dataclass(frozen=True)
class Layout:
    """How a document of records is written.

    Parser, writer and grammar all come from the template, so `write(parse(r)) == r` holds by construction.
    The layout is strict: a record with another spacing or order of its fields is not a record of this layout.
    """

    file: str
    """Name of the file that holds such a document, with the ending that tells its format."""

    template: str
    """One record, with `{field}` where a field stands and `{{` for a brace; may span lines.

    It neither begins nor ends with white space, so that a model's stray blank lines do no harm.
    """

    fields: Mapping[str, Pattern] = field(hash=False)
    """What each field of the template may hold."""

    between: str = "\n"
    """What stands between two records."""

    before: str = ""
    """What stands before the first record, such as a header line."""

    after: str = "\n"
    """What stands after the last record."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", dict(self.fields))
        names = [name for _, name in self._parts if name is not None]
        if sorted(names) != sorted(self.fields):
            msg = f"the template of {self.file} names {sorted(names)}, its patterns are for {sorted(self.fields)}"
            raise RecordError(msg)

    def varied(self, template: str | None = None, **patterns: Pattern) -> Layout:
        """The same layout with another template, or with other or further patterns for fields."""
        return replace(self, template=template or self.template, fields={**self.fields, **patterns})

    def split(self, text: str) -> tuple[str, ...]:
        """The texts of a document's records, in order.

        Never fails: what is no record (a remark, a fence, a broken record) comes back as a record that does not
        parse.
        """
        body = text.strip().removeprefix(self.before.strip()).removesuffix(self.after.strip())
        return tuple(record.strip() for record in body.split(self.between) if record.strip())

    def join(self, records: Iterable[str]) -> str:
        """The document that holds these records."""
        return f"{self.before}{self.between.join(records)}{self.after}"

    def parse(self, record: str) -> dict[str, str]:
        """The fields of a record's text.

        Raises:
            RecordError: The text is not a record of this layout.
        """
        match = self._regex.fullmatch(record)
        if match is None:
            msg = f"not a record of {self.file}: {record[:80]!r}; one is written {self.template!r}"
            raise RecordError(msg)
        return match.groupdict()

    def write(self, fields: Mapping[str, str]) -> str:
        """The text of the record with these fields.

        Raises:
            RecordError: A field is missing, unknown, or holds what its pattern does not allow.
        """
        odd = sorted(fields.keys() ^ self.fields.keys())
        if odd:
            msg = f"a record of {self.file} has the fields {', '.join(self.fields)}; check {', '.join(odd)}"
            raise RecordError(msg)
        for name, value in fields.items():
            if not self.fields[name].matches(value):
                msg = f"{value!r} cannot stand in the field {name!r} of {self.file}"
                raise RecordError(msg)
        return "".join(text + (fields[name] if name is not None else "") for text, name in self._parts)

    @cached_property
    def grammar(self) -> str:
        """A GBNF grammar for exactly one record's text."""
        parts: list[Pattern | str] = []
        for text, name in self._parts:
            if text:
                parts.append(text)
            if name is not None:
                parts.append(self.fields[name])
        return f"root ::= {sequence(*parts).gbnf}\n"

    @cached_property
    def regex(self) -> str:
        """A regular expression for exactly one record's text, with a named group for each field."""
        return "".join(
            literal(text).regex + (f"(?P<{name}>{self.fields[name].regex})" if name is not None else "")
            for text, name in self._parts
        )

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile(self.regex)

    @cached_property
    def _parts(self) -> tuple[tuple[str, str | None], ...]:
        """The template as texts, each with the field that follows it."""
        return tuple((text, name) for text, name, _, _ in Formatter().parse(self.template))
