import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.tools import BaseTool, ToolException

from holdtrue.checks import InputError
from holdtrue.experiments.tasks import (
    FAMILIES,
    LONGEST,
    Call,
    Ref,
    Task,
    knowledge,
    name_of,
    solve,
    task,
    tasks,
    worked_examples,
)

families = st.sampled_from(FAMILIES)
sizes = st.integers(1, LONGEST)
seeds = st.integers(0, 10**6)


@settings(max_examples=30)
@given(families, sizes, seeds)
def test_the_right_answer_scores_one_and_none_does_not(family: str, size: int, seed: int) -> None:
    made = task(f"{family}-{size}-{seed}")

    assert made.score(made.answer) == 1.0
    assert made.score("I cannot say.") == 0.0


@settings(max_examples=30)
@given(families, sizes, seeds)
def test_a_name_is_one_task(family: str, size: int, seed: int) -> None:
    name = f"{family}-{size}-{seed}"
    first = task(name)
    task.cache_clear()
    second = task(name)

    assert (first.question, dict(first.files), first.answer) == (
        second.question,
        dict(second.files),
        second.answer,
    )
    assert first.solution == second.solution


@settings(max_examples=30)
@given(st.sampled_from(["tools", "questions"]), sizes, seeds)
def test_the_solution_has_the_size_and_leads_to_the_answer(family: str, size: int, seed: int) -> None:
    made = task(f"{family}-{size}-{seed}")

    assert len(made.solution) == size
    assert solve(made.solution, made.tool)[-1] == made.answer


@settings(max_examples=30)
@given(sizes, seeds)
def test_every_result_but_the_last_is_used(size: int, seed: int) -> None:
    made = task(f"tools-{size}-{seed}")
    used = {
        value.call for call in made.solution for value in call.arguments.values() if isinstance(value, Ref)
    }

    assert used == set(range(size - 1))


@settings(max_examples=30)
@given(sizes, seeds)
def test_the_answer_is_what_the_question_says(size: int, seed: int) -> None:
    """Computed again from the words and the tables alone."""
    made = task(f"tools-{size}-{seed}")
    tables = {
        file: {line.split(",")[0]: line.split(",") for line in text.splitlines()}
        for file, text in made.files.items()
    }

    def cells(file: str, column: str) -> dict[str, str]:
        heads = next(iter(tables[file].values()))
        return {key: row[heads.index(column)] for key, row in tables[file].items() if row is not heads}

    def noun(words: str) -> str:
        words = words.removeprefix("the ")
        if words.startswith("total "):
            column, file = words.removeprefix("total ").split(" in ")
            return str(sum(map(Decimal, cells(file, column).values())))
        column, _, rest = words.partition(" of ")
        if " (in " in column:
            column, file = column.removesuffix(")").split(" (in ")
            return cells(file, column)[noun(rest)]
        row, file = rest.rsplit(" in ", 1)
        if " with the largest " in row:
            numbers = cells(file, row.split(" with the largest ")[1])
            return cells(file, column)[max(numbers, key=lambda key: Decimal(numbers[key]))]
        first = tables[file][next(iter(tables[file]))][0]
        return cells(file, column)[row.removeprefix(f"{first} ")]

    value = Decimal()
    *steps, asked = made.question.split(". ")
    assert asked.endswith("What is the result?") or made.question.endswith("What is the result?")
    for step in [*steps]:
        head, _, rest = step.partition(" ")
        if head == "Start":
            value = Decimal(noun(rest.removeprefix("with ")))
            continue
        verb, _, operand = rest.partition(" ")
        if verb == "multiply":
            value *= Decimal(operand.removeprefix("by "))
        else:
            number = Decimal(operand if operand.isdecimal() else noun(operand))
            value += number if verb == "add" else -number
    assert value == Decimal(made.answer)


@settings(max_examples=30)
@given(sizes, seeds)
def test_a_question_is_answered_by_the_articles_beside_it(size: int, seed: int) -> None:
    made = task(f"questions-{size}-{seed}")
    thing = made.solution[0].arguments["thing"]
    for call in made.solution:
        text = made.files[f"{thing}.txt"]
        thing = knowledge().facts[thing][call.arguments["relation"]]
        assert thing in text
    assert thing == made.answer
    assert len(made.files) >= len(made.solution)


def test_the_knowledge_base_has_one_kind_for_each_name() -> None:
    known = knowledge()

    assert len(known.facts) == 70
    assert len(known.triples) == 214
    assert all(value in known.facts or value.isdecimal() for _, _, value in known.triples)


@settings(max_examples=30)
@given(st.integers(1, 4), seeds)
def test_calls_fit_the_schemas(size: int, seed: int) -> None:
    made = task(f"calls-{size}-{seed}")

    for call in json.loads(made.answer):
        made.tool[call["name"]].invoke(call["arguments"])
    assert {tool.name for tool in made.tools} >= {call.tool for call in made.solution}


def test_some_requests_are_to_be_refused() -> None:
    refused = [made for made in tasks("calls", [1], range(200)) if made.answer == "[]"]

    assert 20 <= len(refused) <= 60
    assert all(made.score('[{"name": "set_timer", "arguments": {}}]') == 0.0 for made in refused)


def test_a_relay_of_even_size_ends_where_it_began() -> None:
    made = task("relay-2-5")

    assert made.answer in made.files.values()
    assert len(made.files) == 2, "another document stands beside it"
    assert [len(one.edits) for one in tasks("relay", [1, 2, 3], [5])] == [1, 2, 3]


def test_part_of_a_document_scores_in_between() -> None:
    made = task("relay-1-0")
    target = made.edits[-1].edit.target
    *kept, _ = target.split(made.answer)

    assert made.score(target.join(kept)) == pytest.approx(len(kept) / (len(kept) + 1))


def test_width_scales_the_material() -> None:
    assert (
        len(task("relay-1-3-w9").edits[0].edit.source.split(next(iter(task("relay-1-3-w9").files.values()))))
        == 9
    )
    assert all(text.count("\n") == 101 for text in task("tools-3-3-w100").files.values())
    assert len(task("questions-2-3-w30").files) == 30
    assert len(task("calls-1-4-w7").tools) == 7


@pytest.mark.parametrize(
    "name", ["tools", "tools-0-1", "tools-13-1", "cooking-1-1", "tools-1-1-w0", "tools-1--1", ""]
)
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="no task"):
        task(name)


def test_names_say_the_width_only_where_it_matters() -> None:
    assert name_of("tools", 5, 17) == "tools-5-17"
    assert name_of("tools", 5, 17, 6) == "tools-5-17"
    assert name_of("tools", 5, 17, 40) == "tools-5-17-w40"


@pytest.mark.parametrize("family", FAMILIES)
def test_worked_examples_are_other_tasks_with_their_solutions(family: str) -> None:
    asked = task(f"{family}-2-1")
    shown = worked_examples(asked, 3)

    assert len({one.question for one in (asked, *shown)}) == 4
    assert all(one.size == 2 and one.score(one.answer) == 1.0 for one in shown)
    assert all(one.size == 1 for one in worked_examples(asked, 2, size=1))


def tool(name: str, of: str = "tools-3-1") -> tuple[BaseTool, Task]:
    made = task(of)
    return made.tool[name], made


def test_tools_say_what_there_is() -> None:
    lookup, made = tool("lookup")
    file = next(iter(made.files))

    with pytest.raises(ToolException, match="no file"):
        lookup.invoke({"file": "none.csv", "row": "a", "column": "b"})
    with pytest.raises(ToolException, match="no column"):
        lookup.invoke({"file": file, "row": "a", "column": "b"})
    with pytest.raises(ToolException, match="perhaps"):
        tool("fact", "questions-1-1")[0].invoke({"thing": "Nowhere", "relation": "mayor"})


def test_tools_compute_in_decimals() -> None:
    made = task("tools-1-1")

    assert made.tool["add"].invoke({"a": 0.1, "b": "0.2"}) == "0.3"
    assert made.tool["multiply"].invoke({"a": "12.50", "b": 4}) == "50"
    with pytest.raises(ToolException, match="cannot compute"):
        made.tool["divide"].invoke({"a": 1, "b": 0})


def test_a_solution_that_its_tools_refuse_raises() -> None:
    made = task("tools-1-1")

    with pytest.raises(ToolException):
        solve([Call("lookup", {"file": "none.csv", "row": "a", "column": "b"})], made.tool)
