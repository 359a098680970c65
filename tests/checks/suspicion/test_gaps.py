"""What went together with a record or a value that is gone."""

from holdtrue.checks import HandOff, check
from holdtrue.checks.reading import Reading
from holdtrue.checks.suspicion.weigh import numbers

HEAD = "boat,owner,berth,length\n"
ROWS = [f"Boat {name},{owner},B{k:02},{6 + k / 4}\n" for k, (name, owner) in enumerate(
    [("Alk", "Ines"), ("Brent", "Otto"), ("Curlew", "Pia"), ("Dunlin", "Raul"), ("Eider", "Sven"), ("Fulmar", "Tove")]
)]  # fmt: skip


def gone(before: str, after: str, sort: str = "lost") -> list[dict[str, float]]:
    """The numbers of the differences of one sort."""
    reading = Reading(
        HandOff.of({"boats.csv": before}, {"boats.csv": after}, instruction="Sort out the berths.")
    )
    found = numbers(
        reading.handoff.instruction,
        [page.document for page in reading.before],
        [page.document for page in reading.after],
        [],
    )
    return [dict(row) for suspect, row in found if suspect.sort == sort]


def test_a_record_out_of_the_middle_closes_up():
    (row,) = gone(HEAD + "".join(ROWS), HEAD + "".join(ROWS[:2] + ROWS[3:]))
    assert (row["gap_closed"], row["gap_ends"], row["gap_opens"], row["gap_alike"]) == (1.0, 0.0, 0.0, 0.0)


def test_the_end_of_a_file_is_one_gap():
    rows = gone(HEAD + "".join(ROWS), HEAD + "".join(ROWS[:3]))
    assert len(rows) == 3
    assert {row["gap_ends"] for row in rows} == {1.0}
    assert len({row["gap_records"] for row in rows}) == 1
    assert {row["gap_alike"] for row in rows} == {0.0}


def test_every_other_record_is_as_many_gaps_alike():
    rows = gone(HEAD + "".join(ROWS), HEAD + "".join(ROWS[::2]))
    assert all(row["gap_alike"] > 0 for row in rows)
    assert sum(row["gap_ends"] for row in rows) == 1.0


def test_a_value_that_is_gone_from_one_record_only():
    before = [
        {"boat": "Alk", "berth": "B1"},
        {"boat": "Brent", "berth": "B2"},
        {"boat": "Curlew", "berth": "B3"},
    ]
    lines = ["\n".join(f"- boat: {r['boat']}\n  berth: {r['berth']}" for r in before)]
    after = lines[0].replace("\n  berth: B3", "")
    reading = Reading(HandOff.of({"b.yaml": lines[0]}, {"b.yaml": after}, instruction="Copy the list."))
    found = numbers(
        "Copy the list.", [p.document for p in reading.before], [p.document for p in reading.after], []
    )
    (row,) = [row for suspect, row in found if "gone_share" in row]
    assert row["gone_share"] < 0.5
    assert (row["gone_last"], row["gone_tail"]) == (1.0, 1.0)


def test_what_was_left_out_with_a_remark_scores_as_damage_whatever_else_is_right():
    long = HEAD + "".join(f"Boat {k},Ines,B{k:03},{k / 4}\n" for k in range(200))
    cut = "\n".join([*long.splitlines()[:190], "... (remaining rows unchanged) ..."])
    verdict = check(
        HandOff.of(
            {"boats.csv": long}, {"boats.csv": cut}, instruction="List the boats by length, longest first."
        )
    )
    assert verdict.outcome == "fail"
    assert verdict.score < 0.05
