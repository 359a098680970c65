"""Keeps what a model answered, so that an instruction is compiled once for all documents of one outline."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from holdtrue.checks import InputError

_PATIENCE_S = 10.0
"""How long another process may keep the file locked."""


class CompilationCache:
    """Answers by question, in a SQLite file that several processes may use.

    Only the model's answer is kept: what of it stands on the document is decided anew for each document.

    Args:
        path: The file; it and its folder are made where they do not exist.

    Raises:
        InputError: The file cannot be opened, or is something else.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).absolute()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as connection:
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS answer (question TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)"
                )
        except (OSError, sqlite3.Error) as error:
            raise InputError(f"{self.path} cannot serve as a cache: {error}") from error

    def get(self, question: str) -> dict[str, Any] | None:
        """The answer to a question by its id; None where there is none, or none that can be read."""
        try:
            with self._open() as connection:
                row = connection.execute(
                    "SELECT value FROM answer WHERE question = ?", (question,)
                ).fetchone()
            value = json.loads(row[0]) if row else None
        except (sqlite3.Error, ValueError):
            return None
        return value if isinstance(value, dict) else None

    def put(self, question: str, value: Mapping[str, Any]) -> None:
        """Keep an answer; where it cannot be written, the question is only asked again."""
        try:
            with self._open() as connection:
                connection.execute(
                    "INSERT OR REPLACE INTO answer VALUES (?, ?)", (question, json.dumps(value))
                )
        except sqlite3.Error:
            return

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=_PATIENCE_S)
        try:
            with connection:
                yield connection
        finally:
            connection.close()
