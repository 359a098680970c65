"""The functions that an expression may call: their names, how many arguments they take, what they mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Function:
    """How a function is written and what it gives."""

    usage: str
    fewest: int
    most: int
    meaning: str


_MANY = 50

FUNCTIONS: dict[str, Function] = {
    "if": Function("if(condition, then, else)", 3, 3, "one of two values"),
    "map": Function(
        "map(value, {a: b, ...}, otherwise)",
        2,
        3,
        "the value's partner in a mapping; itself where it has none",
    ),
    "empty": Function("empty(value)", 1, 1, "whether there is nothing, or nothing but blanks"),
    "default": Function(
        "default(value, other, ...)", 2, _MANY, "the first of its arguments that is not empty"
    ),
    "year": Function("year(date)", 1, 1, "the year of a date"),
    "month": Function("month(date)", 1, 1, "the month of a date, 1 to 12"),
    "day": Function("day(date)", 1, 1, "the day of a date, 1 to 31"),
    "weekday": Function("weekday(date)", 1, 1, "1 for Monday to 7 for Sunday"),
    "hour": Function("hour(time)", 1, 1, "the hour of a time, 0 to 23"),
    "date": Function(
        "date(value, pattern)", 1, 2, "a date or time, written `yyyy-mm-dd` or by a strftime pattern"
    ),
    "time": Function("time(value, pattern)", 1, 2, "a time of day, written `hh:mm` or by a strftime pattern"),
    "number": Function("number(value)", 1, 1, "the number that a text states, without its unit"),
    "unit": Function("unit(value)", 1, 1, "what stands beside the number in a text"),
    "text": Function("text(value)", 1, 1, "a value as text"),
    "round": Function(
        "round(number, digits, mode)", 1, 3, "rounded to decimals; `half_up` unless the mode is `half_even`"
    ),
    "significant": Function("significant(number, figures)", 2, 2, "rounded half up to significant figures"),
    "floor": Function("floor(number)", 1, 1, "the whole number below"),
    "ceil": Function("ceil(number)", 1, 1, "the whole number above"),
    "abs": Function("abs(number)", 1, 1, "without its sign"),
    "lower": Function("lower(text)", 1, 1, "in lower case"),
    "upper": Function("upper(text)", 1, 1, "in upper case"),
    "strip": Function("strip(text, characters)", 1, 2, "without blanks, or those characters, at both ends"),
    "fold": Function("fold(text)", 1, 1, "in lower case without accents, as in an alphabetical order"),
    "first": Function("first(text, separator)", 1, 2, "what stands before the first separator (a blank)"),
    "last": Function("last(text, separator)", 1, 2, "what stands after the last separator (a blank)"),
    "part": Function(
        "part(text, separator, position)", 3, 3, "a part of a text that a separator cuts; from 1"
    ),
    "before": Function("before(text, mark)", 2, 2, "what stands before a mark; the whole text without it"),
    "after": Function("after(text, mark)", 2, 2, "what stands after a mark; nothing without it"),
    "between": Function(
        "between(text, left, right)", 3, 3, "what stands between two marks; nothing without them"
    ),
    "replace": Function("replace(text, old, new)", 3, 3, "with each occurrence of a text replaced"),
    "split": Function("split(text, separator)", 2, 2, "the parts as a list"),
    "join": Function("join(list, separator)", 1, 2, "a list as one text, by `; ` unless told"),
    "concat": Function("concat(a, b, ...)", 1, _MANY, "the texts of its arguments in a row"),
    "length": Function("length(value)", 1, 1, "number of characters, or of items"),
    "words": Function("words(text)", 1, 1, "number of words"),
    "list": Function("list(field)", 1, 1, "all values of a field that stands more than once, as a list"),
    "lookup": Function(
        "lookup(key, value, field, at)", 3, 4, "a field of the record (at a place) whose key has this value"
    ),
    "exists": Function(
        "exists(key, value, at)", 2, 3, "whether a record (at a place) has this value as its key"
    ),
    "index": Function("index()", 0, 0, "position of the record among those chosen, from 1"),
    "path": Function("path()", 0, 0, "the headings or names above the record, joined by `/`"),
    "kind": Function("kind()", 0, 0, "what sort of unit the record is"),
    "name": Function("name()", 0, 0, "the record's own name: the last part of its path"),
    "file": Function("file()", 0, 0, "the name of the file that the record stands in"),
    "raw": Function("raw()", 0, 0, "the record's whole text, as it is written"),
    "sum": Function("sum(value, where)", 1, 2, "total over the records of a group"),
    "count": Function(
        "count(value, where)", 0, 2, "how many records of a group have the value; all without it"
    ),
    "distinct": Function("distinct(value)", 1, 1, "number of different values in a group"),
    "min": Function("min(value, where)", 1, 2, "least value in a group"),
    "max": Function("max(value, where)", 1, 2, "greatest value in a group"),
    "mean": Function("mean(value, where)", 1, 2, "average over a group"),
    "all": Function("all(value, separator)", 1, 2, "every value in a group, joined"),
    "running": Function("running(value)", 1, 1, "total up to and including this record"),
}

AGGREGATES = frozenset({"sum", "count", "distinct", "min", "max", "mean", "all"})
"""Those that look at all records of a group."""
