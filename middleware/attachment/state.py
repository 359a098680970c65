"""What a node of a graph hands over: the keys of the state that it updates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from pydantic import BaseModel

from holdtrue.checks import Artifact, InputError
from holdtrue.checks.artifact import UNNAMED
from holdtrue.middleware.attachment.handover import artifact_of
from holdtrue.middleware.attachment.putback import write_output

Reducer = Callable[[Any, Any], Any]
"""How LangGraph joins a key's value and a node's update of it."""


@dataclass(frozen=True, slots=True)
class StateView:
    """Which keys of a graph's state are handed over, and how updates change them."""

    keys: Sequence[str] = ()
    """The keys; none stands for those that the node updates."""

    reducers: Mapping[str, Reducer] = field(default_factory=dict)
    """By key; a key without one is replaced by its update."""

    def before(self, state: Any) -> Artifact:
        """The state that the node is given, each key as a file or as files."""
        return _joined(self._chosen(values_of(state)), HumanMessage)

    def source(self, state: Any, output: Any) -> Artifact:
        """Of the state that the node was given, the keys that it updates; all of them where it updates new ones only."""
        given = self._chosen(values_of(state))
        updated = [key for key in self._chosen(updates_in(output)) if given.get(key) is not None]
        return _joined({key: given[key] for key in updated} if updated else given, HumanMessage)

    def after(self, state: Any, output: Any) -> Artifact:
        """The keys that the node updates, as they stand once LangGraph has joined the update to the state.

        Raises:
            InputError: A reducer fails, or a value cannot be read.
        """
        given = values_of(state)
        values = {
            key: self._reduced(key, given.get(key), value)
            for key, value in self._chosen(updates_in(output)).items()
        }
        return _joined(values, AIMessage)

    def write(self, output: Any, artifact: Artifact) -> Any:
        """The node's output with other texts in its update.

        Raises:
            InputError: A text belongs to a key with a reducer, or to none.
        """
        parts: dict[str, dict[str, str]] = {}
        update = self._chosen(updates_in(output))
        for file, text in artifact:
            key = next(
                (key for key in update if file == key or file.startswith((f"{key}/", f"{key}."))), None
            )
            if key is None:
                msg = f"the node does not update {file!r}"
                raise InputError(msg)
            inner = file.removeprefix(key)
            parts.setdefault(key, {})["value.json" if inner == ".json" else inner.lstrip("/") or UNNAMED] = (
                text
            )
        changed = {
            key: write_output(update[key], Artifact(files))
            for key, files in parts.items()
            if dict(artifact_of(update[key], AIMessage)) != files
        }
        for key in changed:
            if key in self.reducers:
                msg = f"the reducer of {key!r} cannot be undone"
                raise InputError(msg)
        return _with_updates(output, changed)

    def _chosen(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in values.items() if not self.keys or key in self.keys}

    def _reduced(self, key: str, old: Any, new: Any) -> Any:
        if hasattr(new, "type") and getattr(new, "type", None) == "__overwrite__":
            return new.value
        if key not in self.reducers or old is None:
            return new
        try:
            return self.reducers[key](old, new)
        except Exception as error:
            msg = f"the reducer of {key!r} fails: {error}"
            raise InputError(msg) from error


def values_of(state: Any) -> dict[str, Any]:
    """A state's values by key: of a mapping, a dataclass or a pydantic model; empty for anything else."""
    if isinstance(state, Mapping):
        return {key: value for key, value in state.items() if isinstance(key, str)}
    if isinstance(state, BaseModel):
        return {name: getattr(state, name) for name in type(state).model_fields}
    if is_dataclass(state) and not isinstance(state, type):
        return {each.name: getattr(state, each.name) for each in fields(state)}
    return {}


def updates_in(output: Any) -> dict[str, Any]:
    """What a node's output updates: itself, its command's update, or those of a list of either."""
    found: dict[str, Any] = {}
    for part in output if isinstance(output, list) else [output]:
        found |= values_of(part.update) if _is_command(part) else values_of(part)
    return found


def _is_command(value: Any) -> bool:
    return hasattr(value, "update") and hasattr(value, "goto")


def _with_updates(output: Any, changed: Mapping[str, Any]) -> Any:
    if isinstance(output, list):
        return [_with_updates(part, changed) for part in output]
    mine = {key: value for key, value in changed.items() if key in updates_in(output)}
    if not mine:
        return output
    if _is_command(output):
        return replace(output, update=_with_updates(output.update, mine))
    if isinstance(output, BaseModel):
        return output.model_copy(update=mine)
    return {**output, **mine} if isinstance(output, Mapping) else replace(output, **mine)


def _joined(values: Mapping[str, Any], speaker: type[BaseMessage]) -> Artifact:
    return Artifact(
        {name: text for key, value in values.items() for name, text in _files(key, value, speaker)}
    )


def _files(key: str, value: Any, speaker: type[BaseMessage]) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    for name, text in artifact_of(value, speaker):
        if name == "value.json":
            yield f"{key}.json", text
        else:
            yield (key if name == UNNAMED else f"{key}/{name}"), text
