"""Turns a verdict into a question: about the doubts with the lines around them, or about both documents whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from holdtrue.checks import Contract, Finding, HandOff, Verdict
from holdtrue.middleware.asking import Fence, Question, estimate_tokens
from holdtrue.middleware.judge.rubric import DOUBTS, DOUBTS_ANSWER, WHOLE, WHOLE_ANSWER
from holdtrue.middleware.judge.window import AROUND, Lines, Side, Window

BUDGET = 400
"""Tokens of excerpts, about, that are sent for one hand-off at most; a doubt that does not fit stays a doubt."""

_MESSAGE = 160
"""Characters of a finding's message that are sent."""

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
    passages: list[_Passage] = []
    for around in (AROUND, 0):
        passages, all_fit = _chosen(verdict, lines, budget, around)
        if all_fit:
            break
    return _ask_doubts(handoff, verdict, _joined(passages), lines) if passages else None


def _chosen(verdict: Verdict, lines: Lines, budget: int, around: int) -> tuple[list[_Passage], bool]:
    """The doubts that fit, the worst first, with so many lines around; and whether all did."""
    shown: dict[tuple[Side, str], dict[int, list[tuple[int, int]]]] = {}
    passages: list[_Passage] = []
    all_fit = True
    for position, finding in enumerate(verdict.findings):
        windows = lines.windows(finding, around) if open_to_judgement(finding) else []
        if not windows:
            continue
        cost = estimate_tokens(_brief(finding.message)) + 2
        cost += sum(_fresh(window, lines, shown) for window in windows)
        if cost > budget:
            all_fit = False
            continue
        budget -= cost
        for window in windows:
            _remember(window, shown)
        passages.append(_Passage({window.side: window for window in windows}, [position]))
    return passages, all_fit


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
    texts: list[str] = []
    items: list[int] = []
    heading = ""
    for passage in passages:
        named = " -> ".join(dict.fromkeys(window.file for window in passage.windows.values()))
        if named != heading:
            texts.append(f"@ {named}")
            heading = named
        texts += _rendered(passage, lines)
        for position in passage.items:
            items.append(position)
            texts.append(f"[{len(items)}] {_brief(verdict.findings[position].message)}")
    excerpts = "\n".join(texts)
    fence = Fence([handoff.instruction, held, excerpts])
    parts = [fence.put("instruction", handoff.instruction)]
    if held:
        parts.append(fence.put("contract", held))
    parts.append(fence.put("doubts", excerpts))
    key = json.dumps(["doubts", handoff.instruction, held, excerpts])
    return Asked(Question(key, f"{DOUBTS}\n{fence.rule}", "\n".join(parts), DOUBTS_ANSWER), tuple(items))


def _brief(message: str) -> str:
    """A finding's message in one line, so that nothing in it can pass for the next doubt."""
    line = " ".join(message.split())
    return line if len(line) <= _MESSAGE else line[:_MESSAGE] + " …"


def _rendered(passage: _Passage, lines: Lines) -> list[str]:
    """The lines of a passage as a diff with their numbers; every one begins with a sign, whatever it says."""
    before, after = passage.windows.get("before"), passage.windows.get("after")
    matching = lines.matching(before.file, after.file) if before and after else None
    shown: list[tuple[float, int, str]] = []
    for window in (before, after):
        if window is None:
            continue
        own = lines.of(window.side, window.file)
        for index in sorted(window.stretches):
            sign, place = "-" if window.side == "before" else "+", float(index)
            if matching is not None:
                there = matching.opposite[window.side][index]
                matched = matching.matched[window.side][index]
                other = after if window.side == "before" else before
                same = matched and other and lines.of(other.side, other.file)[there].text == own[index].text
                if same and window.side == "after" and before and there in before.stretches:
                    continue
                sign = "=" if same else sign
                place = place if window.side == "before" else there - (0.0 if matched else 0.5)
            line = f"{sign}{own[index].number}│{_pieces(own[index].text, window.stretches[index])}"
            shown.append((place, window.side == "after", line))
    return [line for _, _, line in sorted(shown, key=lambda entry: entry[:2])]


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
