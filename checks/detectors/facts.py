"""Typed facts in both directions: what the source states must arrive, what arrives must be in the source.

Only lines that differ are compared, first with the line they became, then with all others. In `preserve` mode the
text itself is compared instead.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from holdtrue.checks.align import SIMILAR, Pair
from holdtrue.checks.contract import Contract, FactType
from holdtrue.checks.facts import Fact, extract
from holdtrue.checks.facts.name import words
from holdtrue.checks.facts.number import ordinal
from holdtrue.checks.finding import Finding, Severity, Standing
from holdtrue.checks.lines import Line
from holdtrue.checks.reading import Page, Reading

_SEVERITY: dict[FactType, Severity] = {
    "number": "critical",
    "date": "critical",
    "id": "critical",
    "negation": "critical",
    "name": "major",
    "url": "major",
}

_NOUN: dict[FactType, str] = {
    "number": "the number",
    "date": "the date or time",
    "id": "the identifier",
    "name": "the name",
    "url": "the address",
}

_SAME_WORDING = 0.5
"""Share of the result's words that the source has, from which both are in one language.

Below it a capital that is new in the result marks no new name: other languages put capitals elsewhere.
"""


@dataclass(frozen=True, slots=True)
class _Found:
    """A fact, the line it stands in, and the position of the pair of lines that the line belongs to."""

    fact: Fact
    line: Line
    pair: int
    alike: bool
    """Whether the two lines of the pair are versions of each other, not just in the same place."""

    ordinal: bool
    """Whether it is the number of a list item or a heading."""

    runs: bool
    """Whether it is such a number and continues the one before it, or is the first."""

    @property
    def quote(self) -> str:
        return f'"{self.fact.text.strip()}"'


class _Side:
    """Facts and words of the files of one side."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = {page.name: page for page in pages}
        self._cache: dict[tuple[str, int], tuple[Fact, ...]] = {}

    def facts(self, line: Line) -> tuple[Fact, ...]:
        """Facts of a line."""
        key = (line.file, line.number)
        if key not in self._cache:
            self._cache[key] = extract(self._pages[line.file].legible(line))
        return self._cache[key]

    @cached_property
    def running(self) -> set[tuple[str, int]]:
        """File and number of the lines whose list number is 1 or one more than the last of that indentation."""
        found: set[tuple[str, int]] = set()
        for page in self._pages.values():
            last: dict[int, int] = {}
            for line in page.lines:
                if match := ordinal(line.text):
                    number, indent = int(match["number"]), len(line.text) - len(line.text.lstrip())
                    if number in (1, last.get(indent, 0) + 1):
                        found.add((line.file, line.number))
                    last[indent] = number
        return found

    @cached_property
    def words(self) -> set[str]:
        """Every word, in lower case."""
        return {word for page in self._pages.values() for word in words(page.content)}

    @cached_property
    def readings(self) -> set[tuple[FactType, str]]:
        """Every reading of every fact."""
        lines = (line for page in self._pages.values() for line in page.lines)
        return {
            (fact.type, reading) for line in lines for fact in self.facts(line) for reading in fact.readings
        }

    def states(self, fact: Fact) -> bool:
        """Whether the fact stands anywhere on this side."""
        return any((fact.type, reading) in self.readings for reading in fact.readings)


def detect(reading: Reading) -> Iterator[Finding]:
    """Compare the facts in every mode but `preserve`."""
    contract = reading.handoff.contract
    if contract.mode == "preserve" or reading.unchanged or not reading.arrived:
        return
    before, after = _Side(reading.before), _Side(reading.after)
    named = {
        (fact.type, form)
        for line in reading.handoff.instruction.split("\n")
        for fact in extract(line)
        for form in fact.readings
    }
    lost: list[_Found] = []
    invented: list[_Found] = []
    for number, pair in enumerate(_changed_pairs(reading)):
        old, new = _found(before, pair.before, pair, number), _found(after, pair.after, pair, number)
        agreed, old, new = _match(old, new)
        lost += old
        invented += new
        yield from _units(contract, agreed)
        yield from _doubtful(contract, agreed)
        yield from _negation(contract, pair, before, after)
    crossed, still_lost, still_invented = _match(lost, invented)
    yield from _doubtful(contract, crossed)
    yield from _moved(contract, crossed, _Anchors(reading, before, after))
    yield from _judge(
        contract,
        _absent_names(still_lost, after),
        _new_names(still_invented, before, after),
        before,
        after,
        named,
    )


def _changed_pairs(reading: Reading) -> Iterator[Pair]:
    """Pairs of lines that differ, without lines that only moved: those took their facts with them."""
    pairs = [pair for group in reading.groups for pair in group.aligned if not pair.equal]
    moved = Counter(pair.before.text for pair in pairs if pair.before)
    moved &= Counter(pair.after.text for pair in pairs if pair.after)
    leaving, arriving = moved.copy(), moved.copy()
    for pair in pairs:
        before, after = _staying(pair.before, leaving), _staying(pair.after, arriving)
        if before and after:
            yield pair
        elif before or after:
            yield Pair(before, after, 0.0)


def _staying(line: Line | None, moved: Counter[str]) -> Line | None:
    """The line, unless it moved and that has not been accounted for yet."""
    if line is None or not moved[line.text]:
        return line
    moved[line.text] -= 1
    return None


def _found(side: _Side, line: Line | None, pair: Pair, number: int) -> list[_Found]:
    if line is None:
        return []
    alike = pair.similarity >= SIMILAR
    match = ordinal(line.text)
    runs = (line.file, line.number) in side.running
    found = []
    for fact in side.facts(line):
        if fact.type != "negation":
            leads = match is not None and fact.type == "number" and fact.end <= match.end()
            found.append(_Found(fact, line, number, alike, leads, leads and runs))
    return found


def _match(
    old: Sequence[_Found], new: Sequence[_Found]
) -> tuple[list[tuple[_Found, _Found]], list[_Found], list[_Found]]:
    """Take away, mention by mention, what both sides state: same unit first, then any, then any reading."""
    agreed: list[tuple[_Found, _Found]] = []
    for form in (_form_with_unit, _first_form, _any_form):
        waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for index in range(len(new) - 1, -1, -1):
            for key in form(new[index].fact):
                waiting[key].append(index)
        taken: set[int] = set()
        left: list[_Found] = []
        for item in old:
            match = _take(waiting, form(item.fact), taken)
            if match is None:
                left.append(item)
            else:
                agreed.append((item, new[match]))
        old, new = left, [item for index, item in enumerate(new) if index not in taken]
    return agreed, list(old), list(new)


def _take(
    waiting: dict[tuple[str, ...], list[int]], keys: Iterable[tuple[str, ...]], taken: set[int]
) -> int | None:
    for key in keys:
        queue = waiting.get(key, [])
        while queue:
            index = queue.pop()
            if index not in taken:
                taken.add(index)
                return index
    return None


def _form_with_unit(fact: Fact) -> tuple[tuple[str, ...], ...]:
    return ((fact.type, fact.readings[0], fact.unit),)


def _first_form(fact: Fact) -> tuple[tuple[str, ...], ...]:
    return ((fact.type, fact.readings[0]),)


def _any_form(fact: Fact) -> tuple[tuple[str, ...], ...]:
    return tuple((fact.type, reading) for reading in fact.readings)


def _is_named(fact: Fact, named: set[tuple[FactType, str]]) -> bool:
    """Whether the instruction itself states the fact, which then explains that it came or went."""
    return any((fact.type, reading) in named for reading in fact.readings)


def _absent_names(lost: Iterable[_Found], after: _Side) -> list[_Found]:
    """Of lost names only those whose word is nowhere any more: pronouns and reordering change how often it stands."""
    return [item for item in lost if item.fact.type != "name" or item.fact.readings[0] not in after.words]


def _new_names(invented: Iterable[_Found], before: _Side, after: _Side) -> list[_Found]:
    """Of invented names only those whose word is nowhere in the source, where both sides are in one language."""
    shared = len(after.words & before.words) >= _SAME_WORDING * len(after.words)
    return [
        item
        for item in invented
        if item.fact.type != "name" or (shared and item.fact.readings[0] not in before.words)
    ]


def _judge(
    contract: Contract,
    lost: list[_Found],
    invented: list[_Found],
    before: _Side,
    after: _Side,
    named: set[tuple[FactType, str]],
) -> Iterator[Finding]:
    """One finding for each fact that changed, went or came, unless the contract or the instruction lets it.

    What the instruction names may come and go; where it replaced a fact that the instruction does not name it is
    looked at all the same: it may have leaked out of an example.
    """
    lost = [item for item in lost if item.fact.type not in contract.free]
    invented = [item for item in invented if item.fact.type not in contract.free]
    partial = contract.mode in ("derive", "compress")
    waiting: dict[tuple[int, str], list[_Found]] = defaultdict(list)
    for item in reversed(invented):
        if item.alike or not partial:
            waiting[item.pair, item.fact.type].append(item)
    paired: set[_Found] = set()
    for item in lost:
        others = waiting[item.pair, item.fact.type]
        if others:
            other = others.pop()
            paired.add(other)
            told = _is_named(item.fact, named), _is_named(other.fact, named)
            doubt = any(told) or (item.runs and other.runs) or (partial and before.states(other.fact))
            if not all(told):
                yield _changed(contract, item, other, elsewhere=doubt)
        elif not partial and not item.runs and not _is_named(item.fact, named):
            message = f"line {item.line.number}: {_NOUN[item.fact.type]} {item.quote} did not arrive"
            yield _one_sided(contract, "lost", item, message, elsewhere=after.states(item.fact))
    for item in invented:
        told_of = _is_named(item.fact, named)
        if item in paired or item.runs or (told_of and not item.alike):
            continue
        if told_of:
            message = (
                f"line {item.line.number}: {_NOUN[item.fact.type]} {item.quote} is only in the instruction"
            )
            yield _one_sided(contract, "invented", item, message, elsewhere=False, doubt=True)
            continue
        elsewhere = before.states(item.fact)
        if not (partial and elsewhere):
            message = f"line {item.line.number}: {_NOUN[item.fact.type]} {item.quote} is not in what was handed over"
            yield _one_sided(contract, "invented", item, message, elsewhere=elsewhere)


def _changed(contract: Contract, old: _Found, new: _Found, *, elsewhere: bool = False) -> Finding:
    """A fact that became another; unexplained where the new one may be right in this place (`elsewhere`)."""
    return Finding(
        f"{old.fact.type}.changed",
        "unexplained" if elsewhere else _standing(contract),
        _SEVERITY[old.fact.type],
        f"line {old.line.number}: {old.quote} became {new.quote}",
        old.line.part(old.fact.start, old.fact.end),
        new.line.part(new.fact.start, new.fact.end),
    )


def _one_sided(
    contract: Contract, what: str, item: _Found, message: str, *, elsewhere: bool, doubt: bool = False
) -> Finding:
    """A fact without a counterpart.

    It stays unexplained, whatever was declared, where the fact does stand elsewhere (it was mentioned more or less
    often) and for names, since a capital alone is weak evidence of one.
    """
    if elsewhere:
        message += " as often"
    place = item.line.part(item.fact.start, item.fact.end)
    return Finding(
        f"{item.fact.type}.{what}",
        "unexplained" if elsewhere or doubt or item.fact.type == "name" else _standing(contract),
        "minor" if elsewhere else _SEVERITY[item.fact.type],
        message,
        place if what == "lost" else None,
        None if what == "lost" else place,
    )


def _units(contract: Contract, agreed: Iterable[tuple[_Found, _Found]]) -> Iterator[Finding]:
    """Numbers of a line that kept their value and changed or dropped their unit."""
    if "number" in contract.free:
        return
    for old, new in agreed:
        if old.fact.unit and new.fact.unit and old.fact.unit != new.fact.unit:
            yield _changed(contract, old, new)
        elif old.fact.unit and not new.fact.unit and old.alike and _next_word(old) == _next_word(new):
            yield _changed(contract, old, new, elsewhere=True)  # the unit may stand in a heading now


def _next_word(item: _Found) -> str:
    following = item.line.text[item.fact.end :].split(maxsplit=1)
    return following[0] if following else ""


def _doubtful(contract: Contract, agreed: Iterable[tuple[_Found, _Found]]) -> Iterator[Finding]:
    """Facts that agree only if one side is read in another way than the other."""
    for old, new in agreed:
        if old.fact.type in contract.free or old.fact.readings[0] == new.fact.readings[0]:
            continue
        same_notation = _shape(old) == _shape(new)
        dates = old.fact.type == "date"
        other_century = dates and old.fact.readings[0][:4] != new.fact.readings[0][:4]
        both_ambiguous = not dates and len(old.fact.readings) > 1 and len(new.fact.readings) > 1
        if same_notation or other_century or (both_ambiguous and old.alike and _around(old) == _around(new)):
            yield _changed(contract, old, new, elsewhere=True)


def _shape(item: _Found) -> str:
    """The notation: every run of digits as one zero."""
    return re.sub(r"\d+", "0", item.fact.text)


def _around(item: _Found) -> tuple[str, str]:
    return item.line.text[: item.fact.start], item.line.text[item.fact.end :]


class _Anchors:
    """What stands in a line, to tell a value that moved from a line that moved."""

    def __init__(self, reading: Reading, before: _Side, after: _Side) -> None:
        self._pairs = list(_changed_pairs(reading))
        self._sides = before, after

    def stay(self, home: int, away: int) -> int:
        """How much of a line's content stayed in the line it became, less what left it for another line."""
        old = self._content(0, self._pairs[home].before)
        kept = self._content(1, self._pairs[home].after)
        other = self._content(1, self._pairs[away].after)
        return len(old & kept - other) - len(old & other - kept)

    def _content(self, side: int, line: Line | None) -> set[str]:
        if line is None:
            return set()
        facts = [fact for fact in self._sides[side].facts(line) if fact.type not in ("name", "negation")]
        return {fact.readings[0] for fact in facts} | words(line.text)


def _moved(
    contract: Contract, crossed: Iterable[tuple[_Found, _Found]], anchors: _Anchors
) -> Iterator[Finding]:
    """Values that changed places between lines which otherwise stayed: right values in the wrong records.

    Text that was wrapped anew shifts its facts in one direction; only an exchange takes one fact down and brings
    another up. Where less stayed in the line than left it, the line itself has moved.
    """
    left: dict[tuple[int, FactType], list[tuple[_Found, _Found]]] = defaultdict(list)
    came: dict[tuple[int, FactType], list[tuple[_Found, _Found]]] = defaultdict(list)
    for old, new in crossed:
        if old.alike and new.alike and old.pair != new.pair and not old.ordinal and not new.ordinal:
            left[old.pair, old.fact.type].append((old, new))
            came[new.pair, new.fact.type].append((old, new))
    for (pair, kind), moves in left.items():
        if kind in contract.free or kind == "name":
            continue
        arrivals = came[pair, kind]
        for (old, gone), (source, new) in zip(moves, arrivals, strict=False):
            kept = anchors.stay(pair, gone.pair)
            if (gone.pair - pair) * (source.pair - pair) > 0 and kept >= 0:
                sure = kept > 0 and contract.mode == "transform"
                yield Finding(
                    f"{kind}.moved",
                    _standing(contract) if sure else "unexplained",
                    _SEVERITY[kind],
                    f"line {old.line.number}: {old.quote} became {new.quote}, which belongs to line {source.line.number}",
                    old.line.part(old.fact.start, old.fact.end),
                    new.line.part(new.fact.start, new.fact.end),
                )


def _negation(contract: Contract, pair: Pair, before: _Side, after: _Side) -> Iterator[Finding]:
    """Lines in one wording that do not deny as often."""
    if not (pair.before and pair.after) or pair.similarity < SIMILAR or "negation" in contract.free:
        return
    old = [fact.text for fact in before.facts(pair.before) if fact.type == "negation"]
    new = [fact.text for fact in after.facts(pair.after) if fact.type == "negation"]
    if len(old) == len(new):
        return
    told = " ".join(f'"{word}"' for word in old) or "no negation"
    tells = " ".join(f'"{word}"' for word in new) or "no negation"
    yield Finding(
        "negation.changed",
        _standing(contract),
        "critical",
        f"line {pair.before.number}: {told} became {tells}",
        pair.before.place,
        pair.after.place,
    )


def _standing(contract: Contract) -> Standing:
    return "forbidden" if contract.source == "declared" else "unexplained"
