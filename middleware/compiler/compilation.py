"""What came of compiling an instruction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from holdtrue.checks import Contract
from holdtrue.checks.contract import Clause
from holdtrue.middleware.asking import Spending


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A part of the instruction that became no clause."""

    quote: str
    """The words of the instruction."""

    why: str
    """Why not: what the model asks, or what does not stand where the clause needs it."""


@dataclass(frozen=True, slots=True)
class Compilation:
    """An instruction as clauses, as far as it could be made so."""

    clauses: tuple[Clause, ...] = ()
    """Clauses whose words stand in the instruction and whose fields, places and values stand in the document."""

    ambiguous: tuple[Ambiguity, ...] = ()
    """What became no clause; nothing of it is permitted."""

    spent: Spending = field(default_factory=Spending)
    """What the model took; nothing where the cache knew the answer."""

    trouble: str = ""
    """Why the model gave no answer at all."""

    @property
    def complete(self) -> bool:
        """Whether every part of the instruction became a clause, or asks for nothing."""
        return bool(self.clauses) and not self.ambiguous and not self.trouble

    @property
    def contract(self) -> Contract:
        """The contract: what is not in it is forbidden where the instruction was understood whole, else unexplained.

        Without any clause it is that of an instruction which nobody read.
        """
        if not self.clauses:
            return Contract.default()
        return Contract.from_clauses(self.clauses, source="compiled" if self.complete else "inferred")

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        form: dict[str, Any] = {
            "contract": self.contract.to_dict() if self.clauses else None,
            "complete": self.complete,
            "ambiguous": [{"quote": part.quote, "why": part.why} for part in self.ambiguous],
            "spent": self.spent.to_dict(),
        }
        return {**form, "trouble": self.trouble} if self.trouble else form


def lines(compilation: Compilation) -> Sequence[str]:
    """The compilation for a person: the contract in one line, then what is left open."""
    told = [compilation.contract.to_line() if compilation.clauses else "no contract"]
    if compilation.trouble:
        told.append(f"trouble: {compilation.trouble}")
    return [*told, *(f"ambiguous: “{part.quote}”: {part.why}" for part in compilation.ambiguous)]
