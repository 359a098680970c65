"""Puts the commands together and turns errors into one line and an exit code."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points, version

import typer
from rich.console import Console

from holdtrue.checks import HoldtrueError
from holdtrue.middleware.cli import check, ledger, report

BAD_INPUT = 3
"""Exit code for what the user must put right; 0, 1 and 2 are verdicts."""

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells expect it."""


def build() -> typer.Typer:
    """The command line, with the commands that other layers register under `holdtrue.commands`."""
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    check.register(app)
    app.command("report")(report.report)
    app.add_typer(ledger.app, name="ledger")
    for entry in sorted(entry_points(group="holdtrue.commands")):
        app.command(entry.name)(entry.load())
    return app


def main() -> None:
    """Run the command line."""
    console = Console(stderr=True)
    try:
        build()()
    except HoldtrueError as error:
        console.print(f"holdtrue: {error}", style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(BAD_INPUT)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _show_version(wanted: bool) -> None:  # noqa: FBT001  # typer passes the option's value
    if wanted:
        typer.echo(f"holdtrue {version('holdtrue')}")
        raise typer.Exit


def _root(
    show_version: bool = typer.Option(  # noqa: FBT001
        False,  # noqa: FBT003
        "--version",
        callback=_show_version,
        is_eager=True,
        help="Print the version and exit.",
    ),
) -> None:
    """Find out what silently changed at the hand-offs of an LLM pipeline."""
