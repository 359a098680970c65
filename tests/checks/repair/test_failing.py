"""What must be done again is the record that a finding lies in, in whatever format it is written."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtrue.checks import HandOff, check
from holdtrue.checks.repair.failing import failing_records

WORDS = ("alder", "birch", "cedar", "dogwood", "elm", "fir", "gorse", "hazel")


def rows(count: int) -> list[dict[str, object]]:
    return [
        {"id": f"T-{n:03d}", "tree": WORDS[n % 8], "height": 100 + 7 * n, "note": f"by path {n}"}
        for n in range(count)
    ]


def as_csv(data: list[dict[str, object]]) -> str:
    lines = [
        ",".join(f'"{value}"' if key == "note" else str(value) for key, value in row.items()) for row in data
    ]
    return "id,tree,height,note\n" + "\n".join(lines) + "\n"


def as_json(data: list[dict[str, object]]) -> str:
    return json.dumps(data, indent=2) + "\n"


def as_yaml(data: list[dict[str, object]]) -> str:
    return "".join("- " + "\n  ".join(f"{key}: {value}" for key, value in row.items()) + "\n" for row in data)


def as_ini(data: list[dict[str, object]]) -> str:
    return "\n".join(
        f"[{row['id']}]\n" + "".join(f"{key} = {value}\n" for key, value in row.items() if key != "id")
        for row in data
    )


FORMATS = {"csv": as_csv, "json": as_json, "yaml": as_yaml, "ini": as_ini}


@pytest.mark.parametrize("format_", FORMATS)
@given(
    count=st.integers(3, 12),
    data=st.data(),
)
@settings(max_examples=25, deadline=None)
def test_one_changed_value_is_one_record_to_do_again(format_: str, count: int, data: st.DataObject) -> None:
    wrong, write = data.draw(st.integers(0, count - 1)), FORMATS[format_]
    right = rows(count)
    came = [dict(row) for row in right]
    came[wrong]["height"] = 9000 + wrong
    name = f"trees.{format_}"
    handoff = HandOff.of({name: write(right)}, {name: write(came)}, contract="preserve")

    [(before, after)] = failing_records(handoff, check(handoff))

    for value in ("tree", "height", "note"):
        assert str(right[wrong][value]) in before.text
        assert str(came[wrong][value]) in after.text
    others = [row for index, row in enumerate(came) if index != wrong]
    assert not any(str(row["note"]) + "\n" in after.text + "\n" for row in others)
    assert write(came)[: after.start] + before.text + write(came)[after.end :] == write(right)


def test_a_record_over_several_lines_is_done_as_one() -> None:
    before = 'id,text\n1,"one\ntwo"\n2,"three\nfour"\n3,"five\nsix"\n'
    handoff = HandOff.of({"t.csv": before}, {"t.csv": before.replace("four", "for")}, contract="preserve")
    [(was, came)] = failing_records(handoff, check(handoff))
    assert (was.text, came.text) == ('2,"three\nfour"', '2,"three\nfor"')


def test_a_paragraph_is_done_again() -> None:
    paragraphs = [
        f"Clause {n}. The tenant of flat {n} pays {n}00 EUR before the third day of each month."
        for n in range(1, 6)
    ]
    before = "\n\n".join(paragraphs) + "\n"
    handoff = HandOff.of(before, before.replace("400 EUR", "440 EUR"), contract="preserve")
    [(was, came)] = failing_records(handoff, check(handoff))
    assert was.text == paragraphs[3]
    assert came.text == paragraphs[3].replace("400 EUR", "440 EUR")


def test_lines_stand_for_records_where_a_text_has_none() -> None:
    before = "a: 1\nb: 22\nc: 333\nd: 4444\n"
    handoff = HandOff.of(before, before.replace("22", "23"), contract="preserve")
    [(was, came)] = failing_records(handoff, check(handoff))
    assert (was.text, came.text) == ("b: 22", "b: 23")


@pytest.mark.parametrize("lost", [0, 2, 4])
def test_what_is_missing_takes_the_whole(lost: int) -> None:
    right = rows(5)
    came = [row for index, row in enumerate(right) if index != lost]
    handoff = HandOff.of({"t.csv": as_csv(right)}, {"t.csv": as_csv(came)}, contract="preserve")
    assert failing_records(handoff, check(handoff)) == []


def test_a_single_record_is_no_part_of_its_document() -> None:
    before = '{\n  "a": 1,\n  "b": 2\n}\n'
    handoff = HandOff.of({"t.json": before}, {"t.json": before.replace("2", "3")}, contract="preserve")
    assert failing_records(handoff, check(handoff)) == []


def test_of_what_holds_nothing_is_done_again() -> None:
    handoff = HandOff.of("one\ntwo\n", "one\ntwo\n", contract="preserve")
    assert failing_records(handoff, check(handoff)) == []
