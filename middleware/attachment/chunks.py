"""Streams: adding their chunks up again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def total(chunks: Sequence[Any]) -> Any:
    """What a stream of chunks amounts to: their sum, or the last one where they do not add up.

    This is how `Runnable.transform` itself reads its input. None for an empty stream.
    """
    if not chunks:
        return None
    if all(isinstance(chunk, str) for chunk in chunks):
        return "".join(chunks)
    result = chunks[0]
    for chunk in chunks[1:]:
        try:
            result = result + chunk
        except Exception:  # noqa: BLE001  # whatever a chunk's own addition raises, the stream has been delivered
            return chunks[-1]
    return result
