"""Which parts of a document are running text."""

from __future__ import annotations

from holdtrue.checks.document import Cell, Document, Record
from holdtrue.checks.prose import passages
from holdtrue.checks.readers import read


def test_wrapped_lines_are_one_passage_and_places_are_those_of_the_file():
    text = (
        "The lock opens at noon and\ncloses again when it rains.\n\nBoats wait at the lower gate.\n\n1204\n"
    )
    first, second = passages(read("notes.txt", text))
    assert first.text == "The lock opens at noon and closes again when it rains."
    assert (second.text, second.place(0, 5).start) == ("Boats wait at the lower gate.", text.index("Boats"))
    assert first.place(first.text.index("closes"), len(first.text)).text == "closes again when it rains."


def test_cells_with_sentences_are_passages_and_names_and_numbers_are_not():
    text = 'name: Ada\nnote: "The key hangs behind the door."\nsum: 12\n'
    start = text.index('"')
    cells = (
        Cell("name", "Ada", 6, 9),
        Cell("note", "The key hangs behind the door.", start, start + 32),
        Cell("sum", "12", len(text) - 3, len(text) - 1, "number"),
    )
    (passage,) = passages(Document("a.yaml", text, "yaml", (Record("object", cells, 0, len(text)),)))
    assert passage.text == "The key hangs behind the door."
    assert passage.place(4, 7).text == "key"
