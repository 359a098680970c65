import pytest

from holdtrue.checks import InputError
from holdtrue.experiments.pipelines.registry import PIPELINES, pipeline_named


def test_every_pipeline_is_found_under_its_own_name() -> None:
    for name in PIPELINES:
        found = pipeline_named(name)
        assert found.name == name
        assert found.families
        assert len(found.arms) >= 2, "the pipeline itself and at least one control"


def test_an_unknown_pipeline_is_refused() -> None:
    with pytest.raises(InputError, match="unknown pipeline"):
        pipeline_named("nonesuch")
