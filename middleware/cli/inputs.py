"""Reads what the user names on the command line, and prints what comes of it.

Everything that is wrong here is the user's to put right: an `InputError` in one line, and nothing left behind.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from holdtrue.checks import Artifact, Contract, HandOff, InputError
from holdtrue.checks.formats import format_of
from holdtrue.middleware.files import reason

LIMIT = 20_000_000
"""Bytes of one document, or of one case, that are read at most (20 MB): far beyond what one model call hands on."""


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a file of hand-offs."""

    id: str
    """Its name, which the result repeats."""

    handoff: HandOff
    """What to check."""

    size: int
    """Bytes of the line, for progress."""


def read_text(path: Path) -> str:
    """A file's text, line ends and all.

    Raises:
        InputError: It is missing, no file, too large, binary or not UTF-8.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise InputError(f"cannot read {path}: {reason(error)}") from error
    if len(data) > LIMIT:
        raise InputError(f"{path} is larger than {LIMIT // 1_000_000} MB; split it into smaller hand-offs")
    return _decode(data, str(path))


def read_handoff(
    before: Sequence[Path], after: Sequence[Path], *, instruction: str = "", contract: Contract | None = None
) -> HandOff:
    """A hand-off whose sides are files; one file on each side is one document, whatever the two are called.

    Raises:
        InputError: A file cannot be read, or there is nothing on the side that was handed over.
    """
    source, result = _artifact(before), _artifact(after)
    if source.is_empty:
        names = ", ".join(str(path) for path in before)
        raise InputError(f"{names} is empty: there is nothing that could have been lost")
    if len(source) == len(result) == 1:
        (old, _), (new, text) = *source, *result
        if format_of(old) == format_of(new):
            result = Artifact({old: text})
    return HandOff.of(source, result, instruction=instruction, contract=contract)


def read_contract(value: str | None) -> Contract | None:
    """A contract in any of its notations, or `@` and the name of a file that holds one.

    Raises:
        InputError: It is none of these.
    """
    if value is None:
        return None
    origin = "the contract"
    if value.startswith("@"):
        origin = value[1:]
        value = read_text(Path(origin)).strip()
    try:
        return Contract.of(value)
    except InputError as error:
        raise InputError(f"{origin}: {error}") from error


def read_cases(path: Path, contract: Contract | None = None) -> Iterator[Case]:
    """Hand-offs, one JSON object a line; only `id`, `instruction`, `before`, `after` and `contract` are read.

    Args:
        path: The file; blank lines are passed over.
        contract: What cases that carry no contract are held to.

    Raises:
        InputError: The file cannot be read, or a line is no case; the message names the line.
    """
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(LIMIT + 1):
                number += 1
                if len(line) > LIMIT:
                    raise InputError(f"{path}, line {number}: a case is larger than {LIMIT // 1_000_000} MB")
                if line.strip():
                    yield _case(line, f"{path}, line {number}", contract)
    except OSError as error:
        raise InputError(f"cannot read {path}: {reason(error)}") from error


def print_out(text: str) -> None:
    """Write to standard output, to the end.

    Raises:
        InputError: It cannot be written to, as where it is a file on a full disk.
    """
    try:
        sys.stdout.buffer.write(text.encode(errors="backslashreplace"))
        sys.stdout.buffer.flush()
    except OSError as error:
        # What is left in the buffer must not fail once more when Python closes it (Python's note on SIGPIPE).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise InputError(f"cannot write the result: {reason(error)}") from error


def _artifact(paths: Sequence[Path]) -> Artifact:
    """Files by their bare names, or by their paths where two have one name."""
    names = [path.name for path in paths]
    if len(set(names)) < len(names):
        names = [str(path) for path in paths]
    return Artifact({name: read_text(path) for name, path in zip(names, paths, strict=True)})


def _case(line: bytes, where: str, contract: Contract | None) -> Case:
    value = _json(_decode(line, where), where)
    if not isinstance(value, dict) or not isinstance(value.get("id"), str):
        raise InputError(f"{where}: a case is an object with a text as its 'id'")
    missing = [key for key in ("before", "after") if not isinstance(value.get(key), dict)]
    if missing:
        raise InputError(f"{where}: '{missing[0]}' must be an object that maps file names to texts")
    if not isinstance(value.get("instruction", ""), str):
        raise InputError(f"{where}: 'instruction' must be a text")
    try:
        declared = _declared(value["contract"]) if value.get("contract") else contract
        handoff = HandOff.of(
            value["before"], value["after"], instruction=value.get("instruction", ""), contract=declared
        )
    except InputError as error:
        raise InputError(f"{where}: {error}") from error
    if handoff.before.is_empty:
        raise InputError(f"{where}: 'before' is empty: there is nothing that could have been lost")
    return Case(value["id"], handoff, len(line))


def _declared(value: Any) -> Contract:
    """A case's contract; one that `holdtrue contract compile` wrote says where it comes from."""
    return Contract.from_dict(value) if isinstance(value, dict) and "source" in value else Contract.of(value)


def _json(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"{where} is not JSON: {error.msg} (character {error.pos + 1})") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where} is not JSON that can be read: {error}") from error


def _decode(data: bytes, where: str) -> str:
    if (position := data.find(b"\0")) >= 0:
        raise InputError(f"{where} is a binary file (a NUL byte at offset {position}), not a text")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise InputError(
            f"{where} is not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}"
        ) from error
