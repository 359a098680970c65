"""JSON, JSON lines, YAML, TOML and INI."""

from __future__ import annotations

import configparser
import json
import re
import tomllib
from typing import Any

from holdtrue.checks.formats.containers import count_records
from holdtrue.checks.formats.parsed import Parsed, Trouble

_YAML_LIMIT = 100_000
"""Characters up to which YAML is parsed; the pure Python parser reads some 60 kB a second."""

_LONG_KEY = re.compile(r"""(?:^|[{,\[])[ \t]*+(?:[\w"'-]++[ \t]*+\.[ \t]*+){500}""", re.MULTILINE)
"""A dotted key that nests too deeply: the parser's memory grows with the square of its length."""

_SPACES = re.compile(r"[^\S\r\n]{2,}")
"""What makes the INI parser's time grow with its square."""

_DEEP = "nested too deeply to read"

_DECODER = json.JSONDecoder(parse_int=str)
"""Made once: `json.loads` makes one for each text, which for lines costs as much as reading them."""


def parse_json(text: str) -> Parsed:
    """Read one JSON value; a list is its records, and so is the only list of objects in an object."""
    try:
        value = json.loads(text, parse_int=str)
    except json.JSONDecodeError as error:
        return Parsed("json", trouble=Trouble(error.lineno, error.msg))
    except RecursionError:
        return Parsed("json", trouble=Trouble(1, _DEEP))
    return Parsed("json", *_shape(value), count_records(value))


def parse_jsonl(text: str) -> Parsed:
    """Read one JSON value a line."""
    values = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            # a byte order mark is for `loads` to refuse
            values.append(
                json.loads(line, parse_int=str) if line.startswith("\ufeff") else _DECODER.decode(line)
            )
        except json.JSONDecodeError as error:
            return Parsed("jsonl", trouble=Trouble(number, error.msg))
        except RecursionError:
            return Parsed("jsonl", trouble=Trouble(number, _DEEP))
    return Parsed("jsonl", *_shape(values))


def parse_yaml(text: str) -> Parsed:
    """Read every document of a YAML stream; tags of other programs are let stand."""
    if len(text) > _YAML_LIMIT:
        return Parsed("yaml", unchecked=True)
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.nodes import SequenceNode

    try:
        documents = list(YAML(typ="safe", pure=True).compose_all(text))
        tree = _plain(documents[0], set()) if len(documents) == 1 else None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = error.problem or error.context or "not YAML"
        return Parsed("yaml", trouble=Trouble(mark.line + 1 if mark else 1, reason))
    except YAMLError as error:
        return Parsed("yaml", trouble=Trouble(1, str(error).split("\n", 1)[0]))
    except RecursionError:
        return Parsed("yaml", trouble=Trouble(1, _DEEP))
    only = documents[0] if len(documents) == 1 else None
    records = len(only.value) if isinstance(only, SequenceNode) else None
    return Parsed("yaml", records, containers=count_records(tree) if only else {})


def _plain(node: Any, seen: set[int]) -> Any:
    """The lists and mappings of a node; what an alias repeats counts once, where it is anchored."""
    if not isinstance(getattr(node, "value", None), list) or id(node) in seen:
        return None
    seen.add(id(node))
    if node.id == "mapping":
        return {str(key.value): _plain(value, seen) for key, value in node.value}
    return [_plain(item, seen) for item in node.value]


def parse_toml(text: str) -> Parsed:
    """Read a TOML document."""
    if _LONG_KEY.search(text):
        return Parsed("toml", trouble=Trouble(1, _DEEP))
    try:
        value = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, ValueError) as error:
        reason, _, position = str(error).partition(" (at ")
        found = re.search(r"line (\d+)", position)
        line = int(found[1]) if found else text.count("\n") + 1
        return Parsed("toml", trouble=Trouble(line, reason))
    except RecursionError:
        return Parsed("toml", trouble=Trouble(1, _DEEP))
    return Parsed("toml", containers=count_records(value))


def parse_ini(text: str) -> Parsed:
    """Read an INI file; its sections are its records."""
    parser = configparser.ConfigParser(interpolation=None, allow_no_value=True)
    try:
        parser.read_string(_SPACES.sub(" ", text))
    except configparser.MissingSectionHeaderError as error:
        return Parsed("ini", trouble=Trouble(error.lineno, "a key ahead of the first section"))
    except configparser.ParsingError as error:
        return Parsed("ini", trouble=Trouble(error.errors[0][0], "neither a section nor a key"))
    except configparser.Error as error:
        return Parsed("ini", trouble=Trouble(getattr(error, "lineno", None) or 1, type(error).__name__))
    return Parsed("ini", records=len(parser.sections()))


def _shape(value: Any) -> tuple[int | None, int | None]:
    """Number of records, and of the distinct keys in them."""
    if isinstance(value, dict):
        lists = [item for item in value.values() if _is_table(item)]
        if len(lists) != 1:
            return None, None
        value = lists[0]
    if not isinstance(value, list):
        return None, None
    return len(value), len({key for item in value for key in item}) if _is_table(value) else None


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)
