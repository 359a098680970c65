"""Reversible edits whose right result a program computes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from holdtrue.checks import Contract
from holdtrue.experiments.documents.layout import Layout

Kind = Literal["copy", "reformat", "rename", "date", "reorder", "tag", "arithmetic"]
"""What sort of work an edit is.

`copy`: nothing changes. `reformat`: the same values in another layout or notation. `rename`: one value replaced by a fixed map. `date`: dates or times
written another way. `reorder`: the words or parts of a value in another order. `tag`: a value added by a rule, and
removed on the way back. `arithmetic`: a number computed from another.
"""

Fields = dict[str, str]
"""A record's values by the names of its fields."""


@dataclass(frozen=True)
class Edit:
    """One way of a reversible edit."""

    instruction: str
    """The edit as a person would delegate it for the whole document."""

    record_instruction: str
    """The same edit asked for one record."""

    apply: Callable[[Fields], Fields]
    """Computes the right fields of one record."""

    source: Layout
    """How the document is written before."""

    target: Layout
    """How it is written after."""

    contract: Contract
    """What the edit may change."""

    def on_record(self, record: str) -> str:
        """The right result for one record's text.

        Raises:
            RecordError: The text is not a record of the source layout.
        """
        return self.target.write(self.apply(self.source.parse(record)))

    def on_document(self, text: str) -> str:
        """The right result for a whole document.

        Raises:
            RecordError: The text is not a document of the source layout.
        """
        return self.target.join(self.on_record(record) for record in self.source.split(text))


@dataclass(frozen=True)
class Request:
    """What is asked in one direction of a reversible edit, and the program that computes the right answer."""

    instruction: str
    """The edit as a person would delegate it for the whole document."""

    record_instruction: str
    """The same edit asked for one record."""

    apply: Callable[[Fields], Fields] = dict
    """Computes the right fields of one record; by default they stay as they are."""


@dataclass(frozen=True)
class EditPair:
    """An edit and the edit that undoes it: `backward.on_document(forward.on_document(text)) == text`."""

    name: str
    """Its name, unique within the document."""

    kind: Kind
    """What sort of work it is."""

    forward: Edit
    """From the document's own layout."""

    backward: Edit
    """Back to it."""

    @classmethod
    def between(
        cls,
        base: Layout,
        other: Layout,
        name: str,
        kind: Kind,
        *,
        there: Request,
        back: Request,
        contract: Contract | None = None,
    ) -> EditPair:
        """A pair that leads from one layout to another and back, both ways held to one contract.

        Without a contract, every record and fact must arrive and none may be added.
        """
        held = contract or Contract.transform()
        return cls(name, kind, _edit(there, base, other, held), _edit(back, other, base, held))


def _edit(request: Request, source: Layout, target: Layout, contract: Contract) -> Edit:
    return Edit(request.instruction, request.record_instruction, request.apply, source, target, contract)
