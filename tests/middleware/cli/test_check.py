"""The command `holdtrue check`."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from holdtrue.checks import InputError
from holdtrue.middleware.cli import check

ROWS = "".join(f"row {number}: {number * 3}.50 [bold]x[/bold]\n" for number in range(300))


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(ROWS)
    (tmp_path / "b.txt").write_text(ROWS.replace("636.50", "639.50"))
    app = typer.Typer()
    app.callback()(lambda: None)
    check.register(app)

    def call(*args):
        result = CliRunner().invoke(app, ["check", *args])
        if isinstance(result.exception, InputError):
            raise result.exception
        return result

    return call


def test_a_wrong_digit_is_quoted_with_its_line(run):
    result = run("--before", "a.txt", "--after", "b.txt", "--contract", "preserve")
    assert result.exit_code == 2
    assert 'line 213: "636.50" became "639.50"' in result.stdout
    assert "[bold]x[/bold]" in result.stdout


def test_exit_codes_follow_the_verdict(run):
    assert run("--before", "a.txt", "--after", "a.txt").exit_code == 0
    assert run("--before", "a.txt", "--after", "b.txt").exit_code == 1
    assert run("--before", "a.txt", "--after", "b.txt", "--contract", "transform").exit_code == 2


def test_options_take_several_files(run, tmp_path):
    (tmp_path / "c.txt").write_text("c")
    result = run("--before", "a.txt", "c.txt", "--after", "a.txt", "--json", "--contract", "preserve")
    assert [finding["kind"] for finding in json.loads(result.stdout)["findings"]] == ["structure.file_lost"]


def test_control_characters_do_not_reach_the_terminal(run, tmp_path):
    (tmp_path / "c.txt").write_text(ROWS.replace("row 5:", "\x1b[2Jrow 5:"))
    assert "\x1b" not in run("--before", "a.txt", "--after", "c.txt", "--contract", "preserve").stdout


def test_a_broken_document_is_a_finding(run, tmp_path):
    (tmp_path / "x.json").write_text('{"a": 1}')
    (tmp_path / "y.json").write_text('{"a": 1')
    result = run("--before", "x.json", "--after", "y.json")
    assert result.exit_code == 2
    assert "is not JSON" in result.stdout


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such file"),
        (b"ab\0c", "NUL byte at offset 2"),
        (b"ab\xffc", "0xff at offset 2"),
        (b" \n", "is empty"),
        (b"x" * 20_000_001, "larger than 20 MB"),
    ],
)
def test_bad_files_are_told_in_a_line(run, tmp_path, content, message):
    if content is not None:
        (tmp_path / "bad").write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        run("--before", "bad", "--after", "a.txt")
    assert "\n" not in str(caught.value)


def test_a_directory_is_no_file(run, tmp_path):
    with pytest.raises(InputError, match="is a directory"):
        run("--before", str(tmp_path), "--after", "a.txt")


@pytest.mark.parametrize("contract", ["nonsense", "{bad", '{"mode": "derive", "x": 1}', "@nope.json"])
def test_bad_contracts(run, contract):
    with pytest.raises(InputError):
        run("--before", "a.txt", "--after", "a.txt", "--contract", contract)


def _case(number, after, **more):
    return json.dumps({"id": f"c{number}", "before": {"t": "pay 5 now"}, "after": {"t": after}, **more})


def test_a_batch_gives_one_result_a_case(run, tmp_path):
    lines = [
        _case(1, "pay 5 now", label="corrupt"),
        _case(2, "pay 6 now"),
        _case(3, "pay 6 now", contract={"mode": "transform"}),
        _case(4, "pay \ud800 now"),
    ]
    (tmp_path / "cases.jsonl").write_text("\n".join(lines) + "\n\n")
    assert run("--cases", "cases.jsonl", "--out", "results.jsonl").exit_code == 0
    results = [json.loads(line) for line in (tmp_path / "results.jsonl").read_text().splitlines()]
    assert [(result["id"], result["verdict"]) for result in results[:3]] == [
        ("c1", "pass"),
        ("c2", "warn"),
        ("c3", "fail"),
    ]
    assert results[0].keys() >= {"id", "verdict", "score", "findings", "elapsed_ms"}


@pytest.mark.parametrize(
    "line", ["{oops", "[]", '{"id": 1}', '{"id": "x", "before": "t"}', _case(2, 7), "\0"]
)
def test_a_malformed_case_names_its_line_and_leaves_nothing(run, tmp_path, line):
    (tmp_path / "cases.jsonl").write_text(_case(1, "x") + "\n" + line + "\n")
    (tmp_path / "results.jsonl").write_text("older")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(InputError, match="line 2"):
        run("--cases", "cases.jsonl", "--out", "results.jsonl")
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "results.jsonl").read_text() == "older"


@pytest.mark.parametrize("out", ["cases.jsonl/results.jsonl", ".", "/dev/full"])
def test_a_place_that_cannot_be_written(run, tmp_path, out):
    (tmp_path / "cases.jsonl").write_text(_case(1, "x"))
    with pytest.raises(InputError, match="cannot write"):
        run("--cases", "cases.jsonl", "--out", out)
