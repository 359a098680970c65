import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdtrue.experiments.pipelines.abstraction.chain import read
from holdtrue.experiments.pipelines.abstraction.dependencies import solvable
from holdtrue.experiments.pipelines.failing import StepFailed


@given(st.permutations(range(1, 7)))
def test_placeholders_come_after_what_they_need_wherever_they_stand(order: list[int]) -> None:
    steps = {number: f"[y{number - 1} + 1 = y{number}]" if number > 1 else "[1 = y1]" for number in order}
    chain = read(" ".join(steps[number] for number in order))
    assert [each.variable for each in solvable(chain, "")] == [f"y{number}" for number in range(1, 7)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[y1 + 1 = y1]", "cyclic"),
        ("[y2 + 1 = y1] [y1 + 1 = y2]", "cyclic"),
        ("[1 = y1] [2 = y1]", "shadowed"),
        ("[y2 + 1 = y1]", "unsolved"),
        ("[1 = y1] The answer is y7.", "unsolved"),
        ('[price("a", y9) = y1]', "unsolved"),
    ],
)
def test_what_cannot_be_solved_is_refused_before_anything_is_run(text: str, kind: str) -> None:
    with pytest.raises(StepFailed) as refused:
        solvable(read(text), "How much is it?")
    assert refused.value.kind == kind


def test_a_word_of_the_question_cannot_be_a_variable() -> None:
    with pytest.raises(StepFailed, match="shadowed"):
        solvable(read("[1 = y1]"), "What stands in cell y1?")
