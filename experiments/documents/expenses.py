"""Business expenses as comma-separated values."""

from __future__ import annotations

import random
from datetime import date

from holdtrue.checks import Contract
from holdtrue.experiments.documents.document import Document, shipped
from holdtrue.experiments.documents.edit import EditPair, Fields, Request
from holdtrue.experiments.documents.grammar import chars, one_of
from holdtrue.experiments.documents.layout import Layout
from holdtrue.experiments.documents.values import (
    AMOUNT,
    DOTTED_DATE,
    ISO_DATE,
    PHRASE,
    added,
    amount,
    cents,
    changed,
    day_in,
    dotted,
    doubled,
    halved,
    inverse,
    iso,
    listed,
    mapped,
    removed,
)

_ACCOUNTS = {
    "meals": "food",
    "travel": "transport",
    "office": "supplies",
    "software": "licences",
    "lodging": "rooms",
}
_HEADER = "date,payee,category,amount,invoice"
_LARGE_FROM = 100_00

_BASE = Layout(
    "expenses.csv",
    "{date},{payee},{category},{amount},{invoice}",
    {
        "date": ISO_DATE,
        "payee": PHRASE,
        "category": one_of(*_ACCOUNTS),
        "amount": AMOUNT,
        "invoice": chars("0-9", 6),
    },
    before=f"{_HEADER}\n",
)
_LINES = Layout("expenses.txt", "{invoice} | {date} | {payee} | {category} | {amount}", _BASE.fields)
_JSON = Layout(
    "expenses.json",
    '{{"date": "{date}", "payee": "{payee}", "category": "{category}", "amount": {amount}, "invoice": "{invoice}"}}',
    _BASE.fields,
    between=",\n",
    before="[\n",
    after="\n]\n",
)
_SIZED = Layout(
    "expenses.csv",
    f"{_BASE.template},{{size}}",
    {**_BASE.fields, "size": one_of("LARGE", "SMALL")},
    before=f"{_HEADER},size\n",
)


def _size(fields: Fields) -> str:
    return "LARGE" if cents(fields["amount"]) >= _LARGE_FROM else "SMALL"


_PAIRS = (
    EditPair.between(
        _BASE,
        _BASE,
        "copy",
        "copy",
        contract=Contract.preserve(),
        there=Request(
            "Hand the expense list on exactly as it is: the same header, the same lines, the same order.",
            "Copy the expense exactly.",
        ),
        back=Request(
            "Give the expense list back unchanged, every character in place.",
            "Copy the expense exactly.",
        ),
    ),
    EditPair.between(
        _BASE,
        _LINES,
        "lines",
        "reformat",
        there=Request(
            "Write the expenses as plain lines without a header, in the same order, each as "
            "invoice | date | payee | category | amount. Copy every value as it stands.",
            "Write the expense as: invoice | date | payee | category | amount",
        ),
        back=Request(
            f"Turn these lines into CSV with the header {_HEADER}. "
            "Keep the order of the lines and copy every value as it stands.",
            f"Write the expense as: {_HEADER}",
        ),
    ),
    EditPair.between(
        _BASE,
        _JSON,
        "json",
        "reformat",
        there=Request(
            "Convert the expenses to a JSON array, one object a line, with the keys date, payee, category, amount "
            "(a number with two decimals) and invoice (a string). Keep every expense and their order.",
            "Write the expense as a JSON object with the keys date, payee, category, amount, invoice.",
        ),
        back=Request(
            f"Convert this JSON array to CSV with the header {_HEADER}, one line an object in the same order. "
            "Copy every value as it stands.",
            f"Write the expense as: {_HEADER}",
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(category=one_of(*_ACCOUNTS.values())),
        "accounts",
        "rename",
        there=Request(
            f"Use the names of our new chart of accounts for the categories: {listed(_ACCOUNTS)}. "
            "Change nothing else.",
            f"Rename the category: {listed(_ACCOUNTS)}.",
            changed(mapped(_ACCOUNTS), "category"),
        ),
        back=Request(
            f"Go back to the old names of the categories: {listed(inverse(_ACCOUNTS))}. Change nothing else.",
            f"Rename the category: {listed(inverse(_ACCOUNTS))}.",
            changed(mapped(inverse(_ACCOUNTS)), "category"),
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(date=DOTTED_DATE),
        "dotted-dates",
        "date",
        there=Request(
            "Write every date as day.month.year, so that 2026-03-09 becomes 09.03.2026. Change nothing else.",
            "Write the date as day.month.year.",
            changed(dotted, "date"),
        ),
        back=Request(
            "Write every date as year-month-day, so that 09.03.2026 becomes 2026-03-09. Change nothing else.",
            "Write the date as year-month-day.",
            changed(iso, "date"),
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE,
        "double",
        "arithmetic",
        contract=Contract.transform(free={"number"}),
        there=Request(
            "Double every amount, with two decimals. Change nothing else.",
            "Double the amount.",
            changed(doubled, "amount"),
        ),
        back=Request(
            "Halve every amount, with two decimals. Change nothing else.",
            "Halve the amount.",
            changed(halved, "amount"),
        ),
    ),
    EditPair.between(
        _BASE,
        _SIZED,
        "size",
        "tag",
        there=Request(
            "Add a last column named size: LARGE where the amount is 100.00 or more, SMALL where it is less. "
            "Leave the other columns as they are.",
            "Add LARGE if the amount is 100.00 or more, else SMALL.",
            added("size", _size),
        ),
        back=Request(
            "Remove the last column, size. Leave the other columns as they are.",
            "Remove the last value.",
            removed("size"),
        ),
    ),
)

_PAYEES = (
    "Café Brûmel", "Håksund Taxi", "Papeterie Zürnau", "Nordwind Rail", "Studio Peñalmar", "Hotel Quellmoos",
    "Møllgård & Søn", "Łuskan Print", "Trattoria Sperlò", "Skerrow Parking", "Atelier Dvořenec", "Quay 7 Supplies",
)  # fmt: skip


def _record(source: random.Random, position: int) -> Fields:
    return {
        "date": day_in(source, date(2026, 1, 1), 365),
        "payee": source.choice(_PAYEES),
        "category": source.choice(tuple(_ACCOUNTS)),
        "amount": amount(source.choice((source.randrange(100, 100_00), source.randrange(100_00, 3000_00)))),
        "invoice": f"{source.randrange(1000) * 1000 + position % 1000:06d}",
    }


EXPENSES = Document(
    "expenses",
    "business expenses, comma-separated",
    _BASE,
    shipped("expenses.csv"),
    (
        "2025-11-07,Gärtnerei Abtwies,office,53.20,000388",
        "2025-12-24,Ferry Órla,travel,207.00,065001",
        "2025-10-30,Bistro Saint-Ormel,meals,19.95,003070",
        "2025-12-02,Pension Wróblin,lodging,140.60,012345",
    ),
    _PAIRS,
    _record,
)
