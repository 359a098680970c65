"""Whether a clause stands on the instruction and the document, or on the model's imagination."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from holdtrue.checks import Artifact, Contract, ContractError
from holdtrue.checks.contract import Clause, FactType
from holdtrue.checks.contract.clauses import Allow, Convert, Insert, Rename, Scale, Translate
from holdtrue.checks.contract.expression import parse
from holdtrue.checks.contract.expression.nodes import (
    Binary,
    Call,
    Duration,
    Listing,
    Literal,
    Mapping,
    Node,
    Unary,
)
from holdtrue.checks.verify.planning import plan

_NUMBER = re.compile(r"[-+−]?\d+(?:[.,]\d+)*")
_STEM = 5
"""Letters at the beginning of a language's name that must stand in the instruction: `Deutsch` in `ins Deutsche`."""


class Ground:
    """An instruction and the document it is about."""

    def __init__(self, instruction: str, before: Artifact) -> None:
        self.instruction = folded(instruction)
        self.files = dict(before.files)
        self.document = folded("\n".join((*self.files, *self.files.values())))
        self.numbers = _derivable(instruction)

    def objection(self, clause: Clause) -> str:
        """Why a clause may not stand; empty where it may.

        Fields, places and files must be in the document; old values in the document, new ones in the instruction, or in
        the document too; numbers in the instruction, as they stand or as the factor that a percentage amounts to. What
        frees a whole type of fact is never taken from a model.
        """
        try:
            contract = Contract.from_clauses([clause])
            plan(contract, self.files, list(self.files))
        except ContractError as error:
            return str(error)
        except Exception as error:  # noqa: BLE001  # a clause nobody foresaw must not crash a compilation
            return f"cannot be applied: {type(error).__name__}"
        return next(self._objections(clause), "")

    def _objections(self, clause: Clause) -> Iterator[str]:
        if isinstance(clause, Allow):
            for what in clause.what:
                if what in get_args(FactType):
                    yield f"frees every {what}, which only a declared contract may"
        if isinstance(clause, Rename):
            for _, new in clause.names:  # that the old one is in the document, the plan has seen
                if not self._said(new):
                    yield f"{new!r} is not in the instruction"
        if isinstance(clause, Translate) and folded(clause.to)[:_STEM] not in self.instruction:
            yield f"{clause.to!r} is not in the instruction"
        if isinstance(clause, Convert) and folded(clause.to).rsplit(".", 1)[-1] not in self.instruction:
            yield f"{clause.to!r} is not in the instruction"
        if isinstance(clause, Insert):
            yield from self._inserted(clause)
        yield from self._values(clause)

    def _inserted(self, clause: Insert) -> Iterator[str]:
        """What comes in must be dictated: free words beside it would be a hole of any size."""
        texts = [clause.text] if clause.text else []
        texts += [str(value) for _, value in clause.values if value is not None]
        if not texts:
            yield "does not say what is inserted"
        for text in texts:
            if not self._said(text):
                yield f"{text!r} is not in the instruction"

    def _values(self, clause: Clause) -> Iterator[str]:
        for parameter in clause.parameters():
            kind, value = parameter.metadata["kind"], getattr(clause, parameter.name)
            if kind in ("expression", "expressions", "fields"):
                for expression in _expressions(kind, value):
                    yield from self._expression(expression)
            elif kind == "scalar" and value not in ("", None):
                if isinstance(value, str) and value.startswith("="):
                    yield from self._expression(value[1:])
                elif not isinstance(value, bool) and not self._said(value):
                    yield f"{value!r} is not in the instruction"
            elif kind == "integer" and value is not None and Decimal(value) not in self.numbers:
                if not isinstance(clause, Scale) or parameter.name != "digits":
                    yield f"{parameter.name} {value} is not in the instruction"
            elif kind == "texts" and parameter.name in ("add", "drop", "must_keep", "states"):
                for text in value:
                    if not self._said(text) and not self._in_document(text):
                        yield f"{text!r} is neither in the instruction nor in the document"

    def _expression(self, text: str) -> Iterator[str]:
        for value in _literals(parse(text)):
            if isinstance(value, Decimal):
                if not self._said(value):
                    yield f"{value} is not in the instruction"
            elif value and not self._in_document(value) and not self._said(value):
                yield f"{value!r} is neither in the instruction nor in the document"

    def _said(self, value: str | Decimal) -> bool:
        if isinstance(value, Decimal):
            return abs(value) in self.numbers or value in (0, 1)
        return _stands(value, self.instruction)

    def _in_document(self, text: str) -> bool:
        return _stands(text, self.document)


def _stands(text: str, inside: str) -> bool:
    """Whether a text stands in another, and not as a part of a longer word or number."""
    wanted = folded(text)
    start = -1
    while wanted and (start := inside.find(wanted, start + 1)) >= 0:
        end = start + len(wanted)
        if not (_joined(inside[start - 1 : start + 1]) or _joined(inside[end - 1 : end + 1])):
            return True
    return False


def _joined(pair: str) -> bool:
    """Whether two neighbouring characters are of one word."""
    return len(pair) == 2 and pair.isalnum()


def folded(text: str) -> str:
    """A text in small letters, with single blanks and plain quotation marks."""
    plain = text.translate(str.maketrans("“”„«»‘’‚", '"""""\'\'\''))
    return " ".join(plain.casefold().split())


def _expressions(kind: str, value: Any) -> Iterable[str]:
    if kind == "expression":
        return [value] if value else []
    return list(value) if kind == "expressions" else [expression for _, expression in value]


def _literals(node: Node) -> Iterator[str | Decimal]:
    """Every constant of an expression; lengths of time by their amounts."""
    if isinstance(node, Literal):
        if isinstance(node.value, (str, Decimal)):
            yield node.value
    elif isinstance(node, Duration):
        yield node.amount
    else:
        for inner in _inner(node):
            yield from _literals(inner)


def _inner(node: Node) -> Iterable[Node]:
    if isinstance(node, Unary):
        return [node.operand]
    if isinstance(node, Binary):
        return [node.left, node.right]
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Listing):
        return node.items
    return [part for pair in node.items for part in pair] if isinstance(node, Mapping) else []


def _derivable(instruction: str) -> set[Decimal]:
    """Numbers that the instruction says, in either notation, and the factors that a percentage amounts to."""
    said: set[Decimal] = set()
    for written in _NUMBER.findall(instruction):
        bare = written.lstrip("+-−")
        for form in {
            bare,
            bare.replace(",", ""),
            bare.replace(".", "").replace(",", "."),
            bare.replace(",", "."),
        }:
            try:
                said.add(Decimal(form))
            except InvalidOperation:
                continue
    hundred = Decimal(100)
    parts = {value / hundred for value in said}
    return said | parts | {1 + part for part in parts} | {1 - part for part in parts}
