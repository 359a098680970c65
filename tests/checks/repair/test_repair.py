"""What deviates from a contract is put right, and nothing else is touched."""

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdtrue.checks import Artifact, ContractError, HandOff, check
from holdtrue.checks.repair import repair, repairing

FIELDS = ("no", "town", "price", "note")
TOWNS = ("Aarhus", "Bergen", "Cork, old port", "Dunkerque", 'Elm "the" Oak', "Føroyar", "Gent")
NOTES = ("paid", "open since May", "", "ask Ida")

Row = dict[str, str]


def rows_of(draw):
    count = draw(st.integers(4, 9))
    return [
        {
            "no": f"K-{100 + 7 * index}",
            "town": draw(st.sampled_from(TOWNS)),
            "price": f"{draw(st.integers(1000, 99999))}",
            "note": draw(st.sampled_from(NOTES)),
        }
        for index in range(count)
    ]


def as_csv(rows, fields=FIELDS):
    out = io.StringIO()
    writer = csv.DictWriter(out, fields, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def as_json(rows, fields=FIELDS):
    plain = [{name: int(row[name]) if name == "price" else row[name] for name in fields} for row in rows]
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


WRITERS = {"list.csv": as_csv, "list.json": as_json}


def doubled(row):
    return {**row, "price": str(int(Decimal(row["price"]) * 2))}


EDITS = {
    "allow(layout)": lambda rows: rows,
    "only(field note)": lambda rows: [{**row, "note": row["note"] + "!"} for row in rows],
    "reorder(by=-price)": lambda rows: sorted(rows, key=lambda row: -int(row["price"])),
    "rename({Bergen: Bjørgvin}, at=field town)": lambda rows: [
        {**row, "town": row["town"].replace("Bergen", "Bjørgvin")} for row in rows
    ],
    "filter(price > 30000)": lambda rows: [row for row in rows if int(row["price"]) > 30000],
    "scale(price, 2)": lambda rows: [doubled(row) for row in rows],
    'delete(where=no == "K-107")': lambda rows: [row for row in rows if row["no"] != "K-107"],
    'set(note, "checked", where=no == "K-100")': lambda rows: [
        {**row, "note": "checked"} if row["no"] == "K-100" else row for row in rows
    ],
}


def damage(draw, rows, *, lossy):
    """One thing that goes wrong: a value, a row that is lost or comes twice, two that change places."""
    rows = [dict(row) for row in rows]
    kind = draw(st.sampled_from(["digit", "value", "twice", "swapped", *(["lost"] if lossy else [])]))
    place = draw(st.integers(0, len(rows) - 1))
    if kind == "digit":
        price = rows[place]["price"]
        rows[place]["price"] = price[:-1] + str((int(price[-1]) + 3) % 10)
    elif kind == "value":
        rows[place]["town"] = "Ypres"
    elif kind == "lost":
        del rows[place]
    elif kind == "twice":
        rows.insert(place, dict(rows[place]))
    else:
        other = (place + 1) % len(rows)
        rows[place], rows[other] = rows[other], rows[place]
    return rows


@st.composite
def damaged(draw):
    """A contract, a document, what should have come, and what came."""
    contract = draw(st.sampled_from(sorted(EDITS)))
    name = draw(st.sampled_from(sorted(WRITERS)))
    rows = rows_of(draw)
    right = EDITS[contract](rows)
    if len(right) < 3 or (right == rows and contract != "allow(layout)"):
        right = rows
        contract = "allow(layout)"
    # What the contract leaves open is nowhere to be found once its row is lost.
    wrong = damage(draw, right, lossy=not contract.startswith("only"))
    return contract, name, WRITERS[name](rows), WRITERS[name](right), WRITERS[name](wrong)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_one_thing_that_went_wrong_is_restored_exactly(case):
    contract, name, before, right, wrong = case
    assert check(HandOff.of({name: before}, {name: right}, contract=contract)).outcome == "pass"

    handoff = HandOff.of({name: before}, {name: wrong}, contract=contract)
    if check(handoff).outcome == "pass":  # a row and its like have changed places
        return
    repaired = repair(handoff)

    assert repaired is not None
    assert dict(repaired) == {name: right}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_what_nothing_is_wrong_with_is_left_alone(case):
    contract, name, before, right, _ = case

    assert repair(HandOff.of({name: before}, {name: right}, contract=contract)) is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged(), st.sampled_from(["", "Change the notes."]))
def test_a_repair_never_makes_it_worse(case, instruction):
    _, name, before, _, wrong = case
    handoff = HandOff.of({name: before}, {name: wrong}, instruction=instruction)
    first = check(handoff)
    found = repairing(handoff, first)

    if found is not None:
        assert len(found.verdict.findings) < len(first.findings)


LETTER = """# Letting

## 1. Terms
The house is let from 3 May 2024 for 11,400 a year.
It must not be sublet.

## 2. Garden
The garden belongs to the house.
Its hedge is cut in March.

## 3. Keys
Ida Holm keeps two keys.
"""


@pytest.mark.parametrize(
    ("contract", "right", "wrong"),
    [
        (
            'rename({"Ida Holm": "Ada Holm"})',
            LETTER.replace("Ida", "Ada"),
            LETTER.replace("Ida", "Ada").replace("not ", ""),
        ),
        (
            'insert(text="Pets are welcome.\\n", after=line "sublet")',
            LETTER.replace("sublet.\n", "sublet.\nPets are welcome.\n"),
            LETTER.replace("sublet.\n", "sublet.\nPets are welcome.\n").replace(
                "Its hedge is cut in March.\n", ""
            ),
        ),
        (
            "delete(at=section 2)",
            LETTER[: LETTER.index("## 2")] + LETTER[LETTER.index("## 3") :],
            (LETTER[: LETTER.index("## 2")] + LETTER[LETTER.index("## 3") :]).replace("11,400", "14,100"),
        ),
        (
            'annotate(text=" (checked)", at=line "keys", side=end)',
            LETTER.replace("two keys.", "two keys. (checked)"),
            LETTER.replace("two keys.", "two keys. (checked)").replace("3 May", "5 May"),
        ),
        (
            'rewrite(at=paragraph "## 3. Keys")',
            LETTER.replace("Ida Holm keeps two keys.", "There are two keys, both with Ida Holm."),
            LETTER.replace("Ida Holm keeps two keys.", "There are two keys, both with Ida Holm.").replace(
                "It must not be sublet.\n", ""
            ),
        ),
    ],
)
def test_text_keeps_the_change_that_was_asked_for(contract, right, wrong):
    repaired = repair(HandOff.of({"let.md": LETTER}, {"let.md": wrong}, contract=contract))

    assert repaired is not None
    assert dict(repaired) == {"let.md": right}


def test_the_layout_of_what_came_stays():
    before = '[{"id": 1, "name": "Ann", "sum": 10}, {"id": 2, "name": "Bo", "sum": 20}, {"id": 3, "name": "Cy", "sum": 30}]'
    right = json.dumps(json.loads(before.replace("Bo", "Bob")), indent=4)
    wrong = right.replace("30", "31")
    repaired = repair(HandOff.of({"a.json": before}, {"a.json": wrong}, contract="rename({Bo: Bob})"))

    assert repaired is not None
    assert repaired.files["a.json"] == right


def test_a_line_is_put_back_with_the_bullet_of_the_others():
    before = "# Buy\n\n- 2 kg pears\n- 40 eggs\n- salt\n"
    right = before.replace("- ", "* ").replace("pears", "plums")
    for wrong in (right.replace("40", "14"), right.replace("* 40 eggs\n", "")):
        repaired = repair(HandOff.of({"b.md": before}, {"b.md": wrong}, contract="rename({pears: plums})"))
        assert repaired is not None
        assert repaired.files["b.md"] == right


def test_a_lost_row_of_another_format_is_written_like_the_others():
    before = "no;town;rent\n1;Aarhus;100.5\n2;Bergen;20\n3;Gent;7\n"
    contract = 'convert(to=list.md, fields={No: no, Town: town, Rent: "rent * 2"})'
    right = "| No | Town | Rent |\n|---|---|---|\n| 1 | Aarhus | 201.00 |\n| 2 | Bergen | 40.00 |\n| 3 | Gent | 14.00 |\n"
    wrong = right.replace("| 2 | Bergen | 40.00 |\n", "")
    repaired = repair(HandOff.of({"list.csv": before}, {"list.md": wrong}, contract=contract))

    assert repaired is not None
    assert repaired.files["list.md"] == right


def test_a_file_that_is_missing_comes_back():
    before = {"all.csv": "no,kind\n1,a\n2,b\n3,a\n"}
    right = {"a.csv": "no,kind\n1,a\n3,a\n", "b.csv": "no,kind\n2,b\n"}
    wrong = {"a.csv": right["a.csv"]}
    repaired = repair(HandOff.of(before, wrong, contract='split(kind, "{}.csv")'))

    # what is written nowhere but in the name of a file needs that file's name: the value is known, so it is
    assert repaired is not None
    assert dict(repaired) == right


def test_what_is_wrong_in_free_text_is_left():
    wrong = LETTER.replace("Ida Holm keeps two keys.", "Ida Holm keeps two keys and a 14 kg dog.")
    handoff = HandOff.of(
        {"let.md": LETTER}, {"let.md": wrong}, contract='rewrite(at=line "Ida Holm", keep=numbers)'
    )

    assert check(handoff).outcome != "pass"
    assert repair(handoff) is None


def test_what_can_be_put_right_is_where_something_else_cannot():
    wrong = LETTER.replace("two keys", "nine keys, 12 of them new").replace("11,400", "14,100")
    contract = 'rewrite(at=line "Ida Holm", keep=["two"])'
    found = repairing(HandOff.of({"let.md": LETTER}, {"let.md": wrong}, contract=contract))

    assert found is not None
    assert not found.whole
    assert found.artifact.files["let.md"] == wrong.replace("14,100", "11,400")


def test_courtesy_and_a_fence_around_a_document_stay():
    right = LETTER.replace("Ida", "Ada")
    wrong = "Here is the letter:\n\n```\n" + right.replace("two keys", "ten keys") + "```\n"
    repaired = repair(HandOff.of({"let.md": LETTER}, {"let.md": wrong}, contract="rename({Ida: Ada})"))

    assert repaired is not None
    assert repaired.files["let.md"] == "Here is the letter:\n\n```\n" + right + "```\n"


def test_a_contract_that_does_not_fit_is_told():
    with pytest.raises(ContractError, match="prize"):
        repair(HandOff.of({"a.csv": "price\n1\n"}, {"a.csv": "price\n2\n"}, contract="scale(prize, 2)"))


@pytest.mark.parametrize("after", ["", "\n", "```\n```", '{"', "[" * 3000, "\x00\ufeff", "a,b\n" * 5000])
@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.md", "a.yaml"])
def test_nothing_that_comes_crashes_it(name, after):
    before = {"a.csv": "a,b\n1,2\n3,4\n", "a.json": '[{"a": 1}]', "a.md": "# a\n\nb\n", "a.yaml": "a: 1\n"}[
        name
    ]
    repaired = repair(HandOff.of({name: before}, {name: after}, contract="allow(layout)"))

    assert repaired is None or isinstance(repaired, Artifact)


def test_a_comment_comes_back_on_the_line_of_its_row():
    rows = "".join(f"  <tr><td>{n}</td><td>{n * 7}</td></tr>{{{n}}}\n" for n in range(1, 6))
    page = "<table>\n" + rows + "</table>\n"
    full = page.format("", "", "", "<!-- yes -->", "", "")
    came = page.format("", "", "", "", "", "").replace("<td>14</td>", "<td>15</td>")
    fixed = repair(
        HandOff.of({"t.html": full}, {"t.html": came}, contract='set(at=\'text "<td>14<"\', value="<td>15<")')
    )
    assert fixed is not None
    assert fixed.files["t.html"] == full.replace("<td>14</td>", "<td>15</td>")
