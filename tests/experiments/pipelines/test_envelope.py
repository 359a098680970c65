import json

import pytest

from holdtrue.experiments.pipelines.envelope import Envelope
from holdtrue.experiments.pipelines.handing import given


def test_an_envelope_knows_where_it_comes_from() -> None:
    first = given({"question": "how many?"}, run="r", to="planner")
    second = first.followed({"plan": "#E1 = count()"}, to="worker", contract="derive", refs=("#E1",))
    assert (second.parent, second.hop, second.producer, second.consumer) == (first.id, 1, "planner", "worker")
    assert second.refs == ("#E1",)
    assert json.loads(json.dumps(second.to_dict()))["contract"] == "derive"


def test_the_hash_is_of_the_payload_alone() -> None:
    first = given({"a": 1, "b": [2.5, "x"]}, run="r", to="s")
    assert first.hash == given({"b": [2.5, "x"], "a": 1}, run="other", to="t").hash
    assert first.hash != given({"a": 2, "b": [2.5, "x"]}, run="r", to="s").hash


def test_a_payload_cannot_be_changed_on_its_way() -> None:
    payload = {"question": "how many?"}
    envelope = given(payload, run="r", to="planner")
    payload["question"] = "how few?"
    assert envelope.payload["question"] == "how many?"
    with pytest.raises(TypeError):
        envelope.payload["question"] = "how few?"  # type: ignore[index]


def test_a_document_is_texts_only() -> None:
    envelope = Envelope(
        run="r", hop=0, producer="p", consumer="c", contract="preserve", payload={"text": "é", "steps": [1]}
    )
    assert envelope.document == {"text": "é", "steps": "[\n 1\n]"}
