from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable

from holdtrue.experiments.models import Model, ScriptedChatModel
from holdtrue.experiments.pipelines import Attempt, Setting
from holdtrue.experiments.pipelines.calling import PIPELINE
from holdtrue.experiments.pipelines.calling.prompts import calls_pattern, prompt
from holdtrue.experiments.tasks import task, tasks
from holdtrue.middleware import Ledger


def attempt(name: str, answer: str, arm: str = "free", **options: Any) -> Attempt:
    setting = Setting(arm=arm, model=Model("scripted", ScriptedChatModel([answer])), **options)
    return PIPELINE.build(setting).invoke(task(name))


@pytest.mark.parametrize("name", ["calls-1-1", "calls-2-2", "calls-3-4"])
def test_right_calls_are_handed_on(name: str, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.db")
    given = task(name)
    made = attempt(name, given.answer, ledger=ledger)
    assert given.score(made.answer) == 1.0
    (stored,) = ledger.run("last")
    assert stored.record.verdict.outcome == "pass"
    assert stored.record.extra["task"] == name
    assert stored.record.extra["envelope"]["contract"] == "compress"


def test_a_value_that_nobody_said_is_found_and_can_be_blocked() -> None:
    wrong = task("calls-1-1").answer.replace("33", "35")
    assert attempt("calls-1-1", wrong).answer is not None
    assert attempt("calls-1-1", wrong, policy="block").failure == "blocked"


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ("I set the timer.", "no_call"),
        ('[{"name": "set_timer", "arguments": {"minutes": 33', "malformed_json"),
        ('Of course: [{"name": "set_timer", "arguments": {}}]', "prose_around_call"),
    ],
)
def test_what_is_no_call_is_a_failure_and_no_answer(answer: str, failure: str) -> None:
    made = attempt("calls-1-1", answer)
    assert (made.answer, made.failure) == (None, failure)


def test_the_grammar_lets_every_right_answer_through() -> None:
    for given in tasks("calls", (1, 2, 4), range(8)):
        assert calls_pattern(given.tools).matches(given.answer)


def test_the_grammar_holds_calls_to_their_schemas() -> None:
    pattern = calls_pattern(task("calls-1-1").tools)
    right = '[{"name": "set_heating", "arguments": {"zone": "attic", "celsius": 20}}]'
    assert pattern.matches(right)
    for wrong in ('"celsius": "20"', '"celsius": 20, "fan": 1', '"heat": 20'):
        assert not pattern.matches(right.replace('"celsius": 20', wrong))
    assert not pattern.matches(right.replace("attic", "garage"))
    assert not pattern.matches(right.replace("set_heating", "heat"))


def test_a_request_to_be_refused_is_among_the_worked_examples() -> None:
    assert "[]" in [answer for _, answer in prompt(task("calls-1-1"), constrained=True).worked]


class _Calling(BaseChatModel):
    """A chat model whose provider knows tools."""

    calls: list[dict[str, Any]]

    @property
    def _llm_type(self) -> str:
        return "calling"

    def _generate(
        self, messages: list[BaseMessage], *args: Any, tools: Any = None, **kwargs: Any
    ) -> ChatResult:
        assert tools is not None
        assert {each["function"]["name"] for each in tools} == set(task("calls-1-1").tool)
        return ChatResult(generations=[ChatGeneration(message=AIMessage("Done!", tool_calls=self.calls))])

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Runnable[Any, Any]:
        return self.bind(tools=tools, **kwargs)


@pytest.mark.parametrize("refuses", [False, True])
def test_a_provider_that_knows_tools_is_held_by_its_own_tool_calling(refuses: bool) -> None:
    given = task("calls-1-1")
    calls = [{"name": call.tool, "args": dict(call.arguments), "id": "1"} for call in given.solution]
    model = Model("hosted", _Calling(calls=[] if refuses else calls))
    made = PIPELINE.build(Setting(arm="constrained", model=model)).invoke(given)
    assert made.answer == "[]" if refuses else given.score(made.answer) == 1.0
