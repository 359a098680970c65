"""The words in which a contract speaks of a result as a whole."""

from __future__ import annotations

from typing import Literal

Mode = Literal["preserve", "transform", "derive", "compress"]
"""How the result relates to what was handed over.

`preserve`: the text stays as it is. `transform`: every record and every fact goes over, in another form.
`derive`: a subset or a view; may leave out, may not alter or invent. `compress`: a summary, plan or conclusion;
may leave out and reword, may not alter or invent.
"""

FactType = Literal["number", "date", "id", "name", "url", "negation"]
"""Typed facts that are compared in both directions."""

Freedom = Literal["order", "count", "style", "numbering", "layout", "wording"]
"""What a contract with clauses may leave open.

`order`: of the records. `count`: records may be left out. `style`: notations of one value. `numbering`: numbers of
list items, headings and footnotes, each reference with them. `layout`: blank lines, indentation and wrapping.
`wording`: other words, the same facts.
"""

DecidedBy = Literal["clauses", "mode", "weights", "checker"]
"""What decides whether a difference is allowed.

`clauses`: what was computed from them. `mode`: typed facts and records must arrive as the mode has it. `weights`:
nobody said what may change, and each difference is weighed by what was asked and what else changed.
`checker`: a check of the user's own.
"""

Source = Literal["declared", "compiled", "inferred", "default"]
"""Who said so.

`declared`: the user. `compiled`: a language model read it from the instruction. `inferred`: rules read it from the
instruction's wording. `default`: nobody; then nothing beyond the mode's plainest reading is forbidden.
"""
