"""What would make a difference right: it was said in another form, it follows from others, it comes from somewhere."""

from __future__ import annotations

from collections.abc import Mapping

from holdtrue.checks import HandOff
from holdtrue.checks.reading import Reading
from holdtrue.checks.suspicion.suspects import Suspect
from holdtrue.checks.suspicion.weigh import numbers


def _numbers(
    before: str, after: str, asked: str, name: str = "l.csv"
) -> list[tuple[Suspect, Mapping[str, float]]]:
    reading = Reading(HandOff.of({name: before}, {name: after}, instruction=asked))
    pages = [page.document for page in reading.before], [page.document for page in reading.after]
    return numbers(asked, *pages, [])


def _of(found: list[tuple[Suspect, Mapping[str, float]]], word: str) -> Mapping[str, float]:
    """The numbers of the difference that brought a word."""
    return next(row for s, row in found if s.sort in ("edit", "novel") and word in [t.text for t in s.new])


_BOOKINGS = "id,guest,day,nights,total\n" + "".join(
    f"B{k},{guest},2026-03-0{k},{k},{70 * k}\n"
    for k, guest in enumerate(("Aalto", "Brandt", "Cruz", "Dobrev", "Eide", "Fofana"), 1)
)


def test_a_day_that_is_named_in_another_notation_is_told_from_one_that_is_not() -> None:
    asked = "Cruz comes on 9 April. Change it."
    said = _numbers(_BOOKINGS, _BOOKINGS.replace("2026-03-03", "2026-04-09"), asked)
    other = _numbers(_BOOKINGS, _BOOKINGS.replace("2026-03-03", "2026-04-19"), asked)
    assert (_of(said, "2026-04-09")["day_asked"], _of(other, "2026-04-19")["day_asked"]) == (1, 0)
    assert _of(said, "2026-04-09")["explained"] > _of(other, "2026-04-19")["explained"]


def test_a_form_of_a_word_that_was_said_counts_as_said() -> None:
    row = _of(
        _numbers(
            "The house of Marlow stands.\n",
            "The house of Harbours stands.\n",
            "Marlow is Harbour now.",
            "l.txt",
        ),
        "Harbours",
    )
    assert row["new_stem_asked"] == 1


def test_numbers_that_all_move_by_one_step_are_alike_and_the_odd_one_is_not() -> None:
    before = "page,heading,author\n" + "".join(
        f"{page},{word} and how to keep it,{author}\n"
        for page, word, author in zip(
            (14, 22, 37, 45, 58),
            ("Tin", "Oak", "Wax", "Hay", "Ink"),
            ("Moe", "Lund", "Ek", "Dahl", "Berg"),
            strict=True,
        )
    )
    after = before.replace("14,", "16,").replace("22,", "24,").replace("37,", "39,").replace("45,", "74,")
    found = _numbers(
        before, after.replace("58,", "60,"), "Two pages were put in at the front: correct the pages."
    )
    assert _of(found, "24")["step_share"] > _of(found, "74")["step_share"]


def test_records_that_share_the_telling_word_with_others_that_went_are_like_them() -> None:
    rows = [f"V{k},{'void' if k % 3 == 0 else 'paid'},{k * 7}\n" for k in range(1, 19)]
    kept = [row for row in rows if ",void," not in row and not row.startswith("V5,")]
    found = _numbers(
        "id,state,amount\n" + "".join(rows), "id,state,amount\n" + "".join(kept), "Drop void ones."
    )
    likes = {s.old[0].text + s.old[1].text: row["lost_like"] for s, row in found if s.sort == "lost"}
    assert likes["V6"] > likes["V5"]


def test_a_sum_of_the_row_is_computed_and_another_number_is_not() -> None:
    before = "kind,north,south\nboats,14,23\nnets,31,48\nlamps,52,66\n"
    after = "kind,north,south,all\nboats,14,23,37\nnets,31,48,79\nlamps,52,66,181\n"
    found = _numbers(before, after, "Add a column with the total of each row.")
    assert (_of(found, "79")["computed"], _of(found, "181")["computed"]) == (1, 0)


def test_a_value_that_comes_from_a_record_of_the_same_name_is_joined() -> None:
    stock = "code,name,shelf,qty\nQX-81,brass hinge,north,5\nRT-20,oak peg,east,7\nLM-33,tin lid,west,9\n"
    before = {"a.csv": stock, "b.csv": "code,counted\nQX-81,64\nRT-20,71\n"}
    after = {"a.csv": stock.replace("north,5", "north,64").replace("east,7", "east,58")}
    asked = "Put the counted numbers into qty."
    reading = Reading(HandOff.of(before, after, instruction=asked))
    found = numbers(
        asked, [page.document for page in reading.before], [page.document for page in reading.after], []
    )
    assert (_of(found, "64")["joined"], _of(found, "58")["joined"]) == (1, 0)
