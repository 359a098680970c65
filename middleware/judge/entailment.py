"""A cross-encoder as judge: whether both sides of a doubt say the same.

It is not shown the instruction and cannot know what was asked for. So it can lift a doubt, where each side follows from
the other, and never condemn one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from holdtrue.checks import Finding, HandOff, InputError, Verdict
from holdtrue.middleware.asking import Prices, Question, Spending, estimate_tokens
from holdtrue.middleware.embeddings import load_quietly
from holdtrue.middleware.judge.candidates import open_to_judgement
from holdtrue.middleware.judge.judgement import Judgement, Ruling, rule
from holdtrue.middleware.judge.questions import Asked, Item
from holdtrue.middleware.judge.window import Lines, Window

SURE = 0.9
"""Probability of entailment, in each direction, from which both sides count as saying the same.

Well above a half on purpose: what is lifted wrongly passes silently, what is not lifted stays a warning.
"""


@dataclass(frozen=True, slots=True)
class Entails:
    """A cross-encoder that was trained on entailment."""

    name: str
    """Name of the model."""

    probability: Callable[[Sequence[tuple[str, str]]], Sequence[float]]
    """For pairs of premise and conclusion, how probable it is that the conclusion follows."""


class EntailmentJudge:
    """Lifts a doubt where what stands before and what stands after follow from each other."""

    prices: Prices | None = None
    timeout_s = 60.0

    def __init__(self, entails: Entails) -> None:
        self.entails = entails

    def __call__(self, handoff: HandOff, verdict: Verdict) -> Judgement:
        """The verdict after judging."""
        if verdict.outcome != "warn":
            return Judgement(verdict)
        lines = Lines(handoff)
        sides = {
            position: both
            for position, finding in enumerate(verdict.findings)
            if open_to_judgement(finding) and (both := _sides(finding, lines)) is not None
        }
        if not sides:
            return Judgement(verdict)
        pairs = [pair for before, after in sides.values() for pair in ((before, after), (after, before))]
        spent = Spending(
            self.entails.name, len(pairs), sum(estimate_tokens(a) + estimate_tokens(b) for a, b in pairs)
        )
        try:
            likely = list(self.entails.probability(pairs))
        except Exception as error:  # noqa: BLE001  # a model that fails must not fail the check
            return Judgement(
                verdict, spent, f"the model failed: {type(error).__name__}: {error}"[:300], len(sides)
            )
        rulings = {
            item: Ruling("allowed", "each side follows from the other")
            for item in range(1, len(sides) + 1)
            if min(likely[2 * item - 2 : 2 * item]) >= SURE
        }
        items = tuple(Item((position,), verdict.findings[position]) for position in sides)
        asked = Asked(Question("", "", "", {}), items)
        return Judgement(rule(verdict, asked, rulings, self.entails.name), spent, "", len(sides))


def _sides(finding: Finding, lines: Lines) -> tuple[str, str] | None:
    """The lines with the doubt on each side; None where one side has none."""
    windows = lines.windows(finding)
    if len(windows) < 2 or finding.before is None or finding.after is None:
        return None
    return _text(windows[0], lines), _text(windows[1], lines)


def _text(window: Window, lines: Lines) -> str:
    texts = lines.of(window.side, window.file)
    return "\n".join(
        texts[index].text[start:end]
        for index in sorted(window.stretches)
        for start, end in window.stretches[index]
    )


@cache
def cross_encoder(name: str) -> Entails:
    """A sentence-transformers cross-encoder by its name or folder.

    Raises:
        InputError: The extra is not installed, there is no such model, or it does not tell entailment.
    """
    model = load_quietly("CrossEncoder", name)
    labels: Mapping[Any, str] = model.config.id2label
    columns = [int(key) for key, label in labels.items() if re.fullmatch("entail(ment|s)?", label.lower())]
    if not columns:
        msg = f"the cross-encoder {name!r} does not tell entailment: its labels are {', '.join(labels.values())}"
        raise InputError(msg)

    def probability(pairs: Sequence[tuple[str, str]]) -> list[float]:
        from torch.nn import Identity

        rows = model.predict(list(pairs), activation_fn=Identity(), show_progress_bar=False)
        return [_softmax([float(value) for value in row])[columns[0]] for row in rows]

    return Entails(name, probability)


def _softmax(row: Sequence[float]) -> list[float]:
    top = max(row)
    powers = [math.exp(value - top) for value in row]
    return [power / sum(powers) for power in powers]
