import json
from pathlib import Path

import pytest

from holdtrue.checks import InputError
from holdtrue.experiments.pipelines.recording import replay

RECORDED = sorted((Path(__file__).parent / "recorded").glob("*.json"))


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_a_recorded_run_comes_to_the_same_again(path: Path) -> None:
    recorded = json.loads(path.read_text(encoding="utf-8"))
    assert recorded["answers"], "a model was asked"
    assert replay(recorded) == recorded


def test_a_pipeline_that_asks_otherwise_than_recorded_is_told() -> None:
    recorded = json.loads(RECORDED[0].read_text(encoding="utf-8"))
    with pytest.raises(InputError, match="record it again"):
        replay({**recorded, "answers": [*recorded["answers"], "one more"]})
    with pytest.raises(InputError, match="record it again"):
        replay({**recorded, "answers": recorded["answers"][:-1]})
