"""The embedded model itself: fetched into the usual cache on the first run."""

import subprocess
import sys

import pytest

from holdtrue.checks import InputError
from holdtrue.experiments.models import Model, embedded, resolve

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def model() -> Model:
    try:
        return resolve("embedded", max_tokens=24)
    except InputError as error:
        pytest.skip(str(error))


def test_it_answers_messages_and_reports_what_it_spent(model: Model) -> None:
    message = model.chat.invoke("Say hello.")
    assert message.text.strip()
    assert 0 < message.usage_metadata["output_tokens"] <= 24
    assert message.response_metadata["model_name"] == "SmolLM2-135M-Instruct"


def test_the_same_prompt_gets_the_same_answer(model: Model) -> None:
    assert model.chat.invoke("Name a colour.").text == model.chat.invoke("Name a colour.").text


def test_a_grammar_binds_a_completion(model: Model) -> None:
    bound = model.completion.bind(extra_body={"grammar": 'root ::= [A-C] "-" [0-9]{3}\n'})
    text = bound.invoke("Write a number:")
    assert len(text) == 5
    assert text[0] in "ABC"
    assert text[1] == "-"
    assert text[2:].isdigit()


def test_a_server_is_started_once() -> None:
    first, second = resolve("embedded"), resolve("embedded", temperature=1.0, seed=3)
    assert first.chat.openai_api_base == second.chat.openai_api_base
    assert first.chat.openai_api_base.startswith("http://127.0.0.1:")


def test_it_prints_nothing_and_ends_with_the_process() -> None:
    code = (
        "from holdtrue.experiments.models import resolve\n"
        "resolve('embedded', max_tokens=4).chat.invoke('Hi')\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_its_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langchain_openai", None)
    with pytest.raises(InputError, match=r"pip install 'holdtrue\[local\]'"):
        embedded.embedded()
