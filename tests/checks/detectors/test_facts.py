"""Facts lost, changed and invented."""

from __future__ import annotations

import pytest

from holdtrue.checks import HandOff, check
from holdtrue.checks.facts import extract

NOTE = "The firm of Maria Lopez paid 1,204.50 for 5 kg on 2026-03-05 under INV-0042.\nIt does not ship to Ghent.\n"


def kinds(before, after, **options):
    return {finding.kind: finding for finding in check(HandOff.of(before, after, **options)).findings}


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("1,204.50", "1,209.50", "number.changed"),
        ("5 kg", "5 lb", "number.changed"),
        ("2026-03-05", "2026-05-03", "date.changed"),
        ("INV-0042", "INV-42", "id.changed"),
        ("Lopez", "Lopes", "name.changed"),
        ("does not", "does", "negation.changed"),
    ],
)
def test_a_changed_fact_is_forbidden(old, new, kind):
    for contract, standing in (("transform", "forbidden"), ("derive", "forbidden")):
        found = kinds(NOTE, NOTE.replace(old, new), contract=contract)
        assert set(found) == {kind}
        assert found[kind].standing == standing


def test_a_free_type_may_change():
    contract = {"mode": "transform", "free": ["number"]}
    assert not kinds(NOTE, NOTE.replace("1,204.50", "7"), contract=contract)


def test_another_notation_is_no_change():
    german = "Die Firma von Maria Lopez zahlte 1.204,50 für 5 kg am 05.03.2026 unter INV-0042.\nSie liefert nicht nach Ghent."
    assert not kinds(NOTE, german, contract="transform")


def test_a_summary_may_leave_out_but_not_invent():
    assert not kinds(NOTE, "Maria Lopez paid 1,204.50.", contract="compress")
    found = kinds(NOTE, "Maria Lopez paid 1,240.50.", contract="compress")
    assert found["number.invented"].after.text == "1,240.50"


def test_what_the_instruction_names_is_explained():
    edit = "Change the amount from 1,204.50 to 1,300."
    named, other = (
        kinds(NOTE, NOTE.replace("1,204.50", new), instruction=edit, contract="transform")
        for new in ("1,300", "1,400")
    )
    assert not named
    assert "number.changed" in other or "number.invented" in other


def test_the_message_quotes_both_sides_and_the_line():
    finding = kinds(NOTE, NOTE.replace("1,204.50", "1,209.50"), contract="transform")["number.changed"]
    assert finding.message == 'line 1: "1,204.50" became "1,209.50"'
    assert (finding.before.text, finding.after.text) == ("1,204.50", "1,209.50")


def test_preserve_reports_a_change_once():
    assert set(kinds(NOTE, NOTE.replace("5 kg", "6 kg"), contract="preserve")) == {"text.changed"}


@pytest.mark.parametrize(
    "texts",
    [
        ("1,204.50", "1.204,50", "1 204,50", "1'204.50", "1204.5"),
        ("2026-03-05", "05.03.2026", "5 March 2026", "March 5, 2026", "5. März 2026", "5 de marzo de 2026"),
        ("18:30", "6:30 pm", "18:30:00"),
        ("$3.2m", "USD 3.2 million", "3,200,000"),
        ("12%", "12 percent"),
    ],
)
def test_notations_of_one_fact(texts):
    readings = [extract(f"it was {text} then")[0].readings[0] for text in texts]
    assert len(set(readings)) == 1


@pytest.mark.parametrize("code", ["007", "INV-0042", "E10", "v1.2.3", "ann@example.org"])
def test_identifiers_keep_their_characters(code):
    (fact,) = extract(f"see {code} there")
    assert (fact.type, fact.readings) == ("id", (code,))


def test_numbers_of_a_table_are_told_apart():
    found = kinds({"a.csv": "a,b\n10,200\n"}, {"a.csv": "a,b\n10,201\n"}, contract="transform")
    assert found["number.changed"].before.text == "200"


def test_drift_needs_a_model_and_names_the_line():
    before = "\n".join(f"the pump number {n} ran all day as one expects" for n in range(6))
    after = before.replace(
        "number 3 ran all day as one expects", "number 3 is a lovely shade of bluish green"
    )
    vectors = {True: [0.0, 1.0], False: [1.0, 0.1]}
    verdict = check(
        HandOff.of(before, after, contract="transform"),
        embed=lambda texts: [vectors["lovely" in text] for text in texts],
    )
    assert [(f.kind, f.before.line) for f in verdict.findings] == [("meaning.drifted", 4)]
    assert check(HandOff.of(before, after, contract="transform")).outcome == "pass"


def test_lines_that_moved_take_their_facts_along():
    lines = [f"batch {number} weighed {number * 7} kg and did not leak" for number in range(40)]
    assert not kinds("\n".join(lines), "\n".join(reversed(lines)), contract="transform")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ref 12345678901234567890123456781111", "ref 12345678901234567890123456789999"),
        ("at 14:30:15.123", "at 14:30:15.999"),
        ("100. Geburtstag", "200. Geburtstag"),
        ("3) Pay", "4) Pay"),
        ("½ cup", "¼ cup"),
        ("5 m²", "5 m³"),
        ("10²", "10³"),
        ("on 03/05/2026", "on 05/03/2026"),
        ("ratio 1.204", "ratio 1,204"),
        ("born 03.05.1926", "born 03.05.26"),
        ("take 5 mg daily", "take 5 daily"),
        ("costs $500", "costs ₹500"),
        ("a share of 5%", "a share of 5‰"),
        ("1,Anna,10.50\n2,Bernd,20.75", "1,Anna,20.75\n2,Bernd,10.50"),
        ("Anna: 10.50\nBernd: 20.75", "Anna: 20.75\nBernd: 10.50"),
    ],
)
def test_a_changed_value_is_seen_in_whatever_notation(before, after):
    assert check(HandOff.of(before, after, contract="transform")).outcome != "pass"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1. wash\n2. dry\n3. iron", "1. dry\n2. wash\n3. iron"),
        ("- wash\n- dry", "1. wash\n2. dry"),
        ("on 03/05/2026", "on 2026-03-05"),
        ("born 03.05.26", "born 3 May 2026"),
        ("costs 5 €", "costs 5 euros"),
        ("1,Anna,10.50\n2,Bernd,20.75", "2 | Bernd | 20.75\n1 | Anna | 10.50"),
        (
            "we paid 10 for the apples and then 20\nfor the pears and then 30 for the plums",
            "we paid 10 for the apples and\nthen 20 for the pears and then\n30 for the plums",
        ),
    ],
)
def test_the_same_values_in_another_form_raise_nothing(before, after):
    assert not kinds(before, after, contract="transform")


def test_a_list_that_grew_may_be_renumbered():
    found = kinds("1. wash\n2. dry\n3. iron", "1. sort\n2. wash\n3. dry\n4. iron", contract="transform")
    assert set(found) <= {"text.added"}


@pytest.mark.parametrize("contract", ["transform", "derive", "compress"])
def test_values_exchanged_between_records_are_moved(contract):
    found = kinds(
        "id,who,paid\n1,Anna,10.50\n2,Bernd,20.75",
        "id,who,paid\n1,Anna,20.75\n2,Bernd,10.50",
        contract=contract,
    )
    assert set(found) == {"number.moved"}
    assert found["number.moved"].standing == ("forbidden" if contract == "transform" else "unexplained")


def test_an_example_of_the_instruction_that_leaked_is_seen():
    told = "Keep the numbers. Example: 000999 stays 012345."
    found = kinds("invoice 000731 is paid", "invoice 012345 is paid", instruction=told, contract="transform")
    assert found["id.changed"].standing == "unexplained"


def test_a_change_that_the_instruction_names_on_both_sides_is_explained():
    edit = "Change the amount from 1,204.50 to 1,300."
    assert not kinds(NOTE, NOTE.replace("1,204.50", "1,300"), instruction=edit, contract="transform")
