"""Tools over small tables and numbers, as LangChain tools, and some that are of no use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, DivisionByZero, InvalidOperation
from typing import TYPE_CHECKING, Annotated, NoReturn

from langchain_core.tools import StructuredTool, ToolException
from pydantic import Field

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from holdtrue.experiments.tasks.tables import Table

File = Annotated[str, Field(description="name of the file, such as items.csv")]
Row = Annotated[str, Field(description="what stands in the first column of the row")]
Column = Annotated[str, Field(description="name of the column")]
Number = Annotated[float, Field(description="a number")]


def toolbox(tables: Iterable[Table]) -> tuple[BaseTool, ...]:
    """The tools over these tables. A wrong file, row or column is a `ToolException` that says what there is."""
    by_file = {table.file: table for table in tables}

    def lookup(file: File, row: Row, column: Column) -> str:
        """Read one cell of a table."""
        return _cells(by_file, file, column).get(row) or _unknown("row", row, by_file[file].rows)

    def total(file: File, column: Column) -> str:
        """Add up a column of numbers."""
        return plain(sum(map(Decimal, _numbers(by_file, file, column).values()), Decimal()))

    def average(file: File, column: Column) -> str:
        """The mean of a column of numbers."""
        numbers = list(map(Decimal, _numbers(by_file, file, column).values()))
        return plain(sum(numbers, Decimal()) / len(numbers))

    def largest(file: File, column: Column) -> str:
        """The first column of the row whose number in a column is the largest."""
        numbers = _numbers(by_file, file, column)
        return max(numbers, key=lambda row: Decimal(numbers[row]))

    def count(file: File) -> str:
        """How many rows a table has."""
        return str(len(_table(by_file, file).rows))

    return tuple(
        StructuredTool.from_function(function)
        for function in (lookup, total, largest, add, subtract, multiply, *_USELESS, average, count, divide)
    )


def add(a: Number, b: Number) -> str:
    """Add two numbers."""
    return _with(Decimal.__add__, a, b)


def subtract(a: Number, b: Number) -> str:
    """Take b away from a."""
    return _with(Decimal.__sub__, a, b)


def multiply(a: Number, b: Number) -> str:
    """Multiply two numbers."""
    return _with(Decimal.__mul__, a, b)


def divide(a: Number, b: Number) -> str:
    """Divide a by b."""
    return _with(Decimal.__truediv__, a, b)


def weather(town: Annotated[str, Field(description="name of the town")]) -> str:
    """The weather of a town."""
    return f"{town}: light rain, 11 degrees"


def remind(text: Annotated[str, Field(description="what to be reminded of")]) -> str:
    """Set a reminder."""
    return f"reminder set: {text}"


_USELESS = (weather, remind)


def plain(value: Decimal) -> str:
    """A number without an exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _with(operation: Callable[[Decimal, Decimal], Decimal], a: float, b: float) -> str:
    try:
        # By way of the text: 0.1 as a float is not a tenth.
        return plain(operation(Decimal(str(a)), Decimal(str(b))))
    except (DivisionByZero, InvalidOperation) as error:
        msg = f"cannot compute with {a} and {b}"
        raise ToolException(msg) from error


def _table(tables: Mapping[str, Table], file: str) -> Table:
    return tables.get(file) or _unknown("file", file, tables)


def _cells(tables: Mapping[str, Table], file: str, column: str) -> dict[str, str]:
    table = _table(tables, file)
    if column not in table.columns:
        _unknown("column", column, table.columns)
    return {key: row[column] for key, row in table.rows.items()}


def _numbers(tables: Mapping[str, Table], file: str, column: str) -> dict[str, str]:
    cells = _cells(tables, file, column)
    if not all(cell.replace(".", "", 1).isdecimal() for cell in cells.values()):
        msg = f"the column {column} of {file} holds no numbers"
        raise ToolException(msg)
    return cells


def _unknown(what: str, name: str, known: Iterable[str]) -> NoReturn:
    msg = f"there is no {what} {name!r}; one of {', '.join(known)}"
    raise ToolException(msg)
