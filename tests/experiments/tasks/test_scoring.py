import pytest

from holdtrue.experiments.tasks import by_calls, by_value


@pytest.mark.parametrize("answer", ["1204.5", "1,204.50", "1 204.50", " 1204.50. ", '"1204.5"', "**1204.5**"])
def test_numbers_count_by_value(answer: str) -> None:
    assert by_value("1204.5")(answer) == 1.0


@pytest.mark.parametrize(
    "answer", ["1204", "120.45", "-1204.5", "1204.5 or 3", "The result is 1204.5", "1204.5 km", "~1204.5", ""]
)
def test_anything_but_the_number_is_wrong(answer: str) -> None:
    assert by_value("1204.5")(answer) == 0.0


@pytest.mark.parametrize("answer", ["the Tarn Water", "The tarn  water.", "“the Tarn Water”"])
def test_words_count_without_case_and_spacing(answer: str) -> None:
    assert by_value("the Tarn Water")(answer) == 1.0


@pytest.mark.parametrize("answer", ["Tarn", "the Tarn Waters", "the Tarn Water, near Vell", "12"])
def test_other_words_are_wrong(answer: str) -> None:
    assert by_value("the Tarn Water")(answer) == 0.0


def test_calls_count_by_their_place() -> None:
    score = by_calls(
        [{"name": "a", "arguments": {"n": 2, "on": True}}, {"name": "b", "arguments": {"s": "2"}}]
    )

    assert score('[{"name":"a","arguments":{"on":true,"n":2.0}},{"name":"b","arguments":{"s":"2"}}]') == 1.0
    assert score('[{"name":"a","arguments":{"on":1,"n":2}},{"name":"b","arguments":{"s":"2"}}]') == 0.5
    assert score('[{"name":"b","arguments":{"s":"2"}},{"name":"a","arguments":{"n":2,"on":true}}]') == 0.0
    assert score('{"name":"a","arguments":{"n":2,"on":true}}') == 0.5
    assert score('[{"name":"a","arguments":{"n":"2","on":true}},{"name":"b","arguments":{"s":2}}]') == 0.0


@pytest.mark.parametrize("answer", ["", "no", "[" * 100_000, "12", '["a"]', "null"])
def test_what_is_no_call_is_wrong(answer: str) -> None:
    assert by_calls([{"name": "a", "arguments": {}}])(answer) == 0.0


def test_refusing_is_right_only_where_nothing_can_be_called() -> None:
    assert by_calls([])("[]") == 1.0
    assert by_calls([])('[{"name": "a", "arguments": {}}]') == 0.0
