"""Questions and answers as the files of a batch service."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from holdtrue.checks import InputError
from holdtrue.middleware.asking import Question, read_answers, request_file

SCHEMA = {"title": "answer", "description": "An answer.", "type": "object"}
QUESTION = Question("key", "Answer.", "Wh\ud800at?", SCHEMA)


def openai(text: str | None, name: str = QUESTION.id) -> dict[str, Any]:
    body = {
        "model": "m-1",
        "choices": [{"message": {"role": "assistant", "content": text}}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 3},
    }
    return {"id": "x", "custom_id": name, "response": {"status_code": 200, "body": body}, "error": None}


def anthropic(text: str, name: str = QUESTION.id) -> dict[str, Any]:
    usage = {"input_tokens": 9, "output_tokens": 3}
    message = {"model": "m-2", "content": [{"type": "text", "text": text}], "usage": usage}
    return {"custom_id": name, "result": {"type": "succeeded", "message": message}}


def write(path: Path, *lines: Any) -> Path:
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
    return path


def test_requests_have_the_services_format_and_stand_once(tmp_path: Path) -> None:
    path = tmp_path / "requests.jsonl"
    with request_file(path, "gpt-x") as put:
        put(QUESTION)
        put(QUESTION)
        assert not path.exists()
    [line] = path.read_text().splitlines()
    request = json.loads(line)
    assert set(request) == {"custom_id", "method", "url", "body"}
    assert (request["custom_id"], request["method"], request["url"]) == (
        QUESTION.id,
        "POST",
        "/v1/chat/completions",
    )
    assert request["body"]["model"] == "gpt-x"
    assert [message["role"] for message in request["body"]["messages"]] == ["system", "user"]
    assert request["body"]["messages"][1]["content"] == "Wh\ud800at?"
    assert request["body"]["response_format"]["json_schema"]["name"] == "answer"


@pytest.mark.parametrize("form", [openai, anthropic])
def test_answers_are_read_in_both_formats(tmp_path: Path, form: Any) -> None:
    answers = read_answers(write(tmp_path / "a.jsonl", form('{"a": 1}'), "", form("x", "other")))
    reply = answers.reply(QUESTION)
    assert reply.value == {"a": 1}
    assert (reply.spent.calls, reply.spent.input_tokens, reply.spent.output_tokens) == (1, 9, 3)


@pytest.mark.parametrize(
    "line",
    [
        openai("I am sorry."),
        openai(None),
        {"custom_id": QUESTION.id, "response": None, "error": {"code": "expired"}},
        {"custom_id": QUESTION.id, "result": {"type": "errored"}},
        {"custom_id": QUESTION.id, "response": {"body": {"choices": []}}},
        {
            "custom_id": QUESTION.id,
            "response": {"body": {"choices": [{"message": {"content": [1, {"text": 2}]}}]}},
        },
    ],
)
def test_an_answer_that_is_none_is_trouble(tmp_path: Path, line: Any) -> None:
    reply = read_answers(write(tmp_path / "a.jsonl", line)).reply(QUESTION)
    assert reply.value is None
    assert reply.trouble


def test_a_question_without_an_answer_and_one_with_two(tmp_path: Path) -> None:
    assert read_answers(write(tmp_path / "a.jsonl")).reply(QUESTION).trouble
    same = read_answers(write(tmp_path / "b.jsonl", openai('{"a": 1}'), openai('{"a": 1}')))
    assert same.reply(QUESTION).value == {"a": 1}
    both = read_answers(write(tmp_path / "c.jsonl", openai('{"a": 1}'), openai('{"a": 2}')))
    assert both.reply(QUESTION).value is None


@pytest.mark.parametrize("line", ["{oops", "[]", '{"id": 1}', '{"custom_id": 3}', "[" * 100_000])
def test_a_file_of_something_else_names_its_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(InputError, match="line 2") as error:
        read_answers(write(tmp_path / "a.jsonl", openai("{}"), line))
    assert "\n" not in str(error.value)


def test_a_missing_file_and_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        read_answers(tmp_path / "none.jsonl")
    with pytest.raises(InputError, match="cannot write"), request_file(tmp_path, "m"):
        pass
