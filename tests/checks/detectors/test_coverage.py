"""Lines that went or came whole."""

from __future__ import annotations

import pytest

from holdtrue.checks import HandOff, check

TEXTS = {
    "list": "# To do\n\n- Water the plants\n- Feed the neighbour's cat\n- Call the plumber\n- Paint the fence\n",
    "prose": "The mill stands by the river.\nIts wheel has not turned for years.\nA heron lives under the roof.\n",
    "table": "name,town,trade\nbob,Ghent,baker\ncem,Bonn,smith\ndora,Linz,potter\n",
}


def kinds(before, after, contract="transform"):
    return {f.kind: f for f in check(HandOff.of(before, after, contract=contract)).findings}


@pytest.mark.parametrize("name", TEXTS)
def test_a_line_that_is_nowhere_any_more(name):
    text = TEXTS[name]
    line = text.splitlines(keepends=True)[-1]
    short = text.removesuffix(line)
    lost, added = kinds(text, short)["text.lost"], kinds(short, text)["text.added"]
    assert lost.before.text == added.after.text == line.rstrip()
    assert {lost.standing, added.standing} == {"unexplained"}
    assert "text.lost" not in kinds(text, short, "derive")


@pytest.mark.parametrize("name", TEXTS)
def test_lines_that_moved_were_joined_or_translated_are_not_lost(name):
    lines = TEXTS[name].splitlines()
    for after in (
        "\n".join(reversed(lines)),
        " ".join(lines),
        "Die Mühle steht am Fluss.\nEin Reiher wohnt dort.\n",
    ):
        assert not {"text.lost", "text.added"} & set(kinds(TEXTS[name], after))
