"""What a free text may not do to its source even where its words are free."""

import pytest

from holdtrue.checks import HandOff, check


def verdict(contract, before, after, name="a.txt"):
    return check(HandOff.of({name: before}, {name: after}, contract=contract))


def says(contract, before, after, told, name="a.txt"):
    found = verdict(contract, before, after, name)
    assert found.outcome != "pass"
    assert any(told in finding.message for finding in found.findings), found.findings


RULES = (
    "The boat leaves at 9:00 on Friday. Dogs are not allowed on deck. "
    "Children under 12 pay 4 EUR, adults pay 9 EUR. Most seats are inside."
)
GERMAN = (
    "Das Boot legt am Freitag um 9 Uhr ab. Hunde sind an Deck nicht erlaubt. "
    "Kinder unter 12 zahlen 4 EUR, Erwachsene zahlen 9 EUR. Die meisten Plätze sind innen."
)


def test_a_faithful_translation_passes():
    found = verdict("translate(German)", RULES, GERMAN)
    assert found.outcome == "pass", found.findings


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("nicht erlaubt", "erlaubt", "negation"),
        ("Freitag", "Samstag", "date"),
        ("um 9 Uhr", "um 8 Uhr", "9:00"),
        ("9 EUR", "4 EUR", "stands more often"),
        ("Plätze", "PlÃ¤tze", "wrong encoding"),
    ],
)
def test_a_translation_that_says_otherwise(right, wrong, told):
    says("translate(German)", RULES, GERMAN.replace(right, wrong), told)


def test_letters_that_the_source_has_already_are_its_own():
    assert (
        verdict("summarize()", "The sign read PlÃ¤tze frei all day.", "It read PlÃ¤tze frei.").outcome
        == "pass"
    )
    assert verdict("rewrite()", "Our café is open.", "CAFÉ… is open, our one.").outcome == "pass"


def test_markup_references_and_the_number_of_items_are_kept_where_that_is_asked():
    before = "- Press **Start** and wait for {name} [1].\n- Press `Stop` (2).\n"
    keep = "rewrite(keep=[markup, references, count])"
    assert (
        verdict(
            keep, before, "- Hit **Start**, then wait on {name} [1].\n- Hit `Stop` (2).\n", "a.md"
        ).outcome
        == "pass"
    )
    says(keep, before, "- Hit Start, then wait on {name} [1].\n- Hit `Stop` (2).\n", "**", "a.md")
    says(keep, before, "- Hit **Start**, then wait on {nom} [1].\n- Hit `Stop` (2).\n", "{name}", "a.md")
    says(keep, before, "- Hit **Start**, then wait on {name}.\n- Hit `Stop` (2).\n", "[1]", "a.md")
    says(keep, before, "- Hit **Start**, wait on {name} [1], hit `Stop` (2).\n", "times item", "a.md")
