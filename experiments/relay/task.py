"""What one hop of a relay is asked: an edit one way, with worked examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdtrue.experiments.relay.contracts import declared

if TYPE_CHECKING:
    from holdtrue.checks import Contract
    from holdtrue.experiments.documents import Document, Edit, EditPair


@dataclass(frozen=True)
class Task:
    """One direction of an edit, with records on which it is shown."""

    edit: Edit
    """What is asked."""

    examples: tuple[str, ...]
    """Records in the edit's source layout that are not in the document."""

    contract: Contract
    """What the hop is held to: what a user would declare for the edit, or its mode where nothing is declared."""

    @property
    def worked(self) -> tuple[tuple[str, str], ...]:
        """Each example record with its right result."""
        return tuple((record, self.edit.on_record(record)) for record in self.examples)

    @property
    def worked_document(self) -> tuple[str, str]:
        """A document of the example records, and its right result."""
        text = self.edit.source.join(self.examples)
        return text, self.edit.on_document(text)


def forward(document: Document, pair: EditPair) -> Task:
    """The way there."""
    contract = declared(document, pair, "forward") or pair.forward.contract
    return Task(pair.forward, document.examples, contract)


def backward(document: Document, pair: EditPair) -> Task:
    """The way back, shown on the results of the way there."""
    contract = declared(document, pair, "backward") or pair.backward.contract
    examples = tuple(pair.forward.on_record(record) for record in document.examples)
    return Task(pair.backward, examples, contract)
