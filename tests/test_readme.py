"""The readme's code runs, and does what the readme says."""

import re
import warnings
from pathlib import Path

import pytest
from langchain_core.language_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate

from holdtrue.middleware import HandOffWarning, Ledger

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
WRAP, CHECK = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)


def test_the_first_screen_wraps_a_chain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = {
        "prompt": ChatPromptTemplate([("system", "Correct the spelling."), ("human", "{letter}")]),
        "model": FakeListChatModel(responses=["The deposit of 480.00 EUR was returned."]),
        "StrOutputParser": StrOutputParser,
        "letter": "The deposit of 480.00 EUR was not returned.",
    }
    with pytest.warns(HandOffWarning, match="proofread.*not"):
        exec(WRAP, names)

    [stored] = Ledger("handoffs.db").run("last")
    assert stored.record.step == "proofread"
    assert stored.record.instruction == "Correct the spelling."


def test_a_verdict_without_langchain() -> None:
    with warnings.catch_warnings():
        exec(CHECK, {})
