"""Whether a contract fits the documents that it is about."""

from __future__ import annotations

from typing import Any

from holdtrue.checks.contract import Contract
from holdtrue.checks.contract.clauses import Annotate, Clause, Convert, Extract, Merge
from holdtrue.checks.contract.expression import fields, parse
from holdtrue.checks.contract.nearest import did_you_mean
from holdtrue.checks.document import Document
from holdtrue.checks.errors import ContractError
from holdtrue.checks.verify.select import field_names


def fit(contract: Contract, documents: dict[str, Document]) -> None:
    """Check that every field that a contract's expressions read stands in some record.

    Places are checked where they are looked up.

    Raises:
        ContractError: One does not; the message names the nearest.
    """
    wanted = [(clause, name) for clause in contract.clauses for name in sorted(_fields(clause))]
    if not wanted:
        return
    known = field_names(documents.values())
    plain = {name.casefold() for name in known} | {name.replace("/", ".").casefold() for name in known}
    for clause in contract.clauses:
        if isinstance(clause, Annotate) and clause.field:
            plain.add(clause.field.casefold())
        if isinstance(clause, (Convert, Extract)):
            plain |= (
                {name.casefold() for name, _ in clause.fields}
                if isinstance(clause, Extract) and clause.by and clause.group
                else set()
            )
    for clause, name in wanted:
        bare = name.replace("parent.", "").casefold()
        if bare not in plain and not any(other.endswith(("." + bare, "/" + bare)) for other in plain):
            msg = f"{clause.name}: no record of {', '.join(documents)} has a field {name!r}" + did_you_mean(
                name, known
            )
            raise ContractError(msg)


def _fields(clause: Clause) -> set[str]:
    found: set[str] = set()
    for parameter in clause.parameters():
        value: Any = getattr(clause, parameter.name)
        kind = parameter.metadata["kind"]
        texts: list[str] = []
        if kind == "expression":
            texts = [value]
        elif kind == "expressions":
            texts = list(value)
        elif kind == "fields" and not isinstance(clause, Merge):
            texts = [text for _, text in value]
        elif parameter.name == "field" and not isinstance(clause, Annotate) and value:
            found.add(value)
        for text in texts:
            found |= fields(parse(text)) if text else set()
    if getattr(clause, "value", None) and parameter_is_scalar(clause):
        text = str(getattr(clause, "value", ""))
        if text.startswith("="):
            found |= fields(parse(text[1:]))
    return found


def parameter_is_scalar(clause: Clause) -> bool:
    """Whether the clause's `value` is a plain value, in which `=` begins an expression."""
    return any(field.name == "value" and field.metadata["kind"] == "scalar" for field in clause.parameters())
