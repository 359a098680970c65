"""Plain-text accounts (ledger, hledger, beancount): transactions with their postings, directives and comments."""

from __future__ import annotations

import re

from holdtrue.checks.formats.parsed import Trouble
from holdtrue.checks.readers.assembly import Assembly, bare_of, lines_of
from holdtrue.checks.readers.draft import Draft

_DATE = r"(?:\d{4}[-/.])?\d{1,2}[-/.]\d{1,2}"
_HEAD = re.compile(
    rf"(?P<date>{_DATE})(?:=(?P<date2>{_DATE}))?(?:\s+(?P<status>[*!]|txn))?(?:\s*(?P<code>\([^)]*\)))?(?=\s|$)(?P<rest>.*)"
)
_DATED = re.compile(
    rf"(?P<date>{_DATE})\s+(?P<kind>open|close|balance|pad|note|price|commodity|document|event|custom|query)\b(?P<rest>.*)"
)
_DIRECTIVE = re.compile(
    r"(?P<kind>account|commodity|include|alias|payee|tag|option|plugin|apply|end|bucket|default|year|define|pushtag|poptag"
    r"|decimal-mark|comment|assert|check|eval|test|[PDYNACbhioO])(?=\s|$)(?P<rest>.*)"
)
_MARKED = {"~": "periodic", "=": "automatic"}
_REMARK = re.compile(r"(?:^|\s);")
_POSTING = re.compile(
    r"\s+(?:(?P<status>[*!])\s*)?(?P<account>[^\s;\"](?:[^\s;]|[ ](?![ \t;]))*)(?P<rest>.*)"
)
_ONE_SPACE = re.compile(
    r"(?P<account>\S+:\S+)[ ](?P<amount>[-+(\d.=@{]\S*(?:[ ].*)?|[^\W\d_]{1,4} ?[-\d.].*|[$€£¥]\s?[-\d.].*)"
)
_AMOUNT = re.compile(
    r"\s*(?P<amount>[^@={\[;]*[^\s@={\[;])?\s*(?P<cost>\{+[^}]*\}*)?\s*(?:\[(?P<lot>[^\]]*)\])?"
    r"\s*(?:@{1,2}\s*(?P<price>[^=;{]*[^\s=;{]))?\s*(?:={1,2}\*?\s*(?P<balance>[^;]*[^\s;]))?\s*"
)
_META = re.compile(r"\s+(?P<name>[a-z][\w-]*):(?=\s|$)(?P<value>.*)")
_LONGEST = 2_000
"""Characters of a line that is taken apart; a longer one is no posting."""

_QUOTED = re.compile(r'"(?P<text>[^"]*)"|(?P<link>[#^][\w/.-]+)|(?P<other>[^"\s#^]\S*|[#^])')


def read_ledger(text: str) -> Draft:
    """Read transactions with cells `date`, `status`, `code`, `payee`; each posting is a record inside."""
    made = Assembly()
    trouble: Trouble | None = None
    around: int | None = None
    ended = ""
    for number, (start, line) in enumerate(lines_of(text), 1):
        bare = bare_of(line)
        if ended or not bare:
            around = None if not bare else around
            if bare:
                made.leaf("comment", line, start)
                ended = "" if " ".join(bare.split()) == ended else ended
        elif len(line) > _LONGEST:
            trouble = trouble or Trouble(number, "a line too long for accounts")
            made.leaf("text", line, start, parent=around)
        elif line[0] in " \t":
            if around is None:
                around = _stray(made, start, line)
            else:
                _inside(made, around, start, line)
        elif line.lstrip("\ufeff")[0] in ";#%|*":
            made.leaf("comment", line, start)
            around = None
        elif (found := _top(made, start, line)) is not None:
            around = found
            ended = f"end {bare}" if bare in ("comment", "test") else ""
        else:
            trouble = trouble or Trouble(number, "neither a transaction nor a directive")
            made.leaf("text", line, start)
            around = None
    return Draft(made.records(), trouble)


def _stray(made: Assembly, start: int, line: str) -> int | None:
    """An indented line under nothing: a posting whose transaction is elsewhere, or a comment."""
    if line.lstrip()[0] in ";#":
        made.leaf("comment", line, start)
        return None
    record = made.add("transaction", start)
    _inside(made, record, start, line)
    return record


def _top(made: Assembly, start: int, line: str) -> int | None:
    """A line that begins at the margin: its record, None where it is nothing known."""
    lead = len(line) - len(line.lstrip("\ufeff"))
    line, start = line[lead:], start + lead
    if match := _DATED.match(line):
        record = made.add(match["kind"], start)
        _put(made, record, "date", match, start)
        _words(made, record, line, match.start("rest"), start)
    elif match := _HEAD.match(line):
        record = made.add("transaction", start)
        for field in ("date", "date2", "status"):
            _put(made, record, field, match, start)
        if match["code"]:
            at = start + match.start("code") + 1
            made.cell(record, "code", match["code"][1:-1], at, at + len(match["code"]) - 2)
        _payee(made, record, line, match.start("rest"), start)
    elif line[0] in _MARKED:
        record = made.add(_MARKED[line[0]], start)
        _piece(made, record, "expression", line, 1, len(line), start)
    elif match := _DIRECTIVE.match(line):
        record = made.add({"P": "price"}.get(match["kind"], match["kind"]), start)
        _words(made, record, line, match.start("rest"), start)
    else:
        return None
    return record


def _payee(made: Assembly, record: int, line: str, begin: int, start: int) -> None:
    """Payee and remark of a transaction; quoted, payee and narration with tags and links."""
    if line[begin:].lstrip().startswith('"'):
        end = line.find(";", line.rfind('"'))
        end = end if end >= 0 else len(line)
        _quoted(made, record, line, begin, end, start)
        _piece(made, record, "comment", line, end + 1, len(line), start)
        return
    comment = _REMARK.search(line, begin)
    _piece(made, record, "payee", line, begin, comment.end() - 1 if comment else len(line), start)
    if comment:
        _piece(made, record, "comment", line, comment.end(), len(line), start)


def _quoted(made: Assembly, record: int, line: str, begin: int, end: int, start: int) -> None:
    """`"Payee" "Narration" #tag ^link`, as beancount writes it; one quoted text alone is the narration."""
    found = list(_QUOTED.finditer(line, begin, end))
    quoted = [match for match in found if match["text"] is not None]
    for match in found:
        if match["text"] is None:
            _piece(made, record, "link" if match["link"] else "", line, match.start(), match.end(), start)
        else:
            field = "payee" if match is quoted[0] and len(quoted) > 1 else "narration"
            made.cell(record, field, match["text"], start + match.start("text"), start + match.end("text"))


def _words(made: Assembly, record: int, line: str, begin: int, start: int) -> None:
    """What a directive says: its first word, the rest, and the comment behind."""
    comment = _REMARK.search(line, begin)
    end = comment.end() - 1 if comment else len(line)
    quoted = '"' in line[begin:end]
    dated = made.kind(record) in ("open", "close", "balance", "pad", "note", "price", "commodity")
    if quoted or dated:
        for position, match in enumerate(_QUOTED.finditer(line, begin, end), 1):
            field = "account" if position == 1 and ":" in match[0] and not quoted else str(position)
            group = "text" if match["text"] is not None else 0
            made.cell(record, field, match[group], start + match.start(group), start + match.end(group))
    else:
        _piece(made, record, "value", line, begin, end, start)
    if comment:
        _piece(made, record, "comment", line, comment.end(), len(line), start)


def _inside(made: Assembly, around: int, start: int, line: str) -> None:
    """An indented line: a posting, a remark, or a named value of the transaction."""
    bare = line.lstrip()
    if bare[0] in ";#":
        made.leaf("comment", bare.lstrip(";#"), start + len(line) - len(bare.lstrip(";#")), parent=around)
        return
    if match := _META.fullmatch(line):
        at = match.start("value") + len(match["value"]) - len(match["value"].lstrip())
        value = match["value"].strip()
        quoted = len(value) > 1 and value[0] == value[-1] == '"'
        inner = value[1:-1] if quoted else value
        begin = start + at + quoted
        made.cell(
            around, match["name"], inner, begin, begin + len(inner), name_start=start + match.start("name")
        )
        return
    match = _POSTING.match(line)
    if not match:
        made.leaf("text", line, start, parent=around)
        return
    record = made.add("posting", start + len(line) - len(bare), parent=around, path="posting")
    _put(made, record, "status", match, start)
    account, rest = match.span("account"), match.start("rest")
    if single := _ONE_SPACE.fullmatch(match["account"]):
        rest = account[0] + single.start("amount")
        account = (account[0], account[0] + single.end("account"))
    _piece(made, record, "account", line, *account, start)
    comment = line.find(";", rest)
    end = comment if comment >= 0 else len(line)
    amounts = _AMOUNT.fullmatch(line, rest, end)
    if amounts:
        for field in ("amount", "cost", "lot", "price", "balance"):
            if amounts[field]:
                _piece(made, record, field, line, *amounts.span(field), start)
    else:
        _piece(made, record, "amount", line, rest, end, start)
    if comment >= 0:
        _piece(made, record, "comment", line, comment + 1, len(line), start)


def _put(made: Assembly, record: int, field: str, match: re.Match[str], start: int) -> None:
    if match[field]:
        made.cell(record, field, match[field], start + match.start(field), start + match.end(field))


def _piece(made: Assembly, record: int, field: str, line: str, begin: int, end: int, start: int) -> None:
    """A stretch of a line as a cell, without the space around it; none where it is blank."""
    bare = line[begin:end].strip()
    if bare:
        at = start + line.index(bare, begin)
        made.cell(record, field, bare, at, at + len(bare))
