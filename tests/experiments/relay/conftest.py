import re
from collections.abc import Callable, Sequence

import pytest
from langchain_core.messages import BaseMessage

from holdtrue.experiments.documents import Document, document
from holdtrue.experiments.models import Model, ScriptedChatModel


def program(given: Document) -> Callable[[Sequence[BaseMessage]], str]:
    """A model that answers every request about the document rightly, in either strategy."""
    edits = [edit for pair in given.pairs for edit in (pair.forward, pair.backward)]

    def answer(messages: Sequence[BaseMessage]) -> str:
        system, asked = messages[0].text, messages[-1].text
        said = (
            "Do the task again" in asked and messages[-3].text
        )  # behind the request: its answer, and advice
        asked = said or asked
        for edit in edits:
            if asked.startswith(f"{edit.instruction}\n\n"):
                text = asked.removeprefix(f"{edit.instruction}\n\n")
                if edit.source.before and not text.startswith(edit.source.before):
                    return edit.on_record(text)
                return edit.on_document(text)
            # Two ways back may be asked for in the same words; the layout of the record tells them apart.
            if edit.record_instruction == system and re.fullmatch(edit.source.regex, asked):
                return edit.on_record(asked)
        raise AssertionError(system)

    return answer


@pytest.fixture
def expenses() -> Document:
    return document("expenses")


@pytest.fixture
def perfect(expenses: Document) -> Model:
    return Model("perfect", ScriptedChatModel(program(expenses)))


@pytest.fixture
def slips(expenses: Document) -> Callable[..., Model]:
    """A model that is right except in the hop of that number, where it writes one thing for another."""

    def make(hop: int, old: str, new: str) -> Model:
        right, calls = program(expenses), iter(range(1, 1000))

        def answer(messages: Sequence[BaseMessage]) -> str:
            text = right(messages)
            return text.replace(old, new, 1) if next(calls) == hop else text

        return Model("slips", ScriptedChatModel(answer))

    return make
