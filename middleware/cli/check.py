"""`holdtrue check`: judges one hand-off given as files, or a file of hand-offs."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperCommand

from holdtrue.checks import Embed, InputError
from holdtrue.checks import check as check_handoff
from holdtrue.middleware.calibration import Thresholds
from holdtrue.middleware.cli.evidence import Evidence
from holdtrue.middleware.cli.inputs import print_out, read_cases, read_contract, read_handoff
from holdtrue.middleware.cli.judging import JudgeOptions, judging
from holdtrue.middleware.cli.options import AfterFiles, AsJson, BeforeFiles, ContractText
from holdtrue.middleware.files import replacing

if TYPE_CHECKING:
    from holdtrue.checks import Contract, HandOff, Verdict

EXIT = {"pass": 0, "warn": 1, "fail": 2}
"""Exit code by outcome; of a batch, that of its worst case does not count: it exits 0 once all is written."""

_SEVERAL = ("--before", "--after")
"""Options that take all values up to the next option."""


class Greedy(TyperCommand):
    """Reads `--before A B` as `--before A --before B`, as file names from a shell pattern come."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Repeat the option ahead of each of its values."""
        return super().parse_args(ctx, list(_repeated(args)))


def register(app: typer.Typer) -> None:
    """Add the command to an application."""
    app.command("check", cls=Greedy)(check)


def check(
    before: BeforeFiles = None,
    after: AfterFiles = None,
    instruction: Annotated[str, typer.Option(metavar="TEXT", help="What it was asked to do.")] = "",
    contract: ContractText = None,
    cases: Annotated[
        Path | None, typer.Option(metavar="CASES.jsonl", help="Judge every hand-off in this file instead.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="RESULTS.jsonl", help="Where the results of --cases go.")
    ] = None,
    embeddings: Annotated[
        str | None,
        typer.Option(
            metavar="MODEL", help="Compare meaning too, with `default` or a sentence-transformers model."
        ),
    ] = None,
    thresholds: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Warn by the thresholds of `holdtrue calibrate`.")
    ] = None,
    judge: Annotated[
        str | None,
        typer.Option(
            metavar="MODEL",
            help="Ask this model about what may be damage: provider:model, or cross-encoder:NAME.",
        ),
    ] = None,
    judge_whole: Annotated[  # noqa: FBT002
        bool, typer.Option("--judge-whole", help="Show the judge both documents whole instead.")
    ] = False,
    judge_share: Annotated[
        float | None,
        typer.Option(
            metavar="SHARE", min=0.0, max=1.0, help="Tokens of a question, of both documents whole, at most."
        ),
    ] = None,
    judge_prices: Annotated[
        str | None,
        typer.Option(metavar="READ/WRITTEN", help="What a million tokens cost, such as 2.5/10."),
    ] = None,
    judge_requests: Annotated[
        Path | None,
        typer.Option(metavar="OUT.jsonl", help="Write the questions for a batch service instead of asking."),
    ] = None,
    judge_answers: Annotated[
        Path | None, typer.Option(metavar="IN.jsonl", help="Finish the verdicts with its answers.")
    ] = None,
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Judge whether a hand-off changed something that it should not have.

    Exit code: 0 pass, 1 warn, 2 fail, 3 bad input. With --cases, 0 once every result is written.
    """
    held = read_contract(contract)
    limits = Thresholds.of(thresholds) if thresholds else None
    options = JudgeOptions(judge, judge_whole, judge_share, judge_prices, judge_requests, judge_answers)
    options.check(batch=cases is not None)
    if cases or out:
        if not (cases and out) or before or after or instruction or as_json:
            raise InputError(
                "--cases CASES.jsonl goes with --out RESULTS.jsonl, --contract, --embeddings, --thresholds and --judge... only"
            )
        check_cases(cases, out, contract=held, embed=_embed(embeddings), thresholds=limits, judge=options)
        return
    if not (before and after):
        raise InputError("name the files: --before FILE... --after FILE... (or --cases FILE --out FILE)")
    verdict = check_files(
        before,
        after,
        instruction=instruction,
        contract=held,
        as_json=as_json,
        embed=_embed(embeddings),
        thresholds=limits,
        judge=options,
    )
    raise typer.Exit(EXIT[verdict.outcome])


def check_files(
    before: Sequence[Path],
    after: Sequence[Path],
    *,
    instruction: str = "",
    contract: Contract | None = None,
    as_json: bool = False,
    embed: Embed | None = None,
    thresholds: Thresholds | None = None,
    judge: JudgeOptions | None = None,
) -> Verdict:
    """Judge one hand-off and print the verdict.

    Raises:
        InputError: A file cannot be read, or the verdict cannot be printed.
    """
    handoff = read_handoff(before, after, instruction=instruction, contract=contract)
    verdict = _checked(handoff, embed, thresholds)
    told: dict[str, Any] = {}
    if judge and judge.wanted:
        with judging(judge) as bench:
            verdict, told["judge"] = bench(handoff, verdict)
    if as_json:
        print_out(json.dumps({**verdict.to_dict(), **told}, ensure_ascii=False, indent=2) + "\n")
    else:
        print_out(rendered(Evidence(handoff, verdict)))
    return verdict


def check_cases(
    cases: Path,
    out: Path,
    *,
    contract: Contract | None = None,
    embed: Embed | None = None,
    thresholds: Thresholds | None = None,
    judge: JudgeOptions | None = None,
) -> None:
    """Judge every hand-off of a file and write one result a line; `out` appears when all are judged.

    Raises:
        InputError: The cases cannot be read, one of them is malformed, or the results cannot be written.
    """
    with ExitStack() as stack:
        results = stack.enter_context(replacing(out))
        bench = stack.enter_context(judging(judge)) if judge and judge.wanted else None
        progress = stack.enter_context(progress_bar("checking"))
        task = progress.add_task(cases.name, total=cases.stat().st_size if cases.is_file() else None)
        for case in read_cases(cases, contract):
            verdict = _checked(case.handoff, embed, thresholds)
            told: dict[str, Any] = {}
            if bench:
                verdict, told["judge"] = bench(case.handoff, verdict)
            line = json.dumps({"id": case.id, **verdict.to_dict(), **told}, ensure_ascii=False)
            # A lone surrogate becomes its JSON escape, which is how it came in.
            results.write(line.encode(errors="backslashreplace") + b"\n")
            progress.advance(task, case.size)
    if bench:
        Console(stderr=True).print(bench.summary(), markup=False, highlight=False, soft_wrap=True)


def _checked(handoff: HandOff, embed: Embed | None, thresholds: Thresholds | None) -> Verdict:
    verdict = check_handoff(handoff, embed=embed)
    return thresholds.apply(verdict) if thresholds else verdict


def _embed(model: str | None) -> Embed | None:
    if model is None:
        return None
    from holdtrue.middleware.embeddings import embedder

    return embedder(None if model == "default" else model)


def progress_bar(doing: str) -> Any:
    """A bar over the bytes of the cases, on standard error."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn(doing + " {task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )


def rendered(evidence: Evidence) -> str:
    """What rich would print, as one text, so that writing it can fail in one place."""
    shown = io.StringIO()
    screen = Console()
    Console(
        file=shown,
        force_terminal=screen.is_terminal,
        width=screen.width if screen.is_terminal else 10_000,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=not sys.stdout.isatty(),
    ).print(evidence)
    return shown.getvalue()


def _repeated(args: Sequence[str]) -> Iterator[str]:
    option = ""
    for arg in args:
        name, _, value = arg.partition("=")
        if arg in _SEVERAL:
            option = arg
        elif name in _SEVERAL:
            option = name
            yield from (name, value)
        elif option and not arg.startswith("-"):
            yield option
            yield arg
        else:
            option = ""
            yield arg
