"""Sub-questions that may use each other's answers, `#Q2: What is twice #Q1?`; nothing else can be said in this notation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from holdtrue.checks.references import substitute
from holdtrue.experiments.pipelines.closure import must_hold
from holdtrue.experiments.pipelines.failing import StepFailed

NONE = "No decomposition"
"""What the decomposer says of a question that should not be cut up."""

MOST = 12
"""Sub-questions; the paper allows three, its questions being short."""

_LINE = re.compile(r"(?P<name>#Q\d{1,3}):[ \t]*(?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class SubQuestion:
    """One part of a question."""

    name: str
    """What its answer is called, as in `#Q1`."""

    text: str
    """The question, in which earlier answers have their names."""

    def asked(self, answers: Mapping[str, str]) -> str:
        """The question with earlier answers in the places of their names."""
        return substitute(self.text, answers)

    def __str__(self) -> str:
        return f"{self.name}: {self.text}"


def read(text: str) -> tuple[SubQuestion, ...]:
    """The sub-questions that a text is, every line of it; none where it is `NONE`.

    Raises:
        StepFailed: A line is no sub-question (`unparsed_decomposition`), or a statement, such as an answer
            (`not_a_question`); there are too many (`endless_decomposition`); or their references do not hold.
    """
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    if lines == [NONE] or lines == [f"{NONE}."]:
        return ()
    found: list[SubQuestion] = []
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None:
            raise StepFailed("unparsed_decomposition", f"{line[:80]!r} is no sub-question")
        found.append(question(match["name"], match["text"]))
    if not found:
        raise StepFailed("unparsed_decomposition", "there is nothing in it")
    if len(found) > MOST:
        raise StepFailed("endless_decomposition", f"{len(found)} sub-questions are more than {MOST}")
    must_hold(shown(found))
    return tuple(found)


def question(name: str, text: str) -> SubQuestion:
    """A sub-question of that name.

    Raises:
        StepFailed: The text asks nothing: class `not_a_question`.
    """
    if not text.rstrip().endswith("?"):
        raise StepFailed("not_a_question", f"{text[:80]!r} is a statement; the decomposer must not answer")
    return SubQuestion(name, text.strip())


def shown(questions: Sequence[SubQuestion]) -> str:
    """Sub-questions as they are written, one a line."""
    return "\n".join(map(str, questions))


def grammar() -> str:
    """Decompositions as GBNF: `NONE`, or questions with names in order."""
    rules = [f'root ::= " " ("{NONE}" | q1) "\\n\\n"', r"words ::= [^\n?]{1,110}"]
    for number in range(1, MOST + 1):
        onward = f' ("\\n" q{number + 1})?' if number < MOST else ""
        rules.append(f'q{number} ::= "#Q{number}: What " words "?"{onward}')
    return "\n".join(rules)
