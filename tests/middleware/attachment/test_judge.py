"""A guard asks its judge about what the check cannot explain, and its record says so."""

from __future__ import annotations

import time
from typing import Any

import pytest
from langchain_core.runnables import RunnableLambda

from holdtrue.experiments.models.scripted import ScriptedChatModel
from holdtrue.middleware import HandOffBlocked, Ledger, guard
from holdtrue.middleware.judge import ChatJudge

TEXT = "Pay 5 EUR on 3 May.\n"
WRONG = RunnableLambda(lambda text: text.replace("5", "6"))


def says(ruling: str) -> ScriptedChatModel:
    return ScriptedChatModel(
        lambda _: f'{{"rulings": [{{"item": 1, "ruling": "{ruling}", "reason": "as scripted"}}]}}'
    )


@pytest.mark.parametrize(
    ("ruling", "outcome"), [("allowed", "pass"), ("not_allowed", "fail"), ("well", "warn")]
)
def test_the_record_holds_the_judged_verdict_and_what_it_took(
    ruling: str, outcome: str, ledger: Ledger
) -> None:
    assert guard(WRONG, judge=says(ruling), ledger=ledger).invoke(TEXT) == "Pay 6 EUR on 3 May.\n"
    record = ledger.run("last")[0].record
    assert record.verdict.outcome == outcome
    assert record.extra["judge"]["model"] == "scripted"
    assert record.extra["judge"]["input_tokens"] > 0
    assert record.extra["judge"]["whole_tokens"] > 0
    assert record.usage.model is None  # the judge's tokens are not the step's


def test_a_blocking_guard_acts_on_what_the_judge_says() -> None:
    with pytest.raises(HandOffBlocked):
        guard(WRONG, judge=says("not_allowed"), policy="block").invoke(TEXT)
    assert guard(WRONG, judge=says("allowed"), policy="block").invoke(TEXT).startswith("Pay 6")


async def test_a_judge_that_is_too_slow_or_crashes_leaves_the_checks_verdict(ledger: Ledger) -> None:
    def slowly(_: Any) -> str:
        time.sleep(0.5)
        return ""

    slow, broken = ChatJudge(ScriptedChatModel(slowly), timeout_s=0.05), ChatJudge(says("allowed"))
    broken.model = None  # type: ignore[assignment]
    for judge, trouble in ((slow, "longer than"), (broken, "AttributeError")):
        await guard(WRONG, judge=judge, ledger=ledger).ainvoke(TEXT)
        record = ledger.run("last")[-1].record
        assert record.verdict.outcome == "warn"
        assert record.trouble is None
        assert trouble in record.extra["judge"]["trouble"]


def test_what_passes_is_not_confirmed_by_a_judge_that_crashes(ledger: Ledger) -> None:
    broken = ChatJudge(says("allowed"))
    broken.model = None  # type: ignore[assignment]
    step = RunnableLambda(lambda text: text.replace("Pay 5 EUR", "5 EUR are paid"))
    options = {"instruction": "Put it in the passive voice.", "ledger": ledger}
    guard(step, **options).invoke(TEXT)
    assert ledger.run("last")[0].record.verdict.outcome == "pass"
    guard(step, judge=broken, **options).invoke(TEXT)
    record = ledger.run("last")[0].record
    assert record.verdict.outcome == "warn"
    assert [f.kind for f in record.verdict.findings if f.standing == "unexplained"] == ["judge.unanswered"]
    assert "AttributeError" in record.extra["judge"]["trouble"]
