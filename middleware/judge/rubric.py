"""What a judge is told, and the form of what it may answer. Fixed: no word of it comes from a document."""

from __future__ import annotations

from typing import Any

RULINGS = ("allowed", "not_allowed", "cannot_tell")
"""What a judge may say about a place."""

DOUBTS = """\
Numbered changes by a pipeline step (- before, + after, ! hint, … cut). Rule on each:
allowed: the instruction wants it and it is right, or it says the same;
not_allowed: else a value, name, condition, negation, reference or record altered, lost, invented, misplaced;
cannot_tell."""

DOUBTS_ANSWER: dict[str, Any] = {
    "title": "rulings",
    "description": "One ruling for each number.",
    "type": "object",
    "properties": {
        "rulings": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "item": {"type": "integer", "description": "the number"},
                    "reason": {"type": "string", "description": "why, in at most 15 words"},
                    "ruling": {"type": "string", "enum": list(RULINGS)},
                },
                "required": ["item", "reason", "ruling"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["rulings"],
    "additionalProperties": False,
}

WHOLE = """\
A step of a pipeline was given a document (BEFORE) and an instruction, and handed on a document (AFTER). Decide whether \
AFTER is what the instruction asks for and nothing else: whether any value, name, date, condition, negation, certainty, \
attribution, reference or record was altered, lost, invented or put in the wrong place without the instruction asking \
for it, or was changed wrongly. Another notation, order of keys, wording or layout that says the same is no damage. \
Quote each damaged place exactly as it stands, shortly, on the side or sides where it stands."""

WHOLE_ANSWER: dict[str, Any] = {
    "title": "judgement",
    "description": "Whether the hand-off is intact, and where it is not.",
    "type": "object",
    "properties": {
        "damage": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "before": {
                        "type": "string",
                        "description": "quote from BEFORE; empty where nothing stood there",
                    },
                    "after": {
                        "type": "string",
                        "description": "quote from AFTER; empty where nothing stands there",
                    },
                    "reason": {"type": "string", "description": "what is wrong, in one sentence"},
                },
                "required": ["before", "after", "reason"],
                "additionalProperties": False,
            },
        },
        "judgement": {"type": "string", "enum": ["intact", "damaged", "cannot_tell"]},
    },
    "required": ["damage", "judgement"],
    "additionalProperties": False,
}
