"""Options that several commands take on the same terms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

BeforeFiles: TypeAlias = Annotated[
    list[Path] | None, typer.Option("--before", metavar="FILE...", help="What the step was given.")
]
AfterFiles: TypeAlias = Annotated[
    list[Path] | None, typer.Option("--after", metavar="FILE...", help="What it handed on.")
]
ContractText: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--contract", metavar="NAME|CLAUSES|@FILE", help="What may change, in any notation of a contract."
    ),
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print the verdict as JSON.")]
