import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import typer
from polars.testing import assert_frame_equal
from typer.testing import CliRunner

from holdtrue.checks import InputError
from holdtrue.experiments.sweep import Progress, Scope, SweepError, experiment_named, sweep
from holdtrue.experiments.sweep.cli import experiment
from holdtrue.experiments.sweep.run import TIMINGS
from holdtrue.experiments.sweep.store import Store

HERE = Path(__file__).parent
PROBE = "probe:PROBE"
SCOPE = Scope(only={}, seeds=3)


@pytest.fixture(autouse=True)
def _probe_is_importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(HERE)
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join([str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])])
    )


def stable(table: pl.DataFrame) -> pl.DataFrame:
    return table.drop(*TIMINGS, *experiment_named(PROBE).timings)


def measured(folder: Path, **options: object) -> pl.DataFrame:
    return stable(sweep(PROBE, SCOPE, folder, **options))


def app() -> typer.Typer:
    commands = typer.Typer()
    commands.command()(experiment)
    return commands


def command(folder: Path, *words: str) -> list[str]:
    code = "import typer; from holdtrue.experiments.sweep.cli import experiment; typer.run(experiment)"
    return [sys.executable, "-c", code, PROBE, "--out", str(folder), *words]


def test_the_table_holds_every_cell_and_is_read_lazily(tmp_path: Path) -> None:
    table = sweep(PROBE, SCOPE, tmp_path)
    lazy = pl.scan_parquet(tmp_path / "results.parquet")

    assert_frame_equal(lazy.collect(), table)
    assert lazy.filter(pl.col("letter") == "b", pl.col("hop") == 2).select("value").collect().height == 3
    assert table.height == 36
    assert table["cell"].is_sorted()
    assert table["versions"].str.contains("holdtrue").all()
    assert table["seconds"].dtype == pl.Float64


def test_a_second_run_measures_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = tmp_path / "marks"
    monkeypatch.setenv("PROBE_MARKS", str(marks))
    first = sweep(PROBE, SCOPE, tmp_path / "out")
    told: list[Progress] = []
    second = sweep(PROBE, SCOPE, tmp_path / "out", progress=told.append)

    assert_frame_equal(first, second)
    assert len(marks.read_text().splitlines()) == 18
    assert [(step.done, step.cells) for step in told] == [(18, 18)]


def test_a_wider_scope_measures_the_rest_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = tmp_path / "marks"
    monkeypatch.setenv("PROBE_MARKS", str(marks))
    narrow = sweep(PROBE, Scope(only={"letter": frozenset("ab")}, seeds=2), tmp_path / "out")
    sweep(PROBE, SCOPE, tmp_path / "out")

    assert narrow["letter"].unique().sort().to_list() == ["a", "b"]
    assert len(set(marks.read_text().splitlines())) == len(marks.read_text().splitlines()) == 18


def test_killed_half_way_and_resumed_it_is_the_same_table(tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    environment = {**os.environ, "PROBE_MARKS": str(marks), "PROBE_SECONDS": "0.3"}
    out = tmp_path / "killed"
    running = subprocess.Popen(
        command(out, "--jobs", "2"), env=environment, start_new_session=True, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while not (marks.exists() and len(marks.read_text().splitlines()) >= 7):
        assert time.monotonic() < deadline
        assert running.poll() is None
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    kept = Store(out / "sweep.db", "probe").keys()
    before = marks.read_text().splitlines()
    assert 0 < len(kept) < 18
    assert not (out / "results.parquet").exists()

    done = subprocess.run(command(out), env=environment, check=True, capture_output=True, text=True)
    after = marks.read_text().splitlines()[len(before) :]

    assert "results.parquet" in done.stdout
    assert not kept & set(after), "what is kept is not measured again"
    assert kept | set(after) == {f"letter={letter} seed={seed}" for letter in "abcdef" for seed in range(3)}
    assert len(set(before) - kept) <= 4, "no more is lost than what was on its way"
    assert_frame_equal(stable(pl.read_parquet(out / "results.parquet")), measured(tmp_path / "undisturbed"))


def test_two_dask_workers_give_the_same_table(tmp_path: Path) -> None:
    subprocess.run(
        command(tmp_path / "dask", "--engine", "dask", "--jobs", "2"),
        env={**os.environ, "PROBE_SECONDS": "0.05"},
        check=True,
        capture_output=True,
    )
    table = pl.read_parquet(tmp_path / "dask" / "results.parquet")

    assert table["machine"].n_unique() == 2, "both workers worked"
    assert_frame_equal(stable(table), measured(tmp_path / "here"))


def test_cells_that_fail_are_told_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROBE_FAILS", "c")
    with pytest.raises(SweepError, match=r"3 of 18 cells .*ConnectionError: the line is dead"):
        sweep(PROBE, SCOPE, tmp_path)
    assert pl.read_parquet(tmp_path / "results.parquet").height == 30

    monkeypatch.delenv("PROBE_FAILS")
    assert sweep(PROBE, SCOPE, tmp_path).height == 36


def test_results_of_another_experiment_are_left_alone(tmp_path: Path) -> None:
    Store(tmp_path / "sweep.db", "another")
    with pytest.raises(InputError, match="another"):
        sweep(PROBE, SCOPE, tmp_path)


def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "sweep.db").write_text("my own notes, " * 100)
    with pytest.raises(InputError, match="cannot keep results"):
        sweep(PROBE, SCOPE, tmp_path)
    assert (tmp_path / "sweep.db").read_text().startswith("my own notes")


def test_a_killed_process_is_told_and_what_was_measured_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROBE_KILLED", "f")
    monkeypatch.setenv("PROBE_SECONDS", "0.1")
    with pytest.raises(SweepError, match=r"was killed.*the same command goes on"):
        sweep(PROBE, SCOPE, tmp_path, jobs=2)
    assert len(Store(tmp_path / "sweep.db", "probe").keys()) >= 10

    monkeypatch.delenv("PROBE_KILLED")
    assert sweep(PROBE, SCOPE, tmp_path).height == 36


def test_a_disk_that_fills_up_is_one_error_and_loses_nothing(tmp_path: Path) -> None:
    def full(so_far: Progress) -> None:
        if so_far.done == 4:
            with sqlite3.connect(tmp_path / "sweep.db") as connection:
                connection.execute(
                    "create trigger full before insert on cells begin select raise(fail, 'disk is full'); end"
                )

    with pytest.raises(InputError, match=r"cannot keep results in .*disk is full"):
        sweep(PROBE, SCOPE, tmp_path, progress=full)
    assert len(Store(tmp_path / "sweep.db", "probe").keys()) == 4


def test_measurements_without_rows_make_an_empty_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROBE_EMPTY", "1")
    assert sweep(PROBE, SCOPE, tmp_path).columns == ["cell"]
    assert pl.read_parquet(tmp_path / "results.parquet").is_empty()
    done = CliRunner().invoke(app(), [PROBE, "--out", str(tmp_path)], catch_exceptions=False)
    assert done.exit_code == 0


def test_a_model_named_twice_is_one_model() -> None:
    cells = experiment_named("accumulation").cells(Scope(models=("embedded", "embedded"), seeds=1, only={}))
    assert len(Scope(only={}).within(cells)) == len(cells) / 2


@pytest.mark.parametrize(
    "asked", [{"policies": ("block",)}, {"larger": "openai:gpt-5"}, {"models": ("openai:gpt-5",)}]
)
def test_an_option_that_makes_no_difference_is_refused(tmp_path: Path, asked: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=f"depends on {next(iter(asked))}"):
        sweep(PROBE, Scope(only={}, **asked), tmp_path)


def test_an_axis_given_twice_has_all_its_values(tmp_path: Path) -> None:
    words = ["--only", "letter=a", "--only", "letter=b,c", "--only", "seed=0"]
    CliRunner().invoke(app(), [PROBE, "--out", str(tmp_path), *words], catch_exceptions=False)
    assert set(pl.read_parquet(tmp_path / "results.parquet")["letter"]) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("only", "told"), [({"letter": "az"}, "no letter=z"), ({"leter": "a"}, "no leter=a")]
)
def test_a_wrong_value_beside_a_right_one_lists_the_axes(
    tmp_path: Path, only: dict[str, str], told: str
) -> None:
    scope = Scope(only={axis: frozenset(values) for axis, values in only.items()})
    with pytest.raises(InputError, match=f"{told}; its axes are letter: a, b, c, d, e, f; seed: 0, 1, 2"):
        sweep(PROBE, scope, tmp_path)


def test_a_cluster_that_is_there_has_the_workers_that_it_has(tmp_path: Path) -> None:
    words = ["--engine", "dask", "--address", "tcp://127.0.0.1:1", "--jobs", "2", "--out", str(tmp_path)]
    with pytest.raises(InputError, match="--jobs"):
        CliRunner().invoke(app(), [PROBE, *words], catch_exceptions=False)


def test_an_empty_scope_says_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="letter: a, b, c, d, e, f; seed: 0, 1, 2"):
        sweep(PROBE, Scope(only={"letter": frozenset("z")}), tmp_path)


@pytest.mark.parametrize(
    "name", ["nonesuch", "nonesuch:X", "probe:NONE", "os:sep", "", ":x", ".x:y", "probe:", "unwritten:X"]
)
def test_an_unknown_experiment_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "unwritten.py").write_text("X = (")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(InputError, match="no experiment"):
        experiment_named(name)
