"""Turns a verdict into a question: about the doubts with the lines around them, or about both documents whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from holdtrue.checks import Contract, Finding, HandOff, Verdict
from holdtrue.middleware.asking import Fence, Question, estimate_tokens
from holdtrue.middleware.judge.rubric import DOUBTS, DOUBTS_ANSWER, WHOLE, WHOLE_ANSWER
from holdtrue.middleware.judge.window import Lines, Side, Window

BUDGET = 1_000
"""Tokens of excerpts, about, that are sent for one hand-off at most; a doubt that does not fit stays a doubt."""

_EDGE = 3
"""Lines between two windows up to which they are shown as one passage."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what its numbers stand for."""

    question: Question
    """What to ask."""

    items: tuple[int, ...]
    """For each item of the question, from 1, the position of its finding in the verdict."""


@dataclass(slots=True)
class _Passage:
    windows: dict[Side, Window] = field(default_factory=dict)
    items: list[int] = field(default_factory=list)


def open_to_judgement(finding: Finding) -> bool:
    """Whether a model may be asked about it: what is unexplained, unless the check itself failed."""
    return finding.standing == "unexplained" and finding.family != "check"


def doubts_question(handoff: HandOff, verdict: Verdict, *, budget: int = BUDGET) -> Asked | None:
    """Ask about each unexplained finding; None where there is nothing to ask.

    A hand-off that has failed already is not asked about: nothing that is forbidden can be lifted. A finding is only
    sent with its whole place, so that nothing is allowed unseen.
    """
    if verdict.outcome != "warn":
        return None
    lines = Lines(handoff)
    shown: dict[tuple[Side, str], dict[int, list[tuple[int, int]]]] = {}
    passages: list[_Passage] = []
    items: list[int] = []
    left = budget
    for position, finding in enumerate(verdict.findings):
        windows = lines.windows(finding) if open_to_judgement(finding) else []
        if not windows:
            continue
        cost = estimate_tokens(finding.message) + sum(_fresh(window, lines, shown) for window in windows)
        if cost > left:
            continue
        left -= cost
        for window in windows:
            _remember(window, shown)
        items.append(position)
        passages.append(_Passage({window.side: window for window in windows}, [position]))
    if not items:
        return None
    return _ask_doubts(handoff, verdict, _joined(passages), lines)


def whole_question(handoff: HandOff) -> Question:
    """Ask about both documents whole: the baseline, and no dearer way to ask is known."""
    before, after = dict(handoff.before), dict(handoff.after)
    fence = Fence([handoff.instruction, *before.values(), *after.values(), *before, *after])
    parts = [fence.put("instruction", handoff.instruction)]
    parts += [fence.put(f"BEFORE {name}", text) for name, text in before.items()]
    parts += [fence.put(f"AFTER {name}", text) for name, text in after.items()]
    key = json.dumps(["whole", handoff.instruction, before, after])
    return Question(key, f"{WHOLE}\n{fence.rule}", "\n".join(parts), WHOLE_ANSWER)


def _told(contract: Contract) -> str:
    form = contract.to_dict()
    del form["source"]
    return json.dumps(form, ensure_ascii=False)


def _fresh(
    window: Window, lines: Lines, shown: dict[tuple[Side, str], dict[int, list[tuple[int, int]]]]
) -> int:
    """Tokens of what a window shows beyond what is shown already, with a line number each."""
    known = shown.get((window.side, window.file), {})
    texts = lines.of(window.side, window.file)
    cost = 0
    for index, stretches in window.stretches.items():
        for start, end in stretches:
            if not any(a <= start and end <= b for a, b in known.get(index, ())):
                cost += estimate_tokens(texts[index].text[start:end]) + 2
    return cost


def _remember(window: Window, shown: dict[tuple[Side, str], dict[int, list[tuple[int, int]]]]) -> None:
    known = shown.setdefault((window.side, window.file), {})
    for index, stretches in window.stretches.items():
        known.setdefault(index, []).extend(stretches)


def _joined(passages: Iterable[_Passage]) -> list[_Passage]:
    """Passages in the order of the document, neighbours made one."""
    joined: list[_Passage] = []
    for passage in sorted(passages, key=_where):
        if joined and _near(joined[-1], passage):
            last = joined[-1]
            last.items += passage.items
            for side, window in passage.windows.items():
                if side not in last.windows:
                    last.windows[side] = window
                    continue
                for index, stretches in window.stretches.items():
                    last.windows[side].stretches.setdefault(index, []).extend(stretches)
        else:
            joined.append(passage)
    return joined


def _where(passage: _Passage) -> tuple[str, int]:
    window = passage.windows.get("before") or passage.windows["after"]
    return window.file, window.reach[0]


def _near(one: _Passage, other: _Passage) -> bool:
    """Whether two passages stand close together on every side that they share."""
    shared = [side for side in one.windows if side in other.windows]
    if not shared:
        return False
    for side in shared:
        a, b = one.windows[side], other.windows[side]
        if a.file != b.file or b.reach[0] - a.reach[1] > _EDGE or a.reach[0] - b.reach[1] > _EDGE:
            return False
    return True


def _ask_doubts(handoff: HandOff, verdict: Verdict, passages: Sequence[_Passage], lines: Lines) -> Asked:
    contract = verdict.contract
    held = "" if contract.source == "default" else _told(contract)
    messages = {position: verdict.findings[position].message for p in passages for position in p.items}
    sides: tuple[Side, ...] = ("before", "after")
    excerpts = [
        {side: _rendered(p.windows[side], lines) for side in sides if side in p.windows} for p in passages
    ]
    texts = [text for excerpt in excerpts for text in excerpt.values()]
    fence = Fence([handoff.instruction, held, *messages.values(), *texts])
    parts = [fence.put("instruction", handoff.instruction)]
    if held:
        parts.append(fence.put("contract", held))
    items: list[int] = []
    for passage, excerpt in zip(passages, excerpts, strict=True):
        for side, text in excerpt.items():
            parts.append(fence.put(f"{side.upper()} {passage.windows[side].file}", text))
        doubts = []
        for position in passage.items:
            items.append(position)
            doubts.append(f"[{len(items)}] {' '.join(messages[position].split())}")
        parts.append(fence.put("doubts", "\n".join(doubts)))
    key = json.dumps(
        ["doubts", handoff.instruction, held, excerpts, [messages[position] for position in items]]
    )
    return Asked(Question(key, f"{DOUBTS}\n{fence.rule}", "\n".join(parts), DOUBTS_ANSWER), tuple(items))


def _rendered(window: Window, lines: Lines) -> str:
    """The lines with their numbers; dots stand for what is left out."""
    texts = lines.of(window.side, window.file)
    shown: list[str] = []
    previous: int | None = None
    for index in sorted(window.stretches):
        if previous is not None and index > previous + 1:
            shown.append("⋮")
        previous = index
        shown.append(f"{texts[index].number}│{_pieces(texts[index].text, window.stretches[index])}")
    return "\n".join(shown)


def _pieces(text: str, stretches: Sequence[tuple[int, int]]) -> str:
    joined: list[list[int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    shown = " … ".join(text[start:end] for start, end in joined)
    if not joined or joined[0][0] > 0:
        shown = "… " + shown
    return shown if joined and joined[-1][1] >= len(text) else shown + " …"
