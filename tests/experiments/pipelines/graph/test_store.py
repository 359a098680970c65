from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.graph import queries, writes
from holdtrue.experiments.pipelines.graph.triples import Provenance, Triple, TripleStore, type_of
from holdtrue.experiments.pipelines.graph.votes import decide

WHERE = Provenance("article(Ada)", 1)
TEXT = "Ada is a member of the Ropes; the Ropes have their seat in Vell. Vell was founded in 1204."


@pytest.fixture
def store() -> TripleStore:
    made = TripleStore()
    commands = "add Ada | guild | Ropes; add Ropes | seat | Vell\nadd Vell | founded | 1204"
    assert not writes.carry_out(commands, made, TEXT, WHERE).failed
    return made


def test_triples_keep_where_they_came_from_first(store: TripleStore) -> None:
    assert [str(each) for each in store] == [
        "Ada | guild | Ropes",
        "Ropes | seat | Vell",
        "Vell | founded | 1204",
    ]
    assert [each.type for each in store] == ["thing", "thing", "number"]
    assert not store.add(Triple("ADA", "guild", "ropes", Provenance("later", 9)))
    assert {each.provenance for each in store} == {WHERE}


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("Ada | guild | Ropes", "no add"),
        ("add Ada | guild", "no add"),
        ("DELETE Ada | guild | Ropes", "no add"),
        ("add Ada | guild |  ", "no add|empty"),
        ("add Ada | captain | Bob", "'Bob' is not in what was found out"),
        ("add Vell | founded | Ropes", "leads to a number elsewhere"),
        ("I could not find anything.", "no add"),
        ("", "there is no command"),
    ],
)
def test_a_write_that_fails_changes_nothing_and_says_why(
    store: TripleStore, command: str, reason: str
) -> None:
    before = list(store)
    done = writes.carry_out(command, store, TEXT, WHERE)
    assert list(store) == before
    assert not done.triples
    assert len(done.failed) == 1
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(str(done.failed[0]))


def test_one_bad_command_does_not_take_the_good_ones_with_it() -> None:
    store = TripleStore()
    done = writes.carry_out("add Ada | guild | Ropes; add Ada | hat | red", store, TEXT, WHERE)
    assert (len(done.triples), len(done.failed), len(store)) == (1, 1, 1)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Ada | guild", ("Ropes",)),
        ("ada|GUILD|seat|founded", ("1204",)),
        ("Vell | ~seat | ~guild", ("Ada",)),
    ],
)
def test_a_path_is_followed(store: TripleStore, query: str, found: tuple[str, ...]) -> None:
    assert queries.carry_out(query, store) == found


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("Ada", "unparsed_query"),
        ("No command found.", "unparsed_query"),
        ("Ada | | seat", "unparsed_query"),
        ("Ada | guild | " + "guild | " * 40, "unparsed_query"),
        ("Bob | guild", "unknown_thing"),
        ("Ada | mother", "unknown_relation"),
        ("Ada | seat", "empty_query"),
    ],
)
def test_a_query_that_leads_nowhere_is_a_failure_and_no_answer(
    store: TripleStore, query: str, kind: str
) -> None:
    with pytest.raises(StepFailed) as failed:
        queries.carry_out(query, store)
    assert failed.value.kind == kind


def test_every_query_that_the_grammar_lets_through_names_what_is_there(store: TripleStore) -> None:
    pattern = queries.query_pattern(store)
    assert pattern.matches("Ada | guild | seat")
    assert pattern.matches("Vell | ~seat")
    assert not pattern.matches("Bob | guild")
    assert not pattern.matches("Ada | mother")
    assert queries.query_pattern(TripleStore()) is None


@pytest.mark.parametrize(
    ("term", "kind"),
    [("Ada Moss", "thing"), ("1204", "number"), ("12.5 kg", "number"), ("2026-03-04", "date")],
)
def test_a_term_has_a_type(term: str, kind: str) -> None:
    assert type_of(term) == kind


@given(st.text(alphabet="ad |;\nxy", max_size=50))
def test_no_text_breaks_writes_or_queries(text: str) -> None:
    store = TripleStore()
    done = writes.carry_out(text, store, text, WHERE)
    assert done.triples or done.failed
    with suppress(StepFailed):
        assert queries.carry_out(text, store)


@pytest.mark.parametrize(
    ("votes", "action", "unread"),
    [
        (["RETRIEVE"] * 3 + ["INSERT x"] * 2, "RETRIEVE", 0),
        (["RETRIEVE"] * 2 + ["INSERT x"] * 2, "INSERT", 0),  # a tie finds out more
        (["RETRIEVE"] * 2 + ["INSERT x"] * 1 + ["perhaps"] * 2, "INSERT", 2),  # no majority of all votes
        (["I think RETRIEVE"] * 5, "INSERT", 5),
        (["RETRIEVE the seat of Ropes"] * 5, "INSERT", 5),
        ([], "INSERT", 0),
    ],
)
def test_the_vote_retrieves_by_a_strict_majority_only(votes: list[str], action: str, unread: int) -> None:
    decision = decide(votes)
    assert (decision.action, decision.unread) == (action, unread)


def test_reasons_are_kept_once_each() -> None:
    assert decide(["INSERT a", "INSERT b", "INSERT a", "INSERT"]).reasons == ("a", "b")
