"""A maintenance plan as a Markdown table."""

from __future__ import annotations

import random
from datetime import date

from holdtrue.checks import Contract
from holdtrue.experiments.documents.document import Document, shipped
from holdtrue.experiments.documents.edit import EditPair, Fields, Request
from holdtrue.experiments.documents.grammar import chars, one_of, repeated, sequence
from holdtrue.experiments.documents.layout import Layout
from holdtrue.experiments.documents.values import (
    COUNT,
    ISO_DATE,
    LONG_DATE,
    NAME,
    added,
    changed,
    day_in,
    from_spelt_out,
    inverse,
    listed,
    mapped,
    removed,
    spelt_out,
)

_LEVELS = {"urgent": "P0", "high": "P1", "normal": "P2", "low": "P3"}
_QUICK_TO_MINUTES = 30
_HEAD = "| id | task | who | priority | due | minutes |\n|---|---|---|---|---|---|\n"
_WORD = chars("A-Za-zÀ-ÖØ-öø-žµ0-9,’-", 1, 16)

_BASE = Layout(
    "tasks.md",
    "| {id} | {task} | {who} | {priority} | {due} | {minutes} |",
    {
        "id": sequence("T-", chars("0-9", 3)),
        "task": sequence(_WORD, repeated(sequence(" ", _WORD), 0, 8)),
        "who": NAME,
        "priority": one_of(*_LEVELS),
        "due": ISO_DATE,
        "minutes": COUNT,
    },
    before=_HEAD,
)
_CHECKLIST = Layout(
    _BASE.file,
    "- [ ] {id} {task} (@{who}, {priority}, due {due}, {minutes} min)",
    _BASE.fields,
)
_CSV = Layout(
    "tasks.csv",
    '{id},"{task}",{who},{priority},{due},{minutes}',
    _BASE.fields,
    before="id,task,who,priority,due,minutes\n",
)
_HOURS = Layout(
    _BASE.file,
    _BASE.template,
    {**_BASE.fields, "minutes": sequence(COUNT, ":", chars("0-5"), chars("0-9"))},
    before=_HEAD.replace("minutes", "hours"),
)
_GRADED = Layout(
    _BASE.file,
    f"{_BASE.template} {{effort}} |",
    {**_BASE.fields, "effort": one_of("quick", "long")},
    before="| id | task | who | priority | due | minutes | effort |\n|---|---|---|---|---|---|---|\n",
)


def _in_hours(minutes: str) -> str:
    return f"{int(minutes) // 60}:{int(minutes) % 60:02d}"


def _in_minutes(hours: str) -> str:
    whole, _, rest = hours.partition(":")
    return str(int(whole) * 60 + int(rest))


def _effort(fields: Fields) -> str:
    return "quick" if int(fields["minutes"]) <= _QUICK_TO_MINUTES else "long"


_PAIRS = (
    EditPair.between(
        _BASE,
        _CHECKLIST,
        "checklist",
        "reformat",
        there=Request(
            "Turn the table into a checklist, one line a task in the same order: "
            "- [ ] id task (@who, priority, due date, minutes min). Copy every value as it stands.",
            "Write the task as: - [ ] id task (@who, priority, due date, minutes min)",
        ),
        back=Request(
            "Turn the checklist into a Markdown table with the columns id, task, who, priority, due and minutes, one "
            "row a task in the same order. Copy every value as it stands.",
            "Write the task as: | id | task | who | priority | due | minutes |",
        ),
    ),
    EditPair.between(
        _BASE,
        _CSV,
        "csv",
        "reformat",
        there=Request(
            "Convert the table to CSV with the header id,task,who,priority,due,minutes and the task in double quotes, "
            "one line a row in the same order. Copy every value as it stands.",
            'Write the task as: id,"task",who,priority,due,minutes',
        ),
        back=Request(
            "Convert this CSV to a Markdown table with the same columns, one row a line in the same order, the quotes "
            "left out. Copy every value as it stands.",
            "Write the task as: | id | task | who | priority | due | minutes |",
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(priority=one_of(*_LEVELS.values())),
        "levels",
        "rename",
        contract=Contract.transform(free={"id"}),
        there=Request(
            f"Give the priorities as levels: {listed(_LEVELS)}. Change nothing else.",
            f"Rename the priority: {listed(_LEVELS)}.",
            changed(mapped(_LEVELS), "priority"),
        ),
        back=Request(
            f"Give the levels as words: {listed(inverse(_LEVELS))}. Change nothing else.",
            f"Rename the priority: {listed(inverse(_LEVELS))}.",
            changed(mapped(inverse(_LEVELS)), "priority"),
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(due=LONG_DATE),
        "dates-in-words",
        "date",
        there=Request(
            "Write every due date in words, so that 2026-05-04 becomes 4 May 2026. Change nothing else.",
            "Write the date in words.",
            changed(spelt_out, "due"),
        ),
        back=Request(
            "Write every due date as year-month-day, so that 4 May 2026 becomes 2026-05-04. Change nothing else.",
            "Write the date as year-month-day.",
            changed(from_spelt_out, "due"),
        ),
    ),
    EditPair.between(
        _BASE,
        _HOURS,
        "hours",
        "arithmetic",
        contract=Contract.transform(free={"number", "date"}),
        there=Request(
            "Give the times needed as hours:minutes under the column name hours, so that 90 becomes 1:30. "
            "Change nothing else.",
            "Write the minutes as hours:minutes.",
            changed(_in_hours, "minutes"),
        ),
        back=Request(
            "Give the times needed in minutes under the column name minutes, so that 1:30 becomes 90. "
            "Change nothing else.",
            "Write the hours:minutes as minutes.",
            changed(_in_minutes, "minutes"),
        ),
    ),
    EditPair.between(
        _BASE,
        _GRADED,
        "effort",
        "tag",
        there=Request(
            f"Add a last column named effort: quick for up to {_QUICK_TO_MINUTES} minutes, else long. "
            "Leave the other columns as they are.",
            f"Add quick for up to {_QUICK_TO_MINUTES} minutes, else long.",
            added("effort", _effort),
        ),
        back=Request(
            "Remove the last column, effort. Leave the other columns as they are.",
            "Remove the last value.",
            removed("effort"),
        ),
    ),
)

_TASKS = (
    "Replace the pump seal", "Replace the pump seat", "Order filters 20 µm", "Grease bearing B2", "Read the meter, hall 3",
    "Paint the gate", "Don’t start boiler 2 before the test", "Translate the safety sheet", "Sharpen the Ø 12 mm drills",
    "Empty the north sump",
)  # fmt: skip
_PEOPLE = ("Ilse", "Õnne", "Rhys", "Tadeáš", "Mireille", "Oğuz")


def _record(source: random.Random, position: int) -> Fields:
    return {
        "id": f"T-{(position + 1) % 1000:03d}",
        "task": source.choice(_TASKS),
        "who": source.choice(_PEOPLE),
        "priority": source.choice(tuple(_LEVELS)),
        "due": day_in(source, date(2026, 5, 1), 240),
        "minutes": str(source.choice((5, 13, 15, 19, 20, 30, 31, 45, 54, 60, 75, 90, 120, 150, 240))),
    }


TASKS = Document(
    "tasks",
    "maintenance plan, Markdown table",
    _BASE,
    shipped("tasks.md"),
    (
        "| T-201 | Clean the inlet grid | Mireille | normal | 2026-04-17 | 40 |",
        "| T-202 | Test the siren, tower 2 | Oğuz | urgent | 2026-04-08 | 10 |",
        "| T-210 | Renew the hose clamps | Tadeáš | high | 2026-03-29 | 105 |",
        "| T-219 | File the delivery notes | Ilse | low | 2026-11-02 | 65 |",
    ),
    _PAIRS,
    _record,
)
