"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from holdtrue.checks import InputError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes its name only when all is written; until then an older one stays as it was.

    Its folders are made.

    Raises:
        InputError: The place cannot be written to, or the disk is full; nothing is left behind.
    """
    if path.exists() and not path.is_file():
        raise InputError(f"cannot write {path}: it is not an ordinary file")
    # Beside the target, because a rename is only atomic within one file system.
    draft = path.with_name(f".{path.name[:100]}.{token_hex(4)}")
    try:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with draft.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except OSError as error:
            raise InputError(f"cannot write {path}: {reason(error)}") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def reason(error: OSError) -> str:
    """The system's words for what went wrong, without the number and the path."""
    return (error.strerror or type(error).__name__).lower()
