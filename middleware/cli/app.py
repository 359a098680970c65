"""Puts the commands together and turns errors into one line and an exit code."""

from __future__ import annotations

import sys
import traceback
from importlib.metadata import entry_points, version
from typing import Annotated

import typer
from rich.console import Console
from typer.exceptions import Abort, TyperException

from holdtrue.checks import HoldtrueError
from holdtrue.middleware.cli import calibrate, check, compiling, contract, ledger, repair, report

BAD_INPUT = 3
"""Exit code for what the user must put right; 0, 1 and 2 are verdicts."""

CRASHED = 70
"""Exit code of a bug in Holdtrue (EX_SOFTWARE of sysexits.h): Python's own 1 would read as a verdict."""

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells expect it."""


def build() -> typer.Typer:
    """The command line, with the commands that other layers register under `holdtrue.commands`."""
    app = typer.Typer(
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_root)
    check.register(app)
    repair.register(app)
    app.command("report")(report.report)
    app.command("calibrate")(calibrate.calibrate_command)
    compiling.register(contract.app)
    app.add_typer(contract.app, name="contract")
    app.add_typer(ledger.app, name="ledger")
    for entry in sorted(entry_points(group="holdtrue.commands")):
        app.command(entry.name)(entry.load())
    return app


def main() -> None:
    """Run the command line."""
    try:
        # Not standalone: typer would exit with 2 on a mistyped option, and 2 is a verdict.
        code = build()(standalone_mode=False)
    except HoldtrueError as error:
        code = _complain(str(error))
    except TyperException as error:
        context, said = getattr(error, "ctx", None), error.format_message()
        hint = f" (see {context.command_path} --help)" if context else ""
        code = _complain(said + hint) if said else 0  # without a word it has shown the help
    except (KeyboardInterrupt, Abort):
        code = INTERRUPTED
    except Exception:  # noqa: BLE001  # whatever it is, it must not look like a verdict
        traceback.print_exc()
        code = CRASHED
    sys.exit(code)


def _complain(message: str) -> int:
    """Say in one line what the user must put right."""
    line = " ".join(f"holdtrue: {message}".split())
    Console(stderr=True).print(line, style="red", markup=False, highlight=False, soft_wrap=True)
    return BAD_INPUT


def _root(
    context: typer.Context,
    *,
    show_version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """Find out what silently changed at the hand-offs of an LLM pipeline."""
    if show_version:
        typer.echo(f"holdtrue {version('holdtrue')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
