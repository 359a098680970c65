"""What a JSON value in an answer says of the variables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from holdtrue.checks.optimization.answers.choices import is_choice, leave_rest
from holdtrue.checks.optimization.answers.claims import Claim, weight_of
from holdtrue.checks.optimization.answers.figure import Figure
from holdtrue.checks.optimization.answers.found import Found, Step
from holdtrue.checks.optimization.answers.labels import as_bound, as_figure, take
from holdtrue.checks.optimization.answers.naming import Mention, Names
from holdtrue.checks.optimization.answers.scan import Token, scan
from holdtrue.checks.optimization.answers.statements import Bound, paired
from holdtrue.checks.optimization.answers.structured import Block, Object, leaves, records
from holdtrue.checks.optimization.answers.tables import Row, Table, say
from holdtrue.checks.optimization.answers.vocabulary import CHOSEN, ITERATION, STEPS

if TYPE_CHECKING:
    from holdtrue.checks.optimization.problem import Problem

_VECTOR = frozenset(
    {"x", "solution", "values", "variables", "answer", "result", "optimal", "optimum", "point"}
)
"""Keys of a list that holds a value for each variable."""


def read_block(block: Block, problem: Problem, names: Names, found: Found) -> bool:
    """Read it; False where it says nothing of the problem, and is text like any other."""
    reading = _Reading(problem, names, found)
    before = (len(found.asserted), len(found.chosen), len(found.steps), found.trouble, found.claim)
    value = block.value
    steps = value.get(*STEPS) if isinstance(value, Object) else None
    if isinstance(steps, list):
        value = Object([pair for pair in value.pairs if pair[0].casefold() not in STEPS])
        reading.steps(steps)
    reading.everything(value)
    return (len(found.asserted), len(found.chosen), len(found.steps), found.trouble, found.claim) != before


class _Reading:
    def __init__(self, problem: Problem, names: Names, found: Found, step: Step | None = None) -> None:
        self.problem = problem
        self.names = names
        self.found = found
        self.step = step

    def steps(self, steps: Sequence[Any]) -> None:
        for k, item in enumerate(steps):
            if not isinstance(item, Object):
                continue
            number = item.get(*ITERATION)
            counted = isinstance(number, Figure) and number.finite
            step = Step(int(number.value) if counted else k, 0)
            rest = Object([pair for pair in item.pairs if pair[0].casefold() not in ITERATION])
            _Reading(self.problem, self.names, self.found, step).everything(rest)
            figures = list(step.values.values())
            step.start = figures[0].start if figures else 0
            if figures or step.claim is not None:
                self.found.steps.append(step)

    def everything(self, value: Any) -> None:
        for _, record in records(value):
            self._record(record)
        for path, leaf in leaves(value):
            if isinstance(leaf, list):
                self._list(path, leaf)
            elif isinstance(leaf, bool):
                self._bind(path, Figure(float(leaf), str(leaf).lower(), 0, 0, None, 1))
            elif isinstance(leaf, Figure):
                if not self._bind(path, leaf):
                    self._objective(path, leaf)
            elif isinstance(leaf, str):
                self._string(path, leaf)

    def _bind(self, path: Sequence[str], figure: Figure) -> bool:
        variable = self._variable(path)
        if variable is not None:
            self.found.bind(Bound(variable, figure), self.step)
        return variable is not None

    def _variable(self, path: Sequence[str]) -> int | None:
        """The variable that the keys lead to: by the last, by the last two joined, or by the things that they pair."""
        for depth in (1, 2, 3):
            tail = "_".join(path[-depth:])
            mention = self.names.at(tail, 0)
            if mention is not None and mention.end == len(tail) and len(mention.variables) == 1:
                return mention.variables[0]
        if not self.names.places:
            return None
        tokens = [token for key in path for token in scan(key, self.names)]
        found = [
            token.mention.variables[0]
            for token in paired(tokens, self.names, {})
            if _single(token.mention) and token.mention
        ]
        return found[-1] if found else None

    def _objective(self, path: Sequence[str], figure: Figure) -> None:
        if any(key.isdigit() for key in path):  # a field of a record in a list is about that record
            return
        words = [token.text.casefold() for token in scan(" ".join(path[-1:]).replace("_", " "), self.names)]
        weight = weight_of(words, self.problem.objective.sense)
        if weight:
            self.found.claimed(Claim(figure, weight), self.step)

    def _string(self, path: Sequence[str], text: str) -> None:
        tokens = scan(text, self.names)
        figures = [token.figure for token in tokens if token.figure is not None]
        labels = [token for token in tokens if token.mention is not None and token.mention.label is not None]
        if len(labels) > 1 and take(labels, self.problem, self.found):
            return
        variable = self._variable(path)
        if (
            variable is not None
            and len(labels) == 1
            and labels[0].mention
            and labels[0].mention.label is not None
        ):
            self.found.bind(as_bound(variable, labels[0].mention.label, labels[0]), self.step)
        elif len(figures) == 1 and not any(_single(token.mention) for token in tokens):
            unit = next((token.text for token in tokens if token.kind in ("word", "other")), "")
            figure = replace(figures[0], unit=unit)
            if not self._bind(path, figure):
                self._objective(path, figure)

    def _list(self, path: Sequence[str], items: Sequence[Any]) -> None:
        label = self._label(path)
        if items and all(isinstance(item, Figure) for item in items):
            if label is None:
                self._numbers(path[-1].casefold() if path else "", items)
            else:
                self._group(
                    label, path[-1], [(self.names.numbered(item.value), item.start) for item in items]
                )
        elif items and all(isinstance(item, str) for item in items):
            self._strings(
                path, label, [token for item in items for token in scan(item, self.names)], len(items)
            )

    def _strings(self, path: Sequence[str], label: int | None, tokens: Sequence[Token], count: int) -> None:
        labels = [token for token in tokens if token.mention is not None and token.mention.label is not None]
        if labels and len(labels) == count and take(labels, self.problem, self.found):
            return
        named = [
            token.mention
            for token in paired(tokens, self.names, {})
            if token.mention and _single(token.mention)
        ]
        if label is not None:
            self._group(label, path[-1], [(mention.variables[0], mention.start) for mention in named])
        elif is_choice(self.problem):
            for mention in named:
                self.found.chosen[mention.variables[0]] = Figure(1.0, "", 0, 0, None, 1)
            leave_rest(self.problem, self.found)

    def _group(self, label: int, text: str, members: Sequence[tuple[int | None, int]]) -> None:
        """Variables that all take one label."""
        for variable, start in members:
            if variable is not None:
                self.found.bind(Bound(variable, as_figure(label, text, start, start)), self.step)

    def _label(self, path: Sequence[str]) -> int | None:
        """The label that a key is."""
        mention = self.names.at(path[-1], 0) if path else None
        return mention.label if mention is not None and mention.end == len(path[-1]) else None

    def _numbers(self, key: str, items: Sequence[Figure]) -> None:
        count = len(self.problem.variables)
        mention = self.names.at(key, 0)
        targets = self.names.vector_of(mention) if mention is not None and mention.end == len(key) else ()
        if not targets and (key in _VECTOR or not key):
            targets = tuple(range(count))
        words = set(key.replace("_", " ").split())
        if targets and len(items) == len(targets):
            for variable, figure in zip(targets, items, strict=True):
                self.found.bind(Bound(variable, figure), self.step)
        elif is_choice(self.problem) and (words & CHOSEN or key in _VECTOR):
            self._picked(items)
        elif targets and key:
            self.found.trouble = f"{key} has {len(items)} entries where there are {len(targets)} variables"

    def _picked(self, items: Sequence[Figure]) -> None:
        """Items by their numbers, as their names end in them."""
        for figure in items:
            variable = self.names.numbered(figure.value)
            if variable is None:
                self.found.extra[figure.text] = None
            else:
                self.found.chosen[variable] = replace(figure, value=1.0, decimals=None)
        leave_rest(self.problem, self.found)

    def _record(self, record: Object) -> None:
        """A record is a row of a table whose heads are its keys."""
        heads, cells = [], []
        for key, item in record.pairs:
            if isinstance(item, (Object, list)):
                continue
            title = (
                scan(key.replace("_", " "), self.names)
                if not self.names.at(key, 0)
                else scan(key, self.names)
            )
            heads.append(title)
            cells.append(self._cell(key, item))
        if len(cells) < 2:
            return
        said = say(Table(heads, [Row(cells, 0)]), self.names, self.problem.objective.sense)
        for bound in said.bound:
            self.found.bind(bound, self.step)
        for variable, label, token in said.labels:
            self.found.bind(as_bound(variable, label, token), self.step)

    def _cell(self, key: str, item: Any) -> list[Token]:
        if isinstance(item, Figure):
            named = f"{key} {item.text}"
            mention = self.names.at(named, 0)
            if mention is not None and mention.end == len(named):  # "plant": 1
                return [Token("mention", named, item.start, item.end, mention=mention)]
            return [Token("number", item.text, item.start, item.end, item)]
        return scan(item, self.names) if isinstance(item, str) else []


def _single(mention: Mention | None) -> bool:
    return mention is not None and len(mention.variables) == 1
