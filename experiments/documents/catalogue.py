"""The shipped documents by name."""

from __future__ import annotations

from holdtrue.checks import InputError
from holdtrue.experiments.documents.contacts import CONTACTS
from holdtrue.experiments.documents.document import Document
from holdtrue.experiments.documents.expenses import EXPENSES
from holdtrue.experiments.documents.inventory import INVENTORY
from holdtrue.experiments.documents.library import LIBRARY
from holdtrue.experiments.documents.samples import SAMPLES
from holdtrue.experiments.documents.services import SERVICES
from holdtrue.experiments.documents.subtitles import SUBTITLES
from holdtrue.experiments.documents.tasks import TASKS

_DOCUMENTS = (EXPENSES, INVENTORY, CONTACTS, SUBTITLES, SERVICES, SAMPLES, TASKS, LIBRARY)


def documents() -> tuple[Document, ...]:
    """Every shipped document."""
    return _DOCUMENTS


def document(name: str) -> Document:
    """The shipped document of that name.

    Raises:
        InputError: There is none.
    """
    for candidate in _DOCUMENTS:
        if candidate.name == name:
            return candidate
    msg = f"no document {name!r}; one of {', '.join(d.name for d in _DOCUMENTS)}"
    raise InputError(msg)
