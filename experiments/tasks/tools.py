"""Questions that take several tools in a row, over small tables and numbers."""

from __future__ import annotations

import random
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from holdtrue.experiments.tasks.scoring import by_value
from holdtrue.experiments.tasks.solve import run_call
from holdtrue.experiments.tasks.tables import Table, world
from holdtrue.experiments.tasks.task import Call, Ref, Task
from holdtrue.experiments.tasks.toolbox import toolbox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from langchain_core.tools import BaseTool

    from holdtrue.experiments.tasks.tables import World

_LARGEST = 20_000
"""From here on nothing is multiplied any more, so that long chains end in numbers that can be read."""


def tools_task(name: str, size: int, seed: int, width: int) -> Task:
    """A chain of `size` calls over tables of `width` rows; every result but the last is used by a later call."""
    source = random.Random(f"tools:{size}:{seed}")  # noqa: S311  # no secret depends on it
    tables = world(seed, width)
    tools = toolbox(tables.tables)
    chain = _Chain(source, tables, {tool.name: tool for tool in tools})
    chain.begin(size)
    while len(chain.calls) < size:
        chain.go_on(size - len(chain.calls))
    return Task(
        name=name,
        family="tools",
        size=size,
        question=" ".join(chain.words) + " What is the result?",
        files=MappingProxyType({table.file: table.csv for table in tables.tables}),
        tools=tools,
        answer=chain.value,
        solution=tuple(chain.calls),
        score=by_value(chain.value),
    )


class _Chain:
    """A chain of calls while it grows."""

    def __init__(self, source: random.Random, tables: World, tools: Mapping[str, BaseTool]) -> None:
        self._source = source
        self._tables = tables
        self._tools = tools
        self.calls: list[Call] = []
        self.words: list[str] = []
        self._values: list[str] = []

    @property
    def value(self) -> str:
        """What the last call gives."""
        return self._values[-1]

    def begin(self, size: int) -> None:
        """Read a number: straight away, or by way of an order or of the largest."""
        ways = (
            [self._cell, self._sum]
            if size == 1
            else [self._cell, self._cell, self._by_order, self._by_largest]
        )
        self._source.choice(ways)()

    def go_on(self, left: int) -> None:
        """Compute on with the running number: with a given number, or with one that is read first."""
        running = Ref(len(self.calls) - 1)
        before = Decimal(self.value)
        if left >= 2 and self._source.random() < 0.5:
            noun, read = self._read()
            self._call(read)
            other = Decimal(self.value)
            less = self._source.random() < 0.5 and other < before
            self._call(_sum_of(running, Ref(len(self.calls) - 1), less=less))
            self.words.append(f"Then subtract {noun}." if less else f"Then add {noun}.")
            return
        if before < _LARGEST and self._source.random() < 0.5:
            factor = self._source.randrange(2, 10)
            words = f"multiply #{running.call + 1} by {factor}"
            self._call(Call("multiply", {"a": running, "b": factor}, words))
            self.words.append(f"Then multiply by {factor}.")
            return
        number = self._source.randrange(2, 50)
        less = self._source.random() < 0.5 and number < before
        self._call(_sum_of(running, number, less=less))
        self.words.append(f"Then {'subtract' if less else 'add'} {number}.")

    def _cell(self) -> None:
        noun, read = self._read()
        self._call(read)
        self.words.append(f"Start with {noun}.")

    def _sum(self) -> None:
        table = self._tables.goods
        column = self._source.choice(table.columns[1:])
        self._call(
            Call("total", {"file": table.file, "column": column}, f"the total {column} in {table.file}")
        )
        self.words.append(f"Start with the total {column} in {table.file}.")

    def _by_order(self) -> None:
        orders, thing = self._tables.orders, self._tables.thing
        row = self._source.choice(tuple(orders.rows))
        words = f"the {thing} of {orders.columns[0]} {row} in {orders.file}"
        self._call(Call("lookup", _at(orders, row, thing), words))
        column = self._of_former()
        self.words.append(f"Start with the {column} (in {self._tables.goods.file}) of {words}.")

    def _by_largest(self) -> None:
        goods, thing = self._tables.goods, self._tables.thing
        # Where two rows share the largest number, the question would have two answers.
        clear = [column for column in goods.columns[1:] if _has_one_largest(goods, column)]
        if not clear:
            self._cell()
            return
        by = self._source.choice(clear)
        words = f"the {thing} with the largest {by} in {goods.file}"
        self._call(Call("largest", {"file": goods.file, "column": by}, words))
        column = self._of_former()
        self.words.append(f"Start with the {column} of {words}.")

    def _of_former(self) -> str:
        """Read a column of the row that the last call named."""
        goods, former = self._tables.goods, Ref(len(self.calls) - 1)
        column = self._source.choice(goods.columns[1:])
        words = f"the {column} of #{former.call + 1} in {goods.file}"
        self._call(Call("lookup", _at(goods, former, column), words))
        return column

    def _read(self) -> tuple[str, Call]:
        table = self._source.choice((self._tables.goods, self._tables.goods, self._tables.orders))
        row = self._source.choice(tuple(table.rows))
        if table is self._tables.orders:
            words = f"the quantity of {table.columns[0]} {row} in {table.file}"
            return words, Call("lookup", _at(table, row, "quantity"), words)
        column = self._source.choice(table.columns[1:])
        words = f"the {column} of {row} in {table.file}"
        return words, Call("lookup", _at(table, row, column), words)

    def _call(self, call: Call) -> None:
        self.calls.append(call)
        self._values.append(run_call(call, self._values, self._tools))


def _at(table: Table, row: str | Ref, column: str) -> dict[str, Any]:
    return {"file": table.file, "row": row, "column": column}


def _has_one_largest(table: Table, column: str) -> bool:
    *_, second, first = sorted(Decimal(row[column]) for row in table.rows.values())
    return second < first


def _sum_of(a: Ref, b: Ref | int, *, less: bool) -> Call:
    right = f"#{b.call + 1}" if isinstance(b, Ref) else str(b)
    if less:
        return Call("subtract", {"a": a, "b": b}, f"subtract {right} from #{a.call + 1}")
    return Call("add", {"a": a, "b": b}, f"add #{a.call + 1} and {right}")
