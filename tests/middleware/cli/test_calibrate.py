"""The command `holdtrue calibrate`, and what `holdtrue check` makes of its file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from holdtrue.checks import InputError
from holdtrue.middleware import Ledger, guard, run
from holdtrue.middleware.cli import calibrate, check

TEXT = "".join(f"Pay {n}.50 EUR on {n} May.\n" for n in range(1, 21))


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)
    ledger = Ledger("ledger.db")
    with run("clean"):
        step = guard(lambda text: text.replace("1.50 EUR on 1", "1.60 EUR on 1"), name="raise", ledger=ledger)
        for number in range(19):
            step.invoke(f"Order {number}\n{TEXT}")
        guard(lambda text: text, name="copy", ledger=ledger).invoke(TEXT)
    ledger.close()
    Path("a.txt").write_text(TEXT)
    Path("little.txt").write_text(TEXT.replace("Pay 7.50", "Pay 8.50"))
    Path("much.txt").write_text(TEXT.replace(".50", ".60"))
    app = typer.Typer()
    app.callback()(lambda: None)
    check.register(app)
    app.command("calibrate")(calibrate.calibrate_command)

    def invoke(*args: str) -> Any:
        result = CliRunner().invoke(app, args)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


def test_a_change_as_in_clean_hand_offs_passes_from_then_on(call: Any) -> None:
    files = ("--before", "a.txt", "--after", "little.txt")
    assert call("check", *files).exit_code == 1
    result = call(
        "calibrate",
        "ledger.db",
        "--false-alarms",
        "0.05",
        "--run",
        "clean",
        "--step",
        "raise",
        "-o",
        "t.json",
    )
    assert result.exit_code == 0
    assert "from 19" in result.stdout
    assert call("check", *files, "--thresholds", "t.json").exit_code == 0
    assert call("check", "--before", "a.txt", "--after", "much.txt", "--thresholds", "t.json").exit_code == 1
    assert call("check", *files, "--thresholds", "t.json", "--contract", "preserve").exit_code == 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("ledger.db",), "20 clean hand-offs are too few for 0.01 false alarms: that needs 99"),
        (("none.db",), "no ledger there"),
        (("a.txt",), "is not a ledger"),
        (("ledger.db", "--false-alarms", "1"), "between 0 and 1"),
        (("ledger.db", "--run", "other"), "no run"),
        (("ledger.db", "--step", "other"), "no hand-off of a step 'other'; there are copy, raise"),
        (("ledger.db", "--false-alarms", "0.05", "--out", "a.txt/t.json"), "cannot write"),
    ],
)
def test_what_is_wrong_is_one_line_and_leaves_nothing(
    call: Any, options: tuple[str, ...], message: str
) -> None:
    before = sorted(path.name for path in Path.cwd().iterdir())
    with pytest.raises(InputError, match=message) as error:
        call("calibrate", *options)
    assert "\n" not in str(error.value)
    after = sorted(path.name for path in Path.cwd().iterdir())
    assert [name for name in after if not name.startswith("ledger.db-")] == before
