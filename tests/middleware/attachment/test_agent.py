"""Agents of `create_agent` are guarded: their model's calls, their tools' and what they tell other agents."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from langchain.agents import create_agent
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import (
    AIMessage,
    AIMessageChunk,
    BaseMessage,
    HumanMessage,
    ToolCall,
    ToolMessage,
)
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import tool
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from holdtrue.middleware import Escalate, HandOffBlocked, HandOffMiddleware, Ledger, Record

LETTER = "Your deposit of 480.00 EUR was not returned."
WRONG = "Your deposit of 840.00 EUR was not returned."


class Scripted(BaseChatModel):
    """A chat model with tools that answers from a list, word by word where it streams."""

    answers: list[AIMessage]
    asked: list[list[BaseMessage]]

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        self.asked.append(messages)
        answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
        # A fresh id, as providers give: else the state would take answers for one message.
        return ChatResult(generations=[ChatGeneration(message=answer.model_copy(update={"id": None}))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        text = self._generate(messages).generations[0].message.text
        for word in re.findall(r"\S+\s*", text):
            chunk = ChatGenerationChunk(message=AIMessageChunk(word))
            if run_manager:
                run_manager.on_llm_new_token(word, chunk=chunk)
            yield chunk

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Runnable[Any, AIMessage]:
        return self

    @property
    def _llm_type(self) -> str:
        return "scripted"


def model(*answers: str | list[ToolCall]) -> Scripted:
    usage: Any = {"input_tokens": 10, "output_tokens": 5, "total_tokens": 15}
    said = [
        AIMessage(answer, usage_metadata=usage)
        if isinstance(answer, str)
        else AIMessage("", tool_calls=answer, usage_metadata=usage)
        for answer in answers
    ]
    return Scripted(answers=said, asked=[])


def records(ledger: Ledger) -> list[Record]:
    return [stored.record for stored in ledger.records()]


def ask(agent: Any, text: str, *, asynchronous: bool = False, config: Any = None) -> str:
    given = {"messages": [HumanMessage(text)]}
    result = asyncio.run(agent.ainvoke(given, config)) if asynchronous else agent.invoke(given, config)
    return str(result["messages"][-1].text)


def call(name: str, **args: Any) -> list[ToolCall]:
    return [ToolCall(name=name, args=args, id="1")]


@tool
def look_up(account: str) -> str:
    """Look up an account."""
    return f"Account {account} holds 1,204.50 EUR."


@pytest.mark.parametrize("asynchronous", [False, True])
class TestModelCalls:
    def test_is_seen_and_left_alone(self, ledger: Ledger, asynchronous: bool) -> None:
        middleware = HandOffMiddleware(contract="preserve", ledger=ledger)
        agent = create_agent(model(WRONG), system_prompt="Hand it on.", middleware=[middleware])

        assert ask(agent, LETTER, asynchronous=asynchronous) == WRONG
        [record] = records(ledger)
        assert record.verdict is not None
        assert (record.step, record.verdict.outcome, record.instruction) == ("model", "fail", "Hand it on.")
        assert (dict(record.before), dict(record.after or {})) == ({"text": LETTER}, {"text": WRONG})
        assert (record.usage.input_tokens, record.usage.output_tokens) == (10, 5)

    def test_is_blocked(self, asynchronous: bool) -> None:
        agent = create_agent(
            model(WRONG), middleware=[HandOffMiddleware(contract="preserve", policy="block")]
        )
        with pytest.raises(HandOffBlocked):
            ask(agent, LETTER, asynchronous=asynchronous)

    def test_is_done_again_with_the_findings(self, ledger: Ledger, asynchronous: bool) -> None:
        chat = model(WRONG, LETTER)
        middleware = HandOffMiddleware(contract="preserve", policy=["retry", "block"], ledger=ledger)

        assert ask(create_agent(chat, middleware=[middleware]), LETTER, asynchronous=asynchronous) == LETTER
        assert '"480.00" became "840.00"' in chat.asked[1][-1].text
        assert [record.action for record in records(ledger)] == ["retried", "none"]

    def test_is_repaired(self, asynchronous: bool) -> None:
        middleware = HandOffMiddleware(contract="preserve", policy=["repair", "block"])
        assert (
            ask(create_agent(model(WRONG), middleware=[middleware]), LETTER, asynchronous=asynchronous)
            == LETTER
        )

    def test_is_escalated(self, asynchronous: bool) -> None:
        small, large = model(WRONG), model(LETTER)
        middleware = HandOffMiddleware(contract="preserve", policy=[Escalate(large), "block"])

        agent = create_agent(small, middleware=[middleware])
        assert ask(agent, LETTER, asynchronous=asynchronous) == LETTER
        assert (len(small.asked), len(large.asked)) == (1, 1)

    def test_is_shown_to_a_person(self, ledger: Ledger, asynchronous: bool) -> None:
        chat = model(WRONG)
        middleware = HandOffMiddleware(contract="preserve", policy="human", ledger=ledger)
        agent = create_agent(chat, middleware=[middleware], checkpointer=InMemorySaver())
        config: Any = {"configurable": {"thread_id": "1"}}

        def go(given: Any) -> Any:
            return asyncio.run(agent.ainvoke(given, config)) if asynchronous else agent.invoke(given, config)

        paused = go({"messages": [HumanMessage(LETTER)]})
        assert paused["__interrupt__"][0].value["outcome"] == "fail"
        done = go(Command(resume={"edit": LETTER}))
        assert done["messages"][-1].text == LETTER
        assert len(chat.asked) == 1
        assert [record.action for record in records(ledger)] == ["edited", "none"]

    def test_what_tools_said_counts_as_told(self, ledger: Ledger, asynchronous: bool) -> None:
        chat = model(call("look_up", account="00417"), "Account 00417 holds 1,204.50 EUR.")
        agent = create_agent(chat, [look_up], middleware=[HandOffMiddleware(ledger=ledger)])
        ask(agent, "What is in account 00417?", asynchronous=asynchronous)

        assert [record.verdict.outcome for record in records(ledger) if record.verdict] == ["pass", "pass"]
        assert len({record.run for record in records(ledger)}) == 1

    @pytest.mark.parametrize(
        "answer", ["Account 00417 holds 1,240.50 EUR.", "Account 00471 holds 1,204.50 EUR."]
    )
    def test_what_nobody_said_is_not_confirmed(self, ledger: Ledger, asynchronous: bool, answer: str) -> None:
        chat = model(call("look_up", account="00417"), answer)
        agent = create_agent(chat, [look_up], middleware=[HandOffMiddleware(ledger=ledger)])
        ask(agent, "What is in account 00417?", asynchronous=asynchronous)

        assert [record.verdict.outcome for record in records(ledger) if record.verdict] == ["pass", "warn"]


class TestStreams:
    @staticmethod
    def words(agent: Any) -> list[str]:
        given = {"messages": [HumanMessage(LETTER)]}
        return [chunk.text for chunk, _ in agent.stream(given, stream_mode="messages") if chunk.text]

    def test_tokens_stream_while_nothing_is_held_back(self) -> None:
        agent = create_agent(model(LETTER), middleware=[HandOffMiddleware(contract="preserve")])
        assert len(self.words(agent)) > 3

    def test_no_wrong_token_leaks(self) -> None:
        agent = create_agent(
            model(WRONG, LETTER),
            middleware=[HandOffMiddleware(contract="preserve", policy=["retry", "block"])],
        )
        assert "840" not in "".join(self.words(agent))


class TestTools:
    def test_are_not_hooked_unless_asked_for(self) -> None:
        assert "tools" not in create_agent(model(LETTER), middleware=[HandOffMiddleware()]).get_graph().nodes

    @pytest.mark.parametrize(("tools", "seen"), [("all", True), (["copy_out"], True), ([look_up], False)])
    @pytest.mark.parametrize("asynchronous", [False, True])
    def test_calls_are_seen(self, ledger: Ledger, tools: Any, seen: bool, asynchronous: bool) -> None:
        @tool
        def copy_out(text: str) -> str:
            """Copy a text."""
            return text.replace("480", "840")

        middleware = HandOffMiddleware(tools=tools, contract="preserve", ledger=ledger)
        agent = create_agent(
            model(call("copy_out", text=LETTER), "Done."), [copy_out], middleware=[middleware]
        )
        ask(agent, LETTER, asynchronous=asynchronous)

        found = {record.step: record.verdict.outcome for record in records(ledger) if record.verdict}
        assert found.get("copy_out") == ("fail" if seen else None)

    def test_results_are_repaired_before_the_model_sees_them(self) -> None:
        @tool
        def copy_out(text: str) -> str:
            """Copy a text."""
            return text.replace("480", "840")

        chat = model(call("copy_out", text=LETTER), LETTER)
        middleware = HandOffMiddleware(tools="all", contract="preserve", policy=["repair", "observe"])
        ask(create_agent(chat, [copy_out], middleware=[middleware]), LETTER)

        [result] = [message for message in chat.asked[-1] if isinstance(message, ToolMessage)]
        assert result.text == LETTER

    def test_errors_are_no_results(self, ledger: Ledger) -> None:
        middleware = HandOffMiddleware(tools="all", ledger=ledger)
        agent = create_agent(model(call("nothing", a="1"), "Sorry."), [look_up], middleware=[middleware])
        ask(agent, "Go.")

        assert [record.step for record in records(ledger)] == ["model", "model"]


class TestSubagents:
    REQUEST = "Book a flight for order A-7731. Never spend more than 500 EUR. Only use direct flights."

    @pytest.mark.parametrize(
        ("told", "outcome", "said"),
        [
            (
                "Book a flight for order A-7731. Never spend more than 500 EUR. Only direct flights.",
                "pass",
                "",
            ),
            ("Book a flight for order A-7731. You may spend 500 EUR. Only direct flights.", "fail", "never"),
            (
                "Book a flight for order A-7731. Never spend more than 500 EUR. Use direct flights.",
                "fail",
                "only",
            ),
            (
                "Book a flight for order A-7713. Never spend more than 500 EUR. Only direct flights.",
                "warn",
                "A-7731",
            ),
            ("Book a flight for order A-7731. Only direct flights.", "warn", "500"),
        ],
    )
    def test_instructions_keep_what_binds(self, ledger: Ledger, told: str, outcome: str, said: str) -> None:
        @tool
        def travel_agent(task: str) -> str:
            """Have a travel agent do a task."""
            return "Booked."

        middleware = HandOffMiddleware(subagents=[travel_agent], ledger=ledger)
        agent = create_agent(
            model(call("travel_agent", task=told), "Booked."), [travel_agent], middleware=[middleware]
        )
        ask(agent, self.REQUEST)

        [record] = [record for record in records(ledger) if record.step == "to travel_agent"]
        assert record.verdict is not None
        assert record.verdict.outcome == outcome
        assert said.lower() in " ".join(finding.message for finding in record.verdict.findings).lower()

    def test_the_model_writes_them_again(self) -> None:
        orders: list[str] = []

        @tool
        def travel_agent(task: str) -> str:
            """Have a travel agent do a task."""
            orders.append(task)
            return "Booked."

        chat = model(
            call("travel_agent", task="Spend 500 EUR on a flight for order A-7731."),
            call("travel_agent", task=self.REQUEST),
            "Booked.",
        )
        middleware = HandOffMiddleware(subagents=["travel_agent"], policy=["retry", "observe"])
        ask(create_agent(chat, [travel_agent], middleware=[middleware]), self.REQUEST)

        assert orders == [self.REQUEST]


def test_several_of_one_agent_have_names() -> None:
    create_agent(model(LETTER), middleware=[HandOffMiddleware(), HandOffMiddleware(name="second")])
