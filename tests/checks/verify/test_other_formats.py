"""The same content in another format, and tables whose rows are known."""

import json

from holdtrue.checks import HandOff, check


def verdict(contract, before, after):
    return check(HandOff.of(before, after, contract=contract))


def passes(*args):
    found = verdict(*args)
    assert found.outcome == "pass", found.findings


def fails(*args, saying=""):
    found = verdict(*args)
    assert found.outcome != "pass"
    assert any(saying in finding.message for finding in found.findings), found.findings


API = {
    "routes": {
        "/boats/{id}": {
            "get": {
                "args": [{"name": "id", "in": "path", "type": "int"}],
                "tags": ["boat", "one"],
                "auth": [],
            },
            "put": {
                "args": [{"name": "body", "in": "form", "type": "boat"}],
                "tags": ["boat"],
                "auth": ["key"],
            },
        },
        "/boats": {
            "get": {"args": [{"name": "since", "in": "query", "type": "date"}], "tags": ["boat"], "auth": []}
        },
    }
}
YAML = """routes:
  /boats/{id}:
    get:
      args:
      - {name: id, in: path, type: int}
      tags: [boat, one]
      auth: []
    put:
      args:
      - name: body
        in: form
        type: boat
      tags: [boat]
      auth: [key]
  /boats:
    get:
      args:
      - name: since
        in: query
        type: date
      tags: [boat]
      auth: []
"""


def test_nested_data_with_slashes_in_its_keys():
    before = {"api.json": json.dumps(API, indent=1)}
    passes("convert(to=api.yaml)", before, {"api.yaml": YAML})
    fails("convert(to=api.yaml)", before, {"api.yaml": YAML.replace("in: form", "in: path")}, saying="form")
    fails("convert(to=api.yaml)", before, {"api.yaml": YAML.replace("[boat, one]", "[one]")}, saying="boat")
    fails("convert(to=api.yaml)", before, {"api.yaml": YAML.replace("auth: [key]", "auth: []")}, saying="key")


RST = """Tide
====

.. _top:

Reads gauges [#g]_, see `Limits`_ and :ref:`top`.

.. list-table::
   :header-rows: 1
   :widths: 10 20

   * - Flag
     - Meaning
   * - ``-m``
     - metres, not feet

.. warning::
   Never run it twice.

Limits
------

At most 40 gauges.

.. [#g] Steel ones only.
"""
MARKDOWN = """# Tide

Reads gauges[^1], see [Limits](#limits) and [top](#top).

| Flag | Meaning |
|------|---------|
| `-m` | metres, not feet |

> **Warning:** Never run it twice.

## Limits

At most 40 gauges.

[^1]: Steel ones only.
"""


def test_markup_of_another_language_says_the_same_words():
    before = {"tide.rst": RST}
    passes("convert(to=tide.md)", before, {"tide.md": MARKDOWN})
    passes(
        "convert(to=tide.md)", before, {"tide.md": MARKDOWN.replace("> **Warning:** ", "> [!WARNING]\n> ")}
    )
    fails("convert(to=tide.md)", before, {"tide.md": MARKDOWN.replace("40", "400")}, saying="40")
    fails("convert(to=tide.md)", before, {"tide.md": MARKDOWN.replace("gauges[^1]", "gauges")})
    fails("convert(to=tide.md)", before, {"tide.md": MARKDOWN.replace("Never run", "Run")}, saying="Never")


SALES = {"sales.csv": "shop,owner,net\nA1,Ida,4.00\nA1,Ida,2.50\nB7,Bo,3.25\n"}
TOTALS = """extract(fields={shop: shop, owner: 'min(owner)', net: "sum(net)"}, group=shop, total="Sum", to="t.md")"""


def test_the_label_of_a_total_may_stand_in_any_column_of_words():
    rows = "| shop | owner | net |\n|---|---|---|\n| A1 | Ida | 6.50 |\n| B7 | Bo | 3.25 |\n"
    passes(TOTALS, SALES, {"t.md": rows + "| Sum | | 9.75 |\n"})
    passes(TOTALS, SALES, {"t.md": rows + "| | **Sum** | 9.75 |\n"})
    fails(TOTALS, SALES, {"t.md": rows + "| | **Sum** | 9.57 |\n"}, saying="9.57")
    fails(TOTALS, SALES, {"t.md": rows + "| Sum | Ida | 9.75 |\n"}, saying="Ida")


def test_an_amount_that_a_ledger_leaves_out():
    before = {"b.ledger": "2031-01-02 Rent\n    Expenses:Rent   EUR 700.00\n    Assets:Bank\n"}
    new = "2031-01-05 Tea\n    Expenses:Tea   EUR 4.20\n    Assets:Cash"
    contract = {"insert": {"text": "\n" + new + "\n", "after": 'line "Assets:Bank"'}}
    passes(contract, before, {"b.ledger": before["b.ledger"] + "\n" + new + "\n"})
    passes(contract, before, {"b.ledger": before["b.ledger"] + "\n" + new + "   EUR -4.20\n"})
    fails(contract, before, {"b.ledger": before["b.ledger"] + "\n" + new + "   EUR -4.02\n"}, saying="4.02")
    elsewhere = before["b.ledger"].replace("Assets:Bank", "Assets:Bank  EUR -700.00")
    fails(contract, before, {"b.ledger": elsewhere + "\n" + new + "\n"}, saying="700.00")
