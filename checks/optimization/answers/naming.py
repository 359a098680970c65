"""How a text may call a problem's variables: by name, by meaning, or by the things whose pairing they stand for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from holdtrue.checks.optimization.problem import Problem

_ATOM = re.compile(r"[^\W\d_]+|\d+")
_WRAP = r"[_{}\[\]()^$*`'\"]|\\(?:text|mathrm|mathit|mathbf|operatorname|rm|_)|,\s?|\.(?=\d)"
_TIGHT = re.compile(rf"(?:{_WRAP}){{0,8}}")
_LOOSE = re.compile(rf"(?:{_WRAP}|[ .'’-]){{0,8}}")

_LONGEST = 12
"""Atoms of the longest label; longer meanings are descriptions, not names."""

_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "from",
        "to",
        "in",
        "on",
        "at",
        "for",
        "by",
        "and",
        "or",
        "with",
        "per",
        "is",
        "units",
        "unit",
        "number",
        "amount",
        "quantity",
        "how",
        "many",
        "much",
        "whether",
        "if",
    ]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that calls something by its name."""

    start: int
    end: int
    variables: tuple[int, ...] = ()
    """Positions of the variable that it names: one; several where they share a letter, as a vector does."""

    parts: tuple[tuple[int, int], ...] = ()
    """What it may be in a pairing: (which place in it, which thing)."""

    label: int | None = None
    """Which of the problem's labels it is."""

    worded: bool = False
    """Whether it is a word, so that a number before it may belong to it."""


@dataclass(slots=True)
class _Leaf:
    """What a label stands for, by its exact spelling."""

    variables: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    vectors: dict[str, tuple[int, ...]] = field(default_factory=dict)
    parts: dict[str, set[tuple[int, int]]] = field(default_factory=lambda: defaultdict(set))
    labels: dict[str, int] = field(default_factory=dict)


class Names:
    """Finds mentions of a problem's variables, in time linear in the text."""

    def __init__(self, problem: Problem) -> None:
        self.pairs: dict[tuple[int, ...], int] = {}
        """The variable that stands for a pairing, by one thing for each place in it."""
        self.places = 0
        """Places in a pairing; 0 where variables are none."""
        self.things: list[list[str]] = []
        """The things that may stand in each place, in order of appearance."""
        self._vectors: dict[int, tuple[int, ...]] = {}
        self._numbers: dict[int, int] = {}
        self._tight: dict[str, Any] = {}
        self._loose: dict[str, Any] = {}
        self._label(problem)
        self.begins_with_digits = any(key.isdigit() for key in (*self._tight, *self._loose))
        """Whether some label does."""

    def _label(self, problem: Problem) -> None:
        names = problem.names
        bases: dict[str, list[int]] = defaultdict(list)
        for k, name in enumerate(names):
            self._add(name, lambda leaf, text, k=k: leaf.variables[text].add(k))
            atoms = _ATOM.findall(name)
            if len(atoms) > 1:
                bases[atoms[0]].append(k)
        joined = Counter(_joined(name) for name in names)
        for k, name in enumerate(names):
            if (whole := _joined(name)) and joined[whole] == 1:
                self._add(whole, lambda leaf, text, k=k: leaf.variables[text].add(k))
        for base, where in bases.items():
            if len(where) > 1 and base not in names:
                self._vectors |= dict.fromkeys(where, tuple(where))
                self._add(base, lambda leaf, text, where=where: leaf.vectors.__setitem__(text, tuple(where)))
        meanings = [variable.meaning for variable in problem.variables]
        told = Counter(meanings)
        for k, meaning in enumerate(meanings):
            if told[meaning] == 1:
                self._add(meaning, lambda leaf, text, k=k: leaf.variables[text].add(k))
        for k, label in enumerate(problem.labels):
            self._add(label, lambda leaf, text, k=k: leaf.labels.__setitem__(text, k))
        if not self._slots(meanings):
            self._slots(names)

        ends = [
            int(atoms[-1]) if (atoms := _ATOM.findall(name)) and atoms[-1].isdigit() else -1 for name in names
        ]
        if -1 not in ends and len(set(ends)) == len(ends):
            self._numbers = {end: k for k, end in enumerate(ends)}

    def vector_of(self, mention: Mention) -> tuple[int, ...]:
        """The variables that share the letter of a mention, if it is one of them or all; else none."""
        if len(mention.variables) > 1:
            return mention.variables
        return self._vectors.get(mention.variables[0], ()) if mention.variables else ()

    def index_of(self, variable: int) -> int | None:
        """The number that a variable's name ends in, where that is what tells them apart."""
        return next((number for number, k in self._numbers.items() if k == variable), None)

    def numbered(self, number: float) -> int | None:
        """The variable whose name ends in that number."""
        return self._numbers.get(int(number)) if number == int(number) else None

    def _slots(self, texts: Sequence[str]) -> bool:
        """Learn what varies between the texts of the variables: one thing names a variable, several pair up."""
        rows = [_ATOM.findall(text) for text in texts]
        slots = _varying(rows)
        if not slots:
            return False
        count = len(slots[0])
        if count == 1:
            seen = Counter(only.text for (only,) in slots)
            for k, (only,) in enumerate(slots):
                for label in only.labels if seen[only.text] == 1 else ():
                    self._add(label, lambda leaf, text, k=k: leaf.variables[text].add(k))
            return True
        things: list[dict[str, int]] = [{} for _ in range(count)]
        for k, row in enumerate(slots):
            key = tuple(
                things[place].setdefault(slot.text, len(things[place])) for place, slot in enumerate(row)
            )
            if key in self.pairs:
                self.pairs.clear()
                return False
            self.pairs[key] = k
            for place, slot in enumerate(row):
                for label in slot.labels:
                    self._add(label, lambda leaf, text, at=(place, key[place]): leaf.parts[text].add(at))
        self.places = count
        self.things = [list(each) for each in things]
        return True

    def _add(self, label: str, put: Any) -> None:
        atoms = _ATOM.findall(label)
        if not atoms or len(atoms) > _LONGEST:
            return
        loose = bool(re.search(r"\s", label.strip())) or len(atoms[0]) > 2
        for trie in (self._tight, self._loose) if loose else (self._tight,):
            node = trie
            for atom in atoms:
                node = node.setdefault(atom.casefold(), {})
            put(node.setdefault("", _Leaf()), "".join(atoms))

    def at(self, text: str, start: int) -> Mention | None:
        """The longest mention that begins there."""
        if start and (text[start - 1] == "_" or (text[start - 1].isalpha())):
            return None
        found = self._walk(self._tight, _TIGHT, text, start), self._walk(self._loose, _LOOSE, text, start)
        return max((each for each in found if each), key=lambda each: each.end, default=None)

    def _walk(self, trie: dict[str, Any], gap: re.Pattern[str], text: str, start: int) -> Mention | None:
        node, at, atoms = trie, start, ""
        best: tuple[_Leaf, int, str] | None = None
        while atom := _ATOM.match(text, at):
            following = node.get(atom[0].casefold())
            if following is None:
                break
            node, atoms, end = following, atoms + atom[0], atom.end()
            if "" in node and not _goes_on(text, end):
                best = node[""], end, atoms
            between = gap.match(text, end)
            at = between.end() if between else end
        return _mention(*best, start, text) if best else None


def _mention(leaf: _Leaf, end: int, atoms: str, start: int, text: str) -> Mention | None:
    closing = end
    while closing < len(text) and text[closing] in "}])" and closing - end < 3:
        opened = "{[("["}])".index(text[closing])]
        if text.count(opened, start, end) <= text.count(text[closing], start, closing):
            break
        closing += 1
    variables = _exact(leaf.variables, atoms)
    # A single letter is too often something else in other capitals: `p.u.` beside P1 to P9.
    vector = leaf.vectors.get(atoms) if len(atoms) == 1 else _exact(leaf.vectors, atoms)
    parts = _exact(leaf.parts, atoms)
    label = _exact(leaf.labels, atoms)
    if variables and len(variables) > 1:
        variables = None
    return Mention(
        start,
        closing,
        tuple(variables or vector or ()),
        tuple(sorted(parts or ())),
        label,
        worded=any(len(word) > 2 for word in re.findall(r"[^\W\d_]+", text[start:end])),
    )


def _exact(by_spelling: dict[str, Any], atoms: str) -> Any:
    """What is spelled so; with other capitals only where that leaves no doubt."""
    if atoms in by_spelling:
        return by_spelling[atoms]
    return next(iter(by_spelling.values())) if len(by_spelling) == 1 else None


def _goes_on(text: str, end: int) -> bool:
    """Whether a word is only the beginning of a longer name."""
    following = text[end : end + 2]
    return following[:1].isalnum() or (following[:1] == "_" and following[1:].isalnum())


def _joined(name: str) -> str:
    """`x12` for `x_1_2`; empty where there is nothing to join."""
    atoms = _ATOM.findall(name)
    return atoms[0] + "".join(atoms[1:]) if len(atoms) > 2 and all(map(str.isdigit, atoms[1:])) else ""


@dataclass(frozen=True, slots=True)
class _Slot:
    text: str
    labels: tuple[str, ...]


def _varying(rows: Sequence[Sequence[str]]) -> list[list[_Slot]]:
    """For each row the stretches in which it differs from the others, each with the ways to say it."""
    if len(rows) < 2 or not all(rows):
        return []
    common = Counter(rows[0])
    for row in rows[1:]:
        common &= Counter(row)
        if not common:
            break
    found = [list(_stretches(row, common)) for row in rows]
    counts = {len(each) for each in found}
    return found if len(counts) == 1 and counts != {0} else []


def _stretches(row: Sequence[str], common: Counter[str]) -> Iterable[_Slot]:
    at = 0
    while at < len(row):
        if row[at] in common:
            at += 1
            continue
        first = at
        while at < len(row) and row[at] not in common:
            at += 1
        words = list(row[first:at])
        noun = (
            row[first - 1]
            if first and row[first - 1].casefold() not in _SMALL and len(row[first - 1]) > 1
            else ""
        )
        text = " ".join(words)
        labels = [f"{noun} {text}"] if noun else []
        if any(map(str.isalpha, text)) and (len(text) > 1 or text.isupper()):
            labels.append(text)
        yield _Slot(text, tuple(labels))
