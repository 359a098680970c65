"""Formats, records and files."""

from __future__ import annotations

import pytest

from holdtrue.checks import HandOff, check

BROKEN = {
    "a.json": ('{"a": 1, "b": 2}\n', '{"a": 1,\n "b" 2}\n', 2),
    "a.jsonl": ('{"a": 1}\n{"a": 2}\n', '{"a": 1}\n{"a": 2,}\n', 2),
    "a.csv": ('a,b\n"x",1\n', 'a,b\n"x,1\n', 2),
    "a.yaml": ("a: 1\nb: 2\n", "a: 1\nb: [2\n", 3),
    "a.toml": ("a = 1\nb = 2\n", "a = 1\nb 2\n", 2),
    "a.ini": ("[s]\na = 1\n", "a = 1\n[s]\n", 1),
    "a.gpx": ("<g>\n<a/></g>", "<g>\n<a></g>", 2),
    "a.html": ("<div>\n<b>x</b></div>", "<div>\n<b>x</div>", 2),
    "a.py": ("def f():\n    return 1\n", "def f():\nreturn 1\n", 2),
    "note": ('{"a": 1}', '{"a": 1 "b": 2}', 1),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("contract", ["preserve", "compress", None])
def test_a_side_that_does_not_parse_is_a_finding(name, contract):
    sound, broken, line = BROKEN[name]
    assert check(HandOff.of({name: sound}, {name: sound}, contract=contract)).findings == ()
    came = [
        f
        for f in check(HandOff.of({name: sound}, {name: broken}, contract=contract)).findings
        if f.family == "structure"
    ]
    assert [(f.kind, f.standing) for f in came] == [("structure.unparsable", "forbidden")]
    assert (
        f"line {min(line, broken.count(chr(10)) or 1)}" in came[0].message
        or f"line {line}" in came[0].message
    )
    given = check(HandOff.of({name: broken}, {name: sound})).findings
    assert [f.standing for f in given if f.kind == "structure.unparsable"] == ["unexplained"]


def test_the_same_broken_document_on_both_sides_is_no_pass():
    verdict = check(HandOff.of({"a.json": "{"}, {"a.json": "{"}, contract="preserve"))
    assert verdict.outcome == "fail"
    assert len(verdict.findings) == 2


def test_entities_are_refused_not_expanded():
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert check(HandOff.of({"a.xml": bomb}, {"a.xml": bomb})).outcome == "fail"


def test_deep_nesting_is_a_finding_not_a_crash():
    for name in ("a.json", "a.yaml", "a.py", "a.toml"):
        text = ("a = " if name == "a.toml" else "") + "[" * 20_000
        verdict = check(HandOff.of({name: text}, {name: text}))
        assert {finding.kind for finding in verdict.findings} == {"structure.unparsable"}


def test_a_lost_record_and_a_ragged_row():
    table = "id,name\n1,ann\n2,bob\n3,cem\n"
    lost = check(HandOff.of({"a.csv": table}, {"a.csv": table.replace("2,bob\n", "")}, contract="transform"))
    assert any(
        f.message == "3 records went in and 2 came out" and f.standing == "forbidden" for f in lost.findings
    )
    ragged = check(
        HandOff.of({"a.csv": table}, {"a.csv": table.replace("2,bob", "2,bob,")}, contract="derive")
    )
    assert [(f.kind, f.after.line) for f in ragged.findings] == [("structure.ragged", 3)]


def test_files_that_went_and_came():
    verdict = check(HandOff.of({"a": "x", "b": "y"}, {"a": "x", "c": "y"}, contract="preserve"))
    assert {finding.kind for finding in verdict.findings} == {"structure.file_lost", "structure.file_added"}


TREES = {
    "a.json": ('{"anna": {"town": "Ghent"},\n"bernd": {"town": "Bonn"}}', ',\n"bernd": {"town": "Bonn"}'),
    "b.json": ('{"t": "x", "l": {"m": [{"n": "a"}, {"n": "b"}]}}', ', {"n": "b"}'),
    "a.yaml": ("anna:\n  town: Ghent\nbernd:\n  town: Bonn\n", "bernd:\n  town: Bonn\n"),
    "a.toml": ('[p.anna]\ntown = "Ghent"\n[p.bernd]\ntown = "Bonn"\n', '[p.bernd]\ntown = "Bonn"\n'),
    "a.html": ("<ul><li>Milk</li><li>Bread</li></ul>", "<li>Bread</li>"),
    "a.xml": ("<g><l><i>Milk</i><i>Tea</i><i>Bread</i></l></g>", "<i>Bread</i>"),
}


@pytest.mark.parametrize("name", TREES)
def test_a_record_inside_a_tree_that_went_or_came(name):
    whole, record = TREES[name]
    part = whole.replace(record, "")
    for before, after, modes in ((whole, part, ("transform",)), (part, whole, ("transform", "derive"))):
        for mode in modes:
            verdict = check(HandOff.of({name: before}, {name: after}, contract=mode))
            assert "structure.record_count" in {finding.kind for finding in verdict.findings}
    verdict = check(HandOff.of({name: whole}, {name: part}, contract="derive"))
    assert "structure.record_count" not in {finding.kind for finding in verdict.findings}


def test_aliases_of_yaml_count_once():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{c}: &{c} [*{p}, *{p}]\n"
        for p, c in zip("abcdefghijklmnopqrstuvw", "bcdefghijklmnopqrstuvwx", strict=True)
    )
    assert check(HandOff.of({"a.yaml": bomb}, {"a.yaml": bomb})).outcome == "pass"


def test_a_file_that_did_not_arrive_loses_its_records():
    both = {"a.txt": "Milk and bread\n", "b.txt": "Two pounds of tea\n"}
    verdict = check(HandOff.of(both, {"a.txt": both["a.txt"]}, contract="transform"))
    assert ("structure.file_lost", "forbidden") in {(f.kind, f.standing) for f in verdict.findings}
    came = check(HandOff.of(both, {**both, "c.txt": "Sugar\n"}, contract="transform"))
    assert {(f.kind, f.standing) for f in came.findings} >= {("structure.file_added", "unexplained")}
    merged = check(HandOff.of(both, {"a.txt": "".join(both.values())}, contract="transform"))
    assert "structure.file_lost" not in {f.kind for f in merged.findings}
    split = check(HandOff.of({"all.txt": "".join(both.values())}, both, contract="transform"))
    assert split.outcome == "pass"
