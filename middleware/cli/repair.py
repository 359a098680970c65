"""`holdtrue repair`: puts one hand-off right, given as files, or every one in a file of hand-offs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from holdtrue.checks import Artifact, Contract, ContractError, HandOff, InputError, Verdict, check
from holdtrue.checks.repair import repairing
from holdtrue.middleware.cli.check import EXIT, Greedy, progress_bar, rendered
from holdtrue.middleware.cli.evidence import Evidence
from holdtrue.middleware.cli.inputs import print_out, read_cases, read_contract, read_handoff
from holdtrue.middleware.cli.options import AfterFiles, AsJson, BeforeFiles, ContractText
from holdtrue.middleware.files import replacing


@dataclass(frozen=True, slots=True)
class _Result:
    """A hand-off after an attempt to put it right."""

    handoff: HandOff
    """With what takes the place of the step's result."""

    verdict: Verdict
    was: Verdict
    """What was said of the step's own result."""

    changed: bool

    @property
    def shortly(self) -> str:
        """What became of it, in a word or two."""
        if self.changed:
            return "repaired" if self.verdict.outcome == "pass" else "better, not whole"
        return "left alone" if self.verdict.outcome != "pass" else "intact"

    def to_dict(self) -> dict[str, Any]:
        """JSON form, without the files."""
        return {**self.verdict.to_dict(), "was": self.was.outcome, "changed": self.changed}


def register(app: typer.Typer) -> None:
    """Add the command to an application."""
    app.command("repair", cls=Greedy)(repair)


def repair(
    before: BeforeFiles = None,
    after: AfterFiles = None,
    instruction: Annotated[str, typer.Option(metavar="TEXT", help="What it was asked to do.")] = "",
    contract: ContractText = None,
    cases: Annotated[
        Path | None, typer.Option(metavar="CASES.jsonl", help="Repair every hand-off in this file instead.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT",
            help="The repaired file, or a folder for several; results of --cases.",
        ),
    ] = None,
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Undo what a hand-off changed that it should not have, and keep what it should.

    What nothing is wrong with is written as it came, to the byte. Exit code: that of the verdict on what is written: 0
    pass, 1 warn, 2 fail; 3 bad input. With --cases, 0 once every result is written.
    """
    held = read_contract(contract)
    if cases:
        if not out or before or after or instruction or as_json:
            raise InputError("--cases CASES.jsonl goes with --out REPAIRED.jsonl and --contract only")
        repair_cases(cases, out, contract=held)
        return
    if not (before and after and out):
        raise InputError(
            "name the files: --before FILE... --after FILE... -o OUT (or --cases FILE --out FILE)"
        )
    handoff = read_handoff(before, after, instruction=instruction, contract=held)
    result = _repaired(handoff)
    _write(out, after, result.handoff.after)
    said = f"{result.shortly}: {result.verdict.outcome}, was {result.was.outcome}"
    Console(stderr=True).print(said, markup=False, highlight=False)
    if as_json:
        print_out(json.dumps(result.to_dict(), ensure_ascii=False, indent=2) + "\n")
    else:
        print_out(rendered(Evidence(result.handoff, result.verdict)))
    raise typer.Exit(EXIT[result.verdict.outcome])


def repair_cases(cases: Path, out: Path, *, contract: Contract | None = None) -> None:
    """Repair every hand-off of a file and write one result a line; `out` appears when all are done.

    A result is the verdict on what is returned, what the verdict `was`, whether it `changed`, and the `repaired` files.

    Raises:
        InputError: The cases cannot be read, one of them is malformed, or the results cannot be written.
    """
    tally: Counter[str] = Counter()
    with replacing(out) as results, progress_bar("repairing") as progress:
        task = progress.add_task(cases.name, total=cases.stat().st_size if cases.is_file() else None)
        for case in read_cases(cases, contract):
            try:
                result = _repaired(case.handoff)
            except ContractError as error:
                raise InputError(f"{cases}, case {case.id}: {error}") from error
            tally[result.shortly] += 1
            told = {"id": case.id, **result.to_dict(), "repaired": dict(result.handoff.after)}
            line = json.dumps(told, ensure_ascii=False)
            # A lone surrogate becomes its JSON escape, which is how it came in.
            results.write(line.encode(errors="backslashreplace") + b"\n")
            progress.advance(task, case.size)
    counts = ", ".join(f"{count} {word}" for word, count in tally.most_common())
    Console(stderr=True).print(f"repair: {counts or 'no cases'}", markup=False, highlight=False)


def _repaired(handoff: HandOff) -> _Result:
    was = check(handoff)
    found = repairing(handoff, was)
    if found is None:
        return _Result(handoff, was, was, changed=False)
    return _Result(replace(handoff, after=found.artifact), found.verdict, was, changed=True)


def _write(out: Path, after: Sequence[Path], artifact: Artifact) -> None:
    """One document under the name that is given; several, or one that goes into a folder, under their own.

    Raises:
        InputError: A file cannot be written, or would lie outside the folder.
    """
    texts = list(artifact)
    if len(texts) == 1 and len(after) == 1:
        target = out / after[0].name if out.is_dir() else out
        places = {target: texts[0][1]}
    else:
        places = {out / Path(name).name: text for name, text in texts}
        if len(places) < len(texts):
            raise InputError("two of the files have the same name; repair them one by one")
    for place, text in places.items():
        with replacing(place) as file:
            file.write(text.encode(errors="surrogatepass"))
