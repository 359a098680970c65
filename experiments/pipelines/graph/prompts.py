"""What the model is asked: what next, which call, which triples, which path, which answer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from holdtrue.experiments.documents.grammar import any_number, chars, one_of, sequence
from holdtrue.experiments.pipelines.answering import VALUE
from holdtrue.experiments.pipelines.examples import one_a_size, with_results
from holdtrue.experiments.pipelines.graph.queries import query_pattern
from holdtrue.experiments.pipelines.graph.votes import INSERT, RETRIEVE
from holdtrue.experiments.pipelines.prompting import Prompt
from holdtrue.experiments.pipelines.tooling import call_pattern, described
from holdtrue.experiments.tasks import Ref, solve

if TYPE_CHECKING:
    from holdtrue.experiments.pipelines.graph.triples import TripleStore
    from holdtrue.experiments.tasks import Task

_TERM = chars(r"^|;\n", 1, 60)
_NOTHING = "nothing yet"


def next_prompt(of: Task) -> Prompt:
    """Asks whether the answer can be read, or what is missing."""
    worked = []
    for each in one_a_size(of):
        for step in range(len(each.solution) + 1):
            done = step == len(each.solution)
            worked.append(
                (situation(_at(each, step)), RETRIEVE if done else f"{INSERT} {_words(each, step)}")
            )
    return Prompt(
        instruction=(
            f"Say what to do next. {RETRIEVE}: what is known answers the question. "
            f"{INSERT} and what is missing: something has to be found out first."
        ),
        worked=tuple(worked[-6:]),
        answer=one_of(RETRIEVE, sequence(f"{INSERT} ", chars(r"^\n", 1, 80))),
        most=32,
    )


def call_prompt(of: Task) -> Prompt:
    """Asks for the call that finds out what is missing."""
    worked = []
    for each in one_a_size(of):
        for step, call in enumerate(each.solution):
            results = solve(each.solution[:step], each.tool)
            arguments = {
                name: results[value.call] if isinstance(value, Ref) else value
                for name, value in call.arguments.items()
            }
            missing = {**_at(each, step), "missing": [_words(each, step)]}
            worked.append(
                (
                    lacking(missing),
                    json.dumps({"name": call.tool, "arguments": arguments}, ensure_ascii=False),
                )
            )
    return Prompt(
        instruction=f"Write the call that finds out what is missing.\nTools:\n{described(of.tools)}",
        worked=tuple(worked[-5:]),
        answer=call_pattern(of.tools),
        most=64,
    )


def write_prompt(of: Task) -> Prompt:
    """Asks for the triples that a result says."""
    worked = []
    for each in one_a_size(of):
        known: dict[int, str] = {}
        for call, result in zip(each.solution, solve(each.solution, each.tool), strict=True):
            thing = call.arguments["thing"]
            subject = known[thing.call] if isinstance(thing, Ref) else thing
            relation = call.arguments["relation"]
            known[len(known)] = result
            said = {"call": f"{call.tool}({subject}, {relation})", "result": result, "troubles": ()}
            worked.append((finding(said), f"add {subject} | {relation} | {result}"))
    said = {
        "call": "article(Old Mill)",
        "result": "The keeper of Old Mill is Ada Moss. Old Mill lies on the Reed.",
        "troubles": (),
    }
    worked.insert(0, (finding(said), "add Old Mill | keeper | Ada Moss; add Old Mill | river | the Reed"))
    command = sequence("add ", _TERM, " | ", _TERM, " | ", _TERM)
    return Prompt(
        instruction="Write what was found out as commands: add thing | relation | value.",
        # The article last but one: a small model repeats what it saw last.
        worked=(*worked[:0:-1][:3], worked[0], worked[2]),
        answer=sequence(command, any_number(sequence("; ", command))),
        most=120,
    )


def query_prompt(of: Task, store: TripleStore) -> Prompt:
    """Asks for the path through the graph that answers the question."""
    worked = []
    for each in one_a_size(of):
        path = [str(each.solution[0].arguments["thing"])]
        path += [str(call.arguments["relation"]) for call in each.solution]
        worked.append((situation(_at(each, len(each.solution))), " | ".join(path)))
    return Prompt(
        instruction="Write the path through what is known that answers the question: thing | relation | relation.",
        worked=tuple(worked),
        answer=query_pattern(store),
        most=64,
    )


def answer_prompt(of: Task) -> Prompt:
    """Asks for the answer that is read from what is known."""
    return Prompt(
        instruction="Answer the question from what is known, with the value only.",
        worked=tuple((situation(_at(each, len(each.solution))), each.answer) for each in one_a_size(of)),
        answer=VALUE,
        most=32,
    )


def situation(payload: Mapping[str, Any]) -> str:
    """The question, what is known, and what went wrong on the way."""
    told = "".join(f"\n{trouble}" for trouble in payload["troubles"])
    return f"Question: {payload['question']}\nKnown:\n{payload['known'] or _NOTHING}{told}"


def lacking(payload: Mapping[str, Any]) -> str:
    """The situation and what is missing."""
    return f"{situation(payload)}\nMissing: {'; '.join(payload['missing']) or 'something'}"


def finding(payload: Mapping[str, Any]) -> str:
    """A call, what it returned, and what went wrong with writing it."""
    told = "".join(f"\n{trouble}" for trouble in payload["troubles"])
    return f"{payload['call']} returned {payload['result']}{told}"


def _at(task: Task, step: int) -> dict[str, Any]:
    """What is known after so many steps of a solution."""
    calls = task.solution[:step]
    return {"question": task.question, "known": "\n".join(_triples(task, calls)), "troubles": ()}


def _triples(task: Task, calls: Sequence[Any]) -> list[str]:
    results = solve(calls, task.tool)
    found = []
    for call, result in zip(calls, results, strict=True):
        thing = call.arguments["thing"]
        subject = results[thing.call] if isinstance(thing, Ref) else thing
        found.append(f"{subject} | {call.arguments['relation']} | {result}")
    return found


def _words(task: Task, step: int) -> str:
    """What a call asks for, in words, earlier results in their places."""
    results = solve(task.solution[:step], task.tool)
    return with_results(task.solution[step].words, results)
