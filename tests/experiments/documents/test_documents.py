"""The shipped documents keep what they promise: real formats, reversible edits, right answers."""

import configparser
import csv
import io
import json
import pickle
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz
from ruamel.yaml import YAML

from holdtrue.checks import HandOff, InputError, check
from holdtrue.experiments.documents import RecordError, document, documents

from .gbnf import accepts

DOCUMENTS = documents()
PAIRS = [(d, p) for d in DOCUMENTS for p in d.pairs]
EDITS = [(d, p, e) for d, p in PAIRS for e in (p.forward, p.backward)]

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
each_pair = pytest.mark.parametrize(("document", "pair"), PAIRS, ids=[f"{d.name}-{p.name}" for d, p in PAIRS])


def test_there_are_documents_in_six_formats_with_four_pairs_each():
    endings = {d.layout.file.partition(".")[2] for d in DOCUMENTS}
    assert len(endings) >= 6
    assert len(endings) == len(DOCUMENTS)
    for d in DOCUMENTS:
        assert len({p.name for p in d.pairs}) == len(d.pairs) >= 4
        assert len({p.kind for p in d.pairs}) >= 4


@each_document
def test_a_shipped_document_is_small_and_written_in_its_layout(document):
    assert 600 <= len(document.text) <= 2500
    assert 12 <= len(document.records) <= 24
    assert document.layout.join(document.records) == document.text
    for record in document.records:
        document.layout.parse(record)


@each_document
def test_a_shipped_document_holds_what_gets_corrupted(document):
    """Neighbours that are nearly alike, and characters beyond ASCII unless the format is technical."""
    assert max(fuzz.ratio(one, following) for one, following in pairwise(document.records)) >= 80
    assert not document.text.isascii() or document.name == "services"


@each_document
def test_worked_examples_are_records_that_the_document_does_not_hold(document):
    assert 3 <= len(document.examples) <= 5
    assert not set(document.examples) & set(document.records)
    for example in document.examples:
        document.layout.parse(example)


@each_pair
def test_going_there_and_back_restores_the_document(document, pair):
    there = pair.forward.on_document(document.text)
    assert pair.backward.on_document(there) == document.text
    assert pair.kind == "copy" or there != document.text


@each_pair
def test_a_record_stays_small_enough_for_a_small_model(document, pair):
    for record in (*document.records, *document.examples):
        assert len(record) <= 170
        assert len(pair.forward.on_record(record)) <= 170


@each_pair
def test_the_grammars_accept_every_right_record(document, pair):
    for record in (*document.records, *document.examples):
        there = pair.forward.on_record(record)
        assert accepts(pair.forward.target.grammar, there)
        assert accepts(pair.backward.target.grammar, pair.backward.on_record(there))


@settings(max_examples=60)
@given(seed=st.integers(), n=st.integers(1, 12), at=st.sampled_from(PAIRS))
def test_going_there_and_back_restores_drawn_documents(seed, n, at):
    document, pair = at
    text = document.sample(n, seed)
    assert len(document.layout.split(text)) == n
    assert pair.backward.on_document(pair.forward.on_document(text)) == text


@each_document
def test_the_seed_decides_what_is_drawn(document):
    assert document.sample(8, 1) == document.sample(8, 1)
    assert document.sample(8, 1) != document.sample(8, 2)
    assert document.sample(150, 1).startswith(document.sample(4, 1).removesuffix(document.layout.after))
    with pytest.raises(InputError, match="at least one record"):
        document.sample(0, 1)


@pytest.mark.parametrize(
    ("name", "pair", "before", "after"),
    [
        ("expenses", "copy", "", ""),
        ("expenses", "accounts", "office", "supplies"),
        ("expenses", "dotted-dates", "2025-11-07", "07.11.2025"),
        ("expenses", "double", "53.20", "106.40"),
        ("expenses", "size", "000388", "000388,SMALL"),
        ("inventory", "halls", "A-19", "N-19"),
        ("inventory", "cents", '"cost": 0.12', '"cents": 12'),
        ("inventory", "turned-skus", "SC-0905", "0905-SC"),
        ("inventory", "reorder-flag", "0.12", '0.12, "reorder": false'),
        ("contacts", "family-first", "Ingrid Solheimer", "Solheimer Ingrid"),
        ("contacts", "birthdays", "BDAY:19910412", "BDAY;VALUE=text:12 April 1991"),
        ("contacts", "offices", "clerk", "records"),
        ("contacts", "initials", "example.org", "example.org\nNICKNAME:IS"),
        ("subtitles", "parts", "IVO", "MATE"),
        ("subtitles", "speaker-last", "IVO: Is that a ship’s horn?", "Is that a ship’s horn? [IVO]"),
        ("subtitles", "seconds", "00:03:10,040 --> 00:03:12,400", "190.040 --> 192.400"),
        ("subtitles", "later", "00:03:10,040 --> 00:03:12,400", "00:03:40,040 --> 00:03:42,400"),
        ("subtitles", "length", "31", "31 short"),
        ("services", "teams", "finance", "money"),
        ("services", "backward-hosts", "10.22.8.31", "31.8.22.10"),
        ("services", "milliseconds", "timeout = 20", "timeout_ms = 20000"),
        ("services", "tls", "timeout = 20", "timeout = 20\ntls = no"),
        ("samples", "copy", "", ""),
        ("samples", "codes", "water", "WAT"),
        ("samples", "dotted-dates", "2026-03-21", "21.03.2026"),
        ("samples", "micrograms", "3.08", "3080"),
        ("samples", "mark", "3.08", "3.08\tok"),
        ("tasks", "levels", "normal", "P2"),
        ("tasks", "dates-in-words", "2026-04-17", "17 April 2026"),
        ("tasks", "hours", "| 40 |", "| 0:40 |"),
        ("tasks", "effort", "| 40 |", "| 40 | long |"),
        ("library", "given-first", "Kestrelby, Jon", "Jon Kestrelby"),
        ("library", "language-codes", "english", "en"),
        ("library", "leaves", "pages = {226}", "leaves = {113}"),
        ("library", "stock", "english}", "english},\n  keywords = {backlist}"),
    ],
)
def test_an_edit_changes_what_it_names_and_nothing_else(name, pair, before, after):
    example = document(name).examples[0]
    right = example.replace(before, after, 1)
    assert document(name).pair(pair).forward.on_record(example) == right
    assert document(name).pair(pair).backward.on_record(right) == example


@pytest.mark.parametrize(
    ("name", "pair", "field", "values"),
    [
        ("expenses", "size", "amount", {"99.99": "SMALL", "100.00": "LARGE"}),
        ("inventory", "reorder-flag", "count", {"19": "true", "20": "false"}),
        ("services", "tls", "port", {"443": "yes", "8443": "yes", "4430": "no"}),
        ("samples", "mark", "nitrate", {"10.00": "ok", "10.01": "over"}),
        ("library", "stock", "year", {"1999": "backlist", "2000": "recent"}),
        ("tasks", "effort", "minutes", {"30": "quick", "31": "long"}),
    ],
)
def test_a_tag_follows_its_rule_at_the_edge(name, pair, field, values):
    fields = document(name).layout.parse(document(name).examples[0])
    for value, tag in values.items():
        tagged = document(name).pair(pair).forward.apply({**fields, field: value})
        assert [v for k, v in tagged.items() if k not in fields] == [tag]


@pytest.mark.parametrize(
    ("name", "pair", "before", "after"),
    [
        ("expenses", "double", "53.20", "53.21"),
        ("services", "milliseconds", "20000", "20001"),
        ("samples", "micrograms", "3080", "3081"),
        ("subtitles", "later", "00:03:40,040", "00:00:10,040"),
    ],
)
def test_a_value_that_cannot_be_taken_back_is_an_error(name, pair, before, after):
    backward = document(name).pair(pair).backward
    record = document(name).pair(pair).forward.on_record(document(name).examples[0])
    record = record.replace("106.40", "53.20").replace(before, after)
    with pytest.raises(RecordError):
        backward.on_record(record)


@each_document
def test_a_document_travels_to_another_process(document):
    copy = pickle.loads(pickle.dumps(document))
    for pair, same_pair in zip(copy.pairs, document.pairs, strict=True):
        assert pair.forward.on_document(copy.text) == same_pair.forward.on_document(document.text)


def _values(file, text):
    """Rows of values, as a parser of the format that is not ours reads them."""
    ending = file.rpartition(".")[2]
    if ending == "csv":
        return [list(row.values()) for row in csv.DictReader(io.StringIO(text))]
    if ending == "tsv":
        return [list(row.values()) for row in csv.DictReader(io.StringIO(text), delimiter="\t")]
    if ending == "json":
        return [list(item.values()) for item in json.loads(text, parse_float=str)]
    if ending == "jsonl":
        return [list(json.loads(line, parse_float=str).values()) for line in text.splitlines()]
    if ending == "ini":
        parser = configparser.ConfigParser()
        parser.read_string(text)
        return [[name, *parser[name].values()] for name in parser.sections()]
    if ending == "yaml":
        data = YAML(typ="safe", pure=True).load(text)
        items = data.items() if isinstance(data, dict) else [(None, item) for item in data]
        return [[*([name] if name else []), *item.values()] for name, item in items]
    return None


PARSED = [
    pytest.param(d, e, id=f"{d.name}-{p.name}-{e.target.file}")
    for d, p, e in EDITS
    if e.target.file.rpartition(".")[2] in {"csv", "tsv", "json", "jsonl", "ini", "yaml"}
]


@pytest.mark.parametrize(("document", "edit"), PARSED)
def test_the_documents_are_what_their_endings_say(document, edit):
    there = next(p.forward for p in document.pairs if edit in (p.forward, p.backward))
    text = document.text if edit is not there else there.on_document(document.text)
    rows = _values(edit.target.file, text)
    assert rows is not None
    records = edit.target.split(text)
    assert len(rows) == len(records)
    for row, record in zip(rows, records, strict=True):
        assert all(str(value).replace("True", "true").replace("False", "false") in record for value in row)


FALSE_ALARMS = {
    "contacts-lines": "the 4.0 of VERSION:4.0, which only vCards need, counts as a lost number",
    "contacts-csv": "the 4.0 of VERSION:4.0, which only vCards need, counts as a lost number",
    "contacts-birthdays": "19840709 under BDAY is read as a number and not as a date",
    "subtitles-script": "the number of a subtitle is lost when it stands as `1.` at the start of a line",
}
"""Right results that the checks call wrong; what is mended there fails here until its line is removed."""


@pytest.mark.parametrize(
    ("document", "pair"),
    [
        pytest.param(
            d,
            p,
            id=f"{d.name}-{p.name}",
            marks=[pytest.mark.xfail(reason=FALSE_ALARMS[name])]
            if (name := f"{d.name}-{p.name}") in FALSE_ALARMS
            else [],
        )
        for d, p in PAIRS
    ],
)
def test_the_right_result_does_not_break_its_contract(document, pair):
    there = pair.forward.on_document(document.text)
    for edit, before, after in ((pair.forward, document.text, there), (pair.backward, there, document.text)):
        verdict = check(
            HandOff.of(
                {edit.source.file: before},
                {edit.target.file: after},
                instruction=edit.instruction,
                contract=edit.contract,
            )
        )
        assert verdict.outcome != "fail", verdict.findings[:3]


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(InputError, match=r"no document 'invoices'; one of expenses, inventory"):
        document("invoices")
    with pytest.raises(InputError, match=r"expenses has no edit pair 'triple'; one of copy, lines"):
        document("expenses").pair("triple")
