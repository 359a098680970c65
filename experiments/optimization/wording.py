"""A problem in words: the same data as sentences, as tables or as lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WORDINGS = 3
"""How many ways there are to say it: 0 sentences, answered as JSON; 1 tables, answered as lines; 2 lists, answered as a
table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows of data under one heading."""

    heading: str
    columns: Sequence[str]
    """The first names the row."""

    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a problem's text says, apart from how."""

    setting: Sequence[str]
    """A sentence or two about the situation; one for each wording, or one for all."""

    sheets: Sequence[Sheet]
    rules: Sequence[str]
    """Sentences, a constraint or a family of them each."""

    goal: Sequence[str]
    """What is to be found; one for each wording, or one for all."""

    unknowns: Sequence[str]
    """Names of the variables."""

    values: str
    """What a variable's value is: `the number with 2 decimals`."""

    total: str
    """What the objective is called."""


def number(value: float, digits: int = 0) -> str:
    """As it is printed: with that many decimals."""
    return f"{value:.{digits}f}"


def render(statement: Statement, wording: int) -> str:
    """The text of a problem.

    Args:
        statement: What it says.
        wording: From 0; see `WORDINGS`.
    """
    wording %= WORDINGS
    parts = [statement.setting[wording % len(statement.setting)]]
    parts += [(_sentences, _table, _list)[wording](sheet) for sheet in statement.sheets]
    if wording:
        parts.append("\n".join(f"{k}. {rule}" for k, rule in enumerate(statement.rules, 1)))
    else:
        parts.append(" ".join(statement.rules))
    parts.append(statement.goal[wording % len(statement.goal)])
    parts.append(_request(statement, wording))
    return "\n\n".join(parts)


def _sentences(sheet: Sheet) -> str:
    told = [
        f"{row[0]}: "
        + ", ".join(f"{name} {cell}" for name, cell in zip(sheet.columns[1:], row[1:], strict=True))
        for row in sheet.rows
    ]
    return f"{sheet.heading}. " + "; ".join(told) + "."


def _table(sheet: Sheet) -> str:
    lines = [sheet.columns, ["---"] * len(sheet.columns), *sheet.rows]
    return f"{sheet.heading}:\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _list(sheet: Sheet) -> str:
    told = [
        f"- {row[0]} — "
        + "; ".join(f"{name}: {cell}" for name, cell in zip(sheet.columns[1:], row[1:], strict=True))
        for row in sheet.rows
    ]
    return f"{sheet.heading}:\n" + "\n".join(told)


def _request(statement: Statement, wording: int) -> str:
    first = statement.unknowns[0]
    names = ", ".join(statement.unknowns)
    if wording == 0:
        return (
            f'Answer with one JSON object: "values" maps each of {names} to {statement.values}, '
            f'"objective" is {statement.total}. Example of the form: {{"values": {{"{first}": ...}}, "objective": ...}}'
        )
    if wording == 1:
        return (
            f"Answer with one line `name = value` for each of {names}, the value being {statement.values}, "
            f"and a last line `objective = ...` with {statement.total}."
        )
    return (
        f"Answer with a Markdown table of the columns `name` and `value`, a row for each of {names}, the value being "
        f"{statement.values}, and below it `objective = ...` with {statement.total}."
    )
