"""A shelf list as BibTeX entries."""

from __future__ import annotations

import random

from holdtrue.checks import Contract
from holdtrue.experiments.documents.document import Document, shipped
from holdtrue.experiments.documents.edit import EditPair, Fields, Request
from holdtrue.experiments.documents.grammar import chars, one_of, repeated, sequence
from holdtrue.experiments.documents.layout import Layout
from holdtrue.experiments.documents.values import (
    COUNT,
    NAME,
    added,
    changed,
    inverse,
    listed,
    mapped,
    removed,
)

_LANGUAGES = {
    "english": "en",
    "french": "fr",
    "german": "de",
    "spanish": "es",
    "swedish": "sv",
    "finnish": "fi",
    "polish": "pl",
}
_RECENT_FROM = 2000
_WORD = chars("A-Za-zÀ-ÖØ-öø-ž0-9’-", 1, 16)
_INITIAL = sequence(chars("A-Z"), ".")

_BASE = Layout(
    "library.bib",
    "@book{{{key},\n  author = {{{family}, {given}}},\n  title = {{{title}}},\n  year = {{{year}}},\n"
    "  pages = {{{pages}}},\n  langid = {{{language}}}\n}}",
    {
        "key": sequence(chars("a-z", 2, 18), chars("0-9", 4), chars("a-c", 0, 1)),
        "family": NAME,
        "given": one_of(NAME, sequence(_INITIAL, " ", _INITIAL)),
        "title": sequence(_WORD, repeated(sequence(" ", _WORD), 0, 5)),
        "year": sequence(one_of("19", "20"), chars("0-9", 2)),
        # A book has an even number of pages, two a leaf: counting leaves can be undone.
        "pages": sequence(one_of("", sequence(chars("1-9"), chars("0-9", 0, 2))), chars("02468")),
        "language": one_of(*_LANGUAGES),
    },
    between="\n\n",
)
_LINES = Layout(
    "library.txt", "[{key}] {family}, {given}: {title} ({year}), {pages} pp., {language}", _BASE.fields
)
_RIS = Layout(
    "library.ris",
    "TY  - BOOK\nID  - {key}\nAU  - {family}, {given}\nTI  - {title}\nPY  - {year}\nSP  - {pages}\nLA  - {language}\nER  -",
    _BASE.fields,
    between="\n\n",
)


def _in_leaves(pages: str) -> str:
    return str(int(pages) // 2)


def _in_pages(leaves: str) -> str:
    return str(int(leaves) * 2)


def _stock(fields: Fields) -> str:
    return "backlist" if int(fields["year"]) < _RECENT_FROM else "recent"


_PAIRS = (
    EditPair.between(
        _BASE,
        _LINES,
        "lines",
        "reformat",
        there=Request(
            "Write the shelf list as plain references, one line a book in the same order: "
            "[key] author: title (year), pages pp., language. Copy every value as it stands.",
            "Write the book as: [key] author: title (year), pages pp., language",
        ),
        back=Request(
            "Turn these references into BibTeX entries of the type book with the fields author, title, year, pages and "
            "langid, a blank line between entries, the same order. Copy every value as it stands.",
            "Write the book as a BibTeX entry.",
        ),
    ),
    EditPair.between(
        _BASE,
        _RIS,
        "ris",
        "reformat",
        there=Request(
            "Convert the shelf list to RIS with the tags TY, ID, AU, TI, PY, SP (the pages), LA and ER, a blank line "
            "between books, the same order. Copy every value as it stands.",
            "Write the book in RIS.",
        ),
        back=Request(
            "Convert these RIS records to BibTeX entries of the type book with the fields author, title, year, pages "
            "and langid, a blank line between entries, the same order. Copy every value as it stands.",
            "Write the book as a BibTeX entry.",
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(_BASE.template.replace("{family}, {given}", "{given} {family}")),
        "given-first",
        "reorder",
        there=Request(
            "Write every author with the given name first and without the comma. Change nothing else.",
            "Write the author with the given name first.",
        ),
        back=Request(
            "Write every author with the family name first, a comma behind it; the family name is the last word. "
            "Change nothing else.",
            "Write the author with the family name first.",
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(language=one_of(*_LANGUAGES.values())),
        "language-codes",
        "rename",
        there=Request(
            f"Give every langid as a code of two letters: {listed(_LANGUAGES)}. Change nothing else.",
            f"Rename the langid: {listed(_LANGUAGES)}.",
            changed(mapped(_LANGUAGES), "language"),
        ),
        back=Request(
            f"Give every langid as a word: {listed(inverse(_LANGUAGES))}. Change nothing else.",
            f"Rename the langid: {listed(inverse(_LANGUAGES))}.",
            changed(mapped(inverse(_LANGUAGES)), "language"),
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(_BASE.template.replace("  pages =", "  leaves ="), pages=COUNT),
        "leaves",
        "arithmetic",
        contract=Contract.transform(free={"number"}),
        there=Request(
            "Count leaves instead of pages, two pages a leaf, in a field leaves in place of pages. "
            "Change nothing else.",
            "Replace pages by leaves, two pages a leaf.",
            changed(_in_leaves, "pages"),
        ),
        back=Request(
            "Count pages instead of leaves, two pages a leaf, in a field pages in place of leaves. "
            "Change nothing else.",
            "Replace leaves by pages, two pages a leaf.",
            changed(_in_pages, "pages"),
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(
            _BASE.template.removesuffix("\n}}") + ",\n  keywords = {{{stock}}}\n}}",
            stock=one_of("backlist", "recent"),
        ),
        "stock",
        "tag",
        there=Request(
            f"Add a last field keywords to every entry: backlist for years before {_RECENT_FROM}, else recent. "
            "Leave the rest as it is.",
            f"Add the field keywords: backlist for years before {_RECENT_FROM}, else recent.",
            added("stock", _stock),
        ),
        back=Request(
            "Remove the field keywords from every entry. Leave the rest as it is.",
            "Remove the field keywords.",
            removed("stock"),
        ),
    ),
)

_AUTHORS = (
    ("Aldersea", "Nina"), ("Aldersea", "Mina"), ("Brzózek", "Łucja"), ("Coldharbour", "P. J."), ("Dufresnoy", "Émile"),
    ("Engström", "Åke"), ("Faßhauer", "Greta"), ("Ibarrola", "Iñaki"), ("Jokelainen", "Väinö"),
)  # fmt: skip
_TITLES = (
    "The Salt Road", "The Salt Road Back", "Zimowe ule", "Tides and Tables", "Le Pont de mai", "Bin i norr",
    "Über Wasser 2", "Not a Still Life", "Doce faros", "Kymmenen yötä",
)  # fmt: skip


def _record(source: random.Random, position: int) -> Fields:
    family, given = source.choice(_AUTHORS)
    year = str(source.randrange(1950, 2026))
    shelf = "".join(source.choice("bcdfghklmnprst") + source.choice("aeiou") for _ in range(3))
    return {
        "key": f"{shelf}{year}{'abc'[position % 3]}",
        "family": family,
        "given": given,
        "title": source.choice(_TITLES),
        "year": year,
        "pages": str(2 * source.randrange(24, 400)),
        "language": source.choice(tuple(_LANGUAGES)),
    }


LIBRARY = Document(
    "library",
    "shelf list, BibTeX",
    _BASE,
    shipped("library.bib"),
    (
        (
            "@book{kestrelby1994,\n  author = {Kestrelby, Jon},\n  title = {A Winter Field},\n  year = {1994},\n"
            "  pages = {226},\n  langid = {english}\n}"
        ),
        (
            "@book{lachenaud2008,\n  author = {Lachenaud, Zoé},\n  title = {Trois jardins},\n  year = {2008},\n"
            "  pages = {164},\n  langid = {french}\n}"
        ),
        (
            "@book{muehlhaeuser1973,\n  author = {Mühlhäuser, K. T.},\n  title = {Brot und Kreide},\n  year = {1973},\n"
            "  pages = {88},\n  langid = {german}\n}"
        ),
    ),
    _PAIRS,
    _record,
)
