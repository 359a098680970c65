import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtrue.experiments.accumulation import FORMS, Form, fit

FORM = {form.name: form for form in FORMS}
forms = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)


@forms
@given(data=st.data())
@settings(max_examples=40)
def test_every_curve_begins_at_one_and_never_rises_above_or_falls_below(
    form: Form, data: st.DataObject
) -> None:
    parameters = [data.draw(st.floats(low, high)) for low, high in zip(form.low, form.high, strict=True)]
    left = form.curve(np.arange(31.0), np.array(parameters))

    assert left[0] == 1.0
    assert ((left >= 0) & (left <= 1 + 1e-9)).all()


TRUE = {
    "geometric": (0.8,),
    "floor": (0.6, 0.45),
    "power": (0.7, 1.5),
    "stretched": (6.0, 0.5),
    "markov": (0.4, 0.3, 0.1),
}


@forms
def test_a_curve_of_known_form_gives_its_parameters_back(form: Form) -> None:
    trips = range(1, 21)
    left = form.curve(np.arange(1.0, 21.0), np.array(TRUE[form.name]))
    found = fit(form, trips, left)

    assert found.error < 1e-4
    assert found.parameters == pytest.approx(TRUE[form.name], rel=0.02)
    assert found.at([40])[0] == pytest.approx(
        form.curve(np.array([40.0]), np.array(TRUE[form.name]))[0], abs=1e-3
    )


def test_more_parameters_must_earn_their_place() -> None:
    trips = range(1, 13)
    left = [0.9**trip + 0.002 * math.sin(trip * 7) for trip in trips]
    criteria = {form.name: fit(form, trips, left).aicc for form in FORMS}

    assert min(criteria, key=criteria.__getitem__) == "geometric"


def test_too_few_points_are_refused() -> None:
    with pytest.raises(ValueError, match="needs 6 points"):
        fit(FORM["markov"], range(1, 6), [0.5] * 5)


@pytest.mark.parametrize("left", [[0.0] * 10, [1.0] * 9 + [0.0], [0.5] * 10])
def test_odd_curves_are_fitted_too(left: list[float]) -> None:
    for form in FORMS:
        assert math.isfinite(fit(form, range(1, 11), left).aicc)
