"""The commands that write triples: read, carried out, and their failures told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from holdtrue.experiments.pipelines.graph.triples import Provenance, Triple, TripleStore, fold

_COMMAND = re.compile(r"add ([^|;\n]{1,200})\|([^|;\n]{1,100})\|([^|;\n]{1,200})")


@dataclass(frozen=True, slots=True)
class FailedWrite:
    """A command that changed nothing."""

    command: str
    """As it was written."""

    reason: str

    def __str__(self) -> str:
        return f"not written: {self.command[:120]} ({self.reason})"


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a text of commands."""

    triples: tuple[Triple, ...]
    """Those that are in the store now, new or known already."""

    failed: tuple[FailedWrite, ...]


def carry_out(text: str, store: TripleStore, evidence: str, provenance: Provenance) -> Written:
    """Carry out `add subject | relation | object` commands, one a line or separated by semicolons.

    A triple is written only where the evidence says what it begins and ends with.

    Args:
        text: The commands.
        store: Where triples are written.
        evidence: What they were made of.
        provenance: Where that comes from.
    """
    triples: list[Triple] = []
    failed: list[FailedWrite] = []
    for command in _commands(text):
        try:
            triples.append(_written(command, store, evidence, provenance))
        except ValueError as error:
            failed.append(FailedWrite(command, str(error)))
    if not triples and not failed:
        failed.append(FailedWrite(text, "there is no command"))
    return Written(tuple(triples), tuple(failed))


def _written(command: str, store: TripleStore, evidence: str, provenance: Provenance) -> Triple:
    read = _COMMAND.fullmatch(command)
    if read is None:
        raise ValueError("it is no add subject | relation | object")
    subject, relation, object_ = (" ".join(part.split()) for part in read.groups())
    said = fold(evidence)
    for term in (subject, object_):
        if fold(term) not in said:
            raise ValueError(f"{term!r} is not in what was found out")
    triple = Triple(subject, relation, object_, provenance)
    store.add(triple)
    return triple


def _commands(text: str) -> Sequence[str]:
    return [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
