"""Execute every notebook: from its percent script to an .ipynb with its outputs, written whole or not at all."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbclient import NotebookClient

from holdtrue.middleware.files import replacing

HERE = Path(__file__).parent
_LONGEST_S = 1200
"""After so many seconds one cell is given up."""

_SHOWN = ("image/png", "text/markdown")
"""Forms of an output that a static page shows best; where there is none, plain text is kept."""


def execute(script: Path) -> float:
    """Execute one notebook, from where `holdtrue experiment` leaves its tables; how many seconds it took."""
    started = time.perf_counter()
    notebook = jupytext.read(script)
    # Times of execution would make every run a change.
    client = NotebookClient(
        notebook,
        timeout=_LONGEST_S,
        startup_timeout=_LONGEST_S,
        resources={"metadata": {"path": str(HERE.parent)}},
        record_timing=False,
    )
    client.execute()
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"  # drawn at random otherwise
        for output in cell.get("outputs", []):
            if "data" in output:
                output["data"] = slim(output["data"])
    with replacing(script.with_suffix(".ipynb")) as file:
        file.write((nbformat.writes(notebook) + "\n").encode())
    return time.perf_counter() - started


def slim(data: dict[str, Any]) -> dict[str, Any]:
    """One form of an output for static pages: its picture or Markdown, else its plain text."""
    kept = next((form for form in _SHOWN if form in data), "text/plain")
    return {kept: data[kept]} if kept in data else data


def main(names: list[str]) -> None:
    """Execute those whose names begin so; all by default."""
    for script in sorted(HERE.glob("n[0-9]*.py")):
        if not names or any(script.name.startswith(name) for name in names):
            print(f"{script.stem}: {execute(script):.0f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
