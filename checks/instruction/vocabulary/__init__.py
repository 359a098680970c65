"""The words of instructions, by class and language.

An entry is a word; `stem*` takes any inflection; `a_b` is a phrase of two words; `take+out` is a verb whose particle
stands somewhere behind it in its sentence. Words are of the language, never of a document.
"""

from holdtrue.checks.instruction.vocabulary.measures import MEASURES
from holdtrue.checks.instruction.vocabulary.scope import SCOPE
from holdtrue.checks.instruction.vocabulary.things import THINGS
from holdtrue.checks.instruction.vocabulary.verbs import VERBS

CLASSES = {**VERBS, **SCOPE, **THINGS, **MEASURES}
"""Words by class, then by language."""

__all__ = ["CLASSES"]
