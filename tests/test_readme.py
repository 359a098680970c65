"""The readme's code runs, and does what the readme says."""

import re
import warnings
from pathlib import Path

import pytest
from langchain_core.language_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate

from holdtrue.middleware import HandOffWarning, Ledger, Record

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
WRAP, CHECK = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)


LETTER = "The deposit of 480.00 EUR was not returned."


def wrapped(reply: str) -> list[Record]:
    names = {
        "prompt": ChatPromptTemplate(
            [("system", "Correct the spelling."), ("human", "The letter:\n{letter}\nGo!")]
        ),
        "model": FakeListChatModel(responses=[reply]),
        "StrOutputParser": StrOutputParser,
        "letter": LETTER,
    }
    exec(WRAP, names)
    return [stored.record for stored in Ledger("handoffs.db").run("last")]


def test_the_first_screen_lets_an_intact_letter_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    [record] = wrapped(LETTER)
    assert record.verdict is not None
    assert record.verdict.outcome == "pass"


@pytest.mark.parametrize(
    "reply",
    [
        "The deposit of 480.00 EUR was returned.",
        "The deposit of 840.00 EUR was not returned.",
        LETTER + "\nI am glad to help with the next letter.\nThe fee is 20 EUR.",
        "The deposit of 480.00 EUR was n",
        "I'm sorry, but I can't help with that.",
    ],
)
def test_the_first_screen_lets_no_damage_pass_unseen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reply: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.warns(HandOffWarning):
        [record] = wrapped(reply)
    assert record.verdict is not None
    assert record.verdict.outcome == "fail"


def test_a_verdict_without_langchain() -> None:
    with warnings.catch_warnings():
        exec(CHECK, {})
