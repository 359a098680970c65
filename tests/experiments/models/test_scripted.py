import pytest
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_core.messages.utils import message_chunk_to_message

from holdtrue.checks import InputError
from holdtrue.experiments.models import ScriptedChatModel


def shout(messages) -> str:
    return messages[-1].text.upper()


def test_answers_come_in_their_order() -> None:
    model = ScriptedChatModel(["first", "second"])
    assert [model.invoke("a").text, model.invoke("b").text] == ["first", "second"]


def test_a_list_that_is_used_up_is_an_error() -> None:
    model = ScriptedChatModel(["only"])
    model.invoke("a")
    with pytest.raises(InputError, match="asked once more"):
        model.invoke("b")


def test_a_function_sees_the_messages() -> None:
    model = ScriptedChatModel(shout)
    assert model.invoke([SystemMessage("quiet"), HumanMessage("hello")]).text == "HELLO"


def test_usage_is_reported() -> None:
    message = ScriptedChatModel(["three short words"]).invoke("two words")
    assert message.usage_metadata == {"input_tokens": 2, "output_tokens": 3, "total_tokens": 5}


def test_a_stream_adds_up_to_the_answer() -> None:
    text = "  one\ntwo  three\n"
    chunks = list(ScriptedChatModel([text]).stream("go"))
    whole = chunks[0]
    for chunk in chunks[1:]:
        whole += chunk
    assert len(chunks) > 3
    assert whole.text == text
    assert (
        message_chunk_to_message(whole).usage_metadata
        == ScriptedChatModel([text]).invoke("go").usage_metadata
    )


async def test_async_calls_answer_the_same() -> None:
    model = ScriptedChatModel(shout)
    assert (await model.ainvoke("hi")).text == "HI"
    assert "".join([chunk.text async for chunk in model.astream("hi there")]) == "HI THERE"


def test_a_stop_mark_ends_the_answer() -> None:
    assert ScriptedChatModel(["a, b\n\nc"]).invoke("go", stop=["\n\n"]).text == "a, b"
