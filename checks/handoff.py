"""One hand-over of an artifact from a step to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from holdtrue.checks.artifact import Artifact
from holdtrue.checks.contract import Contract, DecidedBy


@dataclass(frozen=True, slots=True)
class HandOff:
    """What a step was given, what it was asked, and what it handed on."""

    before: Artifact
    """What the step was given."""

    after: Artifact
    """What the step handed on."""

    instruction: str = ""
    """What the step was asked to do, in the words it was asked."""

    contract: Contract = field(default_factory=Contract.default)
    """What the step may change."""

    @property
    def decided_by(self) -> DecidedBy:
        """What decides whether a difference is allowed: the contract, and where there is none, what was asked.

        Where the instruction asks for nothing, nothing could explain a difference, and there is nothing to weigh: the
        mode decides.
        """
        by = self.contract.decided_by
        if by != "weights":
            return by
        from holdtrue.checks.instruction import (
            asks_for_anything,  # its vocabulary is long, and a contract needs none
        )

        return by if asks_for_anything(self.instruction) else "mode"

    @classmethod
    def of(
        cls,
        before: Artifact | Mapping[str, str] | str,
        after: Artifact | Mapping[str, str] | str,
        *,
        instruction: str = "",
        contract: Contract | Mapping[str, Any] | str | None = None,
    ) -> HandOff:
        """Make a hand-off of plain values.

        Raises:
            InputError: A side is neither text nor named texts.
            ContractError: The contract is malformed.
        """
        return cls(Artifact.of(before), Artifact.of(after), instruction, Contract.of(contract))
