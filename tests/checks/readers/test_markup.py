"""XML and HTML as records."""

import time
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtrue.checks.document import Document
from holdtrue.checks.readers import read
from tests.checks.readers.residue import misplaced, residue

TRACK = """<?xml version="1.0" encoding="utf-8"?>
<gpx version="1.1">
 <!-- by hand -->
 <metadata><name>A &amp; B</name><author><name>Q</name></author></metadata>
 <wpt lat="1.5" lon='2'><ele>3</ele><name>W1</name><link href="h">t</link><sym/></wpt>
 <wpt lat="2" lon="3"/>
 <desc>Some <b class="x">bold</b> text</desc>
 <tags><tag>a</tag><tag>b</tag></tags><![CDATA[ raw <x> & ]]>
</gpx>
"""

PAGE = """<!doctype html><html lang="en"><head><title>Boats &amp; more</title>
<script>if (a<b) { x("</p>"); }</script></head><body>
<h1 id="h">All <em>boats</em></h1><p>One <a href="/x?a=1&amp;b=2">link</a>,<br>two.
<p>Three<ul><li>first<li>second<ul><li>inner</ul>tail</ul>
<table><caption>Prices</caption><thead><tr><th>Name<th colspan=2>Sizes</thead>
<tr><td>Ida<td>1<td>2<tr><th>Bo</th><td><p>3</p></td><td></td></tr></table>
<h2>Sub</h2><div>loose <img src="i.png" alt="Mast"> text<div>in</div> after</div><!-- end -->
</body></html>"""


def seen(document: Document) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (record.kind, record.path, [(cell.field, cell.text) for cell in record.cells])
        for record in document.records
    ]


def test_elements_with_values_are_records() -> None:
    document = read("track.gpx", TRACK)

    assert document.trouble is None
    assert seen(document)[1:] == [
        (
            "gpx",
            "/gpx",
            [("@version", "1.1"), ("desc", "Some bold text"), ("desc/@class", "x"), ("", "raw <x> &")],
        ),
        ("comment", "", [("", "by hand")]),
        ("metadata", "/gpx/metadata", [("name", "A & B")]),
        ("author", "/gpx/metadata/author", [("name", "Q")]),
        (
            "wpt",
            "/gpx/wpt",
            [
                ("@lat", "1.5"),
                ("@lon", "2"),
                ("ele", "3"),
                ("name", "W1"),
                ("link", "t"),
                ("link/@href", "h"),
                ("sym", ""),
            ],
        ),
        ("wpt", "/gpx/wpt", [("@lat", "2"), ("@lon", "3")]),
        ("tags", "/gpx/tags", [("tag", "a"), ("tag", "b")]),
    ]
    assert [record.parent for record in document.records] == [None, None, 1, 1, 3, 1, 1, 1]
    name = document.records[3].cells[0]
    assert TRACK[name.start : name.end] == "A &amp; B"
    assert TRACK[name.name_start :].startswith("name>")
    assert residue(document, ("CDATA",)) == []


def test_html_is_read_as_it_is_shown() -> None:
    document = read("page.html", PAGE)

    assert document.trouble is None
    assert seen(document) == [
        ("declaration", "", [("", "doctype html")]),
        ("html", "", [("@lang", "en")]),
        ("title", "", [("", "Boats & more")]),
        ("script", "", [("", 'if (a<b) { x("</p>"); }')]),
        ("heading", "", [("@id", "h"), ("", "All boats")]),
        ("paragraph", "/All boats", [("", "One link, two."), ("@href", "/x?a=1&b=2")]),
        ("paragraph", "/All boats", [("", "Three")]),
        ("item", "/All boats", [("", "first")]),
        ("item", "/All boats", [("", "second")]),
        ("item", "/All boats", [("", "inner")]),
        ("item", "/All boats", [("", "tail")]),
        ("caption", "/All boats", [("", "Prices")]),
        ("head", "/All boats", [("", "Name"), ("", "Sizes"), ("@colspan", "2")]),
        ("row", "/All boats", [("Name", "Ida"), ("Sizes", "1"), ("Sizes", "2")]),
        ("row", "/All boats", [("Name", "Bo"), ("Sizes", "3"), ("Sizes", "")]),
        ("heading", "/All boats", [("", "Sub")]),
        ("paragraph", "/All boats/Sub", [("", "loose text"), ("@src", "i.png"), ("@alt", "Mast")]),
        ("paragraph", "/All boats/Sub", [("", "in")]),
        ("paragraph", "/All boats/Sub", [("", "after")]),
        ("comment", "", [("", "end")]),
    ]
    ida = document.records[13].cells[0]
    assert PAGE[ida.start : ida.end] == "Ida"
    assert PAGE[ida.name_start :].startswith("Name<")


def test_tags_that_do_not_fit_are_trouble() -> None:
    xml = read("a.xml", "<a>\n<b>x</a> y")
    page = read("a.html", "<p>x\n<b>y</i></b>")

    assert xml.trouble is not None
    assert (xml.trouble.line, xml.trouble.reason) == (2, "<b> is never closed")
    assert page.trouble is not None
    assert (page.trouble.line, page.trouble.reason) == (2, "</i> closes nothing")
    assert residue(xml) == []


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "xxxxxxxx"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;&c;</a>'
    document = read("a.xml", bomb)

    assert document.trouble is not None
    assert document.records[-1].cells[0].text == "&c;&c;"


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]), max_size=9).map(str.strip)


@settings(deadline=None)
@given(
    st.lists(
        st.dictionaries(st.sampled_from(["a", "b", "c-d", "x:e"]), WORDS, min_size=1), min_size=2, max_size=5
    )
)
def test_reads_the_values_that_are_written(rows: list[dict[str, str]]) -> None:
    as_elements = "".join(
        "<row>" + "".join(f"<{name}>{escape(value)}</{name}>" for name, value in row.items()) + "</row>\n"
        for row in rows
    )
    as_attributes = "".join(
        "<row " + " ".join(f"{name}={quoteattr(value)}" for name, value in row.items()) + "/>\n"
        for row in rows
    )

    for text in (as_elements, as_attributes):
        document = read("a.xml", f"<rows>{text}</rows>".replace("x:e", "e"))
        assert document.trouble is None or "\ufffe" in text or "\uffff" in text
        assert [
            {cell.field.lstrip("@"): cell.text.strip() for cell in record.cells}
            for record in document.records
            if record.kind == "row"
        ] == [{name.removeprefix("x:"): value for name, value in row.items()} for row in rows]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["<", ">", "<c>", "</c>", "<p>", "<li>", "<ul>", "<td>", "<tr>", "</td>", "<th>",
    "<table>", "</p>", "c", " ", "\n", "&lt;", "<!--", "-->", "<?", "?>", "<![CDATA[", "]]>", "<!c", "[", "]", '"',
    "'", "=", "<c c='", "/", "<script>", "</script>", "<h1>", "&", "<br>", "\ufeff"]), max_size=25).map("".join),
    st.sampled_from(["xml", "html"]))  # fmt: skip
def test_any_text_is_read_without_residue(text: str, ending: str) -> None:
    document = read(f"t.{ending}", text)
    grammar = ("p", "li", "ul", "td", "tr", "th", "table", "script", "h1", "br", "CDATA", "c", "lt")

    assert misplaced(document) == []
    assert residue(document, grammar) == []


@settings(deadline=None)
@given(st.text(st.sampled_from("xyz<>/!-?[]='\"& \n"), max_size=40), st.sampled_from(["xml", "html"]))
def test_words_outside_tags_are_kept(text: str, ending: str) -> None:
    document = read(f"t.{ending}", f"<p>{text}</p> words")

    assert misplaced(document) == []
    assert "words" not in residue(document)


@pytest.mark.parametrize("ending", ["xml", "html"])
@pytest.mark.parametrize(
    "text",
    [
        "<r>" + "".join(f'<item id="{n}"><name>n {n}</name></item>\n' for n in range(10_000)) + "</r>",
        "<table><tr><th>a<th>b" + "".join(f"<tr><td>{n}<td><b>x</b> y</td></tr>\n" for n in range(10_000)),
        "<a>" * 10_000 + "x" + "</a>" * 10_000,
        '<a b="' * 100_000,
        "<!--" * 200_000,
        "<?" * 200_000,
        "<!a[" * 200_000,
        "<" * 100_000,
        "<a " * 100_000,
        "<li><ul>" * 50_000,
        "<td>" * 100_000,
        "<li>" + "<b>" * 900 + "<td>" * 50_000,
        "<script>" * 50_000,
        "<a " + "b=" * 500_000 + ">",
        "<h1>x</h1>" * 10_000,
        "&amp" * 300_000,
    ],
    ids=range(16),
)
def test_large_and_hostile_texts_are_read_in_linear_time(text: str, ending: str) -> None:
    begin = time.process_time()
    document = read(f"t.{ending}", text)

    assert time.process_time() - begin < 6  # a quadratic reader takes minutes
    assert misplaced(document) == []
