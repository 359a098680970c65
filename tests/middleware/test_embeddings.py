import os
import subprocess
import sys

import pytest

from holdtrue.checks import InputError
from holdtrue.middleware import embeddings


@pytest.fixture(autouse=True)
def fresh() -> None:
    embeddings._load.cache_clear()


def test_without_its_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(InputError, match=r"pip install 'holdtrue\[embeddings\]'"):
        embeddings.embedder()


def test_the_module_does_not_load_torch() -> None:
    code = "import sys, holdtrue.middleware.embeddings; print('torch' in sys.modules, 'numpy' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.split() == ["False", "False"]


@pytest.mark.model
def test_a_name_that_is_none_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sentence_transformers")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(InputError, match="no-such-model") as error:
        embeddings.embedder("no-such-model")
    assert "\n" not in str(error.value)


@pytest.mark.model
def test_a_hub_that_is_not_there_is_asked_once_and_quietly() -> None:
    pytest.importorskip("sentence_transformers")
    code = "from holdtrue.middleware.embeddings import embedder; embedder('no/such-model')"
    others = {name: value for name, value in os.environ.items() if name != "HF_HUB_OFFLINE"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**others, "HF_ENDPOINT": "http://127.0.0.1:9"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "InputError: cannot load the model 'no/such-model'" in done.stderr
    assert "retry" not in done.stderr.lower()


@pytest.mark.model
def test_the_default_tells_meanings_apart() -> None:
    pytest.importorskip("sentence_transformers")
    try:
        embed = embeddings.embedder()
    except InputError as error:
        pytest.skip(str(error))
    vectors = embed(["The meeting is on Monday.", "We meet on Monday.", "Bake the bread for an hour."])
    assert vectors.shape == (3, 384)
    assert (vectors**2).sum(axis=1) == pytest.approx([1.0] * 3, abs=1e-5)
    assert vectors[0] @ vectors[1] > 0.7 > vectors[0] @ vectors[2]
    assert "HF_HUB_DISABLE_PROGRESS_BARS" not in os.environ
