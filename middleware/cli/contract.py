"""`holdtrue contract`: the contract language for tools and people."""

from __future__ import annotations

import json

import typer

app = typer.Typer(help="Describe the contract language.", no_args_is_help=True)


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of a contract."""
    from holdtrue.checks.contract import schema as contract_schema

    typer.echo(json.dumps(contract_schema(), indent=2, ensure_ascii=False))


@app.command("reference")
def reference() -> None:
    """Print every clause and its parameters as Markdown."""
    from holdtrue.checks.contract import reference as clauses

    typer.echo(clauses())
