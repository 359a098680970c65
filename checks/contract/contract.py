"""What a step may change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from holdtrue.checks.contract import clauses as _clauses
from holdtrue.checks.contract.checker import Checker, Recorded
from holdtrue.checks.contract.clauses import Allow, Clause
from holdtrue.checks.contract.forms import build, read_line, read_list, read_text
from holdtrue.checks.contract.modes import DecidedBy, FactType, Mode, Source
from holdtrue.checks.contract.nearest import did_you_mean
from holdtrue.checks.errors import ContractError

_KEYS = {"mode", "free", "clauses"}

_WIDTH: tuple[Mode, ...] = ("preserve", "transform", "derive", "compress")
"""Modes from the narrowest to the widest."""

_MODES: dict[str, Mode] = {
    "only": "preserve",
    "keep": "preserve",
    "filter": "derive",
    "extract": "derive",
    "delete": "derive",
    "summarize": "compress",
}
"""The mode that a clause amounts to; `transform` for all others."""


class _Constructor:
    """Makes a contract of one clause; parameters by position or by name."""

    def __init__(self, kind: type[Clause]) -> None:
        self._kind = kind

    def __get__(self, instance: object, owner: type[Contract]) -> Callable[..., Contract]:
        kind = self._kind

        def construct(*args: Any, **parameters: Any) -> Contract:
            return owner.from_clauses([build(kind, args, parameters)])

        construct.__doc__ = kind.__doc__
        construct.__name__ = kind.name
        return construct


@dataclass(frozen=True, slots=True)
class Contract:
    """What a step may change; everything else must hold.

    Build one with `preserve()`, `transform()`, `derive()` or `compress()`, or of clauses joined with `&`:
    `Contract.scale("net", 0.89, digits=2, where='currency == "EUR"') & Contract.reorder(by="date")`.
    """

    mode: Mode
    """How the result relates to what was handed over; with clauses, the widest that one of them amounts to."""

    free: frozenset[FactType] = field(default=frozenset())
    """Types of fact that the step may change, lose or add."""

    source: Source = "declared"
    """Where the contract comes from."""

    clauses: tuple[Clause, ...] = ()
    """What it may do in particular; where there are any, nothing else may change."""

    checker: Checker | None = None
    """A check of the user's own, which then decides alone; what came in is no measure of what comes out."""

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

    only = _Constructor(_clauses.Only)
    reorder = _Constructor(_clauses.Reorder)
    move = _Constructor(_clauses.Move)
    rename = _Constructor(_clauses.Rename)
    scale = _Constructor(_clauses.Scale)
    set = _Constructor(_clauses.Set)
    reformat = _Constructor(_clauses.Reformat)
    filter = _Constructor(_clauses.Filter)
    split = _Constructor(_clauses.Split)
    merge = _Constructor(_clauses.Merge)
    convert = _Constructor(_clauses.Convert)
    extract = _Constructor(_clauses.Extract)
    insert = _Constructor(_clauses.Insert)
    delete = _Constructor(_clauses.Delete)
    annotate = _Constructor(_clauses.Annotate)
    rewrite = _Constructor(_clauses.Rewrite)
    summarize = _Constructor(_clauses.Summarize)
    translate = _Constructor(_clauses.Translate)
    allow = _Constructor(_clauses.Allow)
    keep = _Constructor(_clauses.Keep)

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
        """What holds when nobody declared anything: differences are weighed by what was asked and what else changed."""
        return cls("transform", source="default")

    @property
    def decided_by(self) -> DecidedBy:
        """What decides whether a difference is allowed."""
        if self.checker is not None:
            return "checker"
        if self.clauses:
            return "clauses"
        return "weights" if self.source == "default" else "mode"

    @classmethod
    def from_clauses(cls, clauses: Iterable[Clause], *, source: Source = "declared") -> Contract:
        """A contract of clauses, applied in this order."""
        found = tuple(clauses)
        modes = [_MODES.get(clause.name, "transform") for clause in found]
        free = [
            what for clause in found if isinstance(clause, Allow) and not clause.at for what in clause.what
        ]
        return cls(
            max(modes, key=_WIDTH.index, default="preserve"),
            frozenset(what for what in get_args(FactType) if what in free),
            source,
            found,
        )

    @classmethod
    def of(cls, value: Contract | Checker | Mapping[str, Any] | Iterable[Any] | str | None) -> Contract:
        """Read a contract from any of its notations.

        A mode's name; clauses in one line (`scale(net, 0.89) & allow(order)`); a list of them, each such a line or
        `{"scale": {"field": "net", "factor": 0.89}}`; an object with `mode`, `free` and `clauses`; YAML or JSON text of
        any of these; a checker; nothing.

        Raises:
            ContractError: A name, a key or a value is unknown; the message names the nearest.
        """
        if value is None:
            return cls.default()
        if isinstance(value, Contract):
            return value
        if isinstance(value, Checker):
            return cls("compress", checker=value)
        if isinstance(value, str):
            return cls._of_text(value)
        if isinstance(value, Mapping):
            return cls._of_mapping(value)
        if isinstance(value, Iterable):
            return cls.from_clauses(read_list(value))
        msg = f"a contract is a name, an object, clauses or a Contract, not {type(value).__name__}"
        raise ContractError(msg)

    @classmethod
    def _of_text(cls, text: str) -> Contract:
        bare = text.strip()
        if bare in get_args(Mode):
            return cls(bare)  # type: ignore[arg-type]  # one of the modes
        if bare[:1] in ("{", "[", "-") or ("\n" in bare and ":" in bare.splitlines()[0]):
            value = read_text(bare)
            if isinstance(value, (Mapping, list)):
                return cls.of(value)
            raise ContractError(f"a contract is a name, clauses, or a list of them, not {bare[:60]!r}")
        if "(" not in bare:
            msg = f"unknown contract mode {bare!r}; one of {', '.join(get_args(Mode))}, or clauses such as 'only(at=...)'"
            raise ContractError(msg)
        return cls.from_clauses(read_line(bare))

    @classmethod
    def _of_mapping(cls, value: Mapping[str, Any]) -> Contract:
        if len(value) == 1 and next(iter(value)) in _clauses.CLAUSES:
            return cls.from_clauses(read_list([value]))
        unknown = [str(key) for key in value if key not in _KEYS]
        if unknown or not ({"mode", "clauses"} & set(value)):
            known = _KEYS if not unknown else _KEYS | set(_clauses.CLAUSES)
            msg = f"a contract has the keys 'mode', 'free' and 'clauses'; this one has {sorted(map(str, value))}"
            raise ContractError(msg + (did_you_mean(unknown[0], known) if unknown else ""))
        free = value.get("free", ())
        if isinstance(free, str) or not isinstance(free, Iterable):
            msg = "'free' is a list of fact types"
            raise ContractError(msg)
        found = cls.from_clauses(read_list(value.get("clauses", ())))
        mode = value.get("mode", found.mode)
        return replace(found, mode=mode, free=(*found.free, *free))  # type: ignore[arg-type]  # the constructor checks and converts both

    def __and__(self, other: Contract) -> Contract:
        """Both: the clauses of the one, then those of the other."""
        if self.checker is not None or other.checker is not None:
            raise ContractError("a checker decides alone; guard the step twice to hold it to a contract, too")
        clauses = self.clauses + other.clauses
        mode = max(self.mode, other.mode, key=_WIDTH.index)
        return Contract(mode, self.free | other.free, self.source, clauses)

    def to_dict(self) -> dict[str, Any]:
        """JSON form, with its source; `of` reads it back without."""
        form: dict[str, Any] = {"mode": self.mode, "free": sorted(self.free), "source": self.source}
        if self.clauses:
            form["clauses"] = [clause.to_dict() for clause in self.clauses]
        if self.checker is not None:
            form["checker"] = self.checker.to_dict()
        return form

    @classmethod
    def from_dict(cls, form: Mapping[str, Any]) -> Contract:
        """The contract that `to_dict` wrote, its source included.

        Raises:
            ContractError: It is not such a form.
        """
        source = form.get("source", "declared")
        if source not in get_args(Source):
            msg = f"unknown source {source!r}; one of {', '.join(get_args(Source))}"
            raise ContractError(msg)
        rest = {key: form[key] for key in form if key not in ("source", "checker")}
        checker = Recorded(form["checker"]) if "checker" in form else None
        return replace(cls.of(rest), source=source, checker=checker)

    def to_line(self) -> str:
        """The contract in one line; `of` reads it back. Without clauses it is the mode's name."""
        return " & ".join(clause.to_line() for clause in self.clauses) or self.mode
