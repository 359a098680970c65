import pytest

from holdtrue.checks import InputError
from holdtrue.experiments.models import resolve


@pytest.mark.parametrize("name", ["nonsense", ":x", "openai:", ""])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="provider:model"):
        resolve(name)


def test_an_unknown_provider_is_refused() -> None:
    with pytest.raises(InputError, match="nonesuch"):
        resolve("nonesuch:model")


def test_a_missing_provider_package_is_named() -> None:
    with pytest.raises(InputError, match="langchain-fireworks"):
        resolve("fireworks:some-model")


def test_a_missing_key_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_ADMIN_KEY", raising=False)
    with pytest.raises(InputError, match="OPENAI_API_KEY") as error:
        resolve("openai:gpt-5")
    assert "\n" not in str(error.value)


def test_a_hosted_model_gets_temperature_seed_and_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    model = resolve("openai:gpt-4o", temperature=0.5, seed=7, max_tokens=99)
    assert model.name == "openai:gpt-4o"
    assert model.completion is None
    assert (model.chat.temperature, model.chat.seed, model.chat.max_tokens) == (0.5, 7, 99)
