"""Documents of our own with reversible edits whose right result a program computes, and how to score a copy."""

from holdtrue.experiments.documents.catalogue import document, documents
from holdtrue.experiments.documents.document import Document
from holdtrue.experiments.documents.edit import Edit, EditPair, Kind, Request
from holdtrue.experiments.documents.layout import Layout, RecordError
from holdtrue.experiments.documents.similarity import similarity

__all__ = [
    "Document",
    "Edit",
    "EditPair",
    "Kind",
    "Layout",
    "RecordError",
    "Request",
    "document",
    "documents",
    "similarity",
]
