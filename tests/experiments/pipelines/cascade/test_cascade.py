from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import BaseMessage

from holdtrue.checks import HandOff, check
from holdtrue.experiments.documents import document
from holdtrue.experiments.models import Model, ScriptedChatModel
from holdtrue.experiments.pipelines import Attempt, Setting
from holdtrue.experiments.pipelines.cascade import PIPELINE
from holdtrue.experiments.pipelines.cascade.clusters import OTHER, Clusters
from holdtrue.experiments.pipelines.cascade.costs import Costs, Spent
from holdtrue.experiments.pipelines.cascade.job import edit
from holdtrue.experiments.pipelines.cascade.known_skill import known_skill
from holdtrue.experiments.pipelines.cascade.log import entries
from holdtrue.experiments.pipelines.cascade.pipeline import cascade
from holdtrue.experiments.pipelines.cascade.registry import Registry
from holdtrue.experiments.relay.task import forward
from holdtrue.experiments.tasks import Task, task
from holdtrue.middleware import Ledger
from holdtrue.middleware.asking import Prices

INVENTED = "Zebulon Quax of Nowhere Springs, 1742"
"""Stands in no document."""


def _model(name: str, *answers: str) -> Model:
    return Model(name, ScriptedChatModel(answers))


def _run(arm: str, task: Task, small: Model, larger: Model | None, **others: Any) -> Attempt:
    return PIPELINE.build(Setting(arm=arm, model=small, larger=larger, **others)).invoke(task)


def test_what_holds_stays_with_the_small_model() -> None:
    one = task("questions-1-1")
    attempt = _run("cascade", one, _model("small", one.answer), _model("large"))
    assert attempt.answer == one.answer
    assert (attempt.detail["escalations"], attempt.detail["large_calls"], attempt.detail["checks"]) == (
        0,
        0,
        1,
    )


def test_what_breaks_its_contract_goes_up_and_both_are_paid(tmp_path: Path) -> None:
    one = task("questions-1-1")
    ledger = Ledger(tmp_path / "ledger.db")
    attempt = _run("cascade", one, _model("small", INVENTED), _model("large", one.answer), ledger=ledger)
    assert attempt.answer == one.answer
    detail = attempt.detail
    assert (detail["escalations"], detail["small_calls"], detail["large_calls"]) == (1, 1, 1)
    assert (
        detail["cascade_cost"]
        > _run("large_only", one, _model(""), _model("large", one.answer)).detail["cascade_cost"]
    )
    [entry] = entries(ledger)
    assert (entry.outcome, entry.escalated, entry.answer) == ("fail", True, INVENTED)
    assert entry.input_tokens > 0


def test_the_arms_alone_never_ask_the_other_model() -> None:
    one = task("questions-1-1")
    small = _run("small_only", one, _model("small", INVENTED), _model("large"))
    assert (small.answer, small.detail["large_calls"]) == (INVENTED, 0)
    large = _run("large_only", one, _model("small"), _model("large", one.answer))
    assert (large.answer, large.detail["small_calls"]) == (one.answer, 0)


def test_remedies_of_the_policy_come_before_the_larger_model() -> None:
    one = task("questions-1-1")
    attempt = _run("cascade", one, _model("small", INVENTED, one.answer), _model("large"), policy="retry")
    assert (attempt.answer, attempt.detail["large_calls"]) == (one.answer, 0)


def test_calls_that_no_function_takes_or_nobody_asked_for_go_up() -> None:
    one = task("calls-1-1")
    for wrong in (
        '[{"name": "set_timer", "arguments": {"minutes": 33, "label": "ham"}}]',
        '[{"name": "set_timer", "arguments": {"minutes": 34, "label": "eggs"}}]',
        '[{"name": "fly", "arguments": {}}]',
        "I set it.",
        '[{"name": "set_timer", "arguments": {}}]',
    ):
        attempt = _run("cascade", one, _model("small", wrong), _model("large", one.answer))
        assert attempt.answer == one.answer
        assert attempt.detail["escalations"] == 1


def test_a_relay_goes_up_edit_by_edit() -> None:
    one = task("relay-2-1")
    slips = [1]

    def right(messages: Sequence[BaseMessage]) -> str:
        [edit] = [edit.edit for edit in one.edits if edit.edit.record_instruction in messages[0].text]
        return edit.on_record(messages[-1].text)

    def slipping(messages: Sequence[BaseMessage]) -> str:
        return right(messages).replace("960630", "960360") if slips and slips.pop() else right(messages)

    small, large = Model("small", ScriptedChatModel(slipping)), Model("large", ScriptedChatModel(right))
    attempt = _run("cascade", one, small, large)
    assert attempt.answer is not None
    assert one.score(attempt.answer) == 1.0
    assert (attempt.detail["jobs"], attempt.detail["escalations"]) == (2, 1)
    assert attempt.detail["large_calls"] == 4


def test_without_a_larger_model_a_script_stands_in_and_is_named_as_one() -> None:
    one = task("relay-2-1")
    small = Model("small", ScriptedChatModel(lambda _: "I would rather not."))
    attempt = _run("cascade", one, small, None)
    assert attempt.answer is not None
    assert attempt.detail["larger"] == "scripted, right 90% of the time"
    assert attempt.detail["escalations"] > 0


def test_the_stand_in_is_right_as_often_as_it_says() -> None:
    model = known_skill("key", lambda asked: f"right {asked}", 0.7)
    answers = [model.chat.invoke(str(number)).text for number in range(400)]
    assert sum(answer.startswith("right") for answer in answers) / 400 == pytest.approx(0.7, abs=0.07)
    assert answers == [
        known_skill("key", lambda asked: f"right {asked}", 0.7).chat.invoke(str(n)).text for n in range(400)
    ]


def test_requests_of_one_kind_share_a_cluster() -> None:
    clusters = Clusters.learned(
        ["convert the list to csv now", "convert the table to csv now", "who is the mayor"]
    )
    assert clusters.of("convert the list to csv now please") == "kind 1"
    assert clusters.of("who is the mayor") == "kind 2"
    assert clusters.of("something else entirely") == clusters.of("") == OTHER


def test_a_kind_that_goes_up_too_often_goes_to_the_large_model_at_once(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.db")
    asked = [
        one for one in (task(f"questions-1-{seed}") for seed in range(1, 120)) if "birthplace" in one.question
    ][:6]
    for one in asked:
        _run("cascade", one, _model("small", INVENTED), _model("large", one.answer), ledger=ledger)
    registry = Registry.learned(entries(ledger), break_even=0.5)
    setting = Setting(arm="cascade", model=_model("small"), larger=_model("large", asked[0].answer))
    attempt = cascade(setting, registry, Costs()).invoke(asked[0])
    assert (attempt.answer, attempt.detail["small_calls"]) == (asked[0].answer, 0)
    assert Registry.learned(entries(ledger), break_even=1.0).first == {}


def test_the_detour_pays_until_it_costs_what_it_saves() -> None:
    costs = Costs(small=Prices(1, 1), large=Prices(10, 10), check=0.0)
    small, large = Spent(), Spent()
    for spent in (small, large):
        spent.jobs = 1
        spent._meter.restore([("m", 100, 100)])
    assert costs.breaks_even(small, large) == pytest.approx(0.9)
    assert costs.of(small, large, 3) == pytest.approx(200e-6 + 2000e-6)


def test_an_edit_is_held_to_what_is_declared_for_it() -> None:
    contacts = document("contacts")
    given = forward(contacts, contacts.pair("csv"))
    held = edit(given, contacts.text)
    right = given.edit.on_document(contacts.text)
    for after, outcome in ((right, "pass"), (right.replace("-1632-", "-1633-", 1), "fail")):
        handoff = HandOff.of(held.source, {given.edit.target.file: after}, contract=held.contract)
        assert check(handoff).outcome == outcome
