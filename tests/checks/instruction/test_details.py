from __future__ import annotations

import time
from decimal import Decimal

import pytest

from holdtrue.checks.instruction import infer, mode, understand
from holdtrue.checks.instruction.request import (
    Columns,
    Factor,
    Limit,
    Offset,
    Pattern,
    Rounding,
    SortKey,
    Target,
    UnitChange,
)
from holdtrue.checks.readers import read

ORDERS = read(
    "orders.csv",
    """id,name,country,status,price,currency,ordered on,weight_g
A-01,Lamp,Norway,open,12.50,EUR,2024-02-11,800
A-02,Desk,,paid,99.00,GBP,2024-03-05,12000
A-03,Chair,Chile,cancelled,45.00,CHF,2023-12-30,7000
""",
)


def _of(instruction, kind):
    return [item for item in understand(instruction, [ORDERS]).quantities if isinstance(item, kind)]


@pytest.mark.parametrize(
    ("instruction", "factor"),
    [
        ("Raise all prices by 4.5%.", "1.045"),
        ("Reduce the price of Desk by 15 %.", "0.85"),
        ("Cut all prices, whatever they are now, in whichever currency, by 20 percent.", "0.8"),
        ("Alle Preise um 3 % senken.", "0.97"),
        ("Baja los precios un 10 %.", "0.9"),
        ("Augmente les prix de 2,5 %.", "1.025"),
        ("Double the price.", "2"),
        ("Multiply weight_g by 1.2.", "1.2"),
        ("Halbiere die Mengen.", "0.5"),
    ],
)
def test_factors(instruction, factor):
    assert [item.value for item in _of(instruction, Factor)] == [Decimal(factor)]


def test_rates_go_by_their_currency():
    rates = _of("Prices in NOK please. Rates: EUR 11.4, GBP 13.5, CHF 12.", Factor)
    assert {item.key: item.value for item in rates} == {
        "EUR": Decimal("11.4"),
        "GBP": Decimal("13.5"),
        "CHF": Decimal(12),
    }


@pytest.mark.parametrize(
    ("instruction", "amount", "unit"),
    [
        ("Move every order two weeks later.", 2, "weeks"),
        ("Put the alarm back by 30 minutes.", -30, "minutes"),
        ("Alle Abfahrten eine Stunde früher.", -1, "Stunde"),
        ("Shift the start by an hour.", 1, "hour"),
    ],
)
def test_offsets(instruction, amount, unit):
    assert [(item.value, item.unit) for item in _of(instruction, Offset)] == [(amount, unit)]


def test_a_number_that_only_says_when_is_no_offset():
    assert not _of("Delete what is older than 30 days.", Offset)
    assert not _of("Add the 3 missing rows.", Offset)


def test_units():
    assert [
        (item.new, item.old) for item in _of("Give weight_g in kilograms instead of grams.", UnitChange)
    ] == [("kilograms", "grams")]
    assert [(item.new, item.old) for item in _of("Convert the distances from miles to km.", UnitChange)] == [
        ("km", "miles")
    ]


def test_rounding():
    assert [(item.digits, item.rule) for item in _of("Rounded to three decimals, half up.", Rounding)] == [
        (None, "Rounded"),
        (3, ""),
        (None, "half up"),
    ]


def test_sort_keys_in_order():
    keys = _of("Sort by country descending, then name.", SortKey)
    assert [(item.key, item.descending) for item in keys] == [("country", True), ("name", False)]
    keys = _of("Bitte nach Preis absteigend, dann nach Ort sortieren.", SortKey)
    assert [(item.key, item.descending) for item in keys] == [("Preis", True), ("Ort", False)]


@pytest.mark.parametrize(
    ("instruction", "low", "high"),
    [
        ("Summarise in 40-60 words.", 40, 60),
        ("Between 110 and 150 words.", 110, 150),
        ("Höchstens 120 Wörter.", None, 120),
        ("En un máximo de 90 palabras.", None, 90),
        ("Exactly three bullets.", 3, 3),
        ("At least 5 sentences.", 5, None),
    ],
)
def test_limits(instruction, low, high):
    assert [(item.low, item.high) for item in _of(instruction, Limit)] == [(low, high)]


def test_columns_notation_and_target():
    instruction = (
        "As CSV with columns id, name (short), price and status; dates as 11.02.2024. Call it out.csv."
    )
    assert [item.names for item in _of(instruction, Columns)] == [("id", "name", "price", "status")]
    assert [item.example for item in _of(instruction, Pattern)] == ["11.02.2024"]
    assert [(item.file, item.format) for item in _of(instruction, Target)] == [
        ("", "csv"),
        ("out.csv", "csv"),
    ]


@pytest.mark.parametrize(
    ("instruction", "field", "compare", "values"),
    [
        ("Keep rows whose price is above 40.", "price", ">", ("40",)),
        ("Drop all orders from before 1 March 2024.", None, "<", ("1 March 2024",)),
        ("Nur Bestellungen ab 2024 behalten.", None, ">=", ("2024",)),
        ("Remove rows where country is empty.", "country", "empty", ()),
        ("Remove rows where country is not empty.", "country", "filled", ()),
        ("Keep a price of at most 50.", "price", "<=", ("50",)),
        ("Keep prices between 10 and 50.", "price", "between", ("10", "50")),
        ("Delete the cancelled ones.", "status", "=", ("cancelled",)),
    ],
)
def test_conditions(instruction, field, compare, values):
    predicates = understand(instruction, [ORDERS]).predicates
    assert [(item.field, item.compare, item.values) for item in predicates] == [(field, compare, values)]


def test_what_is_excepted_is_told_apart():
    (predicate,) = understand("Delete everything except Chile.", [ORDERS]).predicates
    assert predicate.excepts
    assert predicate.values == ("Chile",)


@pytest.mark.parametrize(
    ("instruction", "line"),
    [
        ("Keep only the open and paid ones.", 'filter(where=\'`status` == "open" or `status` == "paid"\')'),
        ("Remove rows where country is empty.", 'delete(where="empty(`country`)")'),
        (
            "Raise all prices by 4.5%, rounded to two decimals.",
            'scale(field="price", factor=1.045, digits=2)',
        ),
        ("Sort by country descending, then name.", 'reorder(by=["-`country`", "`name`"])'),
        ("Rename Desk to Table everywhere.", 'rename(names={"Desk": "Table"})'),
        ("Summarise in 40-60 words.", "summarize(max_words=60, min_words=40)"),
    ],
)
def test_a_plain_instruction_becomes_clauses(instruction, line):
    contract = infer(understand(instruction, [ORDERS]), [ORDERS])
    assert contract.to_line() == line
    assert contract.source == "inferred"


@pytest.mark.parametrize(
    ("instruction", "expected"),
    [
        ("Reduce the price of Desk by 15 %.", "transform"),  # of one record only
        ("Rename Desk to Table, but not in Chile.", "transform"),
        ("Rename Bench to Table.", "transform"),  # no document has it
        ("Keep only what Marit would like.", "derive"),
        ("Keep only the open ones and sort by name.", "derive"),
        (
            "Delete the cancelled ones from Norway.",
            "derive",
        ),  # two conditions, joined in a way that is not said
        ("Delete the note of the cancelled one.", "derive"),  # not the record
        ("Delete the name of the cancelled one.", "derive"),  # nor this one
        ("Delete the first line of the cancelled ones.", "derive"),
        ("Rename Desk to Table in the title.", "transform"),
        ("Sort by name, but do not sort by country.", "transform"),
        ("Sort the drafts by name.", "transform"),  # of some records only
        ("Raise all prices by 4.5% unless the customer is loyal.", "transform"),
        ("Frobnicate.", "transform"),
    ],
)
def test_anything_less_plain_becomes_no_clause(instruction, expected):
    contract = infer(understand(instruction, [ORDERS]), [ORDERS])
    assert (contract.to_line(), contract.source) == (expected, "inferred")


@pytest.mark.parametrize(
    ("instruction", "expected"),
    [
        ("Check the totals; if all is well return the file unchanged.", "preserve"),
        ("Rename Desk to Table.", "transform"),
        ("List all countries.", "derive"),
        ("Translate only the notes into German.", "transform"),
        ("Summarise the orders.", "compress"),
        ("Shorten the text to 50 words.", "compress"),
    ],
)
def test_modes(instruction, expected):
    found, confidence = mode(understand(instruction, [ORDERS]))
    assert found == expected
    assert confidence > 0.4


_REPEATED = [
    "5 % ",
    "column a, ",
    "only stay ",
    "rename ",
    "( ",
    '" ',
    "before 3 ",
    "X -> Y ",
    "instead of ",
    "keep lamp, ",
]


@pytest.mark.parametrize("piece", _REPEATED)
def test_a_long_instruction_takes_no_quadratic_time(piece):
    document = read("lamps.csv", "item,price\n" + "Lamp,15.50\n" * 2_000)

    def seconds(length):
        start = time.process_time()
        understand((piece * length)[:length], [document])
        return time.process_time() - start

    seconds(500)
    short = min(seconds(1_000) for _ in range(3))
    assert min(seconds(8_000) for _ in range(2)) < max(24 * short, 0.5)
