"""Results as a file: JSON for one object a relay, CSV and Parquet for one row a hop."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from holdtrue.checks import InputError
from holdtrue.middleware.files import replacing

if TYPE_CHECKING:
    import polars as pl

    from holdtrue.experiments.relay.result import RelayResult

Writer = Callable[[Sequence["RelayResult"]], bytes]


def export(results: Sequence[RelayResult], path: Path) -> None:
    """Write the results in the format that the path's ending names.

    Raises:
        InputError: The ending is unknown or the file cannot be written.
    """
    content = writer_for(path)(results)
    with replacing(path) as file:
        file.write(content)


def writer_for(path: Path) -> Writer:
    """What turns results into the bytes of such a file.

    Raises:
        InputError: The ending is unknown.
    """
    if path.suffix not in _WRITERS:
        msg = f"cannot write {path.name}: results end in {', '.join(_WRITERS)}"
        raise InputError(msg)
    return _WRITERS[path.suffix]


def as_json(results: Sequence[RelayResult]) -> str:
    """The results as a JSON array, one object a relay."""
    return json.dumps([result.to_dict() for result in results], ensure_ascii=False, indent=2)


def _json(results: Sequence[RelayResult]) -> bytes:
    return (as_json(results) + "\n").encode()


def _csv(results: Sequence[RelayResult]) -> bytes:
    return _frame(results).write_csv().encode()


def _parquet(results: Sequence[RelayResult]) -> bytes:
    buffer = io.BytesIO()
    _frame(results).write_parquet(buffer)
    return buffer.getvalue()


def _frame(results: Sequence[RelayResult]) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame([row for result in results for row in result.rows()], infer_schema_length=None)


_WRITERS: dict[str, Writer] = {".json": _json, ".csv": _csv, ".parquet": _parquet}
