"""What counts as the same fact told again, and what does not."""

import pytest

from holdtrue.checks import HandOff, check
from holdtrue.checks.verify.alike import same_value, valued
from holdtrue.checks.verify.mentions import Mentions, facts


def outcome(contract, before, after, instruction=""):
    return check(
        HandOff.of({"a.txt": before}, {"a.txt": after}, instruction=instruction, contract=contract)
    ).outcome


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("The desk opens at 09:00.", "Le bureau ouvre à 9 h."),
        ("Trains at 14:30 and 18:05.", "Trains à 14 h 30 et 18h05."),
        ("Doors close at 22:00.", "Um 22 Uhr wird geschlossen."),
        ("From 3 to 9 June 2031.", "On 3 June 2031, and until 9 June 2031."),
        ("Started 2031-06-03T10:15:32Z.", "It started on 3 June 2031 at 10:15."),
        ("On 3 June; the year is 2031.", "On 2031-06-03."),
        ("Use 1.5 kg of clay.", "Use 1500 g of clay."),
    ],
)
def test_told_again(source, told):
    known = Mentions(facts(source))
    assert [fact.text for fact in facts(told) if fact.type in ("number", "date") and fact not in known] == []


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("Due on 3 June 2031.", "Due on 4 June 2031."),
        ("Due on 3 June 2031 or 8 June 2031.", "Due on 3 June 2032."),
        ("Opens at 10:15:32.", "Opens at 10:15:35."),
        ("Opens at 9:00.", "Ouvre à 8 h."),
        ("Use 1.5 kg.", "Use 150 g."),
    ],
)
def test_altered(source, told):
    known = Mentions(facts(source))
    assert [fact for fact in facts(told) if fact.type in ("number", "date") and fact not in known]


def test_a_day_that_became_another_of_its_month_is_seen_both_ways():
    before = "The lease began on 3 May 2030.\nRent was paid until 28 May 2030 and not after."
    assert outcome("rewrite(keep=dates)", before, before.replace("28 May", "26 May")) == "warn"
    assert outcome("summarize()", before, "Rent was paid until 26 May 2030.") == "warn"
    assert outcome("summarize()", before, "Rent was paid until 28 May.") == "pass"


def test_a_sum_of_figures_that_the_source_gives_is_no_invention():
    before = "Roof: EUR 4,120\nWalls: EUR 2,300\nFloor: EUR 1,015\nVisits: 3\n"
    assert outcome("summarize()", before, "In all EUR 7,435 for roof, walls and floor.") == "pass"
    assert outcome("summarize()", before, "In all EUR 7,345 for roof, walls and floor.") == "warn"


def test_a_row_of_figures_is_read_field_by_field():
    before = "In week 10 Ada works on 2 March 2026."
    assert outcome("summarize()", before, "10,2026-03-02,Ada\n") == "pass"


def test_a_reference_to_a_section_that_there_is_states_no_number():
    text = "1. Terms\nIdle means empty for a month.\n2. Cover\nWe pay unless the house is idle.\n"
    contract = 'rewrite(at=\'from "We pay" to "\\n"\')'
    assert outcome(contract, text, text.replace("is idle.", "is idle (Section 1).")) == "pass"
    assert outcome(contract, text, text.replace("is idle.", "is idle (Section 7).")) == "warn"
    assert outcome(contract, text, text.replace("is idle.", "is idle 1 day.")) == "warn"


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("1.5 kg", "1500 g", True),
        ("0.25 l", "250 ml", True),
        ("90 min", "1.5 h", True),
        ("1.5 kg", "1.5 g", False),
        ("1500 g", "1.05 kg", False),
        ("3 m", "3 min", False),
    ],
)
def test_one_quantity_in_two_units(one, other, equal):
    assert same_value(one, other) is equal
    assert valued(f"- {one} of it", f"- {other} of it") is equal


def test_a_changed_value_may_stand_in_another_unit_but_not_another_amount():
    before, contract = "Take 600 g flour.\n", 'set(at=\'text "600 g"\', value="1500 g")'
    assert outcome(contract, before, "Take 1.5 kg flour.\n") == "pass"
    assert outcome(contract, before, "Take 1.05 kg flour.\n") == "fail"
