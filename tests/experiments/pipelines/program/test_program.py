from collections.abc import Sequence
from typing import Any

import pytest
from langchain_core.messages import BaseMessage

from holdtrue.experiments.models import Model, ScriptedChatModel
from holdtrue.experiments.pipelines import Attempt, Setting
from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.program import PIPELINE
from holdtrue.experiments.pipelines.program.asked import MOST_STEPS
from holdtrue.experiments.pipelines.program.choosing import scores, supported
from holdtrue.experiments.pipelines.program.state import VISIBLE, State
from holdtrue.experiments.tasks import Task, solve, task

CANARY = "canary-"


def _run(arm: str, task: Task, answers: Any, **others: Any) -> Attempt:
    model = Model("scripted", ScriptedChatModel(answers))
    return PIPELINE.build(Setting(arm=arm, model=model, **others)).invoke(task)


def _knowing(task: Task, prompts: list[str]) -> Any:
    """Takes the steps of the task's solution, where its paragraph is shown."""
    values = solve(task.solution, task.tool)
    steps = []
    for number, (call, value) in enumerate(zip(task.solution, values, strict=True)):
        thing = values[number - 1] if number else call.arguments["thing"]
        steps.append(f"the {call.arguments['relation']} of {thing} is {value}")

    def answer(messages: Sequence[BaseMessage]) -> str:
        prompts.append("\n".join(message.text for message in messages))
        found = messages[-1].text.partition("Found:")[2]
        done = sum(step in found for step in steps)
        return steps[done] if done < len(steps) else f"Answer: {task.answer}"

    return answer


@pytest.mark.parametrize("name", ["questions-1-1", "questions-3-2"])
def test_the_host_goes_from_paragraph_to_paragraph(name: str) -> None:
    one = task(name)
    prompts: list[str] = []
    attempt = _run("program", one, _knowing(one, prompts))
    assert attempt.answer == one.answer
    assert attempt.detail["steps"] == one.size
    assert attempt.detail["calls"] == len(prompts)


def test_a_step_sees_one_paragraph_and_never_the_canary() -> None:
    one = task("questions-3-2")
    prompts: list[str] = []
    attempt = _run("program", one, _knowing(one, prompts))
    assert attempt.detail["leaks"] == 0
    for prompt in prompts:
        case = prompt.rpartition("Paragraph: ")[2]
        assert sum(text in case for text in one.files.values()) == 1
        assert CANARY not in prompt


def test_the_arm_that_hides_nothing_shows_the_canary() -> None:
    one = task("questions-2-1")
    prompts: list[str] = []
    attempt = _run("all_visible", one, _knowing(one, prompts))
    assert attempt.answer == one.answer
    assert attempt.detail["leaks"] == len(prompts)
    assert all(CANARY in prompt and all(text in prompt for text in one.files.values()) for prompt in prompts)


def test_every_step_has_its_map_and_no_view_holds_more() -> None:
    state = State(question="q", paragraphs={"a": "A"}, canary="mark", scores={"a": 1.0}, paragraph="A")
    for step, names in VISIBLE.items():
        assert set(state.view(step)) == set(names)
        assert "mark" not in str(state.view(step))
    with pytest.raises(StepFailed, match="unmapped_step"):
        state.view("filter")


def test_a_program_that_goes_on_for_ever_is_ended() -> None:
    numbers = iter(range(10_000))

    def wander(messages: Sequence[BaseMessage]) -> str:
        return f"the {next(numbers)}th thing" if "Paragraph:" in messages[-1].text else "I give up"

    attempt = _run("program", task("questions-2-1"), wander)
    assert attempt.answer == "I give up"
    assert attempt.detail["steps"] == MOST_STEPS


def test_a_program_that_finds_nothing_new_concludes() -> None:
    attempt = _run("program", task("questions-2-1"), lambda messages: "the same thing again")
    assert attempt.answer == "the same thing again"
    assert attempt.detail["calls"] <= 5


def test_the_chain_of_thought_arm_sees_everything_once() -> None:
    one = task("questions-2-1")
    assert _run("cot", one, [f"the way is long\nAnswer: {one.answer}"]).answer == one.answer
    assert _run("cot", one, ["the way is long"]).failure == "no_answer"
    assert _run("program", one, ["  ", "  "]).failure == "empty_step"


def test_the_next_paragraph_is_that_of_what_was_found_last() -> None:
    paragraphs = {"Ada": "Ada lives in Ulm.", "Ulm": "Ulm lies on the Danube.", "Bob": "Bob lives in Rome."}
    assert next(iter(scores(paragraphs, "Which river is in the town of Ada?", (), ()))) == "Ada"
    chain = ("the town of Ada is Ulm",)
    assert next(iter(scores(paragraphs, "Which river is in the town of Ada?", chain, ("Ada",)))) == "Ulm"
    assert supported("the town of Ada is Ulm", paragraphs["Ada"]) > supported(
        "the town is Rome", paragraphs["Ada"]
    )
