import numpy as np
import pytest

from holdtrue.experiments.accumulation import FORMS, Curve, Form, compare, published, published_long

PARAMETERS = {
    "geometric": [(rate,) for rate in (0.7, 0.75, 0.8, 0.85, 0.9, 0.93)],
    "floor": [(rate, floor) for rate in (0.5, 0.7) for floor in (0.3, 0.5, 0.7)],
    "power": [(exponent, scale) for exponent in (0.3, 0.5, 0.8) for scale in (0.5, 1.0)],
    "stretched": [(scale, shape) for scale in (4.0, 10.0) for shape in (0.4, 0.5, 0.6)],
    "markov": [(damaged, repaired, 0.1) for damaged in (0.2, 0.4) for repaired in (0.2, 0.3, 0.5)],
}


def drawn(form: Form, trips: int) -> list[Curve]:
    source = np.random.default_rng(5)
    return [
        Curve(
            f"document {number}",
            tuple(form.curve(np.arange(1.0, trips + 1), np.array(one)) + source.normal(0, 0.002, trips)),
        )
        for number, one in enumerate(PARAMETERS[form.name])
    ]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_each_form_is_recovered_from_curves_of_its_own(form: Form) -> None:
    found = compare(drawn(form, 30))

    assert found is not None
    assert found.best.form == form.name
    assert found.best.sure > 0.95


def test_geometric_decay_is_rejected_on_the_published_curves() -> None:
    found = compare(published())

    assert found is not None
    by_form = {standing.form: standing for standing in found.standings}
    assert found.standings[-1].form == "geometric"
    assert by_form["geometric"].wins == 0
    assert by_form["geometric"].behind > 300
    assert by_form["geometric"].sure == 0.0
    assert by_form["geometric"].missed > 5 * min(one.missed for one in found.standings)
    assert sum(one.wins for one in found.standings) == 19
    assert sum(one.sure for one in found.standings) == pytest.approx(1.0)


def test_the_floor_of_twenty_interactions_is_none_of_a_hundred() -> None:
    """The form that wins over ten round trips does not over fifty, where no plateau is reached."""
    short, long = compare(published()), compare(published_long())

    assert short is not None
    assert long is not None
    assert short.best.form == "floor"
    assert long.best.form != "floor"


def test_documents_that_lose_nothing_say_nothing() -> None:
    assert compare([Curve("a", (1.0,) * 10)]) is None
    found = compare([Curve("a", (1.0,) * 10), *drawn(FORMS[0], 10)])
    assert found is not None
    assert found.untouched == ("a",)


def test_one_document_is_never_a_sure_thing_about_others_and_short_curves_predict_nothing() -> None:
    found = compare(drawn(FORMS[0], 7))

    assert found is not None
    assert all(standing.missed is None for standing in found.standings)
