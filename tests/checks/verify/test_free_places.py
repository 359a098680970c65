"""Free places: what fills them, what stands around them, and several of them in one line, value or document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks import HandOff, check
from holdtrue.checks.verify.template import fill


def judged(contract, before, after, instruction=""):
    as_files = lambda side: side if isinstance(side, dict) else {"file.txt": side}  # noqa: E731
    return check(HandOff.of(as_files(before), as_files(after), instruction=instruction, contract=contract))


def passes(*args, **names):
    verdict = judged(*args, **names)
    assert verdict.outcome == "pass", verdict.findings


def fails(*args, saying="", **names):
    verdict = judged(*args, **names)
    assert any(saying in finding.message for finding in verdict.findings), verdict.findings
    assert verdict.outcome != "pass"


GUIDE = {"guide.md": "# Guide\n\nOpen the lid.\n\n\n## Care\n\nKeep it dry.\n"}


@pytest.mark.parametrize("blank", ["\n{}\n\n", "{}\n\n\n", "\n\n{}\n"])
def test_what_is_inserted_may_stand_on_either_side_of_blank_lines(blank):
    contract = 'insert(before=\'line "## Care"\', states="20 kg")'
    after = GUIDE["guide.md"].replace("lid.\n\n\n", "lid.\n" + blank.format("Never load more than 20 kg."))
    passes(contract, GUIDE, {"guide.md": after})
    fails(contract, GUIDE, {"guide.md": after.replace("20 kg", "25 kg")}, saying="20 kg")


def test_a_line_may_follow_the_last_one_inside_a_text_of_a_program():
    code = {"walk.py": '"""Walks.\n\n1.2 faster\n"""\n\nSTEPS = {"a": 4, "b": 7}\n'}
    contract = 'insert(after=\'line "1.2 faster"\', states="1.3")'
    passes(contract, code, {"walk.py": code["walk.py"].replace("faster\n", "faster\n1.3 safer\n")})
    wrong = code["walk.py"].replace("faster\n", "faster\n1.3 safer\n").replace("7", "9")
    fails(contract, code, {"walk.py": wrong}, saying="9")


def test_two_free_places_of_one_line_are_judged_apart():
    before = "Paint the fence in 3 days, the gate in 5 days, and call.\n"
    contract = "rewrite(at='text \"the fence in 3 days\"', keep=numbers) & rewrite(at='text \"the gate in 5 days\"', keep=numbers)"
    passes(contract, before, "Paint all of it within 3 days, its gate within 5 days, and call.\n")
    fails(contract, before, "Paint all of it within 5 days, its gate within 3 days, and call.\n", saying='"3')
    fails(
        contract,
        before,
        "Paint all of it within 3 days; its gate within 5 days, do not call.\n",
        saying="free text",
    )


def test_two_free_places_of_one_value():
    before = {"pets.csv": "id,note,age\n1,cat (7 kg) and dog (30 kg),4\n2,none,5\n"}
    contract = (
        "rewrite(at='text \"cat (7 kg)\"', keep=numbers) & rewrite(at='text \"dog (30 kg)\"', keep=numbers)"
    )
    passes(contract, before, {"pets.csv": "id,note,age\n1,a cat of 7 kg and a dog of 30 kg,4\n2,none,5\n"})
    fails(contract, before, {"pets.csv": "id,note,age\n1,a cat of 30 kg and a dog of 7 kg,4\n2,none,5\n"})


def test_records_come_into_the_gap_that_they_are_for():
    before = {"log.jsonl": '{"a": 1, "t": "on"}\n{"a": 2, "t": "off"}\n{"a": 3, "t": "on"}\n'}
    contract = "insert(after='record a == 1', states=\"31\") & insert(after='record a == 3', states=\"57\")"
    lines = before["log.jsonl"].splitlines(keepends=True)
    first, second = '{"a": 31, "t": "x"}\n', '{"a": 57, "t": "y"}\n'
    passes(contract, before, {"log.jsonl": lines[0] + first + lines[1] + lines[2] + second})
    fails(contract, before, {"log.jsonl": lines[0] + second + lines[1] + lines[2] + first})


def test_a_translation_that_is_wrapped_otherwise_is_judged_as_a_whole():
    before = "Notes\n\nThe kiln ran at 60 degrees for 12 hours and lost\n35 percent of its load. % ask Ida\n\nEnd\n"
    contract = 'translate(German, at=\'from "The kiln" to "\\n\\nEnd"\', but=\'text "% ask Ida"\')'
    after = "Notes\n\nDer Ofen lief zwölf, genau 12 Stunden\nbei 60 Grad\nund verlor dabei 35 Prozent\nder Ladung. % ask Ida\n\nEnd\n"
    passes(contract, before, after)
    fails(contract, before, after.replace("35", "53"), saying="35")
    fails(contract, before, after.replace("% ask Ida", "% frag Ida"), saying="ask Ida")


def test_a_value_whose_bounds_move_with_what_fills_it():
    before = {"s.sql": "CREATE TABLE t (\n  a INTEGER NOT NULL,\n  b TEXT\n);\n"}
    contract = "rewrite(at='text \"INTEGER\"', keep=[], add='DECIMAL(10,2)')"
    passes(contract, before, {"s.sql": before["s.sql"].replace("INTEGER", "DECIMAL(10,2)")})
    fails(contract, before, {"s.sql": before["s.sql"].replace("INTEGER NOT NULL", "DECIMAL(10,2)")})


def test_a_file_of_a_split_that_has_the_name_of_the_source():
    before = {"all.py": "A = 1\nB = 2\n\n\ndef run():\n    return A\n"}
    contract = {"split": {"files": {"consts.py": 'from "A = 1" to "def run"', "all.py": 'from "def run"'}}}
    after = {"consts.py": "A = 1\nB = 2\n", "all.py": "def run():\n    return A\n"}
    passes({"clauses": [contract]}, before, after)
    fails({"clauses": [contract]}, before, {**after, "all.py": "def run():\n    return B\n"})


@given(
    st.lists(st.text("abc ", min_size=1, max_size=6).filter(str.strip), min_size=2, max_size=4),
    st.lists(st.text("xyz ", max_size=8), min_size=1, max_size=3),
)
def test_a_filled_template_gives_back_what_was_put_in(fixed, put_in):
    parts, text, number = [fixed[0]], fixed[0], 0
    for one, between in zip(fixed[1:], put_in, strict=False):
        parts += [number, one]
        text += between + one
        number += 1
    filled = fill(parts, text, list(range(number)))
    assert not filled.broken
    found = [text[hole.start : hole.end] for hole in filled.holes]
    assert ["".join(one.split()) for one in found] == ["".join(one.split()) for one in put_in[:number]]


def test_fixed_text_that_is_gone_is_told():
    assert fill(["from ", 0, " to ", 1, "."], "from A until B.", [0, 1]).broken.strip() == "to"
    assert fill(["from ", 0], "off A", [0]).broken.strip() == "from"
