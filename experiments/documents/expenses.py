"""Business expenses as comma-separated values."""

from __future__ import annotations

import random
from datetime import date

from holdtrue.checks import Contract
from holdtrue.experiments.documents.document import Document, shipped
from holdtrue.experiments.documents.edit import Edit, EditPair, Fields
from holdtrue.experiments.documents.grammar import chars, one_of
from holdtrue.experiments.documents.layout import Layout, RecordError
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
    inverse,
    iso,
    mapped,
    removed,
    same,
)

_CODES = {"meals": "M10", "travel": "T20", "office": "O30", "software": "S40", "lodging": "L50"}
_FIELDS = {
    "date": ISO_DATE,
    "payee": PHRASE,
    "category": one_of(*_CODES),
    "amount": AMOUNT,
    "invoice": chars("0-9", 6),
}
_LARGE_FROM = 100_00

BASE = Layout(
    "expenses.csv",
    "{date},{payee},{category},{amount},{invoice}",
    _FIELDS,
    before="date,payee,category,amount,invoice\n",
)
_LINES = Layout("expenses.txt", "{invoice} | {date} | {payee} | {category} | {amount}", _FIELDS)
_JSON = Layout(
    "expenses.json",
    '{{"date": "{date}", "payee": "{payee}", "category": "{category}", "amount": {amount}, "invoice": "{invoice}"}}',
    _FIELDS,
    between=",\n",
    before="[\n",
    after="\n]\n",
)
_CODED = Layout(
    BASE.file, BASE.template, {**_FIELDS, "category": one_of(*_CODES.values())}, before=BASE.before
)
_DOTTED = Layout(BASE.file, BASE.template, {**_FIELDS, "date": DOTTED_DATE}, before=BASE.before)
_SIZED = Layout(
    BASE.file,
    BASE.template + ",{size}",
    {**_FIELDS, "size": one_of("LARGE", "SMALL")},
    before="date,payee,category,amount,invoice,size\n",
)


def _double(value: str) -> str:
    return amount(2 * cents(value))


def _halve(value: str) -> str:
    if cents(value) % 2:
        msg = f"{value} has no half in whole cents"
        raise RecordError(msg)
    return amount(cents(value) // 2)


def _size(fields: Fields) -> str:
    return "LARGE" if cents(fields["amount"]) >= _LARGE_FROM else "SMALL"


_PAIRS = (
    EditPair(
        "copy",
        "copy",
        Edit(
            "Hand the expense list on exactly as it is: same header, same lines, same order.",
            "Copy the expense exactly.",
            same,
            BASE,
            BASE,
            Contract.preserve(),
        ),
        Edit(
            "Give the expense list back unchanged, every character in place.",
            "Copy the expense exactly.",
            same,
            BASE,
            BASE,
            Contract.preserve(),
        ),
    ),
    EditPair(
        "lines",
        "reformat",
        Edit(
            "Write the expenses as plain lines without a header, one a line, in the same order: "
            "invoice | date | payee | category | amount. Copy every value as it stands.",
            "Write the expense as one line: invoice | date | payee | category | amount.",
            same,
            BASE,
            _LINES,
            Contract.transform(),
        ),
        Edit(
            "Turn these lines into CSV with the header date,payee,category,amount,invoice. "
            "Keep the order of the lines and copy every value as it stands.",
            "Write the expense as CSV: date,payee,category,amount,invoice.",
            same,
            _LINES,
            BASE,
            Contract.transform(),
        ),
    ),
    EditPair(
        "json",
        "reformat",
        Edit(
            "Convert the expenses to a JSON array, one object a line, with the keys date, payee, category, amount "
            "(a number with two decimals) and invoice (a string). Keep every expense and their order.",
            "Write the expense as a JSON object with the keys date, payee, category, amount, invoice.",
            same,
            BASE,
            _JSON,
            Contract.transform(),
        ),
        Edit(
            "Convert this JSON array to CSV with the header date,payee,category,amount,invoice, "
            "one line an object in the same order. Copy every value as it stands.",
            "Write the expense as CSV: date,payee,category,amount,invoice.",
            same,
            _JSON,
            BASE,
            Contract.transform(),
        ),
    ),
    EditPair(
        "category-codes",
        "rename",
        Edit(
            "Replace every category by its account code: "
            + ", ".join(f"{old} becomes {new}" for old, new in _CODES.items())
            + ". Change nothing else.",
            "Replace the category by its code: "
            + ", ".join(f"{old}={new}" for old, new in _CODES.items())
            + ".",
            changed("category", mapped(_CODES)),
            BASE,
            _CODED,
            Contract.transform(free={"id", "number", "name"}),
        ),
        Edit(
            "Replace every account code by its category: "
            + ", ".join(f"{new} becomes {old}" for old, new in _CODES.items())
            + ". Change nothing else.",
            "Replace the code by its category: "
            + ", ".join(f"{new}={old}" for old, new in _CODES.items())
            + ".",
            changed("category", mapped(inverse(_CODES))),
            _CODED,
            BASE,
            Contract.transform(free={"id", "number", "name"}),
        ),
    ),
    EditPair(
        "dotted-dates",
        "date",
        Edit(
            "Write every date as day.month.year, so 2026-03-09 becomes 09.03.2026. Change nothing else.",
            "Write the date as day.month.year.",
            changed("date", dotted),
            BASE,
            _DOTTED,
            Contract.transform(),
        ),
        Edit(
            "Write every date as year-month-day, so 09.03.2026 becomes 2026-03-09. Change nothing else.",
            "Write the date as year-month-day.",
            changed("date", iso),
            _DOTTED,
            BASE,
            Contract.transform(),
        ),
    ),
    EditPair(
        "double",
        "arithmetic",
        Edit(
            "Double every amount and keep two decimals. Change nothing else.",
            "Double the amount.",
            changed("amount", _double),
            BASE,
            BASE,
            Contract.transform(free={"number"}),
        ),
        Edit(
            "Halve every amount and keep two decimals. Change nothing else.",
            "Halve the amount.",
            changed("amount", _halve),
            BASE,
            BASE,
            Contract.transform(free={"number"}),
        ),
    ),
    EditPair(
        "size",
        "tag",
        Edit(
            "Add a last column named size: LARGE where the amount is 100.00 or more, SMALL where it is less. "
            "Leave the other columns as they are.",
            "Add LARGE if the amount is 100.00 or more, else SMALL.",
            added("size", _size),
            BASE,
            _SIZED,
            Contract.transform(),
        ),
        Edit(
            "Remove the last column, size. Leave the other columns as they are.",
            "Remove the last value.",
            removed("size"),
            _SIZED,
            BASE,
            Contract.transform(),
        ),
    ),
)

_PAYEES = (
    "Café Brûlot", "Håkansson Taxi", "Papeterie Zöllner", "Nordwind Rail", "Studio Peña", "Hotel Drei Linden",
    "Müller & Søn", "Łukasz Print", "Trattoria Niccolò", "Skye Parking", "Atelier Dvořák", "Quay 7 Supplies",
)  # fmt: skip


def _record(source: random.Random, position: int) -> Fields:
    return {
        "date": day_in(source, date(2026, 1, 1), 365),
        "payee": source.choice(_PAYEES),
        "category": source.choice(tuple(_CODES)),
        "amount": amount(source.choice((source.randrange(100, 100_00), source.randrange(100_00, 3000_00)))),
        "invoice": f"{source.randrange(1000) * 1000 + position % 1000:06d}",
    }


EXPENSES = Document(
    "expenses",
    "business expenses, comma-separated",
    BASE,
    shipped("expenses.csv"),
    (
        "2025-11-07,Gärtnerei Abt,office,53.20,000388",
        "2025-12-24,Ferry Órla,travel,207.00,065001",
        "2025-10-30,Bistro Saint-Cyr,meals,19.95,003070",
        "2025-12-02,Pension Wróbel,lodging,140.60,012345",
    ),
    _PAIRS,
    _record,
)
