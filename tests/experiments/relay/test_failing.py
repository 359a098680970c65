from statistics import mean

import pytest

from holdtrue.checks import InputError
from holdtrue.experiments.documents import Document, documents
from holdtrue.experiments.relay import RelayResult, failing, run


def relay(document: Document, seed: int, trips: int = 10) -> RelayResult:
    return run(document, failing(document, seed).model, strategy="monolithic", trips=trips, seed=seed)


def test_a_seed_fails_the_same_way_each_time(expenses: Document) -> None:
    first, second = relay(expenses, 3), relay(expenses, 3)
    assert first.text == second.text
    assert first.text != relay(expenses, 4).text


def test_it_loses_what_the_published_models_lose() -> None:
    results = [relay(document, seed) for document in documents() for seed in range(4)]
    # 75.2 at the end, most of it in failures that few relays have; 32 relays scatter by 5 points.
    assert 0.60 < mean(result.rs_end for result in results) < 0.90
    severe = sum(
        any(before - after >= 0.1 for before, after in zip([1.0, *rs], rs, strict=False))
        for rs in (list(result.rs.values()) for result in results)
    )
    assert 0.25 < severe / len(results) < 0.70
    assert max(result.rs_end for result in results) > 0.95


def test_another_attempt_is_another_draw(expenses: Document) -> None:
    from langchain_core.messages import AIMessage, HumanMessage

    edit = expenses.pair("copy").forward
    request = HumanMessage(f"{edit.instruction}\n\n{expenses.text}")
    answers = set()
    for seed in range(30):
        model = failing(expenses, seed).model
        first = model.chat.invoke([request]).text
        advised = model.chat.invoke([request, AIMessage(first), HumanMessage("Do it again.")]).text
        answers.add((first == expenses.text, advised == expenses.text))
    assert {(False, True), (True, True)} <= answers


def test_part_of_a_document_comes_without_its_head(expenses: Document) -> None:
    edit = expenses.pair("json").forward
    record = expenses.records[0]
    answer = failing(expenses, 0).larger.chat.invoke(f"{edit.instruction}\n\n{record}").text
    assert edit.target.split(answer) == (answer.strip(),)
    assert not answer.startswith("[")


def test_single_records_are_not_its_work(expenses: Document) -> None:
    with pytest.raises(InputError, match="monolithic"):
        run(expenses, failing(expenses, 0).model, strategy="decomposed", trips=1)
