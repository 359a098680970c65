"""A stock list as a JSON array of flat objects."""

from __future__ import annotations

import random

from holdtrue.checks import Contract
from holdtrue.experiments.documents.document import Document, shipped
from holdtrue.experiments.documents.edit import EditPair, Fields, Request
from holdtrue.experiments.documents.grammar import chars, one_of, sequence
from holdtrue.experiments.documents.layout import Layout
from holdtrue.experiments.documents.values import (
    AMOUNT,
    COUNT,
    PHRASE,
    added,
    amount,
    cents,
    changed,
    inverse,
    listed,
    mapped,
    removed,
)

_HALLS = {"A": "N", "B": "E", "C": "S", "D": "W", "E": "K", "F": "Y"}
"""New letters of the halls; E is an old and a new one, so replacing one after the other goes wrong."""

_REORDER_BELOW = 20
_SHELF = chars("0-9", 2)

_BASE = Layout(
    "inventory.json",
    '{{"sku": "{sku}", "name": "{name}", "bin": "{hall}-{shelf}", "count": {count}, "cost": {cost}}}',
    {
        "sku": sequence(chars("A-Z", 2), "-", chars("0-9", 4)),
        "name": PHRASE,
        "hall": one_of(*_HALLS),
        "shelf": _SHELF,
        "count": COUNT,
        "cost": AMOUNT,
    },
    between=",\n",
    before="[\n",
    after="\n]\n",
)
_CSV = Layout(
    "inventory.csv",
    "{sku},{name},{hall}-{shelf},{count},{cost}",
    _BASE.fields,
    before="sku,name,bin,count,cost\n",
)
_YAML = Layout(
    "inventory.yaml",
    '- sku: {sku}\n  name: "{name}"\n  bin: {hall}-{shelf}\n  count: {count}\n  cost: {cost}',
    _BASE.fields,
    between="\n\n",
)
_CENTS = _BASE.varied(_BASE.template.replace('"cost"', '"cents"'), cost=COUNT)
_FLAGGED = _BASE.varied(
    _BASE.template.removesuffix("}}") + ', "reorder": {flag}}}',
    flag=one_of("true", "false"),
)


def _in_cents(cost: str) -> str:
    return str(cents(cost))


def _in_euros(cost: str) -> str:
    return amount(int(cost))


def _flag(fields: Fields) -> str:
    return "true" if int(fields["count"]) < _REORDER_BELOW else "false"


def _turned(sku: str) -> str:
    return "-".join(reversed(sku.split("-")))


_PAIRS = (
    EditPair.between(
        _BASE,
        _CSV,
        "csv",
        "reformat",
        there=Request(
            "Convert the stock list to CSV with the header sku,name,bin,count,cost, one line an item in the same "
            "order. Copy every value as it stands.",
            "Write the item as: sku,name,bin,count,cost",
        ),
        back=Request(
            "Convert this CSV to a JSON array, one object a line in the same order, with the keys sku, name and bin "
            "(strings), count and cost (numbers as they stand).",
            "Write the item as a JSON object with the keys sku, name, bin, count, cost.",
        ),
    ),
    EditPair.between(
        _BASE,
        _YAML,
        "yaml",
        "reformat",
        there=Request(
            "Convert the stock list to a YAML list with the same keys in the same order, the names in double quotes, "
            "a blank line between items. Copy every value as it stands.",
            "Write the item in YAML.",
        ),
        back=Request(
            "Convert this YAML list to a JSON array, one object a line, with the same keys in the same order. "
            "Copy every value as it stands.",
            "Write the item as a JSON object.",
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(hall=one_of(*_HALLS.values())),
        "halls",
        "rename",
        there=Request(
            f"The halls have new letters, so that bin C-07 becomes S-07: {listed(_HALLS)}. Change nothing else.",
            f"Replace the bin's letter: {listed(_HALLS)}.",
            changed(mapped(_HALLS), "hall"),
        ),
        back=Request(
            f"The halls have their old letters back, so that bin S-07 becomes C-07: {listed(inverse(_HALLS))}. "
            "Change nothing else.",
            f"Replace the bin's letter: {listed(inverse(_HALLS))}.",
            changed(mapped(inverse(_HALLS)), "hall"),
        ),
        contract=Contract.transform(free={"id"}),
    ),
    EditPair.between(
        _BASE,
        _CENTS,
        "cents",
        "arithmetic",
        contract=Contract.transform(free={"number"}),
        there=Request(
            "Give every cost in whole cents under the key cents instead of cost, so that 0.84 becomes 84. "
            "Change nothing else.",
            "Write the cost in cents.",
            changed(_in_cents, "cost"),
        ),
        back=Request(
            "Give every cost in euros with two decimals under the key cost instead of cents, so that 84 becomes "
            "0.84. Change nothing else.",
            "Write the cents as a cost in euros with two decimals.",
            changed(_in_euros, "cost"),
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(sku=sequence(chars("0-9", 4), "-", chars("A-Z", 2))),
        "turned-skus",
        "reorder",
        contract=Contract.transform(free={"id"}),
        there=Request(
            "Write every sku with its digits first, so that BX-0417 becomes 0417-BX. Change nothing else.",
            "Write the sku with its digits first.",
            changed(_turned, "sku"),
        ),
        back=Request(
            "Write every sku with its letters first, so that 0417-BX becomes BX-0417. Change nothing else.",
            "Write the sku with its letters first.",
            changed(_turned, "sku"),
        ),
    ),
    EditPair.between(
        _BASE,
        _FLAGGED,
        "reorder-flag",
        "tag",
        there=Request(
            f"Add a last key reorder to every item: true where the count is below {_REORDER_BELOW}, else false. "
            "Leave the rest as it is.",
            f"Add reorder: true if the count is below {_REORDER_BELOW}, else false.",
            added("flag", _flag),
        ),
        back=Request(
            "Remove the key reorder from every item. Leave the rest as it is.",
            "Remove the key reorder.",
            removed("flag"),
        ),
    ),
)

_GOODS = (
    ("BX", "hex bolt M6×40"), ("BX", "hex bolt M8×40"), ("WA", "spring washer M6"), ("WA", "fibre washer M10"),
    ("PL", "Lindbråten pliers 160 mm"), ("TP", "masking tape 25 mm"), ("GL", "glue Überklemm 500 g"),
    ("LM", "lamp E27 8 W"), ("VN", "varnish Señalba matt 1 L"), ("RP", "rope hemp 12 mm"), ("HG", "hinge Å-serie 80"),
)  # fmt: skip


def _record(source: random.Random, position: int) -> Fields:
    prefix, name = source.choice(_GOODS)
    return {
        "sku": f"{prefix}-{(position * 7 + source.randrange(7)) % 10_000:04d}",
        "name": name,
        "hall": source.choice(tuple(_HALLS)),
        "shelf": f"{source.randrange(100):02d}",
        "count": str(source.choice((source.randrange(40), source.randrange(3000)))),
        "cost": amount(source.choice((source.randrange(5, 500), source.randrange(500, 120_00)))),
    }


INVENTORY = Document(
    "inventory",
    "stock list, JSON",
    _BASE,
    shipped("inventory.json"),
    (
        '{"sku": "SC-0905", "name": "wood screw 4×50", "bin": "A-19", "count": 930, "cost": 0.12}',
        '{"sku": "BR-3310", "name": "flat brush Økland 40 mm", "bin": "F-02", "count": 8, "cost": 5.60}',
        '{"sku": "CB-0076", "name": "cable tie 200 mm", "bin": "D-13", "count": 20, "cost": 13.07}',
        '{"sku": "SW-6600", "name": "light switch white", "bin": "E-22", "count": 57, "cost": 6.75}',
    ),
    _PAIRS,
    _record,
)
