"""What passes between two steps of a pipeline: the payload, and beside it who made it, for whom, under which contract."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import rfc8785

from holdtrue.checks.artifact import content_hash

Promise = Literal["preserve", "derive", "compress"]
"""What a hop promises: nothing changes; nothing is invented; parts may be left out, what stays is true."""

SCHEMA_VERSION = 1
"""Of the envelope's JSON form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One hand-off. Its status stands beside the payload, never in it, so that no failure is read as content."""

    run: str
    """The pipeline run that it belongs to."""

    hop: int
    """Its place in the run, from 0, what the pipeline was given."""

    parent: str | None = None
    """Identifier of the envelope that it was made of."""

    producer: str
    """The step that made it."""

    consumer: str
    """The step that it is for."""

    contract: Promise
    """What the producer promised."""

    payload: Mapping[str, Any]
    """The content: JSON values by name."""

    status: str = "ok"
    """`ok`, or the class of failure."""

    refs: tuple[str, ...] = ()
    """Results of other steps that the payload refers to, in their order, each once."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "payload", MappingProxyType(dict(self.payload)))

    @property
    def id(self) -> str:
        """Its identifier."""
        return f"{self.run}/{self.hop}"

    @property
    def hash(self) -> str:
        """SHA-256 of the payload's canonical JSON."""
        return content_hash(rfc8785.dumps(dict(self.payload)).decode())

    @property
    def document(self) -> dict[str, str]:
        """The payload as named texts, as checks read it."""
        return {name: _as_text(value) for name, value in self.payload.items()}

    def followed(
        self,
        payload: Mapping[str, Any],
        *,
        to: str,
        contract: Promise,
        status: str = "ok",
        refs: tuple[str, ...] = (),
    ) -> Envelope:
        """The envelope that this one's consumer makes of it."""
        return Envelope(
            run=self.run,
            hop=self.hop + 1,
            parent=self.id,
            producer=self.consumer,
            consumer=to,
            contract=contract,
            payload=payload,
            status=status,
            refs=refs,
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON form without the payload, which the ledger keeps as the hand-off's text."""
        return {
            "schema_version": SCHEMA_VERSION,
            "id": self.id,
            "parent": self.parent,
            "producer": self.producer,
            "consumer": self.consumer,
            "contract": self.contract,
            "refs": list(self.refs),
            "status": self.status,
            "hash": self.hash,
        }


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
