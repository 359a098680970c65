from holdtrue.experiments.pipelines.examples import SIZES, one_a_size, short_first, with_names, with_results
from holdtrue.experiments.tasks import task


def test_the_tenth_result_is_not_the_first_with_a_nought() -> None:
    results = [str(number * 7) for number in range(1, 12)]
    assert with_results("add #1 and #10", results) == "add 7 and 70"
    assert with_names("add #1 and #10", "#E") == "add #E1 and #E10"


def test_examples_are_short_and_never_the_task() -> None:
    given = task("tools-2-1")
    assert [each.size for each in one_a_size(given)] == list(SIZES)
    shown = short_first(given, 6)
    assert [each.size for each in shown] == [1, 2, 3, 1, 2, 3]
    assert given.question not in {each.question for each in shown}
