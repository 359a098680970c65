"""A service list as an INI file."""

from __future__ import annotations

import random

from holdtrue.checks import Contract
from holdtrue.experiments.documents.document import Document, shipped
from holdtrue.experiments.documents.edit import EditPair, Fields, Request
from holdtrue.experiments.documents.grammar import chars, one_of, sequence
from holdtrue.experiments.documents.layout import Layout, RecordError
from holdtrue.experiments.documents.values import COUNT, added, changed, inverse, listed, mapped, removed

_TEAMS = {"platform": "core", "finance": "money", "shop": "retail", "media": "pictures"}
_OCTET = one_of("0", sequence(chars("1-9"), chars("0-9", 0, 2)))

_BASE = Layout(
    "services.ini",
    "[{service}]\nhost = {host}\nport = {port}\nowner = {owner}\ntimeout = {timeout}",
    {
        "service": sequence(chars("a-z"), chars("a-z0-9-", 1, 23)),
        "host": sequence(_OCTET, ".", _OCTET, ".", _OCTET, ".", _OCTET),
        "port": sequence(chars("1-9"), chars("0-9", 0, 4)),
        "owner": one_of(*_TEAMS),
        "timeout": COUNT,
    },
    between="\n\n",
)
_YAML = Layout(
    "services.yaml",
    "{service}:\n  host: {host}\n  port: {port}\n  owner: {owner}\n  timeout: {timeout}",
    _BASE.fields,
    between="\n\n",
)
_LINES = Layout("services.txt", "{service} {host}:{port} owner={owner} timeout={timeout}", _BASE.fields)


def _in_milliseconds(seconds: str) -> str:
    return str(int(seconds) * 1000)


def _in_seconds(milliseconds: str) -> str:
    seconds, rest = divmod(int(milliseconds), 1000)
    if rest:
        msg = f"{milliseconds} ms is no whole number of seconds"
        raise RecordError(msg)
    return str(seconds)


def _backwards(host: str) -> str:
    return ".".join(reversed(host.split(".")))


def _tls(fields: Fields) -> str:
    return "yes" if fields["port"].endswith("443") else "no"


_PAIRS = (
    EditPair.between(
        _BASE,
        _YAML,
        "yaml",
        "reformat",
        there=Request(
            "Convert the service list to YAML: every section becomes a key with its settings indented below it, a "
            "blank line between services, the same order. Copy every value as it stands.",
            "Write the service in YAML.",
        ),
        back=Request(
            "Convert this YAML to an INI file: every top key becomes a section with its settings as key = value, a "
            "blank line between sections, the same order. Copy every value as it stands.",
            "Write the service in INI form.",
        ),
    ),
    EditPair.between(
        _BASE,
        _LINES,
        "lines",
        "reformat",
        there=Request(
            "Write every service on one line, in the same order: service host:port owner=... timeout=... "
            "Copy every value as it stands.",
            "Write the service as: service host:port owner=... timeout=...",
        ),
        back=Request(
            "Convert these lines to an INI file with a section for every service and the keys host, port, owner and "
            "timeout, a blank line between sections, the same order. Copy every value as it stands.",
            "Write the service in INI form.",
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(owner=one_of(*_TEAMS.values())),
        "teams",
        "rename",
        there=Request(
            f"The teams have new names: {listed(_TEAMS)}. Put them in as owners and change nothing else.",
            f"Rename the owner: {listed(_TEAMS)}.",
            changed(mapped(_TEAMS), "owner"),
        ),
        back=Request(
            f"The teams have their old names back: {listed(inverse(_TEAMS))}. Put them in as owners and change "
            "nothing else.",
            f"Rename the owner: {listed(inverse(_TEAMS))}.",
            changed(mapped(inverse(_TEAMS)), "owner"),
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE,
        "backward-hosts",
        "reorder",
        contract=Contract.transform(free={"number", "id"}),
        there=Request(
            "Write every host with its four numbers in the opposite order, as reverse look-ups need it, so that "
            "10.20.0.14 becomes 14.0.20.10. Change nothing else.",
            "Write the host's four numbers in the opposite order.",
            changed(_backwards, "host"),
        ),
        back=Request(
            "Every host has its four numbers in the opposite order; turn them round, so that 14.0.20.10 becomes "
            "10.20.0.14. Change nothing else.",
            "Write the host's four numbers in the opposite order.",
            changed(_backwards, "host"),
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(
            _BASE.template.replace("timeout", "timeout_ms", 1), timeout=sequence(COUNT, chars("0-9", 0, 3))
        ),
        "milliseconds",
        "arithmetic",
        contract=Contract.transform(free={"number"}),
        there=Request(
            "Give every timeout in milliseconds under the key timeout_ms, so that timeout = 90 becomes "
            "timeout_ms = 90000. Change nothing else.",
            "Write the timeout in milliseconds.",
            changed(_in_milliseconds, "timeout"),
        ),
        back=Request(
            "Give every timeout in seconds under the key timeout, so that timeout_ms = 90000 becomes timeout = 90. "
            "Change nothing else.",
            "Write the timeout in seconds.",
            changed(_in_seconds, "timeout"),
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(f"{_BASE.template}\ntls = {{tls}}", tls=one_of("yes", "no")),
        "tls",
        "tag",
        there=Request(
            "Add a last key tls to every section: yes where the port ends in 443, else no. Leave the rest as it is.",
            "Add tls = yes if the port ends in 443, else tls = no.",
            added("tls", _tls),
        ),
        back=Request(
            "Remove the key tls from every section. Leave the rest as it is.",
            "Remove the key tls.",
            removed("tls"),
        ),
    ),
)

_STEMS = (
    "auth",
    "billing",
    "catalogue",
    "checkout",
    "image-resize",
    "mailer",
    "search",
    "thumbnails",
    "vault",
    "audit",
)
_NETWORKS = ("10.20", "10.21", "172.16", "192.168")


def _record(source: random.Random, position: int) -> Fields:
    return {
        "service": f"{source.choice(_STEMS)}-{position + 1}",
        "host": f"{source.choice(_NETWORKS)}.{source.randrange(256)}.{source.randrange(1, 255)}",
        "port": str(
            source.choice((443, 8443, 8080, 9000 + source.randrange(1000), 1024 + source.randrange(9000)))
        ),
        "owner": source.choice(tuple(_TEAMS)),
        "timeout": str(source.choice((3, 5, 8, 12, 15, 30, 45, 60, 75, 90, 120, 300))),
    }


SERVICES = Document(
    "services",
    "service list, INI",
    _BASE,
    shipped("services.ini"),
    (
        "[webhooks]\nhost = 10.22.8.31\nport = 8090\nowner = finance\ntimeout = 20",
        "[session-cache]\nhost = 172.16.40.6\nport = 6379\nowner = platform\ntimeout = 2",
        "[print-queue]\nhost = 192.168.5.150\nport = 9443\nowner = media\ntimeout = 180",
    ),
    _PAIRS,
    _record,
)
