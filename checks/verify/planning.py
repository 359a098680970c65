"""From a contract and what was handed over to what is expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from holdtrue.checks.contract import Contract
from holdtrue.checks.contract.clauses import (
    Allow,
    Annotate,
    Clause,
    Convert,
    Delete,
    Extract,
    Filter,
    Keep,
    Merge,
    Only,
    Split,
    Summarize,
    Translate,
)
from holdtrue.checks.verify.dividing import chosen, merge, split
from holdtrue.checks.verify.edits import Files, apply
from holdtrue.checks.verify.expected import ExpectedText, Plan
from holdtrue.checks.verify.fit import fit
from holdtrue.checks.verify.select import Selecting
from holdtrue.checks.verify.views import column, columns_off, is_table, prose, view
from holdtrue.checks.verify.working import Working


def plan(contract: Contract, before: dict[str, str], after: Sequence[str]) -> Plan:
    """What must come out.

    Args:
        contract: A contract with clauses.
        before: What was handed over, by file name.
        after: Names of the files that came; a clause that names no file speaks of the only one.

    Raises:
        ContractError: The contract names what is not there.
    """
    files: Files = {name: Working.of(name, text) for name, text in before.items()}
    made = Plan(documents={name: working.document for name, working in files.items()})
    fit(contract, made.documents)
    scoped = any(not isinstance(clause, (Only, Allow, Keep)) for clause in contract.clauses)
    within: list[str] = []
    for clause in contract.clauses:
        if isinstance(clause, Only) and scoped:
            Selecting(files).spots((*clause.at, *clause.but))
            within += clause.at
    views = False
    for clause in contract.clauses:
        if isinstance(clause, Only) and scoped:
            continue
        if _derives(clause, files, made, after):
            views = True
        elif isinstance(clause, Merge):
            files = merge(clause, files, made)
        else:
            files = apply(clause, files, within)
            if isinstance(clause, Filter) and clause.to:
                files = _renamed(files, clause.to)
    _whole_files(files, before, after, made, views=views)
    return made


def _derives(clause: Clause, files: Files, made: Plan, after: Sequence[str]) -> bool:
    """Plan what a clause derives from the files; False where it changes them instead."""
    if isinstance(clause, (Convert, Extract)):
        view(clause, files, made)
    elif isinstance(clause, Annotate) and clause.field:
        column(clause, files, made)
    elif isinstance(clause, Delete) and clause.fields and is_table(files):
        columns_off(clause, files, made)
    elif isinstance(clause, Summarize) or (isinstance(clause, Translate) and (clause.alone or clause.file)):
        prose(clause, files, made)
    elif isinstance(clause, Filter) and clause.alone:
        chosen(clause, files, made)
    elif isinstance(clause, Split):
        split(clause, files, made, after)
    else:
        return False
    return True


def _renamed(files: Files, name: str) -> Files:
    """The first file under another name."""
    first, *rest = files.values()
    return {name: replace(first, name=name), **{working.name: working for working in rest}}


def _whole_files(
    files: Files, before: dict[str, str], after: Sequence[str], made: Plan, *, views: bool
) -> None:
    """Expect the files themselves, beside views only those that a clause changed and that came out."""
    for name, working in files.items():
        touched = any(piece.clause for piece in working.pieces) or working.text != before.get(name, "")
        if not views or (touched and name in after and name not in made.files):
            made.add(name, ExpectedText(working))
            if len(files) > 1 and not touched:
                made.optional.add(name)
