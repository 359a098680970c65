import json
from functools import cache

import numpy as np
import pytest

from holdtrue.checks.optimization.answers import read_answer
from holdtrue.experiments.optimization import generate
from holdtrue.experiments.optimization.detection import STALE, is_right, main, measured
from holdtrue.experiments.optimization.telling import FORMS, Draft, tell
from holdtrue.experiments.optimization.wrong import WRONG

SMALL = ["lp", "assignment", "transport"]

made = cache(generate)


@pytest.mark.parametrize("kind", SMALL)
def test_right_answers_pass_and_wrong_ones_do_not(kind):
    row = measured(kind, 12)
    assert row.right.made == 12
    assert row.right.flagged == 0, row.right.conclusions
    for name, count in row.wrong.items():
        assert count.made > 0, name
        assert count.rate >= 0.9, (name, count.conclusions)
    assert row.wrong[STALE].conclusions["stale"] > 0
    assert row.wrong["fabricated trace"].conclusions["trace_inconsistent"] > 0


@pytest.mark.parametrize("kind", ["lp", "tour", "packing", "job shop"])
@pytest.mark.parametrize("form", ["json", *FORMS])
def test_every_form_is_read_back(kind, form):
    instance = made(kind, 5 if kind != "job shop" else 2, 3)
    best = instance.certificate
    text = tell(instance.problem, Draft(values=best.values, objective=best.objective), form, 6)
    answer = read_answer(instance.problem, text)
    assert answer.readable, text
    for name, value in best.values.items():
        assert answer.values[name].value == pytest.approx(value, abs=1e-6)
    assert answer.objective.value == pytest.approx(best.objective, abs=1e-6)


def test_wrong_answers_are_wrong():
    instance = made("lp", 5, 3)
    random = np.random.default_rng(0)
    drafts = {name: maker(instance, random) for name, maker in WRONG.items()}
    for name in ("base-case copy", "greedy"):
        assert not is_right(instance, drafts[name])
    assert drafts["fabricated trace"].values == instance.certificate.values


def test_the_command_prints_a_table_and_writes_the_counts(capsys, tmp_path):
    main(["--answers", "6", "--kinds", "lp", "--out", str(tmp_path / "counts.json")])
    printed = capsys.readouterr().out
    assert "| lp | 0 of 6 |" in printed
    assert json.loads((tmp_path / "counts.json").read_text())["lp"]["right"]["made"] == 6
    main(["--answers", "6", "--kinds", "lp", "--out", str(tmp_path / "counts.json")])
    again = capsys.readouterr()
    assert again.out == printed
    assert again.err == ""  # nothing was measured again
