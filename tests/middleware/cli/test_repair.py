"""The command `holdtrue repair`."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from holdtrue.checks import InputError
from holdtrue.middleware.cli import repair

BEFORE = "sku,net\r\nA-1,40.00\r\nA-2,12.25\r\n"
RIGHT = "sku,net\r\nA-1,44.00\r\nA-2,13.48\r\n"
WRONG = RIGHT.replace("13.48", "13.84")
CONTRACT = "scale(net, 1.1, digits=2)"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("before.csv", BEFORE), ("right.csv", RIGHT), ("wrong.csv", WRONG)):
        (tmp_path / name).write_bytes(text.encode())
    app = typer.Typer()
    app.callback()(lambda: None)
    repair.register(app)

    def call(*args):
        result = CliRunner().invoke(app, ["repair", *args])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


def one(after, *more):
    return ("--before", "before.csv", "--after", after, "--contract", CONTRACT, *more)


def test_a_wrong_value_is_put_right(run, tmp_path):
    result = run(*one("wrong.csv", "-o", "out/new.csv"))

    assert result.exit_code == 0
    assert (tmp_path / "out/new.csv").read_bytes() == RIGHT.encode()
    assert "repaired: pass, was fail" in result.stderr


def test_what_nothing_is_wrong_with_is_written_to_the_byte(run, tmp_path):
    result = run(*one("right.csv", "-o", "new.csv", "--json"))

    assert result.exit_code == 0
    assert (tmp_path / "new.csv").read_bytes() == RIGHT.encode()
    told = json.loads(result.stdout)
    assert (told["verdict"], told["was"], told["changed"]) == ("pass", "pass", False)


def test_what_cannot_be_repaired_keeps_its_verdict(run, tmp_path):
    (tmp_path / "other.csv").write_text("nothing of the sort")
    result = run("--before", "before.csv", "--after", "other.csv", "--contract", "transform", "-o", "new.csv")

    assert result.exit_code == 2
    assert (tmp_path / "new.csv").read_text() == "nothing of the sort"


def test_several_files_go_into_a_folder(run, tmp_path):
    (tmp_path / "note.txt").write_text("Pay 5 EUR.\n")
    (tmp_path / "new").mkdir()
    (tmp_path / "new/note.txt").write_text("Pay 6 EUR.\n")
    result = run(
        "--before", "before.csv", "note.txt", "--after", "before.csv", "new/note.txt", "--contract", "allow(layout)",
        "-o", "out",
    )  # fmt: skip

    assert result.exit_code == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == {
        "before.csv": BEFORE.encode(),
        "note.txt": b"Pay 5 EUR.\n",
    }


def test_a_batch_gives_one_result_a_case(run, tmp_path):
    cases = [
        {"id": "a", "before": {"t.csv": BEFORE}, "after": {"t.csv": WRONG}, "contract": CONTRACT},
        {"id": "b", "before": {"t.csv": BEFORE}, "after": {"t.csv": RIGHT}, "contract": CONTRACT},
        {"id": "c", "before": {"t.csv": BEFORE}, "after": {"t.csv": WRONG}},
    ]
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, cases)))
    assert run("--cases", "cases.jsonl", "--out", "repaired.jsonl").exit_code == 0

    results = [json.loads(line) for line in (tmp_path / "repaired.jsonl").read_text().splitlines()]
    assert [(r["id"], r["was"], r["verdict"], r["changed"]) for r in results] == [
        ("a", "fail", "pass", True),
        ("b", "pass", "pass", False),
        ("c", "warn", "warn", False),
    ]
    assert [r["repaired"]["t.csv"] for r in results] == [RIGHT, RIGHT, WRONG]


@pytest.mark.parametrize(
    "args",
    [
        ("--before", "before.csv", "--after", "wrong.csv"),
        ("--cases", "cases.jsonl"),
        ("--cases", "cases.jsonl", "--out", "r.jsonl", "--instruction", "x"),
        one("missing.csv", "-o", "new.csv"),
        ("--before", "before.csv", "--after", "wrong.csv", "-o", "new.csv", "--contract", "scale(nett, 2)"),
    ],
)
def test_bad_input_is_told(run, tmp_path, args):
    with pytest.raises(InputError):
        run(*args)
    assert not (tmp_path / "new.csv").exists()
