"""Questions and answers as files, in the format of the providers' batch services.

A line of requests has the OpenAI batch format, which most services take: `custom_id`, `method`, `url`, `body`. Answers
are read in that format and in Anthropic's (`result.message`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from holdtrue.checks import InputError
from holdtrue.middleware.asking.question import Question, Reply
from holdtrue.middleware.asking.spending import Spending, estimate_tokens
from holdtrue.middleware.asking.structured import read_object
from holdtrue.middleware.files import reason, replacing

URL = "/v1/chat/completions"
"""Where the services are told to send each request."""

_LINE = 20_000_000
"""Bytes of one line of answers that are read at most."""


@contextmanager
def request_file(path: Path, model: str) -> Iterator[Callable[[Question], None]]:
    """A file of requests that appears when all are put; each question is written once.

    Args:
        path: The file.
        model: Name of the model, as its provider calls it.

    Raises:
        InputError: The file cannot be written.
    """
    seen: set[str] = set()
    with replacing(path) as file:

        def put(question: Question) -> None:
            if question.id not in seen:
                seen.add(question.id)
                line = json.dumps(_request(question, model), ensure_ascii=False)
                file.write(line.encode(errors="backslashreplace") + b"\n")

        yield put


def _request(question: Question, model: str) -> dict[str, Any]:
    return {
        "custom_id": question.id,
        "method": "POST",
        "url": URL,
        "body": {
            "model": model,
            "messages": [
                {"role": "system", "content": question.system},
                {"role": "user", "content": question.user},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": question.schema["title"], "schema": dict(question.schema)},
            },
        },
    }


@dataclass(frozen=True, slots=True)
class Answers:
    """What a batch service gave back."""

    replies: Mapping[str, Reply]
    """By the question's id."""

    def reply(self, question: Question) -> Reply:
        """The answer to a question; one with trouble where there is none."""
        return self.replies.get(
            question.id, Reply(None, Spending(), "the answers hold none to this question")
        )


def read_answers(path: Path) -> Answers:
    """Read a batch service's answers; one that failed, or that holds no object, is a reply with trouble.

    Of two answers to one question neither counts where they differ.

    Raises:
        InputError: The file cannot be read, or a line of it is no answer.
    """
    replies: dict[str, Reply] = {}
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(_LINE + 1):
                number += 1
                if len(line) > _LINE:
                    raise InputError(
                        f"{path}, line {number}: an answer is larger than {_LINE // 1_000_000} MB"
                    )
                if line.strip():
                    name, reply = _answer(line, f"{path}, line {number}")
                    if name in replies and replies[name].value != reply.value:
                        reply = Reply(None, reply.spent, "there are two different answers to this question")
                    replies[name] = reply
    except OSError as error:
        raise InputError(f"cannot read {path}: {reason(error)}") from error
    return Answers(replies)


def _answer(line: bytes, where: str) -> tuple[str, Reply]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where} is not JSON: {error}") from error
    if not isinstance(value, dict) or not isinstance(value.get("custom_id"), str):
        raise InputError(f"{where}: an answer is an object with a text as its 'custom_id'")
    body = _message(value)
    if body is None:
        return value["custom_id"], Reply(None, Spending(calls=1), "the service reports no answer")
    text, usage, model = body
    spent = Spending(model, 1, usage[0], usage[1] if usage[1] else estimate_tokens(text))
    found = read_object(text)
    return value["custom_id"], Reply(found, spent, "" if found else "the answer holds no JSON object")


def _message(value: Mapping[str, Any]) -> tuple[str, tuple[int, int], str] | None:
    """Text, tokens read and written, and model of an answer in either format."""
    body = _at(value, "response", "body")
    content = _at(body, "choices", 0, "message", "content")
    names = ("prompt_tokens", "completion_tokens")
    if content is None:
        body = _at(value, "result", "message")
        content = _at(body, "content")
        names = ("input_tokens", "output_tokens")
    if isinstance(content, list):
        content = "".join(part["text"] for part in content if isinstance(_at(part, "text"), str))
    if not isinstance(content, str):
        return None
    counts = [_at(body, "usage", name) for name in names]
    read, written = (count if isinstance(count, int) and count >= 0 else 0 for count in counts)
    model = _at(body, "model")
    return content, (read, written), model if isinstance(model, str) else ""


def _at(value: Any, *steps: str | int) -> Any:
    for step in steps:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and len(value) > step else None
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value
