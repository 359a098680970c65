"""`holdtrue contract compile`: an instruction to a contract by a language model, at once or through a batch service."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from holdtrue.checks import Artifact, InputError
from holdtrue.middleware.cli.check import Greedy
from holdtrue.middleware.cli.inputs import print_out, read_cases, read_handoff
from holdtrue.middleware.files import replacing

if TYPE_CHECKING:
    from holdtrue.middleware.compiler import Compilation

Compile = Callable[[str, Artifact], "Compilation"]


def register(app: typer.Typer) -> None:
    """Add the command to an application."""
    app.command("compile", cls=Greedy)(compile_contract)


def compile_contract(
    instruction: Annotated[str, typer.Option(metavar="TEXT", help="What the step is asked to do.")] = "",
    before: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE...", help="What it is given; only its outline is shown."),
    ] = None,
    cases: Annotated[
        Path | None,
        typer.Option(metavar="CASES.jsonl", help="Compile the instruction of every hand-off here."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="OUT.jsonl", help="Where the cases go, each with its contract.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="MODEL", help="The model: provider:model as LangChain names it.")
    ] = None,
    cache: Annotated[Path | None, typer.Option(metavar="FILE", help="Keep the model's answers here.")] = None,
    requests: Annotated[
        Path | None,
        typer.Option(metavar="OUT.jsonl", help="Write the questions for a batch service instead of asking."),
    ] = None,
    answers: Annotated[
        Path | None, typer.Option(metavar="IN.jsonl", help="Take its answers instead of asking.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,  # noqa: FBT002
) -> None:
    """Turn an instruction into a contract, as far as it stands on the instruction and the document.

    Exit code: 0 if all of the instruction became clauses, 1 if a part of it is ambiguous, 3 bad input. With --cases, 0
    once all is written; answers fit only with the same --model.
    """
    if not model:
        raise InputError(
            "name the model: --model provider:model; with --requests and --answers it is not asked"
        )
    if (requests and (answers or cache)) or (answers and cache):
        raise InputError("--requests, --answers and --cache exclude each other")
    name = model.partition(":")[2] or model
    if cases:
        if before or instruction or as_json or bool(out) == bool(requests):
            raise InputError("--cases CASES.jsonl goes with either --out OUT.jsonl or --requests OUT.jsonl")
        if requests:
            _write_requests(cases, requests, name)
        elif out:
            _compile_cases(cases, out, _compile(model, name, cache, answers))
        return
    if requests or answers or out:
        raise InputError("--requests, --answers and --out go with --cases")
    if not (instruction and before):
        raise InputError("name both: --instruction TEXT --before FILE... (or --cases FILE)")
    from holdtrue.middleware.compiler.compilation import lines

    handoff = read_handoff(before, before, instruction=instruction)
    compilation = _compile(model, name, cache, None)(instruction, handoff.before)
    if as_json:
        print_out(json.dumps(compilation.to_dict(), ensure_ascii=False, indent=2) + "\n")
    else:
        print_out("\n".join(lines(compilation)) + "\n")
    raise typer.Exit(0 if compilation.complete else 1)


def _compile(model: str, name: str, cache: Path | None, answers: Path | None) -> Compile:
    from holdtrue.middleware.asking import read_answers
    from holdtrue.middleware.compiler import Compiler, compile_question, read_compilation

    if answers is None:
        return Compiler(model, cache=cache)
    given = read_answers(answers)
    return lambda instruction, before: read_compilation(
        instruction, before, given.reply(compile_question(instruction, before, name))
    )


def _write_requests(cases: Path, requests: Path, name: str) -> None:
    from holdtrue.middleware.asking import request_file
    from holdtrue.middleware.compiler import compile_question

    with request_file(requests, name) as put:
        for case in read_cases(cases):
            if case.handoff.instruction.strip():
                put(compile_question(case.handoff.instruction, case.handoff.before, name))


def _compile_cases(cases: Path, out: Path, compile_: Compile) -> None:
    """Write each case with its contract, where there is one, and with what became of the compilation."""
    complete = partial = 0
    known: dict[tuple[str, Any], Compilation] = {}
    with ExitStack() as stack:
        results = stack.enter_context(replacing(out))
        lines = stack.enter_context(cases.open("rb"))
        given = (json.loads(line) for line in lines if line.strip())
        for case, raw in zip(read_cases(cases), given, strict=True):
            key = (case.handoff.instruction, tuple(case.handoff.before.hashes.items()))
            if key not in known:
                known[key] = compile_(case.handoff.instruction, case.handoff.before)
            compilation = known[key]
            told = compilation.to_dict()
            complete += compilation.complete
            partial += bool(compilation.clauses) and not compilation.complete
            if contract := told.pop("contract"):
                raw["contract"] = contract
            line = json.dumps({**raw, "compiled": told}, ensure_ascii=False)
            results.write(line.encode(errors="backslashreplace") + b"\n")
    message = f"{complete} cases with a contract for all of their instruction, {partial} for a part of it"
    Console(stderr=True).print(message, markup=False, highlight=False, soft_wrap=True)
