from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from holdtrue.checks import InputError
from holdtrue.experiments.documents import Document
from holdtrue.experiments.models import Model, ScriptedChatModel
from holdtrue.experiments.relay import Guarding, RelayError, run
from holdtrue.middleware import HandOffWarning, Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.db")


@pytest.fixture
def copies(expenses: Document) -> Document:
    """The document with no edit but the one that changes nothing."""
    return replace(expenses, pairs=(expenses.pair("copy"),))


@pytest.mark.parametrize("strategy", ["monolithic", "decomposed"])
def test_a_perfect_model_keeps_everything(expenses: Document, perfect: Model, strategy: str) -> None:
    trips = len(expenses.pairs)
    result = run(expenses, perfect, strategy=strategy, trips=trips)
    assert result.rs == {2 * trip: 1.0 for trip in range(1, trips + 1)}
    assert {hop.integrity for hop in result.hops} == {1.0}
    assert {hop.pair for hop in result.hops} == {pair.name for pair in expenses.pairs}
    assert result.trips_done == result.trips_right == trips
    assert result.text == expenses.text


def test_one_wrong_digit_shows_at_its_hop_and_stays(copies: Document, slips: Callable[..., Model]) -> None:
    result = run(copies, slips(3, "132.70", "137.20"), strategy="monolithic", trips=3)
    assert [hop.integrity == 1.0 for hop in result.hops] == [True, True, False, True, True, True]
    states = [hop.state for hop in result.hops]
    assert states[:2] == [1.0, 1.0]
    assert len(set(states[2:])) == 1
    assert states[2] == pytest.approx(1 - 1 / 5 / len(copies.records))
    assert result.rs == {2: 1.0, 4: states[3], 6: states[5]}
    assert result.trips_right == 2


def test_a_forward_error_that_the_way_back_undoes_still_shows(expenses: Document, perfect: Model) -> None:
    # The way there does nothing: RS cannot see it, since the way back leaves ISO dates as they are.
    dates = replace(expenses, pairs=(expenses.pair("dotted-dates"),))
    lazy = Model("lazy", ScriptedChatModel([dates.text, dates.text]))
    result = run(dates, lazy, strategy="monolithic", trips=1)
    assert result.rs == {2: 1.0}
    assert result.hops[0].integrity < 1.0


def test_a_blocked_hop_leaves_the_document_as_it_was(
    copies: Document, slips: Callable[..., Model], ledger: Ledger
) -> None:
    model = slips(2, "132.70", "137.20")
    result = run(copies, model, strategy="monolithic", trips=2, guarding=Guarding("block", ledger))
    assert [(hop.number, hop.action) for hop in result.hops] == [
        (1, "none"), (2, "blocked"), (3, "none"), (4, "none"),
    ]  # fmt: skip
    refused = result.hops[1]
    assert refused.integrity < 1.0
    assert refused.state == 1.0
    assert result.rs == {2: 1.0, 4: 1.0}
    assert result.text == copies.text
    assert (result.trips_done, result.trips_right) == (1, 1)


def test_a_trip_whose_way_there_is_refused_has_no_way_back(
    copies: Document, slips: Callable[..., Model], ledger: Ledger
) -> None:
    model = slips(1, "132.70", "137.20")
    result = run(copies, model, strategy="monolithic", trips=2, guarding=Guarding("block", ledger))
    assert [hop.number for hop in result.hops] == [1, 3, 4]
    assert result.rs == {2: 1.0, 4: 1.0}


def test_observing_changes_nothing_and_keeps_the_evidence(
    copies: Document, slips: Callable[..., Model], ledger: Ledger
) -> None:
    bare = run(copies, slips(1, "132.70", "137.20"), strategy="monolithic", trips=1)
    watched = run(
        copies,
        slips(1, "132.70", "137.20"),
        strategy="monolithic",
        trips=1,
        guarding=Guarding("observe", ledger),
    )
    assert watched.text == bare.text
    assert watched.rs == bare.rs
    assert [(hop.outcome, hop.action) for hop in watched.hops] == [("fail", "observed"), ("pass", "none")]
    assert "137.20" in watched.hops[0].finding or "132.70" in watched.hops[0].finding
    stored = [entry.record for entry in ledger.run(watched.run)]
    assert [record.hop for record in stored] == [1, 2]
    assert [record.extra["integrity"] for record in stored] == [hop.state for hop in watched.hops]
    assert [record.instruction for record in stored] == [
        copies.pairs[0].forward.instruction,
        copies.pairs[0].backward.instruction,
    ]


def test_a_warning_guard_warns(copies: Document, slips: Callable[..., Model], ledger: Ledger) -> None:
    model = slips(1, "132.70", "137.20")
    with pytest.warns(HandOffWarning, match="copy, forward"):
        result = run(copies, model, strategy="monolithic", trips=1, guarding=Guarding("warn", ledger))
    assert result.hops[0].action == "warned"


def test_tokens_and_time_are_counted_bare_and_guarded(
    copies: Document, perfect: Model, ledger: Ledger
) -> None:
    for guarding in (None, Guarding("observe", ledger)):
        result = run(copies, perfect, trips=1, guarding=guarding)
        assert all(hop.input_tokens > hop.output_tokens > 0 for hop in result.hops)
        assert all(hop.seconds > 0 for hop in result.hops)


def test_the_seed_decides_the_order(expenses: Document, perfect: Model) -> None:
    def order(seed: int) -> list[str]:
        return [hop.pair for hop in run(expenses, perfect, strategy="monolithic", trips=10, seed=seed).hops]

    assert order(1) == order(1)
    assert len({tuple(order(seed)) for seed in range(4)}) > 1


def test_progress_is_told_hop_by_hop(expenses: Document, perfect: Model) -> None:
    told: list[int] = []
    run(expenses, perfect, strategy="monolithic", trips=2, progress=lambda hop: told.append(hop.number))
    assert told == [1, 2, 3, 4]


def test_a_model_that_fails_is_one_clear_error(expenses: Document) -> None:
    def fail(messages: object) -> str:
        raise ConnectionError("connection refused\nlong trace")

    with pytest.raises(RelayError, match="broken failed at hop 1 of expenses: connection refused") as error:
        run(expenses, Model("broken", ScriptedChatModel(fail)), trips=1)
    assert "\n" not in str(error.value)


def test_answers_beyond_repair_leave_later_hops_without_a_right_result(expenses: Document) -> None:
    sorry = Model("sorry", ScriptedChatModel(lambda messages: "I am sorry, I cannot do that."))
    result = run(expenses, sorry, strategy="monolithic", trips=2)
    assert [hop.integrity for hop in result.hops] == [0.0, None, None, None]
    assert set(result.rs.values()) == {0.0}


@pytest.mark.parametrize("wrong", [{"strategy": "psychic"}, {"trips": 0}])
def test_what_cannot_be_run_is_refused(expenses: Document, perfect: Model, wrong: dict) -> None:
    with pytest.raises(InputError):
        run(expenses, perfect, **wrong)


@pytest.mark.parametrize("policy", ["repair", "retry", "escalate", "escalate-records"])
def test_a_remedy_puts_a_hop_right_and_its_cost_is_counted(
    copies: Document, slips: Callable[..., Model], perfect: Model, ledger: Ledger, policy: str
) -> None:
    bare = run(copies, slips(1, "132.70", "137.20"), strategy="monolithic", trips=1)
    result = run(
        copies,
        slips(1, "132.70", "137.20"),
        strategy="monolithic",
        trips=1,
        guarding=Guarding([policy, "block"], ledger, larger=perfect),
    )
    assert result.text == copies.text
    assert result.policy == f"{policy}, block"
    assert (result.trips_done, result.trips_right) == (1, 1)
    hop, other = result.hops
    done = {"repair": "repaired", "retry": "retried"}.get(policy, "escalated")
    assert (hop.outcome, hop.action, other.action) == ("fail", done, "none")
    assert hop.is_wrong
    assert hop.kept == hop.state == 1.0
    assert hop.seconds >= hop.guard_seconds > 0
    spent, asked_once = hop.input_tokens, bare.hops[0].input_tokens
    assert spent == asked_once if policy == "repair" else spent > asked_once


def test_what_no_remedy_puts_right_is_left_to_the_policy(copies: Document, ledger: Ledger) -> None:
    sorry = Model("sorry", ScriptedChatModel(lambda messages: "I am sorry, I cannot do that."))
    result = run(copies, sorry, strategy="monolithic", trips=1, guarding=Guarding(["retry", "block"], ledger))
    assert [hop.action for hop in result.hops] == ["blocked"]
    assert result.text == copies.text


def test_escalation_needs_somebody_to_escalate_to(copies: Document, perfect: Model, ledger: Ledger) -> None:
    with pytest.raises(InputError, match="larger model"):
        run(copies, perfect, trips=1, guarding=Guarding("escalate", ledger))
