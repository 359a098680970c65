"""`Optimum` around a LangChain chain; the chat model is a fake, for what is tested is the guard."""

import json

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from pydantic import Field

from holdtrue.checks import Contract, ContractError, HandOff, check
from holdtrue.checks.optimization import Constraint, Objective, Optimum, Problem, Variable
from holdtrue.middleware import HandOffBlocked, HandOffWarning, Ledger, guard

PLAN = Problem(
    name="workshop",
    kind="lp",
    variables=(Variable(name="benches"), Variable(name="stools")),
    objective=Objective(sense="max", coefficients={"benches": 3.0, "stools": 5.0}, unit="EUR"),
    constraints=(
        Constraint(
            family="wood", name="wood", coefficients={"benches": 1.0, "stools": 2.0}, sense="<=", rhs=10.5
        ),
        Constraint(
            family="hours", name="hours", coefficients={"benches": 3.0, "stools": 1.0}, sense="<=", rhs=15.0
        ),
    ),
    text="How many benches and stools should be made?",
)
RIGHT = "benches = 3.90, stools = 3.30, profit 28.20 EUR"
WRONG = "benches = 5.00, stools = 3.00, profit 30.00 EUR"


class Listening(GenericFakeChatModel):
    heard: list[object] = Field(default_factory=list)

    def _generate(self, messages, *args, **kwargs):
        self.heard.append(messages)
        return super()._generate(messages, *args, **kwargs)


def chain(*replies, **options):
    model = Listening(messages=iter([AIMessage(reply) for reply in replies]), heard=[])
    prompt = ChatPromptTemplate.from_messages([("human", "{question}")])
    options.setdefault("contract", Optimum(PLAN))
    return prompt | guard(model | StrOutputParser(), **options), model


def asked(runnable):
    return runnable.invoke({"question": PLAN.text})


def test_a_right_answer_goes_on_untouched():
    records = []
    guarded, _ = chain(RIGHT, policy="block", on_record=records.append)
    assert asked(guarded) == RIGHT
    assert records[0].verdict.outcome == "pass"
    assert "no feasible point is better than 28.2" in records[0].verdict.findings[0].message


@pytest.mark.parametrize(
    "reply",
    [
        WRONG,
        "benches = 1.00, stools = 1.00",
        "benches = nan, stools = 3",
        "no idea",
        "benches = 3.90, stools = 3.30, profit 31.00",
        "1" * 5_000_000,
    ],
)
def test_block(reply):
    guarded, _ = chain(reply, policy="block")
    with pytest.raises(HandOffBlocked):
        asked(guarded)


def test_warn():
    guarded, _ = chain(WRONG, policy="warn")
    with pytest.warns(HandOffWarning, match="hours"):
        assert asked(guarded) == WRONG


def test_retry_is_told_which_constraint_is_broken():
    guarded, model = chain(WRONG, RIGHT, policy=["retry", "block"])
    assert asked(guarded) == RIGHT
    told = str(model.heard[-1][-1].content)
    assert "hours" in told
    assert "is off by" in told


def test_repair_has_the_solver_write_the_answer_with_its_certificate(tmp_path):
    ledger = Ledger(tmp_path / "handoffs.db")
    guarded, _ = chain(WRONG, policy=["repair", "block"], ledger=ledger)
    answer = asked(guarded)
    assert "benches = 3.90" in answer
    assert "Certificate: optimal, bound 28.2, HiGHS" in answer
    assert check(HandOff.of("", answer, contract=Optimum(PLAN))).outcome == "pass"
    assert [stored.record.verdict.outcome for stored in ledger.records()] == ["fail", "pass"]


def test_repair_keeps_the_form_of_json():
    reply = '{"plan": {"benches": 5.0, "stools": 3.0}, "profit": 30.0, "note": "quick"}'
    guarded, _ = chain(reply, policy=["repair", "block"])
    answer = json.loads(asked(guarded))
    assert answer["plan"] == {"benches": 3.9, "stools": 3.3}
    assert answer["profit"] == 28.2
    assert answer["note"] == "quick"
    assert answer["certificate"]["bound"] == pytest.approx(28.2)


def test_a_problem_made_of_what_is_asked():
    def problem(handoff):
        assert PLAN.text in next(iter(handoff.before.files.values()))
        return PLAN

    guarded, _ = chain(WRONG, policy="block", contract=Optimum(problem))
    with pytest.raises(HandOffBlocked):
        asked(guarded)


@pytest.mark.parametrize(
    ("constraint", "said"),
    [
        (
            Constraint(family="wood", name="more", coefficients={"benches": 1.0}, sense=">=", rhs=99.0),
            "no point",
        ),
        (None, "no limit"),
    ],
)
def test_a_problem_without_an_optimum_never_passes(constraint, said):
    rows = (*PLAN.constraints, constraint) if constraint else ()
    hopeless = Problem(
        name="hopeless", kind="lp", variables=PLAN.variables, objective=PLAN.objective, constraints=rows
    )
    verdict = check(HandOff.of("", RIGHT, contract=Optimum(hopeless)))
    assert verdict.outcome == "fail"
    assert any(said in finding.message for finding in verdict.findings)


def test_a_solver_that_runs_out_of_time_is_no_pass():
    verdict = check(HandOff.of("", RIGHT, contract=Optimum(PLAN, seconds=1e-9)))
    assert verdict.outcome != "pass"


def test_the_contract_is_recorded_and_read_back():
    contract = Contract.of(Optimum(PLAN))
    form = contract.to_dict()
    assert form["checker"]["problem"] == "workshop"
    again = Contract.from_dict(form)
    assert again.to_dict() == form
    assert check(HandOff.of("", RIGHT, contract=again)).outcome == "warn"  # named, and no longer checkable


def test_a_checker_decides_alone():
    with pytest.raises(ContractError):
        Contract.of(Optimum(PLAN)) & Contract.preserve()
    verdict = check(HandOff.of("a long question\nwith lines", RIGHT, contract=Optimum(PLAN)))
    assert {finding.family for finding in verdict.findings} == {"optimum"}


def test_streams_are_held_back():
    guarded, _ = chain(WRONG, policy="block")
    stream = guarded.stream({"question": PLAN.text})
    with pytest.raises(HandOffBlocked):
        next(stream)


@pytest.mark.asyncio
async def test_async():
    guarded, _ = chain(WRONG, policy=["repair", "block"])
    assert "benches = 3.90" in await guarded.ainvoke({"question": PLAN.text})
