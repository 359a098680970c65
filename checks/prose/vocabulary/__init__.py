"""The closed-class words of several languages, and which language a text is in."""

from holdtrue.checks.prose.vocabulary.language import Language
from holdtrue.checks.prose.vocabulary.lexicon import (
    LANGUAGES,
    Lexicon,
    Match,
    language_of,
    lexicon,
)

__all__ = ["LANGUAGES", "Language", "Lexicon", "Match", "language_of", "lexicon"]
