"""What a step may change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from holdtrue.checks.errors import ContractError

Mode = Literal["preserve", "transform", "derive", "compress"]
"""How the result relates to what was handed over.

`preserve`: the text stays as it is. `transform`: every record and every fact goes over, in another form.
`derive`: a subset or a view; may leave out, may not alter or invent. `compress`: a summary, plan or conclusion;
may leave out and reword, may not alter or invent.
"""

FactType = Literal["number", "date", "id", "name", "url", "negation"]
"""Typed facts that are compared in both directions."""

Source = Literal["declared", "default"]
"""Who said so: the user, or nobody (then nothing beyond the mode's plainest reading is forbidden)."""


@dataclass(frozen=True, slots=True)
class Contract:
    """What a step may change; everything else must hold.

    Build one with `preserve()`, `transform()`, `derive()` or `compress()`.
    """

    mode: Mode
    """How the result relates to what was handed over."""

    free: frozenset[FactType] = field(default=frozenset())
    """Types of fact that the step may change, lose or add."""

    source: Source = "declared"
    """Where the contract comes from."""

    def __post_init__(self) -> None:
        if self.mode not in get_args(Mode):
            msg = f"unknown contract mode {self.mode!r}; one of {', '.join(get_args(Mode))}"
            raise ContractError(msg)
        unknown = [item for item in self.free if item not in get_args(FactType)]
        if unknown:
            msg = f"unknown fact type {unknown[0]!r} in 'free'; any of {', '.join(get_args(FactType))}"
            raise ContractError(msg)
        if self.free and self.mode == "preserve":
            msg = "'preserve' leaves nothing free; 'transform' lets the types of fact in 'free' change"
            raise ContractError(msg)
        object.__setattr__(self, "free", frozenset(self.free))

    @classmethod
    def preserve(cls) -> Contract:
        """Nothing may change, byte for byte, except a missing or added newline at the very end."""
        return cls("preserve")

    @classmethod
    def transform(cls, *, free: Iterable[FactType] = ()) -> Contract:
        """Every record and fact must arrive, in whatever form; facts of the types in `free` may change."""
        return cls("transform", frozenset(free))

    @classmethod
    def derive(cls, *, free: Iterable[FactType] = ()) -> Contract:
        """Records may be left out; what stays must be true to the source."""
        return cls("derive", frozenset(free))

    @classmethod
    def compress(cls, *, free: Iterable[FactType] = ()) -> Contract:
        """The text may be shortened and reworded; every fact in it must be in the source."""
        return cls("compress", frozenset(free))

    @classmethod
    def default(cls) -> Contract:
        """What holds when nobody declared anything: facts must arrive, but a change is only unexplained."""
        return cls("transform", source="default")

    @classmethod
    def of(cls, value: Contract | Mapping[str, Any] | str | None) -> Contract:
        """Read a contract from a mode's name, from its dictionary form, or from nothing.

        Raises:
            ContractError: The name, a key or a value is unknown.
        """
        if value is None:
            return cls.default()
        if isinstance(value, Contract):
            return value
        if isinstance(value, str):
            return cls(value)  # type: ignore[arg-type]  # the constructor checks it
        if isinstance(value, Mapping):
            unknown = set(value) - {"mode", "free"}
            if unknown or "mode" not in value:
                msg = f"a contract has the keys 'mode' and, if wanted, 'free'; this one has {sorted(map(str, value))}"
                raise ContractError(msg)
            free = value.get("free", ())
            if isinstance(free, str) or not isinstance(free, Iterable):
                msg = "'free' is a list of fact types"
                raise ContractError(msg)
            return cls(value["mode"], tuple(free))  # type: ignore[arg-type]  # the constructor checks and converts it
        msg = f"a contract is a name, an object or a Contract, not {type(value).__name__}"
        raise ContractError(msg)

    def to_dict(self) -> dict[str, Any]:
        """JSON form, with its source; `of` reads it back without."""
        return {"mode": self.mode, "free": sorted(self.free), "source": self.source}
