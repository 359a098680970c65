"""Texts without a telling name, and texts in a code fence."""

import pytest

from holdtrue.checks.readers import read
from tests.checks.readers.residue import misplaced, residue


@pytest.mark.parametrize(
    ("text", "format_name"),
    [
        ('{"a": 1}', "json"),
        ('{"a": 1}\n{"a": 2}\n', "jsonl"),
        ('<?xml version="1.0"?><a/>', "xml"),
        ("<rss version='2'><channel>x</channel></rss>", "xml"),
        ("<!DOCTYPE html><p>x", "html"),
        ("<ul><li>x</ul>", "html"),
        ("id,name,port\n1,Ida,Kivik\n2,Bo,Ystad\n", "csv"),
        ("id;name;price\n1;Ida;2,5\n2;Bo;3,5\n", "csv"),
        ("id\tname\n1\tIda\n2\tBo\n", "tsv"),
        ("id|name|port\n1|Ida|Kivik\n2|Bo|Ystad\n", "psv"),
        ("---\nid: 1\nports:\n  - Kivik\n", "yaml"),
        ("[db]\nhost = example\nport = 1\n", "ini"),
        ('[db]\nhost = "example"\nport = 1\n', "toml"),
        ("Dear Ida,\n\nthe boat, the mast, and the sail are here.\n", "lines"),
        ("Ida: Is it here?\nBo: No, it is not.\nIda: Well.\n", "lines"),
        ("---\ntitle: A page\n---\n\nIts text is here.\n", "lines"),
        ("One, two, three and more\nFour, five, six and more\nSeven, eight, nine and more\n", "lines"),
        ("[1] A note\n[2] Another\n", "lines"),
        ("", "lines"),
    ],
)
def test_a_beginning_tells_the_format(text: str, format_name: str) -> None:
    assert read("step output", text).format == format_name
    assert read("notes.txt", text).format == format_name.replace("lines", "txt")


def test_the_name_goes_before_the_beginning() -> None:
    assert read("a.yaml", '{"a": 1}').format == "yaml"
    assert read("a.txt", "id,name\n1,x\n", "csv").format == "csv"


@pytest.mark.parametrize("name", ["a.csv", "output"])
def test_a_code_fence_is_no_part_of_the_document(name: str) -> None:
    text = "Here is the table:\n\n```csv\nid,name,port\n1,Ida,Kivik\n2,Bo,Ystad\n```\n"
    document = read(name, text)

    assert document.format == "csv"
    rows = [record for record in document.records if record.get("name")]
    assert len(rows) == 2
    cell = rows[1].cells[1]
    assert (cell.field, text[cell.start : cell.end]) == ("name", "Bo")
    assert misplaced(document) == []
    assert residue(document) == []
