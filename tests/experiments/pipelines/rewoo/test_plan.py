"""A plan is refused as a whole before anything is done, where released planners lose steps, or never end."""

import pytest

from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.rewoo.plan import MOST_STEPS, read
from holdtrue.experiments.tasks import task

TOOLS = task("tools-2-1").tools


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "unparsed_plan"),
        ("I would look it up.", "unparsed_plan"),
        ("#E1 = total[seeds.csv, cost]", "unparsed_call"),
        ('#E1: total("seeds.csv", "cost")', "unparsed_plan"),
        ('#E1 = two words("seeds.csv")', "unparsed_call"),
        ('#E1 = count("seeds.csv"', "unparsed_call"),
        ('#E1 = Google("seeds")', "unknown_tool"),
        ("#E1 = add(#E7, 2)", "dangling_reference"),
        ("#E1 = add(#E2, 2)\n#E2 = add(#E1, 2)", "cyclic_plan"),
        ("#E1 = add(#E1, 2)", "cyclic_plan"),
        ('#E1 = add(#E2, 2)\n#E2 = count("seeds.csv")', "late_reference"),
        ('#E1 = count("seeds.csv")\n#E1 = add(#E1, 2)', "duplicate_step"),
        ("\n".join(f"#E{number} = add(1, 2)" for number in range(1, MOST_STEPS + 2)), "endless_plan"),
    ],
)
def test_a_plan_that_does_not_hold_is_refused(text: str, kind: str) -> None:
    with pytest.raises(StepFailed) as failed:
        read(text, TOOLS)
    assert failed.value.kind == kind


def test_names_of_more_than_two_figures_count() -> None:
    text = "\n".join(f"#E{number} = add({number}, 1)" for number in range(1, 12)) + "\n#E12 = add(#E10, #E1)"
    plan = read(text, TOOLS)
    assert plan.steps[-1].call.refs == ("#E10", "#E1")
    assert read(str(plan), TOOLS) == plan


def test_rationales_are_prose() -> None:
    plan = read('Plan: #E9 is what we are after (see #E3)\n#E1 = count("seeds.csv")', TOOLS)
    assert plan.steps[0].rationale == "#E9 is what we are after (see #E3)"
