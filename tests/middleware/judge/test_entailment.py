"""A cross-encoder lifts what says the same, and condemns nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from holdtrue.checks import HandOff, InputError, check
from holdtrue.middleware.judge import EntailmentJudge, judge_of
from holdtrue.middleware.judge.entailment import SURE, Entails

BEFORE = "The lift was repaired on 3 May.\nThe cellar is not damp.\n"
AFTER = BEFORE.replace("not ", "hardly ")


def judged(*likely: float) -> object:
    handoff = HandOff.of(BEFORE, AFTER)
    verdict = check(handoff)
    assert [finding.standing for finding in verdict.findings] == ["unexplained"]
    shown: list[tuple[str, str]] = []

    def probability(pairs: Sequence[tuple[str, str]]) -> Sequence[float]:
        shown.extend(pairs)
        return likely

    judgement = EntailmentJudge(Entails("nli", probability))(handoff, verdict)
    if shown:
        (one, other), (two, again) = shown
        assert (one, other) == (again, two)
        assert "not damp" in one
        assert "hardly damp" in other
    return judgement


def test_a_doubt_is_lifted_where_each_side_follows_from_the_other() -> None:
    assert judged(0.95, SURE).verdict.outcome == "pass"


@pytest.mark.parametrize("likely", [(0.95, 0.1), (0.0, 0.99), (0.0, 0.0), (SURE - 0.01, SURE)])
def test_else_the_warning_stays(likely: tuple[float, float]) -> None:
    assert judged(*likely).verdict.outcome == "warn"


def test_a_model_that_fails_leaves_the_warning() -> None:
    def fail(_: Sequence[tuple[str, str]]) -> Sequence[float]:
        raise MemoryError

    handoff = HandOff.of(BEFORE, AFTER)
    verdict = check(handoff)
    judgement = EntailmentJudge(Entails("nli", fail))(handoff, verdict)
    assert judgement.verdict == verdict
    assert "MemoryError" in judgement.trouble


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder as sentence-transformers loads it: tiny, untrained, with the labels of an entailment model."""
    pytest.importorskip("sentence_transformers")
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    path = tmp_path_factory.mktemp("nli")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "not", "damp"]
    (path / "vocab.txt").write_text("\n".join(words))
    BertTokenizerFast(vocab_file=str(path / "vocab.txt")).save_pretrained(path)
    sizes = {"hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 8}
    labels = {0: "contradiction", 1: "entailment", 2: "neutral"}
    config = BertConfig(
        vocab_size=len(words), id2label=labels, label2id={v: k for k, v in labels.items()}, **sizes
    )
    BertForSequenceClassification(config).save_pretrained(path)
    return path


@pytest.mark.model
def test_any_cross_encoder_of_entailment_is_taken_by_name(folder: Path) -> None:
    judge = judge_of(f"cross-encoder:{folder}")
    likely = judge.entails.probability([("the damp", "not damp"), ("damp", "damp")])
    assert all(0 < value < 1 for value in likely)
    handoff = HandOff.of(BEFORE, AFTER)
    assert judge(handoff, check(handoff)).verdict.outcome == "warn"  # untrained, it is sure of nothing


@pytest.mark.model
def test_a_cross_encoder_of_something_else_is_refused(folder: Path, tmp_path: Path) -> None:
    import json
    import shutil

    other = tmp_path / "sts"
    shutil.copytree(folder, other)
    config = json.loads((other / "config.json").read_text())
    config["id2label"] = {"0": "not_entailment", "1": "duplicate", "2": "other"}
    config["label2id"] = {label: int(key) for key, label in config["id2label"].items()}
    (other / "config.json").write_text(json.dumps(config))
    with pytest.raises(InputError, match="does not tell entailment"):
        judge_of(f"cross-encoder:{other}")
