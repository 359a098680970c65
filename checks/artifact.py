"""What a step receives or returns: named texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from holdtrue.checks.errors import InputError

UNNAMED = "text"
"""File name of a text that came without one."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """Named texts, in the order in which they were handed over.

    A file name's ending tells the format where it has one; a bare string is one file named `text`.
    """

    files: Mapping[str, str]
    """Text by file name."""

    def __post_init__(self) -> None:
        for name, text in self.files.items():
            if not isinstance(name, str) or not isinstance(text, str):
                msg = f"an artifact maps file names to texts, not {type(name).__name__} to {type(text).__name__}"
                raise InputError(msg)
        object.__setattr__(self, "files", MappingProxyType(dict(self.files)))

    @classmethod
    def of(cls, value: Artifact | Mapping[str, str] | str) -> Artifact:
        """Make an artifact of a text, a mapping of file names to texts, or an artifact.

        Raises:
            InputError: The value is of another type.
        """
        if isinstance(value, Artifact):
            return value
        if isinstance(value, str):
            return cls({UNNAMED: value})
        if isinstance(value, Mapping):
            return cls(value)
        msg = f"an artifact is made of a text or of named texts, not of {type(value).__name__}"
        raise InputError(msg)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.files.items())

    def __len__(self) -> int:
        return len(self.files)

    def __reduce__(self) -> tuple[type[Artifact], tuple[dict[str, str]]]:
        return type(self), (dict(self.files),)

    @property
    def is_empty(self) -> bool:
        """Whether no file holds anything but white space."""
        return not any(text.strip() for text in self.files.values())

    @property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of each file's UTF-8 bytes, in hexadecimal, by file name."""
        return {name: content_hash(text) for name, text in self.files.items()}


def content_hash(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal; lone surrogates count as they stand."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
