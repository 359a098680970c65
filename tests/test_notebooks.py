"""The notebooks as they are shown: what was executed is what the scripts say, and nothing in it failed."""

from pathlib import Path

import jupytext
import nbformat
import pytest

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"


@pytest.mark.parametrize("shown", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_what_is_shown_was_executed_from_the_script(shown: Path) -> None:
    executed = nbformat.read(shown, 4)
    script = jupytext.read(shown.with_suffix(".py"))

    assert [cell.source for cell in executed.cells] == [cell.source for cell in script.cells]
    outputs = [output for cell in executed.cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output.output_type == "error"]
    assert any("image/png" in output.get("data", {}) for output in outputs), "a plot that a static page shows"


@pytest.mark.parametrize("script", sorted(NOTEBOOKS.glob("n[1-5]*.py")), ids=lambda path: path.stem)
def test_the_first_cell_says_in_three_lines_what_is_learned(script: Path) -> None:
    first = jupytext.read(script).cells[0]

    assert first.cell_type == "markdown"
    assert sum(line.startswith("- ") for line in first.source.splitlines()) == 3
