from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest
from langchain_core.messages import BaseMessage

from holdtrue.experiments.models import Model, ScriptedChatModel
from holdtrue.experiments.pipelines import Attempt, Setting
from holdtrue.experiments.pipelines.failing import StepFailed, attempting
from holdtrue.experiments.pipelines.handing import given, hand_on
from holdtrue.experiments.pipelines.prompting import Prompt, asking
from holdtrue.experiments.tasks import Task
from holdtrue.middleware import HandOffBlocked, Ledger, run

LETTER = "The 14 crates leave on 3 May."
TASK = Task(name="t", family="relay", size=1, question="copy", answer="", score=lambda _: 1.0)


def _copy(setting: Setting, text: str = LETTER) -> Mapping[str, Any]:
    step = asking(setting.model, Prompt(instruction="Copy the letter."), lambda payload: payload["letter"])
    first = given({"letter": text}, run="r", to="copier")
    made = hand_on(
        first, step, lambda text: {"letter": text}, to="reader", promise="preserve", setting=setting
    )
    return made.payload


def _setting(answers: Sequence[str], **others: Any) -> Setting:
    return Setting(arm="", model=Model("scripted", ScriptedChatModel(answers)), **others)


def test_a_hop_is_recorded_with_its_envelope(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.db")
    with run("r"):
        assert _copy(_setting([LETTER], ledger=ledger)) == {"letter": LETTER}
    [stored] = ledger.run("r")
    record = stored.record
    assert (record.step, record.hop) == ("copier", 1)
    assert record.verdict is not None
    assert record.verdict.outcome == "pass"
    told = record.extra["envelope"]
    assert (told["producer"], told["consumer"], told["contract"]) == ("copier", "reader", "preserve")
    assert told["parent"] == "r/0"


def test_what_breaks_the_promise_is_blocked_before_it_is_read() -> None:
    with pytest.raises(HandOffBlocked):
        _copy(_setting([LETTER.replace("14", "41")], policy="block"))


def test_a_remedy_puts_right_what_the_step_wrote() -> None:
    from holdtrue.middleware.policies import resolve

    setting = _setting([LETTER.replace("14", "41"), LETTER], policy=resolve(["retry", "block"]))
    assert _copy(setting) == {"letter": LETTER}


def test_failures_are_told_by_class_and_errors_of_the_provider_go_on() -> None:
    def fails(task: Task, run: str, config: Any) -> Attempt:
        raise StepFailed("unparsed_plan", "no step in it")

    assert attempting("p", fails).invoke(TASK) == Attempt(answer=None, failure="unparsed_plan")

    def blocked(task: Task, run: str, config: Any) -> Attempt:
        return Attempt(answer=str(_copy(_setting(["no"], policy="block"))))

    assert attempting("p", blocked).invoke(TASK).failure == "blocked"

    def crashes(task: Task, run: str, config: Any) -> Attempt:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        attempting("p", crashes).invoke(TASK)


def test_all_hops_of_an_attempt_are_one_run(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.db")
    setting = _setting([LETTER, LETTER], ledger=ledger)

    def twice(task: Task, run: str, config: Any) -> Attempt:
        _copy(setting)
        _copy(setting)
        return Attempt(answer=run)

    identifier = attempting("p", twice).invoke(TASK).answer
    assert identifier is not None
    assert len(list(ledger.run(identifier))) == 2


def test_a_model_without_completions_sees_the_examples_as_an_exchange() -> None:
    seen: list[list[str]] = []

    def answer(messages: Sequence[BaseMessage]) -> str:
        seen.append([f"{message.type}: {message.text}" for message in messages])
        return " two "

    prompt = Prompt(instruction="Count.", worked=(("a", "one"),))
    assert asking(Model("scripted", ScriptedChatModel(answer)), prompt).invoke("a b") == "two"
    assert seen == [["system: Count.", "human: a", "ai: one", "human: a b"]]


def test_a_model_with_completions_continues_a_text_under_the_pattern() -> None:
    from langchain_core.language_models import FakeListLLM

    from holdtrue.experiments.documents.grammar import one_of

    class Recording(FakeListLLM):
        seen: ClassVar[list[Any]] = []

        def _call(self, prompt: str, stop: Any = None, run_manager: Any = None, **kwargs: Any) -> str:
            self.seen.append((prompt, kwargs))
            return " yes\n"

    completion = Recording(responses=[""])
    model = Model("completing", ScriptedChatModel([]), completion=completion)
    prompt = Prompt(instruction="Judge.", worked=(("1<2", "yes"),), answer=one_of("yes", "no"), most=4)
    assert asking(model, prompt).invoke("2<3") == "yes"
    [(text, options)] = completion.seen
    assert text == "Judge.\n\nIn: 1<2\nOut: yes\n\nIn: 2<3\nOut:"
    assert options["extra_body"] == {"grammar": 'root ::= " " ("yes" | "no") "\\n\\n"'}
    assert options["max_tokens"] == 4
