import pytest

from holdtrue.checks import InputError
from holdtrue.experiments.relay.law import PUBLISHED, TRIPS, law


def test_the_hazards_add_up_to_the_published_shares() -> None:
    for model, row in PUBLISHED.items():
        intact = 1.0
        for trip, hazard in enumerate(law(model).critical):
            intact *= 1 - hazard
            assert 1 - intact == pytest.approx(row.critical[trip] / 100)


def test_a_better_model_fails_less() -> None:
    best, mean = law("gemini-3.1-pro"), law(*PUBLISHED)
    assert sum(best.critical) < sum(mean.critical)
    assert best.slips < mean.slips
    assert len(best.critical) == TRIPS


@pytest.mark.parametrize("models", [(), ("gpt-2",)])
def test_a_model_without_figures_is_refused(models: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match="no figures of"):
        law(*models)
