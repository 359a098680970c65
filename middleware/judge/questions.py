"""Turns a verdict into a question: about the places that may be damage, or about both documents whole."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from holdtrue.checks import Contract, Finding, HandOff, Place, Verdict
from holdtrue.checks.detectors.suspicion import Weigh, weigh_reading
from holdtrue.middleware.asking import Fence, Question
from holdtrue.middleware.judge.candidates import Candidate, differences, doubts
from holdtrue.middleware.judge.rows import Row, Rows
from holdtrue.middleware.judge.rubric import DOUBTS, DOUBTS_ANSWER, WHOLE, WHOLE_ANSWER

SHARE = 0.5
"""Share of the tokens of a question with both documents whole that one question may take at most."""

_FLOOR = 200
"""Tokens that a question may take however short the documents are."""

_WORTH = 0.0035
"""What a place must be worth to be asked about: its share of all suspicion in the hand-off, over the root of its bytes.

One threshold for all hand-offs, so that tokens go where suspicion is spread: of two places few are sent, of forty alike
many. It was set so that the labelled hand-offs take 15% of the tokens of their documents (docs/judge.md).
"""

_LEAST = (0.04, 2_000)
"""Tokens of places that are asked about whatever they are worth: a share of both documents whole, and how many at most.

In a large hand-off each of very many differences has a small share of all suspicion, and still some are damage.
"""

_RANKED = 300
"""Places of one hand-off that are considered, the likeliest damage first."""

_SHOWN = 160
"""Characters of each side that are shown of a place that the check let pass."""

_PART = re.compile(rf".{{1,{_SHOWN}}}(?:(?<=[.!?;:]) |$)|.{{1,{_SHOWN}}}(?: |$)|.{{1,{_SHOWN}}}")
"""A part of a long line: up to the end of a sentence, or else of a word, where one is in reach."""

_RULE = 160
"""Characters of a rule that are sent."""

_BYTES = 4
"""Bytes of a token, as `estimate_tokens` counts."""


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered place of a question."""

    positions: tuple[int, ...]
    """Positions in the verdict of what it tells of this place."""

    finding: Finding
    """What to tell where the verdict tells nothing of it, and the judge takes it for damage."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what its numbers stand for."""

    question: Question
    """What to ask."""

    items: tuple[Item, ...]
    """The places of the question, numbered from 1."""


@dataclass(slots=True)
class _Place:
    row: Row
    candidates: list[Candidate] = field(default_factory=list)
    lines: tuple[str, ...] = ()

    @property
    def is_doubt(self) -> bool:
        return any(candidate.is_doubt for candidate in self.candidates)

    @property
    def likelihood(self) -> float:
        return max(candidate.likelihood for candidate in self.candidates)

    def cost(self, said: Container[str] = ()) -> int:
        """Bytes beside what is said already, with about what the number takes."""
        return sum(len(_utf8(_ditto(line) if line in said else line)) + 1 for line in self.lines) + 2

    @property
    def item(self) -> Item:
        positions = dict.fromkeys(c.position for c in self.candidates if c.position is not None)
        return Item(tuple(positions), self.candidates[0].finding)


def doubts_question(
    handoff: HandOff, verdict: Verdict, *, share: float = SHARE, weigh: Weigh = weigh_reading
) -> Asked | None:
    """Ask about each unexplained finding, and about the differences that were let pass, as far as tokens reach.

    A hand-off that has failed already is not asked about: nothing that is forbidden can be lifted. A doubt is only sent
    with its whole place, so that nothing is allowed unseen.

    Args:
        handoff: The hand-off.
        verdict: What the check says of it.
        share: Share of the tokens of `whole_question` that the question may take at most.
        weigh: Weighs the differences.

    Returns:
        The question; None where there is nothing to ask.
    """
    if verdict.outcome == "fail":
        return None
    rows = Rows(handoff)
    places = _places(rows, [*doubts(handoff, verdict), *differences(handoff, verdict, weigh)])
    if not places:
        return None
    contract = verdict.contract
    held = "" if contract.source == "default" else _told(contract)
    fixed = _question(handoff, held, "").tokens
    whole = whole_question(handoff).tokens
    room = (max(share * whole, _FLOOR) - fixed) * _BYTES
    chosen = _chosen(places, rows, room, min(_LEAST[0] * whole, _LEAST[1]) * _BYTES)
    if not chosen:
        return None
    return Asked(_question(handoff, held, _text(handoff, chosen)), tuple(place.item for place in chosen))


def whole_question(handoff: HandOff) -> Question:
    """Ask about both documents whole: the baseline, and no dearer way to ask is known."""
    before, after = dict(handoff.before), dict(handoff.after)
    fence = Fence([handoff.instruction, *before.values(), *after.values(), *before, *after])
    parts = [fence.put("instruction", handoff.instruction)]
    parts += [fence.put(f"BEFORE {name}", text) for name, text in before.items()]
    parts += [fence.put(f"AFTER {name}", text) for name, text in after.items()]
    key = json.dumps(["whole", handoff.instruction, before, after])
    return Question(key, f"{WHOLE}\n{fence.rule}", "\n".join(parts), WHOLE_ANSWER)


def _places(rows: Rows, candidates: Iterable[Candidate]) -> list[_Place]:
    """The candidates by the lines they stand in: one place for all of the same lines."""
    found: dict[object, _Place] = {}
    for candidate in chain.from_iterable(map(_in_parts, candidates)):
        row = rows.row(candidate.before, candidate.after, candidate.records)
        if row is None:
            continue
        known = found.get(row.key)
        if known is None:
            found[row.key] = _Place(row, [candidate])
        else:
            known.row = known.row.joined(row)
            known.candidates.append(candidate)
    return list(found.values())


def _in_parts(candidate: Candidate) -> Iterator[Candidate]:
    """A candidate, or where it is long prose that came, one for each few sentences of it."""
    place = candidate.after
    if candidate.is_doubt or candidate.before is not None or place is None or len(place.text) <= _SHOWN:
        yield candidate
        return
    if "\n" in place.text:
        yield candidate
        return
    parts = _PART.findall(place.text)
    likelihood = candidate.likelihood / len(parts) ** 0.5
    at = place.start
    for text in parts:
        part = Place(place.file, at, at + len(text), place.line, text)
        yield replace(candidate, after=part, likelihood=likelihood)
        at += len(text)


def _chosen(places: Sequence[_Place], rows: Rows, room: float, least: float) -> list[_Place]:
    """The places that are asked about, in the order of the document: doubts that fit, then what is worth its tokens.

    Args:
        places: All places.
        rows: Shows them.
        room: Bytes that there are.
        least: Bytes below which any place is worth it.
    """
    suspicion = sum(place.likelihood for place in places) or 1.0
    ranked = sorted(places, key=lambda place: -place.likelihood)
    others = list(islice((place for place in ranked if not place.is_doubt), _RANKED))
    for place in [*(place for place in places if place.is_doubt), *others]:
        place.lines = _lines(place, rows)
    others.sort(key=lambda place: -_worth(place, place.cost(), suspicion))
    chosen: list[_Place] = []
    said: set[str] = set()
    for place in [*(place for place in places if place.is_doubt), *others]:
        cost = place.cost(said)
        is_worth_it = least > 0 or place.is_doubt or _worth(place, cost, suspicion) >= _WORTH
        if is_worth_it and cost <= room:
            room -= cost
            least -= cost
            said.update(place.lines)
            chosen.append(place)
    return sorted(chosen, key=lambda place: place.row.order)


def _worth(place: _Place, cost: int, suspicion: float) -> float:
    return float(place.likelihood / suspicion / cost**0.5)


def _ditto(line: str) -> str:
    """A line that is shown already, by its number."""
    return line.partition("|")[0] + "|″"


def _lines(place: _Place, rows: Rows) -> tuple[str, ...]:
    shown = rows.shown(place.row, None if place.is_doubt else _SHOWN)
    rule = next((candidate.rule for candidate in place.candidates if candidate.rule), "")
    return (*shown, f"!{_brief(rule)}") if rule else tuple(shown)


def _text(handoff: HandOff, chosen: Iterable[_Place]) -> str:
    return "\n".join(_numbered(chosen, named=len(handoff.before.files) > 1 or len(handoff.after.files) > 1))


def _numbered(chosen: Iterable[_Place], *, named: bool) -> Iterator[str]:
    """The lines of all places; the first of each begins with its number, and every one with something of ours."""
    heading = ""
    said: set[str] = set()
    for number, place in enumerate(chosen, start=1):
        if named and place.row.files != heading:
            heading = place.row.files
            yield f"@ {heading}"
        for at, line in enumerate(place.lines):
            yield f"{'' if at else number}{_ditto(line) if line in said else line}"
        said.update(place.lines)


def _question(handoff: HandOff, held: str, places: str) -> Question:
    fence = Fence([handoff.instruction, held, places])
    parts = [fence.put("instruction", handoff.instruction)]
    if held:
        parts.append(fence.put("contract", held))
    parts.append(fence.put("changes", places))
    key = json.dumps(["places", handoff.instruction, held, places])
    return Question(key, f"{DOUBTS}\n{fence.rule}", "\n".join(parts), DOUBTS_ANSWER)


def _told(contract: Contract) -> str:
    form = contract.to_dict()
    del form["source"]
    return json.dumps(form, ensure_ascii=False)


def _brief(rule: str) -> str:
    """A rule in one line, so that nothing in it can pass for the next place."""
    line = " ".join(rule.split())
    return line if len(line) <= _RULE else line[:_RULE] + "…"


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
