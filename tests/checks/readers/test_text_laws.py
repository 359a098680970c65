"""What holds for every text and every reader of line-wise texts."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from holdtrue.checks.readers.registry import _READERS

NAMES = ["markdown", "txt", "lines", "eml", "log", "dialogue", "rst", "tex", "bib"]
GRAMMAR = {
    "tex": r"\\(?:begin|end|item|label|section)(?:\{\w+\})?|\\\\\[[^\]\n]*\]",
    "bib": "@string|@preamble|@comment",
}
"""The format's own words, which need not lie in a cell."""
MARKS = st.sampled_from(
    [
        "\n",
        "\n\n",
        "|",
        "\n| a | b |\n|---|---|\n",
        "Label: value\n",
        "\t",
        "  ",
        " ",
        "---",
        "#",
        "- ",
        "1. ",
        "(a) ",
        "a: b",
        "k=v",
        "<!--",
        "-->",
        "```",
        "> ",
        "/*",
        "*/",
        "[x] ",
        "{",
        "}",
        "(",
        ")",
        '"',
        ";",
        "%",
        "\\",
        "$",
        "=",
        "word",
        "Words here.",
        "2.3",
        "1 NAME x",
        "TI y",
        "..",
        "::",
        ".. note::",
        "\\begin{x}",
        "\\end{x}",
        "\\item ",
        "\\begin{tabular}{l}",
        "\\\\",
        "\\label{",
        "\n.. list-table::\n   :header-rows: 1\n",
        "   * - ",
        "=== ==\n",
        "+--+--+\n",
        "@string{a = ",
        ", t = {",
        "@a{k,",
        "&",
        "\r\n",
        "\r",
        "\u2028",
        "\x0c",
        "é",
        "中文",
        "===",
        "12:03:04 ",
    ]
)
TEXTS = st.lists(MARKS, max_size=30).map("".join) | st.text(max_size=120)


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=150)
@given(TEXTS)
@example("\\item %|\n|")
@example("\\begin{tabular}{l}\n|%|")
def test_places_are_where_they_say_and_in_order(name, text):
    draft = _READERS[name](text)
    last = 0
    for index, record in enumerate(draft.records):
        assert last <= record.start <= record.end <= len(text)
        last = record.start
        assert record.cells
        assert record.parent is None or record.parent < index
        if record.parent is not None:
            around = draft.records[record.parent]
            assert around.start <= record.start
            assert record.end <= around.end
        for cell in record.cells:
            assert record.start <= cell.start <= cell.end <= record.end
            assert cell.text.isspace() or cell.start == cell.end or not text[cell.start].isspace()
            assert (
                "".join(c for c in cell.text if c.isalnum()) == ""
                or cell.text[0] in text[cell.start : cell.end]
            )


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=150)
@given(TEXTS)
@example("(k=v(|")
@example("\\item \n\\item ")
@example("word:\nk= 2")
@example("(word (k=v x))")
@example("(a (b (c (d (e 1)))))")
@example("\\begin{tabular}{l}\\\\[x] ")
@example("\n| a | b |\n|---|---|\n|")
def test_no_letter_or_figure_falls_between(name, text):
    covered = set()
    for record in _READERS[name](text).records:
        for cell in record.cells:
            covered.update(range(cell.start, cell.end))
            if record.kind == "list":  # the lists around a value name it too
                before = cell.name_start
                for around in reversed(cell.field.split("/")[:-1]):
                    before = text.rfind(around, record.start, max(before, 0))
                    assert before >= 0
                    covered.update(range(before, before + len(around)))
            if cell.name_start >= 0:
                end = text.find("\n", cell.name_start)
                covered.update(
                    range(
                        cell.name_start,
                        min(cell.name_start + len(cell.field), end if end >= 0 else len(text)),
                    )
                )
    for found in re.finditer(GRAMMAR.get(name, r"\Z"), text):
        covered.update(range(*found.span()))
    assert [c for i, c in enumerate(text) if c.isalnum() and i not in covered] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "text",
    [
        "word " * 400_000,
        "a" + " " * 2_000_000 + "b",
        "(" * 10_000 + "x" + ")" * 10_000,
        "\n".join(" " * (i % 500) + "{" for i in range(10_000)),
        "> " * 10_000 + "x",
        "<!-- x\n" * 30_000,
        "/* x\n" * 30_000,
        "```\n" * 30_000,
        "k = v\n" * 60_000,
        "a,b|" * 200_000,
        "#" * 500_000 + " x #" * 1000,
        "\\begin{a}\n" * 20_000,
        '@a{"' * 50_000,
        '"' * 200_001,
        "- [x] " * 100_000,
        "\n".join("  " * i + "- x" for i in range(1500)),
    ],
    ids=range(16),
)
def test_takes_linear_time(name, text):
    begin = time.process_time()
    _READERS[name](text)
    assert time.process_time() - begin < 4 + len(text) / 500_000


@pytest.mark.parametrize("name", ["markdown", "txt", "lines"])
def test_a_head_over_a_column_that_holds_nothing_is_content(name):
    text = "| name | note |\n|---|---|\n| Ida | |\n| Bo | |\n"
    cells = [cell for record in _READERS[name](text).records for cell in record.cells]

    assert {"name", "note"} <= {cell.text for cell in cells}
    assert [cell.text for cell in cells if cell.field == "name"] == ["Ida", "Bo"]
