"""What the compiling model is told, and the form of its answer."""

from __future__ import annotations

from typing import Any

from holdtrue.checks.contract import reference

SYSTEM = f"""\
You turn the instruction of a document-processing step into a contract: clauses that say what the step may change. \
Whatever no clause names must stay as it is. You see the instruction and an outline of the document (files, kinds of \
records, field names, headings), never its content.

For each thing that the instruction asks for give one clause in the one-line form, `name(parameter=value, ...)`, and quote \
the words of the instruction that ask for it, exactly. Use only fields, headings and files of the outline, and only values, \
numbers and names that stand in the instruction. Prefer the narrowest clause. Where the instruction leaves open what is \
meant, or you would have to guess, give no clause: quote the words under `ambiguous` and say what is open. Quote what asks \
for nothing about the content (politeness, "return only the file", what the format is) under `nothing`. Every sentence of \
the instruction must be quoted somewhere.

Places (parameters such as `at`, `but`, `each`) are written `field net`, `record id == "42"`, `section "Notes"`, \
`file a.csv`, `line "Total"`, `text "exact words"`, `kind comment`, and joined by `>>` from outer to inner: \
`section "Staff" >> field phone`. Conditions and computed values: `status == "paid" and net > 100`, `net * 0.89`.

Examples: `scale(field="net", factor=0.89, digits=2, where='currency == "EUR"')`, `reorder(by="date", descending=true)`, \
`rename(names={{"Acme": "Apex"}})`, `filter(where='status == "open"')`, `delete(at="section 3")`, `set(field="state", \
value="done", where='id == 7')`, `extract(fields=["name", "phone"])`, `convert(to="json")`, `translate(to="German")`, \
`summarize(max_words=100)`, `rewrite(at='section "Notes"')`.

The clauses:

{reference()}"""

ANSWER: dict[str, Any] = {
    "title": "contract",
    "description": "The instruction as clauses, and what could not be made one.",
    "type": "object",
    "properties": {
        "clauses": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "quote": {
                        "type": "string",
                        "description": "the words of the instruction that ask for it",
                    },
                    "clause": {"type": "string", "description": "one clause in the one-line form"},
                },
                "required": ["quote", "clause"],
                "additionalProperties": False,
            },
        },
        "ambiguous": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "quote": {"type": "string", "description": "the words that leave something open"},
                    "question": {"type": "string", "description": "what they leave open"},
                },
                "required": ["quote", "question"],
                "additionalProperties": False,
            },
        },
        "nothing": {
            "type": "array",
            "items": {"type": "string"},
            "description": "words that ask for nothing about the content",
        },
    },
    "required": ["clauses", "ambiguous", "nothing"],
    "additionalProperties": False,
}
