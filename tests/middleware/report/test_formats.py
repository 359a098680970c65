"""Each format says the same, and no document can break out of it."""

import json
import os
import re
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from markdown_it import MarkdownIt

from holdtrue.checks import Artifact, Finding, InputError, Place
from holdtrue.middleware.ledger import Ledger
from holdtrue.middleware.report import ENDINGS, build, render

EVIL = "</pre><script>document.title='ran'</script><img src=http://evil.test/x>\n```\n# h\x00\x1b[31m\u202e\ud800 ]]>|a`b"

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture
def report(ledger, hand_off):
    hand_off(hop=1)
    hand_off("fail", 0.5, hop=2, action="observed", extra={"label": "bare"})
    hand_off("warn", 0.9, hop=3, action="warned")
    hand_off(None, hop=4, trouble="the check crashed")
    return build(ledger.run("last"), head=ledger.head)


@pytest.fixture
def evil_report(ledger, hand_off):
    """Every text that comes from outside is hostile."""
    finding = Finding(
        EVIL, "forbidden", "critical", EVIL, Place(EVIL, 0, len(EVIL), 1, EVIL), Place("f", 0, 1, 1, "`")
    )
    hand_off(
        "fail",
        0.5,
        step=EVIL,
        run=EVIL,
        instruction=EVIL,
        trouble=EVIL,
        findings=(finding,),
        before=Artifact({EVIL: EVIL}),
        extra={"label": EVIL},
    )
    hand_off(None, step=EVIL, run=EVIL, trouble=EVIL, hop=2)
    return build(ledger.run("last"))


def text_of(report, path):
    return render(report, path).read_text(encoding="utf-8")


class Page(HTMLParser):
    """Collects the elements, attributes and text of a page."""

    def __init__(self, source):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_is_written_for_every_run(report, evil_report, tmp_path, ending):
    for number, one in enumerate((report, evil_report, build([]))):
        path = tmp_path / "new folder" / f"{number}{ending}"
        assert render(one, path) == path
        assert path.stat().st_size > 0
    assert len(list((tmp_path / "new folder").iterdir())) == 3  # no temporary file stays


@pytest.mark.parametrize("ending", [".html", ".md"])
def test_people_read_what_went_wrong_where_and_what_was_done(report, ledger, tmp_path, ending):
    text = text_of(report, tmp_path / f"r{ending}")
    if ending == ".html":
        text = Page(text).text
    for expected in (
        "Not to be relied on since hand-off 2 of 4",
        "washers",
        "3400",
        "3040",
        "Sort the parts.",
        "it was only recorded; the result went on unchanged",
        "the check crashed",
        "tiny",
        ledger.head,
    ):
        assert expected in text


def test_html_marks_what_changed_in_its_line(report, tmp_path):
    html = text_of(report, tmp_path / "r.html")
    assert '<span class="around">washers </span><mark><del>3400</del></mark>' in html
    assert '<span class="around">washers </span><mark><ins>3040</ins></mark>' in html


def test_html_holds_nothing_active_and_nothing_from_elsewhere(evil_report, tmp_path):
    source = text_of(evil_report, tmp_path / "r.html")
    page = Page(source)
    assert not {"script", "img", "iframe", "link", "object", "embed", "form", "base"} & set(page.tags)
    assert not [a for a in page.attributes if a[1].startswith("on")]
    links = [
        value for _, name, value in page.attributes if name in ("src", "href", "srcset", "data", "action")
    ]
    assert all(link.startswith("#") for link in links)
    assert "url(" not in source
    assert "@import" not in source
    (policy,) = [value for _, name, value in page.attributes if name == "content" and "default-src" in value]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "<script>document.title='ran'</script>" in page.text
    assert not re.search("[\x00\x1b\u202e]", source)


def test_html_shows_several_runs_side_by_side(ledger, hand_off, tmp_path):
    hand_off("fail", 0.5, run="one", extra={"label": "bare"})
    hand_off("pass", 1.0, run="two", extra={"label": "guarded"})
    page = Page(text_of(build(ledger.records()), tmp_path / "r.html"))
    assert "2 runs side by side" in page.text
    assert [a[2] for a in page.attributes if a[1] == "points"].count("") == 0
    assert "bare ends at 50 %; guarded ends at 100 %" in " ".join(value for _, _, value in page.attributes)


def test_html_folds_what_happened_inside(ledger, hand_off, tmp_path):
    hand_off(parent="outer", step="the inner step")
    hand_off(id="outer")
    page = Page(text_of(build(ledger.run("last")), tmp_path / "r.html"))
    assert page.tags.count("details") == 1
    assert "1 hand-off inside" in page.text
    assert "the inner step" in page.text


def test_a_large_run_stays_readable_and_says_what_it_leaves_out(ledger, hand_off, tmp_path):
    findings = tuple(Finding("number.changed", "forbidden", "major", f"{n} changed") for n in range(5))
    record = hand_off("fail", 0.99, findings=findings)
    stored = ledger.run("last")[0]
    many = [
        replace(stored, seq=n, record=replace(record, id=str(n), hop=n, step=f"step-{n}"))
        for n in range(1, 1001)
    ]
    text = text_of(build(many), tmp_path / "r.html")
    assert len(text) < 1_000_000
    assert "600 hand-offs more not listed here" in text
    assert "4,800 findings more not listed here" in text
    assert len(json.loads(text_of(build(many), tmp_path / "r.json"))["runs"][0]["hops"]) == 1000


def test_without_content_the_report_still_stands(tmp_path, hand_off, ledger):
    hand_off("fail", 0.5)
    silent = Ledger(tmp_path / "silent.db", content=False)
    silent.append(ledger.run("last")[0].record)
    text = Page(text_of(build(silent.run("last")), tmp_path / "r.html")).text
    assert "number.changed" in text
    assert "parts.txt, line 3" in text
    assert "[not stored]" in text
    assert "3400" not in text


@pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed")
def test_in_a_browser_no_script_of_a_document_runs(evil_report, tmp_path):
    path = render(evil_report, tmp_path / "r.html")
    flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
    log = tmp_path / "net.json"
    seen = subprocess.run(
        [
            CHROMIUM,
            *flags.split(),
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--log-net-log={log}",
            "--dump-dom",
            path.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    assert "<title>Drift report" in seen
    assert "&lt;script&gt;document.title='ran'" in seen
    assert "evil.test" in seen
    assert "URL_REQUEST" in log.read_text()
    assert "evil.test" not in log.read_text()


def test_markdown_keeps_documents_inert(evil_report, tmp_path):
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text_of(evil_report, tmp_path / "r.md"))
    inline = [child for token in tokens for child in token.children or []]
    assert not [
        token
        for token in [*tokens, *inline]
        if token.type in ("html_block", "html_inline", "image", "link_open")
    ]
    headings = [token for token in tokens if token.type == "heading_open"]
    assert [token.tag for token in headings] == ["h1", "h2", "h3"]
    (block,) = [token for token in tokens if token.type == "fence"]
    assert "- # h" in block.content


def test_json_is_complete(report, ledger, tmp_path):
    data = json.loads(text_of(report, tmp_path / "r.json"))
    (run,) = data["runs"]
    assert (data["format"], data["ledger_head"]) == ("holdtrue.report/1", ledger.head)
    assert (run["label"], run["since_hop"], run["outcome"]) == ("bare", 2, "fail")
    assert [hop["outcome"] for hop in run["hops"]] == ["pass", "fail", "warn", "none"]
    assert run["hops"][1]["findings"][0]["before"]["text"] == "3400"
    assert run["integrity"] == pytest.approx(0.45)


def test_parquet_has_a_row_per_finding_and_one_for_a_hand_off_without(report, tmp_path):
    table = pl.read_parquet(render(report, tmp_path / "r.parquet"))
    assert table["hop"].to_list() == [1, 2, 3, 4]
    assert table["kind"].to_list() == [None, "number.changed", "number.changed", None]
    assert table["before_text"].to_list() == [None, "3400", "3400", None]
    assert table["integrity"].to_list() == pytest.approx([1.0, 0.5, 0.45, 0.45])


def test_junit_fails_what_failed_and_errs_on_what_nobody_knows(report, tmp_path):
    root = ET.parse(render(report, tmp_path / "r.xml")).getroot()
    (suite,) = root
    assert {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "4",
        "failures": "1",
        "errors": "1",
        "skipped": "0",
    }
    cases = suite.findall("testcase")
    assert [[child.tag for child in case] for case in cases] == [[], ["failure"], ["system-out"], ["error"]]
    failure = cases[1].find("failure")
    assert (failure.get("type"), failure.get("message")) == ("number.changed", "3400 became 3040")
    assert "before: parts.txt, line 3: washers 3400" in failure.text


def test_junit_of_hostile_documents_is_well_formed(evil_report, tmp_path):
    root = ET.parse(render(evil_report, tmp_path / "r.xml")).getroot()
    assert "<script>" in root.find(".//failure").text


def test_an_unknown_ending_is_refused_before_anything_is_written(report, tmp_path):
    with pytest.raises(InputError, match=r"ends in \.html"):
        render(report, tmp_path / "sub" / "r.pdf")
    assert not (tmp_path / "sub").exists()


def test_a_report_replaces_the_older_one_and_a_failed_one_leaves_it(report, tmp_path, monkeypatch):
    path = render(report, tmp_path / "r.md")
    whole = path.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="no space left"):
        render(report, path)
    assert path.read_bytes() == whole
    assert [file.name for file in tmp_path.glob("*r.md*")] == ["r.md"]


def test_a_place_that_cannot_be_written_is_told_in_one_line(report, tmp_path):
    (tmp_path / "file").touch()
    for path in (tmp_path / "file" / "r.md", tmp_path / "folder.md"):
        (tmp_path / "folder.md").mkdir(exist_ok=True)
        with pytest.raises(InputError, match="cannot write"):
            render(report, path)
