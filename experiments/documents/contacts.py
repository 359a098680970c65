"""An address book as vCards (RFC 6350); a record is what stands between a card's first two lines and its last."""

from __future__ import annotations

import random
from datetime import date

from holdtrue.experiments.documents.document import Document, shipped
from holdtrue.experiments.documents.edit import EditPair, Fields, Request
from holdtrue.experiments.documents.grammar import chars, one_of, sequence
from holdtrue.experiments.documents.layout import Layout
from holdtrue.experiments.documents.values import (
    COMPACT_DATE,
    LONG_DATE,
    NAME,
    added,
    changed,
    day_in,
    from_spelt_out,
    inverse,
    listed,
    mapped,
    removed,
    spelt_out,
)

_OFFICES = {
    "buyer": "purchasing",
    "driver": "haulage",
    "planner": "scheduling",
    "welder": "metalwork",
    "clerk": "records",
}

_BASE = Layout(
    "contacts.vcf",
    "FN:{given} {family}\nROLE:{role}\nTEL:{phone}\nBDAY:{birthday}\nEMAIL:{email}",
    {
        "given": NAME,
        "family": NAME,
        "role": one_of(*_OFFICES),
        "phone": sequence(
            "+", chars("1-9"), chars("0-9", 0, 1), "-", chars("0-9", 3, 4), "-", chars("0-9", 6, 7)
        ),
        "birthday": COMPACT_DATE,
        "email": sequence(chars("a-z"), chars("a-z0-9.-", 1, 19), "@example.", one_of("org", "net", "com")),
    },
    between="\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\n",
    before="BEGIN:VCARD\nVERSION:4.0\n",
    after="\nEND:VCARD\n",
)
_LINES = Layout("contacts.txt", "{family}, {given} <{email}> {phone}, {role}, born {birthday}", _BASE.fields)
_CSV = Layout(
    "contacts.csv",
    "{given},{family},{role},{phone},{birthday},{email}",
    _BASE.fields,
    before="given,family,role,phone,birthday,email\n",
)
_FAMILY_FIRST = _BASE.varied(_BASE.template.replace("{given} {family}", "{family} {given}"))
_SPELT_OUT = _BASE.varied(_BASE.template.replace("BDAY:", "BDAY;VALUE=text:"), birthday=LONG_DATE)
_NICKNAMED = _BASE.varied(f"{_BASE.template}\nNICKNAME:{{initials}}", initials=chars("A-ZÀ-ÖØ-ÞĀ-Ž", 2))


def _birthday_in_words(compact: str) -> str:
    return spelt_out(f"{compact[:4]}-{compact[4:6]}-{compact[6:]}")


def _birthday_in_digits(words: str) -> str:
    return from_spelt_out(words).replace("-", "")


def _initials(fields: Fields) -> str:
    return (fields["given"][0] + fields["family"][0]).upper()


_PAIRS = (
    EditPair.between(
        _BASE,
        _LINES,
        "lines",
        "reformat",
        there=Request(
            "Write the address book as plain lines, one a card in the same order: "
            "family, given <email> phone, role, born birthday. Copy every value as it stands.",
            "Write the card as: family, given <email> phone, role, born birthday",
        ),
        back=Request(
            "Turn these lines into vCards, version 4.0, in the same order, each with FN (given name first), ROLE, "
            "TEL, BDAY and EMAIL. Copy every value as it stands.",
            "Write the line as FN (given name first), ROLE, TEL, BDAY and EMAIL.",
        ),
    ),
    EditPair.between(
        _BASE,
        _CSV,
        "csv",
        "reformat",
        there=Request(
            "Convert the address book to CSV with the header given,family,role,phone,birthday,email, one line a card "
            "in the same order. Copy every value as it stands.",
            "Write the card as: given,family,role,phone,birthday,email",
        ),
        back=Request(
            "Convert this CSV to vCards, version 4.0, in the same order, each with FN (given name first), ROLE, TEL, "
            "BDAY and EMAIL. Copy every value as it stands.",
            "Write the line as FN (given name first), ROLE, TEL, BDAY and EMAIL.",
        ),
    ),
    EditPair.between(
        _BASE,
        _FAMILY_FIRST,
        "family-first",
        "reorder",
        there=Request(
            "In every FN line, put the family name before the given name, without a comma. Change nothing else.",
            "Put the family name before the given name.",
        ),
        back=Request(
            "In every FN line the family name comes first; put the given name before it. Change nothing else.",
            "Put the given name before the family name.",
        ),
    ),
    EditPair.between(
        _BASE,
        _SPELT_OUT,
        "birthdays",
        "date",
        there=Request(
            "Write every birthday in words, so that BDAY:19840709 becomes BDAY;VALUE=text:9 July 1984. "
            "Change nothing else.",
            "Write the birthday in words.",
            changed(_birthday_in_words, "birthday"),
        ),
        back=Request(
            "Write every birthday in digits, so that BDAY;VALUE=text:9 July 1984 becomes BDAY:19840709. "
            "Change nothing else.",
            "Write the birthday in digits.",
            changed(_birthday_in_digits, "birthday"),
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(role=one_of(*_OFFICES.values())),
        "offices",
        "rename",
        there=Request(
            f"Under ROLE, name the office instead of the post: {listed(_OFFICES)}. Change nothing else.",
            f"Rename the role: {listed(_OFFICES)}.",
            changed(mapped(_OFFICES), "role"),
        ),
        back=Request(
            f"Under ROLE, name the post instead of the office: {listed(inverse(_OFFICES))}. Change nothing else.",
            f"Rename the role: {listed(inverse(_OFFICES))}.",
            changed(mapped(inverse(_OFFICES)), "role"),
        ),
    ),
    EditPair.between(
        _BASE,
        _NICKNAMED,
        "initials",
        "tag",
        there=Request(
            "Add a last line NICKNAME to every card with the first letters of the given and the family name, in "
            "capitals. Leave the rest as it is.",
            "Add NICKNAME with the initials.",
            added("initials", _initials),
        ),
        back=Request(
            "Remove the NICKNAME line from every card. Leave the rest as it is.",
            "Remove the NICKNAME line.",
            removed("initials"),
        ),
    ),
)

_GIVEN = (
    "Réka",
    "Íñigo",
    "Siobhán",
    "Anne-Lise",
    "Jiří",
    "Wiebke",
    "Osric",
    "Zoë",
    "Åse",
    "Łucja",
    "Tomás",
    "Elin",
)
_FAMILY = (
    "Halmos", "Halmay", "Barrantes", "O’Darragh", "Brekkehus", "Zelenohorský", "Thorsdorf", "Quintrell", "Fjellvang",
    "Núñez-Ortola", "Anselm", "Çelikay",
)  # fmt: skip
_HOUSES = ("mill", "harbour", "quarry", "orchard", "station")


def _record(source: random.Random, position: int) -> Fields:
    return {
        "given": source.choice(_GIVEN),
        "family": source.choice(_FAMILY),
        "role": source.choice(tuple(_OFFICES)),
        # Number ranges that no exchange assigns: Ofcom's 01632 960xxx and the 555-01xx of North America.
        "phone": source.choice(
            (f"+44-1632-960{source.randrange(1000):03d}", f"+1-202-55501{source.randrange(100):02d}")
        ),
        "birthday": day_in(source, date(1955, 1, 1), 17_000).replace("-", ""),
        "email": f"{source.choice('abcdefghjkmnprstw')}.{source.choice(_HOUSES)}{position}@example.org",
    }


CONTACTS = Document(
    "contacts",
    "address book, vCard",
    _BASE,
    shipped("contacts.vcf"),
    (
        "FN:Ingrid Solheimer\nROLE:clerk\nTEL:+44-1632-960811\nBDAY:19910412\nEMAIL:i.solheimer@example.org",
        "FN:Paweł Dąbrowicz\nROLE:driver\nTEL:+1-202-5550133\nBDAY:19680930\nEMAIL:p.dabro@example.net",
        "FN:Mary-Ann Tolliver\nROLE:planner\nTEL:+44-1632-960402\nBDAY:20011105\nEMAIL:ma.tolliver@example.com",
    ),
    _PAIRS,
    _record,
)
