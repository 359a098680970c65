import json
from pathlib import Path

import polars as pl
import pytest

from holdtrue.checks import InputError
from holdtrue.experiments.documents import Document
from holdtrue.experiments.models import Model
from holdtrue.experiments.relay import RelayResult, export, run


@pytest.fixture
def results(expenses: Document, perfect: Model) -> list[RelayResult]:
    return [run(expenses, perfect, strategy="monolithic", trips=2)]


def test_json_holds_the_curve_and_the_hops(results: list[RelayResult], tmp_path: Path) -> None:
    export(results, tmp_path / "new" / "results.json")
    (relay,) = json.loads((tmp_path / "new" / "results.json").read_text(encoding="utf-8"))
    assert relay["rs"] == {"2": 1.0, "4": 1.0}
    assert [hop["number"] for hop in relay["hops"]] == [1, 2, 3, 4]


@pytest.mark.parametrize(("ending", "read"), [("csv", pl.read_csv), ("parquet", pl.read_parquet)])
def test_tables_hold_a_row_a_hop(results: list[RelayResult], tmp_path: Path, ending: str, read) -> None:
    path = tmp_path / f"results.{ending}"
    export(results, path)
    frame = read(path)
    assert frame["number"].to_list() == [1, 2, 3, 4]
    assert frame["state"].to_list() == [1.0] * 4
    assert set(frame["strategy"]) == {"monolithic"}


def test_an_ending_without_a_format_is_refused(results: list[RelayResult], tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.json, \.csv, \.parquet"):
        export(results, tmp_path / "results.xlsx")


def test_a_place_that_cannot_be_written_is_an_input_error(results: list[RelayResult], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError, match="cannot write"):
        export(results, tmp_path / "file" / "results.json")
