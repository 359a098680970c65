"""A ledger that was tampered with, or rotted, says so and says where."""

import random
import sqlite3

import pytest

from holdtrue.checks import Artifact, Finding, InputError, Place, Verdict
from holdtrue.checks.contract import Contract
from holdtrue.middleware.ledger import DamagedError, Ledger
from holdtrue.middleware.ledger.queries import link
from holdtrue.middleware.record import Record

NUMBER = 12


def entry(index):
    text = "".join(random.Random(index).choices("abcdefghij \n", k=3000))
    finding = Finding(
        "number.changed", "forbidden", "major", f"{index} became 7", Place("text", 0, 1, 1, text[0])
    )
    verdict = Verdict("fail", 0.5, (finding,), Contract.preserve(), 1.5)
    return Record(
        run="run",
        step=f"step-{index}",
        id=f"id-{index}",
        before=Artifact.of(text),
        after=None,
        verdict=verdict,
    )


@pytest.fixture
def path(tmp_path):
    """A ledger file that nobody has open, of twelve records."""
    ledger = Ledger(tmp_path / "ledger.db")
    for index in range(1, NUMBER + 1):
        ledger.append(entry(index))
    ledger.close()
    return ledger.path


def flip(path, offset, mask=0x01):
    data = bytearray(path.read_bytes())
    data[offset] ^= mask
    path.write_bytes(data)


def holds(path):
    """Whether the ledger verifies; one that does not even open does not."""
    try:
        return Ledger(path).verify().ok
    except InputError:
        return False


def tamper(path, *statements):
    """Change the file as somebody would who knows SQLite and drops the triggers first."""
    connection = sqlite3.connect(path, isolation_level=None)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(*statement) if isinstance(statement, tuple) else connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()


def test_an_untouched_ledger_holds(path):
    ledger = Ledger(path)
    found = ledger.verify()
    assert (found.ok, found.count, found.broken) == (True, NUMBER, None)
    assert found.head == ledger.head == ledger.run("last")[-1].hash


def test_an_empty_ledger_holds(tmp_path):
    found = Ledger(tmp_path / "ledger.db").verify()
    assert (found.ok, found.count) == (True, 0)


def test_a_flipped_byte_in_a_record_names_it(path):
    flip(path, path.read_bytes().index(b'"message":"7 became 7"') + 12)
    broken = Ledger(path).verify().broken
    assert (broken.seq, broken.id, broken.step) == (7, "id-7", "step-7")
    assert "hash" in broken.reason


def test_a_byte_that_is_no_text_any_more_names_the_record(path):
    flip(path, path.read_bytes().index(b'"message":"7 became 7"') + 12, mask=0x80)
    assert Ledger(path).verify().broken.seq == 7
    with pytest.raises(InputError, match="damaged"):
        Ledger(path).run("run")


def test_a_flipped_byte_in_a_content_names_the_first_record_that_refers_to_it(path):
    with sqlite3.connect(path) as connection:
        digest = Ledger(path).run("run")[4].before_hashes["text"]
        (deflated,) = connection.execute(
            "SELECT deflated FROM content WHERE sha256 = ?", (digest,)
        ).fetchone()
    connection.close()
    Ledger(path).close()
    flip(path, path.read_bytes().index(deflated[:300]) + 200)
    broken = Ledger(path).verify().broken
    assert (broken.seq, broken.id) == (5, "id-5")
    assert "content" in broken.reason
    with pytest.raises(InputError, match="record 5 is damaged"):
        Ledger(path).run("run")


def test_no_flipped_byte_changes_what_the_ledger_says_unnoticed(path):
    def told():
        return [(stored.seq, stored.record, stored.hash) for stored in Ledger(path).run("run")]

    whole, truth = path.read_bytes(), told()
    noticed, offsets = 0, range(3, len(whole), 1151)
    for offset in offsets:
        path.write_bytes(whole)
        flip(path, offset, mask=1 << offset % 8)
        if holds(path):
            assert told() == truth  # free space and counters: nothing that anybody reads
        else:
            noticed += 1
    assert noticed > len(offsets) / 2


@pytest.mark.parametrize(
    ("statement", "seq", "reason"),
    [
        ("UPDATE record SET step = 'harmless' WHERE seq = 4", 4, "column 'step'"),
        ("UPDATE record SET outcome = 'pass' WHERE seq = 4", 4, "column 'outcome'"),
        ("UPDATE record SET prev = hash WHERE seq = 4", 4, "follow"),
        ("UPDATE record SET body = replace(body, '0.5', '0.9') WHERE seq = 4", 4, "hash"),
        ("DELETE FROM record WHERE seq = 4", 5, "gone"),
        ("DELETE FROM content WHERE rowid = 4", 4, "missing"),
        ("INSERT INTO content VALUES ('beef', x'00')", None, "belong to no record"),
        ("CREATE TABLE guest (x)", None, "table"),
        ("UPDATE migration SET name = 'm001'", None, "migrations"),
    ],
)
def test_tampering_is_named(path, statement, seq, reason):
    tamper(path, statement)
    broken = Ledger(path).verify().broken
    assert broken.seq == seq
    assert reason in str(broken)


def test_dropped_triggers_are_noticed(path):
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER record_no_update")
    connection.close()
    assert "trigger" in Ledger(path).verify().broken.reason


def test_a_cut_off_tail_is_noticed_by_the_noted_head(path):
    head = Ledger(path).head
    tamper(path, "DELETE FROM record WHERE seq > 9", "DELETE FROM content WHERE rowid > 9")
    ledger = Ledger(path)
    assert ledger.verify().ok  # the chain alone cannot know
    found = ledger.verify(head=head)
    assert not found.ok
    assert "cut off" in found.broken.reason


def test_a_rewritten_chain_is_noticed_by_the_noted_head(path):
    ledger = Ledger(path)
    head = ledger.head
    last = ledger.run("run")[-1]
    ledger.close()
    with sqlite3.connect(path) as connection:
        (body,) = connection.execute("SELECT body FROM record WHERE seq = ?", (NUMBER,)).fetchone()
    connection.close()
    body = body.replace("12 became 7", "12 became 8")
    row = (body, link(last.prev, body), NUMBER)
    tamper(path, ("UPDATE record SET body = ?, hash = ? WHERE seq = ?", row))
    assert Ledger(path).verify().ok
    assert not Ledger(path).verify(head=head).ok


def test_a_noted_head_still_holds_after_more_records(path):
    ledger = Ledger(path)
    head = ledger.head
    ledger.append(entry(99))
    assert ledger.verify(head=head).ok


def test_damage_is_seen_although_the_ledger_is_open(path):
    ledger = Ledger(path)
    assert ledger.verify().ok
    ledger.run("run")
    flip(path, path.read_bytes().index(b'"message":"7 became 7"') + 12)
    assert ledger.verify().broken.seq == 7


def test_a_truncated_file_is_broken_and_not_a_crash(path):
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert not holds(path)


def test_a_table_whose_definition_is_damaged_is_told(path):
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"CREATE TABLE record", b"CREATE \xc5ABLE record"))
    with pytest.raises(DamagedError, match="damaged"):
        Ledger(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET step = 'x'",
        "DELETE FROM record",
        "DELETE FROM content",
        "UPDATE content SET deflated = x'00'",
        "INSERT OR REPLACE INTO record SELECT * FROM record WHERE seq = 3",
        "UPDATE OR REPLACE migration SET number = 2",
    ],
)
def test_the_database_itself_refuses_changes(path, statement):
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()
