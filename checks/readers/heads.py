"""Whether a table's first row names its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

_VALUE = re.compile(
    r"[^\w]{0,3}\d[\d.,:/'\s  -]*[^\w\s]?(?:\s?[^\W\d_]{1,4}\.?)?"  # a number, an amount, a date, a time
    r"|\d{4}-\d\d?-\d\d?[T ]\S*"
)
"""What a column's name hardly ever looks like."""

_YEAR = re.compile(r"(?:19|20|21)\d\d")


def names_columns(first: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a row reads as the head of the rows below it.

    Args:
        first: The first row's cells, stripped.
        rows: Some of the rows below; none where there are none.

    A head's cells are words, all different, and none comes back as a value in its own column. Years in a row are
    names, too (`country, 2023, 2024`). One empty cell may stand above a column of row names.
    """
    filled = [cell for cell in first if cell]
    if len(filled) < max(1, len(first) - 1) or len(set(filled)) < len(filled):
        return False
    values = [cell for cell in filled if _VALUE.fullmatch(cell)]
    if values and not (len(values) > 1 and values == sorted(values) and all(map(_YEAR.fullmatch, values))):
        return False
    return not any(
        cell == row[column] for row in rows for column, cell in enumerate(first) if cell and column < len(row)
    )


def column_names(first: Sequence[str] | None, width: int) -> list[str]:
    """The columns' names, by position where the head has none or gives one twice."""
    names: list[str] = []
    for column in range(width):
        name = first[column] if first and column < len(first) else ""
        names.append(name or str(column + 1))
    return names
