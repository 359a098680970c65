"""A guard fits into a chain as the step did, and knows where it is."""

import contextlib
import pickle
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.documents import Document
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough
from langchain_core.tools import tool

from holdtrue.checks import Contract, ContractError, InputError
from holdtrue.middleware import GuardedRunnable, HandOffBlocked, HandOffWarning, Ledger, Record, guard, run

LETTER = "Dear Ms Okafor,\nyour deposit of 480.00 EUR was not returned.\n"


def records(ledger: Ledger, run_id: str = "last") -> list[Record]:
    return [stored.record for stored in ledger.run(run_id)]


def drop_not(text: str) -> str:
    return text.replace("was not", "was")


def say(*texts: str) -> GenericFakeChatModel:
    usage: Any = {"input_tokens": 11, "output_tokens": 7, "total_tokens": 18}
    answers = [
        AIMessage(text, usage_metadata=usage, response_metadata={"model_name": "parrot-1"}) for text in texts
    ]
    return GenericFakeChatModel(messages=iter(answers))


class TestChains:
    def test_the_readme_chain(self, ledger: Ledger) -> None:
        prompt = ChatPromptTemplate([("system", "Fix the typos."), ("human", "{letter}")])
        chain = prompt | guard(say(drop_not(LETTER)) | StrOutputParser(), contract="preserve", ledger=ledger)

        assert chain.invoke({"letter": LETTER}) == drop_not(LETTER)

        [record] = records(ledger)
        assert record.instruction == "Fix the typos."
        assert dict(record.before) == {"text": LETTER}
        assert record.verdict.outcome == "fail"

    def test_each_record_is_told_without_a_ledger(self) -> None:
        told: list[Record] = []

        guard(RunnablePassthrough(), contract="preserve", on_record=told.append).batch(["a", "b"])

        assert [record.verdict.outcome for record in told if record.verdict] == ["pass", "pass"]

    def test_tokens_and_model_names_are_counted(self, ledger: Ledger) -> None:
        guard(say("one") | StrOutputParser(), ledger=ledger).invoke("one")

        [record] = records(ledger)
        assert record.usage.model == "parrot-1"
        assert (record.usage.input_tokens, record.usage.output_tokens) == (11, 7)

    def test_guards_of_one_chain_share_a_run(self, ledger: Ledger) -> None:
        first = guard(RunnableLambda(str.upper), name="first", ledger=ledger)
        second = guard(RunnableLambda(str.lower), name="second", ledger=ledger)

        (first | second).invoke("text")
        (first | second).invoke("text")

        assert len(ledger.runs()) == 2
        assert [record.step for record in records(ledger)] == ["first", "second"]

    def test_a_run_can_be_named(self, ledger: Ledger) -> None:
        step = guard(RunnablePassthrough(), ledger=ledger)

        with run("nightly-7"):
            step.batch(["a", "b"])

        assert [summary.id for summary in ledger.runs()] == ["nightly-7"]

    @pytest.mark.parametrize("enter", ["invoke", "batch", "stream"])
    def test_a_guard_inside_a_guard_knows_its_parent(self, ledger: Ledger, enter: str) -> None:
        inner = guard(RunnableLambda(str.strip), name="inner", ledger=ledger)
        outer = guard(RunnableLambda(str.strip) | inner, name="outer", ledger=ledger)

        result = getattr(outer, enter)(["text"] if enter == "batch" else "text")
        list(result)

        by_step = {record.step: record for record in records(ledger)}
        assert by_step["inner"].parent == by_step["outer"].id
        assert by_step["outer"].parent is None

    def test_each_retry_is_an_attempt_of_its_own(self, ledger: Ledger) -> None:
        failures = iter([True, True, False])

        def flaky(text: str) -> str:
            if next(failures):
                raise ConnectionError("try again")
            return text

        step = guard(RunnableLambda(flaky), ledger=ledger).with_retry(
            retry_if_exception_type=(ConnectionError,), wait_exponential_jitter=False, stop_after_attempt=3
        )
        with run("retried"):
            assert step.invoke("text") == "text"

        assert [record.attempt for record in records(ledger, "retried")] == [1, 2, 3]

    def test_a_blocked_step_falls_back(self) -> None:
        step = guard(RunnableLambda(drop_not), contract="preserve", policy="block")
        safe = step.with_fallbacks([RunnablePassthrough()], exceptions_to_handle=(HandOffBlocked,))

        assert safe.invoke(LETTER) == LETTER


class TestTransparency:
    def test_methods_that_return_a_step_return_it_guarded(self, ledger: Ledger) -> None:
        class Model(GenericFakeChatModel):
            def bind_tools(self, tools: Any, **kwargs: Any) -> Any:
                return self.bind(tools=tools)

        bound = guard(Model(messages=iter(["one"])), ledger=ledger).bind_tools([])

        assert isinstance(bound, GuardedRunnable)
        bound.invoke("one")
        assert len(records(ledger)) == 1

    @pytest.mark.parametrize(
        "derive",
        [
            lambda step: step.bind(),
            lambda step: step.with_config(tags=["checked"]),
            lambda step: step.with_retry(),
            lambda step: step.with_types(input_type=str),
            lambda step: step.with_listeners(on_end=lambda _: None),
        ],
    )
    def test_derived_steps_stay_guarded(self, ledger: Ledger, derive: Any) -> None:
        derive(guard(RunnablePassthrough(), ledger=ledger)).invoke("text")

        assert len(records(ledger)) == 1

    def test_it_is_pickled_with_its_ledger(self, ledger: Ledger) -> None:
        step = pickle.loads(pickle.dumps(guard(RunnablePassthrough(), contract="preserve", ledger=ledger)))

        assert step.invoke("text") == "text"
        assert len(records(ledger)) == 1

    def test_attributes_are_the_steps_own(self) -> None:
        @tool
        def add(a: int, b: int) -> int:
            """Add two numbers."""
            return a + b

        assert guard(add).args_schema is add.args_schema
        assert guard(add).invoke({"a": 1, "b": 2}) == 3

    def test_schemas_name_and_graph_are_the_steps(self) -> None:
        bare = ChatPromptTemplate.from_template("{question}")
        guarded = guard(bare)

        assert guarded.get_name() == bare.get_name()
        assert guarded.get_input_jsonschema() == bare.get_input_jsonschema()
        assert guarded.input_variables == ["question"]
        assert guarded == bare

    @given(st.text())
    def test_observing_returns_what_the_step_returned(self, text: str) -> None:
        assert guard(RunnableLambda(lambda given: given[::-1])).invoke(text) == text[::-1]


class TestWhatIsHandedOver:
    @pytest.mark.parametrize(
        ("given", "returned", "before", "after"),
        [
            ("a", "b", {"text": "a"}, {"text": "b"}),
            ({"a.txt": "1", "b.txt": "2"}, None, {"a.txt": "1", "b.txt": "2"}, {"text": ""}),
            (
                [SystemMessage("ask"), HumanMessage("old"), AIMessage("hm"), HumanMessage("new")],
                AIMessage("answer"),
                {"text": "new"},
                {"text": "answer"},
            ),
            (
                [HumanMessage([{"type": "text", "text": "in a block"}])],
                [HumanMessage("q"), AIMessage("a")],
                {"text": "in a block"},
                {"text": "a"},
            ),
            (
                Document("page"),
                [Document("p1"), Document("p2")],
                {"text": "page"},
                {"document 1": "p1", "document 2": "p2"},
            ),
            ({"n": 1}, [1, "ä"], {"value.json": '{\n  "n": 1\n}'}, {"value.json": '[\n  1,\n  "ä"\n]'}),
        ],
    )
    def test_is_read(self, ledger: Ledger, given: Any, returned: Any, before: Any, after: Any) -> None:
        guard(RunnableLambda(lambda _: returned), ledger=ledger).invoke(given)

        [record] = records(ledger)
        assert dict(record.before) == before
        assert dict(record.after) == after

    @pytest.mark.parametrize("policy", ["observe", "block"])
    def test_is_read_before_the_step_can_change_it(self, ledger: Ledger, policy: str) -> None:
        def alter(state: dict[str, str]) -> dict[str, str]:
            state["text"] = state["text"].replace("480", "840")
            return state

        step = guard(alter, contract="preserve", policy=policy, before="text", after="text", ledger=ledger)
        with contextlib.suppress(HandOffBlocked):
            step.invoke({"text": LETTER})

        [record] = records(ledger)
        assert dict(record.before) == {"text": LETTER}
        assert record.verdict.outcome == "fail"

    def test_is_found_by_key_or_function(self, ledger: Ledger) -> None:
        step = RunnableLambda(lambda given: {"result": given["document"], "cost": 3})
        guarded = guard(
            step,
            contract="preserve",
            ledger=ledger,
            before="document",
            after=lambda output: output["result"],
            instruction=lambda given: given["task"],
        )
        guarded.invoke({"document": LETTER, "task": "Copy it."})

        [record] = records(ledger)
        assert record.instruction == "Copy it."
        assert record.verdict.outcome == "pass"


class TestNeverInTheWay:
    """Under `observe` and `warn` nothing that fails in Holdtrue fails the step."""

    def test_a_value_that_cannot_be_read(self, ledger: Ledger) -> None:
        thing = object()

        assert guard(RunnableLambda(lambda _: thing), ledger=ledger).invoke("text") is thing
        [record] = records(ledger)
        assert record.verdict is None
        assert "after=" in record.trouble

    def test_a_missing_key(self, ledger: Ledger) -> None:
        step = guard(RunnablePassthrough(), before="document", ledger=ledger)

        assert step.invoke({"text": "a"}) == {"text": "a"}
        assert "no key 'document'" in records(ledger)[0].trouble

    def test_a_check_that_crashes(self, ledger: Ledger) -> None:
        def broken(texts: Any) -> Any:
            raise MemoryError("no room")

        step = guard(RunnableLambda(drop_not), embed=broken, ledger=ledger)

        assert step.invoke(LETTER) == drop_not(LETTER)
        [record] = records(ledger)
        assert record.verdict.outcome != "pass"
        assert any(f.kind == "check.crashed" and "no room" in f.message for f in record.verdict.findings)

    def test_a_check_that_overruns_its_budget(self, ledger: Ledger) -> None:
        def slow(texts: Any) -> Any:
            time.sleep(5)

        step = guard(RunnableLambda(drop_not), embed=slow, budget_s=0.05, ledger=ledger)

        assert step.invoke(LETTER) == drop_not(LETTER)
        [record] = records(ledger)
        assert record.verdict is None
        assert "budget" in record.trouble

    def test_a_ledger_that_cannot_be_written(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        ledger = Ledger(tmp_path / "ledger.db")
        ledger.close()
        ledger.path.unlink()
        ledger.path.mkdir()
        step = guard(RunnableLambda(drop_not), contract="preserve", ledger=ledger)

        assert step.invoke(LETTER) == drop_not(LETTER)
        assert "is not recorded" in caplog.text

    def test_the_steps_own_error_is_not_hidden_by_the_ledgers(self, tmp_path: Path) -> None:
        def fails(text: str) -> str:
            raise LookupError("no such account")

        ledger = Ledger(tmp_path / "ledger.db")
        ledger.close()
        ledger.path.unlink()
        ledger.path.mkdir()

        with pytest.raises(LookupError, match="no such account"):
            guard(RunnableLambda(fails), policy="block", ledger=ledger).invoke("text")

    def test_chunks_that_cannot_be_added_up(self, ledger: Ledger) -> None:
        class Odd:
            def __add__(self, other: object) -> object:
                raise ValueError("shapes differ")

        class Streams(RunnablePassthrough[Any]):
            def stream(self, input: Any, config: Any = None, **kwargs: Any) -> Iterator[Any]:
                yield from chunks

        chunks = [Odd(), Odd()]

        assert list(guard(Streams(), ledger=ledger).stream("text")) == chunks
        assert len(records(ledger)) == 1

    def test_an_extra_that_fails(self, ledger: Ledger) -> None:
        step = guard(RunnablePassthrough(), extra=lambda before, after: 1 / 0, ledger=ledger)

        assert step.invoke("text") == "text"
        assert "ZeroDivisionError" in records(ledger)[0].extra["extra_failed"]


class TestPolicies:
    def test_observe_is_silent(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert guard(RunnableLambda(drop_not), contract="preserve").invoke(LETTER) == drop_not(LETTER)

    def test_warn_warns_and_lets_through(self) -> None:
        step = guard(RunnableLambda(drop_not), contract="preserve", policy="warn", name="proofread")

        with pytest.warns(HandOffWarning, match="proofread.*fail"):
            assert step.invoke(LETTER) == drop_not(LETTER)

    def test_warn_warns_every_time_under_pythons_own_filter(self) -> None:
        step = guard(RunnableLambda(drop_not), contract="preserve", policy="warn")

        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("default")
            for _ in range(3):
                step.invoke(LETTER)

        assert [item.category for item in caught] == [HandOffWarning] * 3

    def test_a_warning_made_an_error_is_the_items_result(self, ledger: Ledger) -> None:
        step = guard(RunnableLambda(drop_not), contract="preserve", policy="warn", ledger=ledger)

        with warnings.catch_warnings():
            warnings.simplefilter("error")
            results = step.batch([LETTER, "intact", LETTER], return_exceptions=True)

        assert [type(result) for result in results] == [HandOffWarning, str, HandOffWarning]
        assert len(ledger.records()) == 3

    def test_block_carries_the_verdict_and_survives_pickling(self) -> None:
        step = guard(RunnableLambda(drop_not), contract="preserve", policy="block")

        with pytest.raises(HandOffBlocked) as caught:
            step.invoke(LETTER)

        copy = pickle.loads(pickle.dumps(caught.value))
        assert copy.verdict == caught.value.verdict
        assert copy.verdict.findings

    def test_block_does_not_let_through_what_could_not_be_checked(self) -> None:
        with pytest.raises(HandOffBlocked, match="not checked"):
            guard(RunnableLambda(lambda _: object()), policy="block").invoke("text")

    @pytest.mark.parametrize(
        ("arguments", "error"),
        [
            ({"policy": "shout"}, InputError),
            ({"contract": "keep"}, ContractError),
            ({"contract": {"mode": "preserve", "loose": True}}, ContractError),
            ({"contract": {"mode": "transform", "free": [["number"]]}}, ContractError),
            ({"contract": {"mode": "preserve", "free": ["number"]}}, ContractError),
            ({"budget_s": 0}, InputError),
            ({"budget_s": "3"}, InputError),
        ],
    )
    def test_mistakes_are_told_when_the_guard_is_made(self, arguments: Any, error: type[Exception]) -> None:
        with pytest.raises(error):
            guard(RunnablePassthrough(), **arguments)

    def test_a_contract_object_is_taken(self) -> None:
        step = guard(
            RunnableLambda(lambda _: "paid 7"), contract=Contract.transform(free=["number"]), policy="block"
        )

        assert step.invoke("paid 5") == "paid 7"
