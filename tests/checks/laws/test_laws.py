"""What most records obey is found, with those that do not."""

from __future__ import annotations

import random

from holdtrue.checks.laws import Law, induce
from holdtrue.checks.readers import read
from holdtrue.checks.tracing import trace


def _table(rows: list[tuple[str, ...]]) -> str:
    return "\n".join(",".join(row) for row in [("id", "city", "gross", "when"), *rows]) + "\n"


def _rows(count: int = 24) -> list[tuple[str, ...]]:
    generator = random.Random(7)  # a table, not a secret
    return [
        (
            f"K{index:03}",
            ("Oslo", "Bergen", "Bodø")[index % 3],
            f"{generator.uniform(10, 900):.2f}",
            f"2026-03-{index % 27 + 1:02}",
        )
        for index in range(count)
    ]


def _laws(before: str, after: str, asked: str = "") -> tuple[Law, ...]:
    return induce(trace([read("t.csv", before)], [read("t.csv", after)]), asked.split())


def _with(rows: list[tuple[str, ...]], field: int, make: object) -> list[tuple[str, ...]]:
    return [(*row[:field], make(row), *row[field + 1 :]) for row in rows]  # type: ignore[operator]


def test_one_factor_for_all_but_one_is_a_law_with_one_break() -> None:
    rows = _rows()
    scaled = _with(rows, 2, lambda row: f"{float(row[2]) * 0.89 + 1e-9:.2f}")
    scaled[5] = (*scaled[5][:2], rows[5][2], scaled[5][3])
    found = [law for law in _laws(_table(rows), _table(scaled)) if law.family == "value" and law.scope]
    (law,) = found
    assert "0.89" in law.says
    assert law.obeying == len(rows) - 1
    (broken,) = law.breaks
    assert broken.after is not None
    assert broken.after.text == rows[5][2]


def test_one_delay_for_all_dates_is_a_law() -> None:
    rows = _rows()
    moved = _with(rows, 3, lambda row: f"2026-04-{int(row[3][-2:]):02}")
    assert any("31 days" in law.says and not law.breaks for law in _laws(_table(rows), _table(moved)))


def test_what_was_filtered_has_a_law_and_the_one_too_many_breaks_it() -> None:
    rows = _rows()
    kept = [row for row in rows if row[1] != "Bergen"]
    kept.insert(3, rows[4])
    laws = [law for law in _laws(_table(rows), _table(kept), "drop bergen") if law.family == "choice"]
    (law,) = laws
    assert "bergen" in law.says
    assert law.asked
    assert [broken.before.text.split(",")[0] for broken in law.breaks if broken.before] == [rows[4][0]]


def test_an_order_by_a_field_is_a_law_and_the_row_out_of_place_breaks_it() -> None:
    rows = _rows()
    ordered = sorted(rows, key=lambda row: float(row[2]))
    ordered.insert(20, ordered.pop(2))
    laws = [law for law in _laws(_table(rows), _table(ordered)) if law.family == "order"]
    (law,) = laws
    assert "gross" in law.says
    assert len(law.breaks) == 1


def test_a_total_that_is_not_the_sum_breaks_the_law_of_the_others() -> None:
    before = "city,a,b,c\nOslo,1,20,3\nBergen,4,10,6\nBodø,7,5,9\n"
    after = before + "Total,12,35,19\n"
    laws = [law for law in _laws(before, after) if law.family == "total"]
    assert [broken.expected for law in laws for broken in law.breaks] == ["18"]


def test_nothing_is_a_law_of_rows_that_have_nothing_in_common() -> None:
    rows = _rows()
    generator = random.Random(1)
    noise = _with(rows, 2, lambda _: f"{generator.uniform(10, 900):.2f}")
    assert not [law for law in _laws(_table(rows), _table(noise)) if law.scope]
