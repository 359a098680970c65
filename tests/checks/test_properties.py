"""What a user may rely on for every document: nothing damaged passes, nothing legitimate fails, nothing breaks the check."""

from __future__ import annotations

import json
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtrue.checks import Contract, HandOff, check

WORDS = st.text("abcdefgh éß", min_size=1, max_size=8).map(str.strip).filter(bool)
ROWS = st.lists(
    st.tuples(WORDS, st.integers(0, 99_999), st.integers(100, 99_999).map(lambda n: f"{n / 100:.2f}")),
    min_size=3,
    max_size=12,
)


def _csv(rows):
    lines = [f"{10 + number},{word},{count},{price}" for number, (word, count, price) in enumerate(rows)]
    return "id,name,count,price\n" + "\n".join(lines) + "\n"


def _json(rows):
    return json.dumps(
        [
            {"id": 10 + number, "name": word, "count": count, "price": float(price)}
            for number, (word, count, price) in enumerate(rows)
        ],
        ensure_ascii=False,
        indent=1,
    )


def _notes(rows):
    lines = [f"- {word}: {count} pieces at {price} EUR" for word, count, price in rows]
    return "# List\n\n" + "\n".join(lines) + "\n"


FORMATS = st.sampled_from([("a.csv", _csv), ("a.json", _json), ("a.md", _notes)])


def outcome(name, before, after, contract):
    return check(HandOff.of({name: before}, {name: after}, contract=contract)).outcome


@settings(deadline=None, max_examples=20)
@given(
    FORMATS,
    ROWS,
    st.sampled_from(["preserve", "transform", "derive", "compress", "reorder()", "allow(layout)"]),
)
def test_a_document_that_stayed_passes_under_every_contract(form, rows, contract):
    name, write = form
    assert outcome(name, write(rows), write(rows), contract) == "pass"


@settings(deadline=None, max_examples=20)
@given(FORMATS, ROWS, st.data(), st.sampled_from(["preserve", "allow(layout)"]))
def test_any_changed_digit_fails(form, rows, data, contract):
    name, write = form
    text = write(rows)
    position = data.draw(st.sampled_from([i for i, c in enumerate(text) if c.isdecimal()]))
    digit = data.draw(st.sampled_from([c for c in "123456789" if c != text[position]]))
    assert outcome(name, text, text[:position] + digit + text[position + 1 :], contract) == "fail"


@settings(deadline=None, max_examples=20)
@given(FORMATS, ROWS, st.data(), st.sampled_from(["preserve", "allow(layout)"]))
def test_any_dropped_line_fails(form, rows, data, contract):
    name, write = form
    lines = write(rows).splitlines(keepends=True)
    index = data.draw(st.sampled_from([i for i, line in enumerate(lines) if any(map(str.isalnum, line))]))
    assert outcome(name, "".join(lines), "".join(lines[:index] + lines[index + 1 :]), contract) == "fail"


@settings(deadline=None, max_examples=20)
@given(FORMATS, ROWS, st.data(), st.sampled_from(["preserve", "allow(layout)"]))
def test_any_two_values_that_changed_places_fail(form, rows, data, contract):
    name, write = form
    column = data.draw(st.integers(0, 2))
    pairs = [
        (i, j)
        for i in range(len(rows))
        for j in range(i)
        if " ".join(str(rows[i][column]).split()) != " ".join(str(rows[j][column]).split())
        and not (column == 2 and float(rows[i][2]) == float(rows[j][2]))
    ]
    if not pairs:
        return
    i, j = data.draw(st.sampled_from(pairs))
    changed = [list(row) for row in rows]
    changed[i][column], changed[j][column] = changed[j][column], changed[i][column]
    if write(changed) != write(rows) and not (
        write is _notes and sorted(map(tuple, changed)) == sorted(rows)
    ):
        assert outcome(name, write(rows), write(changed), contract) == "fail"


@settings(deadline=None, max_examples=15)
@given(ROWS, st.sampled_from([None, 1, 2, 4]), st.booleans())
def test_another_layout_passes(rows, indent, tight):
    data = json.loads(_json(rows))
    after = json.dumps(data, ensure_ascii=False, indent=indent, separators=(",", ":") if tight else None)
    assert outcome("a.json", _json(rows), after, "allow(layout)") == "pass"
    assert outcome("a.json", _json(rows), after, "transform") == "pass"


@settings(deadline=None, max_examples=15)
@given(ROWS)
def test_another_style_passes_under_transform(rows):
    text = _notes(rows)
    assert (
        outcome("a.md", text, text.replace("- ", "* ").replace("# List\n\n", "# List\n\n\n"), "transform")
        == "pass"
    )


@settings(deadline=None, max_examples=20)
@given(st.sampled_from([("a.csv", _csv), ("a.json", _json)]), ROWS, st.randoms(use_true_random=False))
def test_a_permutation_may_be_free_and_a_lost_record_never_is(form, rows, chance):
    name, write = form
    order = list(range(len(rows)))
    chance.shuffle(order)
    if write is _csv:
        head, *lines = _csv(rows).splitlines(keepends=True)
        shuffled = head + "".join(lines[i] for i in order)
        fewer = head + "".join(lines[i] for i in order[1:])
    else:
        records = json.loads(_json(rows))
        shuffled = json.dumps([records[i] for i in order], ensure_ascii=False, indent=1)
        fewer = json.dumps([records[i] for i in order[1:]], ensure_ascii=False, indent=1)
    assert outcome(name, write(rows), shuffled, "allow(order)") == "pass"
    assert outcome(name, write(rows), fewer, "allow(order)") == "fail"
    ascending = write(rows)
    assert outcome(name, shuffled, ascending, "reorder(by=id)") == "pass"
    assert (
        outcome(
            name,
            shuffled,
            ascending.replace('"id": 10', '"id": 99').replace("\n10,", "\n99,"),
            "reorder(by=id)",
        )
        == "fail"
    )


ANY_TEXT = st.text(st.characters(codec=None), max_size=120) | st.text(
    st.sampled_from("\x00\u202e\ufeff\ud800𝟙١Ａ{}[]<>\"'\\:#-|,&*!\n\r\t 1.%"), max_size=120
)
NAMES = st.sampled_from(
    [
        "a.csv",
        "a.json",
        "a.yaml",
        "a.xml",
        "a.html",
        "a.md",
        "a.rst",
        "a.toml",
        "a.ini",
        "a.ics",
        "a.po",
        "a.tex",
        "a.bib",
        "a.sql",
        "a.py",
        "a.srt",
        "a.ledger",
        "a.log",
        "a.txt",
    ]
)


@settings(deadline=None, max_examples=25)
@given(
    ANY_TEXT,
    ANY_TEXT,
    NAMES,
    st.sampled_from(["preserve", "transform", "derive", "compress", "allow(order)", "rewrite()"]),
)
def test_no_text_crashes_a_check(before, after, name, contract):
    verdict = check(HandOff.of({name: before}, {name: after}, contract=contract))
    assert not [finding for finding in verdict.findings if finding.family == "check"]


DEEP = 10_000
HOSTILE = {
    "deep.json": "[" * DEEP + "7" + "]" * DEEP,
    "deep objects.json": '{"a":' * DEEP + "7" + "}" * DEEP,
    "deep.yaml": "\n".join(" " * n + "a:" for n in range(600)) + " 7\n",
    "flow.yaml": "[" * DEEP + "7" + "]" * DEEP,
    "deep.xml": "<a>" * DEEP + "7" + "</a>" * DEEP,
    "deep.html": "<div>" * DEEP + "7" + "</div>" * DEEP,
    "deep.md": "> " * 2_000 + "7\n",
    "deep.py": "(" * DEEP + "7" + ")" * DEEP,
    "deep.tex": "{" * DEEP + "7" + "}" * DEEP,
    "line.txt": "word 7 " * 750_000,
    "line.json": '{"a": "' + "word 7 " * 750_000 + '"}',
    "line.csv": "a,b\n" + "7," * 500_000 + "7\n",
    "aliases.yaml": "a0: &a0 [7, 7]\n"
    + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)),
    "entities.xml": '<!DOCTYPE a [<!ENTITY e0 "7">'
    + "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};&e{n - 1};">' for n in range(1, 40))
    + "]><a>&e39;</a>",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("contract", ["preserve", "allow(layout)"])
def test_hostile_documents_end_in_time_and_are_read(name, contract):
    text = HOSTILE[name]
    position = text.rindex("7")
    file = "a." + name.rsplit(".", 1)[1]
    begin = time.process_time()
    verdict = check(
        HandOff.of({file: text}, {file: text[:position] + "8" + text[position + 1 :]}, contract=contract)
    )
    assert verdict.outcome != "pass", "passed unread"
    assert not [finding for finding in verdict.findings if finding.kind == "check.crashed"]
    assert time.process_time() - begin < 60


def test_a_table_in_which_every_row_is_wrong_takes_time_in_proportion():
    chance = random.Random(7)
    rows = [
        f"{n},{chance.randint(1, 9)},x{chance.randint(0, 40)},{chance.random():.4f}" for n in range(2_000)
    ]
    wrong = [",".join((*row.split(",")[:3], f"{chance.random():.4f}")) for row in rows]
    begin = time.process_time()
    verdict = check(
        HandOff.of(
            {"a.csv": "id,k,name,x\n" + "\n".join(rows) + "\n"},
            {"a.csv": "id,k,name,x\n" + "\n".join(wrong) + "\n"},
            contract=Contract.scale("x", 2, digits=4),
        )
    )
    assert verdict.outcome == "fail"
    assert time.process_time() - begin < 20
