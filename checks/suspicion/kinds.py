"""Kinds of finding by other detectors that are right or wrong by what was asked; all others stand as they are."""

WEIGHED = frozenset(
    {"structure.record_count", "structure.field_count", "structure.file_lost", "structure.file_added"}
)
"""Records, fields and files that are more or fewer."""
