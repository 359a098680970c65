"""`Optimum` around a LangChain chain; the chat model is a fake, for what is tested is the guard."""

import json
import sys
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from pydantic import Field

from holdtrue.checks import Contract, ContractError, HandOff, InputError, check
from holdtrue.checks.optimization import (
    Constraint,
    Objective,
    Optimum,
    Problem,
    ProblemError,
    Variable,
    certify,
    optimum,
)
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


def counted(made):
    """Makes a problem anew whenever it is asked, and keeps when."""

    def problem(handoff):
        made.append(handoff)
        return replace(PLAN)

    return problem


@pytest.mark.parametrize(
    ("policy", "replies"),
    [("observe", [WRONG]), (["repair", "block"], [WRONG]), (["retry", "block"], [WRONG, RIGHT])],
)
def test_a_problem_is_made_and_solved_once_a_step(policy, replies, monkeypatch):
    made, solved = [], []
    monkeypatch.setattr(
        optimum, "certify", lambda problem, **options: solved.append(problem) or certify(problem, **options)
    )
    guarded, _ = chain(*replies, policy=policy, contract=Optimum(counted(made)))
    asked(guarded)
    assert len(made) == len(solved) == 1


def test_another_question_is_another_problem():
    made = []
    contract = Optimum(counted(made))
    for question in ("first", "second"):
        check(HandOff.of(question, RIGHT, contract=contract))
    assert [dict(handoff.before) for handoff in made] == [{"text": "first"}, {"text": "second"}]


def test_one_certificate_for_a_problem_that_changes_is_refused():
    with pytest.raises(ContractError, match="another each time"):
        Optimum(counted([]), certificate=certify(PLAN))


def test_hand_offs_with_other_problems_do_not_wait_for_each_other(monkeypatch):
    begun = threading.Barrier(2, timeout=10)

    def meeting(problem, **options):
        begun.wait()  # both are being solved at once, or this breaks
        return certify(problem, **options)

    monkeypatch.setattr(optimum, "certify", meeting)
    contract = Optimum(counted([]))
    with ThreadPoolExecutor(2) as pool:
        verdicts = pool.map(lambda k: check(HandOff.of(f"question {k}", RIGHT, contract=contract)), range(2))
    assert [verdict.outcome for verdict in verdicts] == ["pass", "pass"]


def test_hand_offs_with_one_problem_have_it_solved_once(monkeypatch):
    solved = []

    def slowly(problem, **options):
        solved.append(problem)
        time.sleep(0.2)
        return certify(problem, **options)

    monkeypatch.setattr(optimum, "certify", slowly)
    contract = Optimum(PLAN)
    with ThreadPoolExecutor(4) as pool:
        verdicts = pool.map(lambda _: check(HandOff.of("", RIGHT, contract=contract)), range(4))
    assert {verdict.outcome for verdict in verdicts} == {"pass"}
    assert len(solved) == 1


SQUARE = replace(
    PLAN,
    variables=tuple(replace(variable, integer=True) for variable in PLAN.variables),
    objective=Objective(sense="min", quadratic={("benches", "benches"): 1.0}),
)
HOLLOW = replace(PLAN, objective=Objective(sense="max", quadratic={("benches", "benches"): 1.0}))


def test_a_problem_without_a_solver_is_refused_with_the_contract():
    with pytest.raises(ProblemError, match="whole numbers has no solver"):
        Optimum(SQUARE)


@pytest.mark.parametrize(
    "problem", [lambda _: SQUARE, lambda _: HOLLOW, HOLLOW], ids=["whole", "asked", "hollow"]
)
@pytest.mark.parametrize("policy", ["observe", ["repair", "warn"]])
def test_a_problem_without_a_solver_is_a_finding(problem, policy):
    records = []
    answer = "benches = 1, stools = 2"
    guarded, _ = chain(answer, policy=policy, contract=Optimum(problem), on_record=records.append)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HandOffWarning)
        assert asked(guarded) == answer
    found = {finding.kind: finding for finding in records[0].verdict.findings}
    assert found["optimum.unsolved"].standing == "unexplained"
    assert records[0].verdict.outcome == "warn"


@pytest.mark.parametrize("policy", ["observe", ["repair", "warn"]])
def test_what_cannot_be_made_a_problem_is_a_finding(policy):
    def problem(handoff):
        raise ValueError("no numbers in it")

    records = []
    guarded, _ = chain(WRONG, policy=policy, contract=Optimum(problem), on_record=records.append)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HandOffWarning)
        assert asked(guarded) == WRONG
    assert "no numbers in it" in records[0].verdict.findings[0].message


def test_without_the_extra_there_is_no_contract(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy", None)
    with pytest.raises(InputError, match="optimization"):
        Optimum(PLAN)
