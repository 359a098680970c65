"""A contract is the same in Python, YAML, JSON and one line, and a wrong one says what would be right."""

import contextlib
import json
import re
from dataclasses import MISSING
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks import Contract, ContractError
from holdtrue.checks.contract import CLAUSES, reference, schema
from holdtrue.checks.contract.selector import parse_selector, to_text

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
VALUES = {
    "expression": st.sampled_from(['currency == "EUR" and net > 100', "year(date) in [2023, 2024]", "0.89", "-net", "30 min"])
    | st.integers(-9, 9),
    "expressions": st.lists(st.sampled_from(["last", "-date", "fold(`family name`)"]), min_size=1, max_size=3),
    "fields": st.dictionaries(TEXT, st.sampled_from(["net * 1.19", "`full name`", "sum(net)"]), min_size=1, max_size=3),
    "names": st.dictionaries(TEXT, TEXT, min_size=1, max_size=3),
    "selectors": st.lists(
        st.sampled_from(['section 2', 'record uid == "42" >> field phone', 'line "a >> b"', 'from "x" to "y"']),
        min_size=1,
        max_size=2,
    ),
    "text": TEXT,
    "texts": st.lists(TEXT, min_size=1, max_size=3),
    "integer": st.integers(-100, 1_000),
    "flag": st.booleans(),
    "scalar": st.none() | TEXT | st.booleans() | st.decimals(-1_000, 1_000, allow_nan=False, places=2),
    "files": TEXT | st.dictionaries(TEXT, TEXT, min_size=1, max_size=2),
    "row": st.dictionaries(TEXT, TEXT | st.none() | st.integers(-5, 5), min_size=1, max_size=2),
}  # fmt: skip


def _value(field):
    if field.metadata["kind"] in ("choice", "choices"):
        return st.sampled_from(field.metadata["choices"])
    return VALUES[field.metadata["kind"]]


@st.composite
def contracts(draw):
    made = []
    for kind in draw(st.lists(st.sampled_from(list(CLAUSES.values())), min_size=1, max_size=3)):
        chosen = {
            field.name: draw(_value(field))
            for field in kind.parameters()
            if field.default is MISSING or draw(st.booleans())
        }
        made.append(kind.build(chosen))
    return Contract.from_clauses(made)


@given(contracts())
def test_every_notation_reads_back(contract):
    assert Contract.of(contract.to_line()) == contract
    assert Contract.of(json.dumps(contract.to_dict()["clauses"])) == contract
    assert Contract.from_dict(json.loads(json.dumps(contract.to_dict()))) == contract


def test_the_same_contract_in_python_yaml_json_and_one_line():
    python = Contract.scale("net", 0.89, digits=2, where='currency == "EUR"') & Contract.only(at="section 2")
    yaml = """
- scale:
    field: net
    factor: 0.89
    digits: 2
    where: currency == "EUR"
- only: section 2
"""
    line = """scale(net, 0.89, digits=2, where='currency == "EUR"') & only(at="section 2")"""
    assert Contract.of(yaml) == Contract.of(line) == python
    assert Contract.of(python.to_dict()["clauses"]) == python
    assert Contract.of({"clauses": line}) == python


def test_expressions_need_no_quotes():
    bare = Contract.of(
        'scale(net, 0.89, where=currency == "EUR" and net > 100) & extract({n: count(), sum: sum(net) + 1}, by=[-n, who])'
    )
    quoted = """scale(net, 0.89, where='currency == "EUR" and net > 100')"""
    assert bare == Contract.of(quoted) & Contract.extract(
        {"n": "count()", "sum": "sum(net) + 1"}, by=["-n", "who"]
    )


def test_numbers_are_exact():
    contract = Contract.of("set(at='text \"x\"', value=0.10)")
    assert contract.clauses[0].value == "0.10"
    assert Contract.of(contract.to_line()) == contract
    assert "0.89" in Contract.scale("net", 0.89).to_line()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("scal(net, 2)", "'scale'"),
        ("scale(net, faktor=2)", "'factor'"),
        ("scale(net, where='net >')", "expected a value"),
        ("filter(where='yaer(date) > 3')", "'year'"),
        ("only(at='sektion 2')", "'section'"),
        ("allow(oder)", "'order'"),
        ("only()", "needs 'at'"),
        ("scale(net, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)", "parameters"),
        ("scale(net, field=net)", "twice"),
        ("scale(net", "','"),
        ("preserved", "preserve"),
        ("- scale: [1", "YAML"),
    ],
)
def test_a_wrong_contract_says_what_would_be_right(text, told):
    with pytest.raises(ContractError, match="(?s)" + told.replace("(", "\\(")):
        Contract.of(text)


@given(st.text(max_size=60))
def test_no_text_crashes_the_reader(text):
    for candidate in (text, f"filter(where={text!r})", f"only(at={text!r})"):
        with contextlib.suppress(ContractError):
            Contract.of(candidate)


def test_a_contract_nested_too_deep_is_refused():
    with pytest.raises(ContractError, match="deep"):
        Contract.filter("(" * 500 + "a" + ")" * 500)
    with pytest.raises(ContractError, match="deep"):
        Contract.filter("not " * 5_000 + "a")


def test_mode_is_the_widest_of_the_clauses():
    assert Contract.only(at="section 2").mode == "preserve"
    assert (Contract.only(at="section 2") & Contract.scale("net", 2)).mode == "transform"
    assert (Contract.scale("net", 2) & Contract.filter("net > 1")).mode == "derive"
    assert Contract.summarize(max_words=9).mode == "compress"


def test_selectors_read_back():
    for text in ('section 2 >> record a > 1 >> field "b >> c"', 'from "a" to "b"', 'line "it\'s"'):
        assert parse_selector(to_text(parse_selector(text))) == parse_selector(text)
    assert parse_selector("record net > 100 >> field net")[0].name == "net > 100"


def test_the_schema_names_every_clause():
    assert set(CLAUSES) < set(schema()["$defs"])
    assert schema()["$defs"]["only"]["required"] == ["at"]


def test_the_documentation_holds_the_reference():
    page = (Path(__file__).parents[3] / "docs" / "contracts.md").read_text(encoding="utf-8")
    assert reference() in page
    example = page.split("```python\n", 1)[1].split("```", 1)[0]
    exec(compile(example, "docs/contracts.md", "exec"), {})
    shown = page.split("## How to say it", 1)[1]
    for line in re.findall(rf"`((?:{'|'.join(CLAUSES)})\([^`]*\))`", shown):
        if "..." not in line:
            Contract.of(line)
