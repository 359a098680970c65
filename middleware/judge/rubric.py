"""What a judge is told, and the form of what it may answer. Fixed: no word of it comes from a document."""

from __future__ import annotations

from typing import Any

RULINGS = ("allowed", "not_allowed", "cannot_tell")
"""What a judge may say about a doubt."""

DOUBTS = """\
A step of a pipeline was given a document (BEFORE) and an instruction, and handed on a document (AFTER). A program \
compared the two and lists doubts: changes that it could not explain. Decide each doubt by the instruction alone:
- allowed: the instruction asks for this change or cannot be carried out without it, it was carried out rightly, or \
both sides say the same in another notation or wording.
- not_allowed: a value, name, date, condition, negation, certainty, attribution, reference or record was altered, lost, \
invented or put in the wrong place, and the instruction does not ask for that; or it asks for a change that was done \
wrongly, such as a wrong sum. Work out yourself what the right value is.
- cannot_tell: the excerpts do not show enough.
Excerpts have line numbers; dots stand for what is left out, which is not damage. Give each reason in at most 15 words."""

DOUBTS_ANSWER: dict[str, Any] = {
    "title": "rulings",
    "description": "One ruling for each numbered doubt.",
    "type": "object",
    "properties": {
        "rulings": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "item": {"type": "integer", "description": "the doubt's number"},
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
