"""Streams: adding their chunks up again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from langchain_core.messages.ai import AIMessageChunk, add_ai_message_chunks


def total(chunks: Sequence[Any]) -> Any:
    """What a stream of chunks amounts to: their sum, or the last one where they do not add up.

    This is how `Runnable.transform` itself reads its input. None for an empty stream.
    """
    if not chunks:
        return None
    if all(isinstance(chunk, str) for chunk in chunks):
        return "".join(chunks)
    if all(isinstance(chunk, AIMessageChunk) for chunk in chunks):
        # All at once: one by one, the arguments of a long tool call would be parsed anew with every chunk.
        with suppress(Exception):  # as below
            return add_ai_message_chunks(*chunks)
    result = chunks[0]
    for chunk in chunks[1:]:
        try:
            result = result + chunk
        except Exception:  # noqa: BLE001  # whatever a chunk's own addition raises, the stream has been delivered
            return chunks[-1]
    return result
