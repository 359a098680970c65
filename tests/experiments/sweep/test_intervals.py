import random

from holdtrue.experiments.sweep import difference, mean


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    source = random.Random(3)
    inside = 0
    for _ in range(200):
        drawn = mean([float(source.random() < 0.3) for _ in range(60)])
        inside += drawn.low <= 0.3 <= drawn.high

    assert 176 <= inside <= 198


def test_values_of_one_unit_are_drawn_together() -> None:
    values = [0.0, 1.0] * 20
    apart, together = mean(values), mean(values, [i // 20 for i in range(40)])

    assert together.n == 2
    assert together.low == together.high == 0.5
    assert apart.low < 0.45


def test_all_alike_leaves_no_doubt_and_one_unit_neither() -> None:
    assert (mean([1.0]).low, mean([1.0]).value, mean([1.0]).n) == (1.0, 1.0, 1)


def test_a_difference_is_paired() -> None:
    one = {task: float(task % 2) for task in range(40)}
    better = {task: value + 0.5 for task, value in one.items()}
    apart = difference(better, {**one, 99: 5.0})

    assert apart is not None
    assert (apart.value, apart.low, apart.high, apart.n) == (0.5, 0.5, 0.5, 40)
    assert difference(one, {}) is None
