"""From what an instruction asks for to a contract: clauses where the wording leaves no doubt, otherwise the mode."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from holdtrue.checks.contract import CLAUSES, Clause, Contract
from holdtrue.checks.contract.expression import quote
from holdtrue.checks.document import Document
from holdtrue.checks.errors import ContractError
from holdtrue.checks.instruction.ground import Grounds
from holdtrue.checks.instruction.mode import mode
from holdtrue.checks.instruction.request import (
    Factor,
    Limit,
    Mention,
    Offset,
    Predicate,
    Quantity,
    Request,
    Rounding,
    SortKey,
    Span,
)
from holdtrue.checks.instruction.wording import word

SURE = 0.75
"""How sure an operation, a name and its place must be before they make a clause."""

_DOUBT = 0.4
"""From here a second operation may be meant as well, and then one clause would forbid it."""


def infer(request: Request, documents: Sequence[Document] = ()) -> Contract:
    """The contract that an instruction amounts to, as far as it is plain.

    A contract with clauses forbids everything else. So there are clauses only where every word with content is
    understood, one operation is asked for, and all that it names stands in the documents. Otherwise the contract is the
    mode alone, and what it cannot say stays unexplained rather than forbidden.

    Args:
        request: What `understand` made of the instruction.
        documents: What was handed over: the same as there.
    """
    if _plain(request):
        try:
            clauses = _clauses(request, Grounds(documents))
        except ContractError:  # a name that the language of expressions cannot say
            clauses = []
        if clauses:
            return Contract.from_clauses(clauses, source="inferred")
    found, confidence = mode(request)
    return (
        Contract(found, source="inferred")
        if confidence >= _DOUBT
        else Contract("transform", source="inferred")
    )


def _plain(request: Request) -> bool:
    first, *others = request.operations or (None,)
    if first is None or first.confidence < SURE or request.not_understood:
        return False
    return not any(other.confidence >= _DOUBT for other in others) and _said_in_full(request)


_TOLD = ("everything", "only", "polite", "function", "now", "be", "rename", "replace", "per", "then", "to", "with",
         "reorder", "order_noun", "ascending", "descending", "condition", "limit_unit", "at_most", "at_least", "exact_count",
         "between", "rounding", "digits", "percent", "stay", "that_is_all")  # fmt: skip
"""Senses of words that add nothing to what a clause says."""

_SORTS = ("part", "column", "file", "name", "record")
"""Senses of nouns that only say what sort of thing a name beside them is: "the account Expenses"."""


def _said_in_full(request: Request) -> bool:
    """Whether a clause would say all that the instruction does: "take the *abstract* out of entry 3" has one word more.

    A mention explains no word by itself: it has to be what a clause is made of.
    """
    spans = [request.operations[0].span, *_made_of(request)]
    spans += [request.closed.span] if request.closed else []
    starts = {span.start for span in spans}
    tokens = word(request.instruction).tokens
    told = _TOLD if request.operation == "rename" else (*_TOLD, "record")
    for token in tokens:
        behind = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
        names_sort = token.means(*_SORTS) and behind is not None and behind.start in starts
        covered = any(span.start <= token.start and token.end <= span.end for span in spans)
        idle = token.kind == "symbol" or token.covered or (token.means(*told) and not token.means("negation"))
        if not (idle or names_sort or covered):
            return False
    return True


def _made_of(request: Request) -> Iterator[Span]:
    """The words that a clause is made of."""
    tested = {predicate.field for predicate in request.predicates}
    for item in (*request.predicates, *request.renames, *request.quantities):
        yield item.span
    for mention in request.mentions:
        if mention.kind == "field" and (request.operation == "scale" or mention.text in tested):
            yield mention.span


def _clauses(request: Request, grounds: Grounds) -> list[Clause]:
    name = request.operation
    if name == "rename":
        return _rename(request)
    if name == "scale":
        return _scale(request)
    if name == "reorder":
        return _reorder(request, grounds)
    if name in ("filter", "delete"):
        return _choose(request, name)
    if name == "summarize":
        return _summarize(request)
    return []


def _clause(name: str, **parameters: object) -> Clause:
    return CLAUSES[name].build(parameters)


def _rename(request: Request) -> list[Clause]:
    pairs = {rename.old: rename.new for rename in request.renames}
    if not pairs or request.predicates or request.kept:
        return []
    if any(rename.confidence < SURE or not rename.grounds or rename.exceptions for rename in request.renames):
        return []
    return [_clause("rename", names=pairs)]


def _fields(request: Request) -> list[Mention]:
    return [mention for mention in request.mentions if mention.kind == "field" and mention.confidence >= 0.6]


def _scale(request: Request) -> list[Clause]:
    changes = [item for item in request.quantities if isinstance(item, Factor | Offset)]
    fields = {mention.text for mention in _fields(request)}
    places = [mention for mention in request.mentions if mention.kind not in ("field", "new", "file")]
    if len(changes) != 1 or len(fields) != 1 or places or request.predicates or request.renames:
        return []
    if any(not isinstance(item, Factor | Offset | Rounding) for item in request.quantities):
        return []
    digits, rounding = _rounded(request.quantities)
    change = changes[0]
    if isinstance(change, Offset):
        amount = f"{change.value} {change.unit}".strip()
        return (
            [_clause("scale", field=fields.pop(), offset=quote(amount) if change.unit else str(change.value))]
            if not change.unit
            else []
        )
    if change.key:
        return []
    return [_clause("scale", field=fields.pop(), factor=str(change.value), digits=digits, rounding=rounding)]


def _rounded(quantities: Sequence[Quantity]) -> tuple[int | None, str]:
    found = [item for item in quantities if isinstance(item, Rounding)]
    digits = next((item.digits for item in found if item.digits is not None), None)
    even = any("even" in item.rule.lower() for item in found)
    return digits, "half_even" if even else "half_up"


def _reorder(request: Request, grounds: Grounds) -> list[Clause]:
    keys = [item for item in request.quantities if isinstance(item, SortKey)]
    if not keys or len(keys) != len(request.quantities) or request.predicates:
        return []
    if any(not grounds.names(key.key) for key in keys):
        return []
    return [_clause("reorder", by=[f"-`{key.key}`" if key.descending else f"`{key.key}`" for key in keys])]


def _choose(request: Request, name: str) -> list[Clause]:
    tests = [_test(predicate) for predicate in request.predicates]
    fields = {predicate.field for predicate in request.predicates}
    if any(
        mention.text not in fields for mention in _fields(request)
    ):  # a field of theirs goes, not the records
        return []
    if not tests or not all(tests) or request.quantities or request.renames:
        return []
    equal = all(predicate.compare == "=" for predicate in request.predicates)
    if len(tests) > 1 and not (equal and len(fields) == 1):
        return []
    return [_clause(name, where=" or ".join(test for test in tests if test))]


def _test(predicate: Predicate) -> str:
    """The condition as an expression; empty where it is not sure what it says."""
    if predicate.field is None or predicate.excepts:
        return ""
    field = f"`{predicate.field}`"
    if predicate.compare in ("empty", "filled"):
        return f"empty({field})" if predicate.compare == "empty" else f"not empty({field})"
    if len(predicate.values) != 1:
        return ""
    value = predicate.values[0]
    if predicate.compare in ("=", "!="):
        return f"{field} {'==' if predicate.compare == '=' else '!='} {quote(value)}"
    try:
        number = Decimal(value)
    except InvalidOperation:
        return ""
    return f"{field} {predicate.compare} {number:f}" if predicate.compare in ("<", "<=", ">", ">=") else ""


def _summarize(request: Request) -> list[Clause]:
    limits = [item for item in request.quantities if isinstance(item, Limit)]
    named = [mention for mention in request.mentions if mention.kind != "new"]
    if len(limits) > 1 or len(limits) != len(request.quantities) or named:
        return []
    words = limits[0] if limits and limits[0].unit.lower().startswith(("w", "mot", "pal", "par")) else None
    if limits and words is None:
        return []
    return [
        _clause("summarize", max_words=words.high if words else None, min_words=words.low if words else None)
    ]
