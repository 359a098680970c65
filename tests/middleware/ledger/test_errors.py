"""A file that cannot serve as a ledger says so in one line and stays as it is."""

import contextlib
import os
import sqlite3
import subprocess
import threading
import time
from dataclasses import replace

import pytest

from holdtrue.checks import Artifact, InputError
from holdtrue.middleware.ledger import Ledger, LedgerError, database
from holdtrue.middleware.record import Record

RECORD = Record(run="run", step="s", before=Artifact.of("text"), after=None)


@pytest.fixture
def disk(tmp_path):
    """A small file system of its own that can be filled and made read-only."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting a small disk needs root on Linux")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def one_line(raised):
    message = str(raised.value)
    assert "\n" not in message
    assert isinstance(raised.value, InputError)
    return message


@pytest.mark.parametrize(
    "content", [b"not a database at all, just a text\n" * 50, b"SQLite format 3\x00" + b"\xff" * 500]
)
def test_another_file_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(LedgerError) as raised:
        Ledger(path)
    assert str(path) in one_line(raised)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_another_programs_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE person (name)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger(path)
    assert path.read_bytes() == before


def test_a_ledger_of_a_newer_version_is_refused(tmp_path):
    Ledger(tmp_path / "ledger.db").close()
    with sqlite3.connect(tmp_path / "ledger.db") as connection:
        connection.execute("INSERT INTO migration VALUES (99, 'm099')")
    connection.close()
    with pytest.raises(LedgerError, match="newer Holdtrue"):
        Ledger(tmp_path / "ledger.db")


def test_an_empty_file_becomes_a_ledger(tmp_path):
    (tmp_path / "ledger.db").touch()
    assert Ledger(tmp_path / "ledger.db").append(RECORD).seq == 1


def test_a_folder_or_a_file_in_the_way_is_told(tmp_path):
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "file" / "ledger.db"):
        with pytest.raises(LedgerError) as raised:
            Ledger(path)
        one_line(raised)


def test_where_none_may_be_made_a_missing_ledger_is_told(tmp_path):
    with pytest.raises(LedgerError, match="no ledger there"):
        Ledger(tmp_path / "a" / "ledger.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_nobody_gives_back_is_told(tmp_path, monkeypatch):
    ledger = Ledger(tmp_path / "ledger.db")
    monkeypatch.setattr(database, "PATIENCE_S", 0.05)
    other = sqlite3.connect(ledger.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError, match="locked by another process"):
        ledger.append(RECORD)
    assert ledger.runs() == []
    other.execute("ROLLBACK")
    other.close()
    assert ledger.append(RECORD).seq == 1


def test_threads_do_not_wait_for_each_other_beyond_their_patience(tmp_path):
    ledger = Ledger(tmp_path / "ledger.db")
    other = sqlite3.connect(ledger.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    raised = []

    def write(index):
        with pytest.raises(LedgerError, match="locked by another process") as error:
            ledger.append(replace(RECORD, id=str(index)), patience_s=0.3)
        raised.append(error)

    threads = [threading.Thread(target=write, args=(index,)) for index in range(10)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(raised) == 10
    assert time.monotonic() - started < 2
    other.close()


def test_a_ledger_that_was_deleted_while_it_was_open_is_told(tmp_path):
    ledger = Ledger(tmp_path / "ledger.db")
    ledger.append(RECORD)
    ledger.path.rename(tmp_path / "elsewhere.db")
    with pytest.raises(LedgerError, match="the ledger is gone") as raised:
        ledger.append(replace(RECORD, id="2"))
    one_line(raised)
    assert not ledger.path.exists()
    (tmp_path / "elsewhere.db").rename(ledger.path)
    assert ledger.append(replace(RECORD, id="2")).seq == 2


def test_another_ledger_put_in_its_place_is_written_to(tmp_path):
    ledger, other = Ledger(tmp_path / "ledger.db"), Ledger(tmp_path / "other.db")
    ledger.append(RECORD)
    other.append(RECORD)
    other.close()
    other.path.replace(ledger.path)
    for suffix in ("-wal", "-shm"):
        ledger.path.with_name(ledger.path.name + suffix).unlink(missing_ok=True)
    ledger.append(replace(RECORD, id="2"))
    assert [stored.record.id for stored in ledger.records()] == [RECORD.id, "2"]
    assert ledger.verify().ok


def test_the_same_hand_off_is_not_written_twice(tmp_path):
    ledger = Ledger(tmp_path / "ledger.db")
    ledger.append(RECORD)
    with pytest.raises(LedgerError):
        ledger.append(RECORD)
    assert ledger.verify().count == 1


def test_a_read_only_disk_can_be_read_and_not_written(disk):
    ledger = Ledger(disk / "ledger.db")
    ledger.append(RECORD)
    ledger.close()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    reader = Ledger(disk / "ledger.db")
    assert reader.verify().ok
    assert reader.run("last")[0].record == RECORD
    with pytest.raises(LedgerError, match="read-only") as raised:
        reader.append(RECORD)
    one_line(raised)
    with pytest.raises(LedgerError, match="cannot be made"):
        Ledger(disk / "new" / "ledger.db")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write to everything")
def test_a_read_only_file_can_be_read_and_not_written(tmp_path):
    ledger = Ledger(tmp_path / "ledger.db")
    ledger.append(RECORD)
    ledger.close()
    ledger.path.chmod(0o444)
    reader = Ledger(tmp_path / "ledger.db")
    assert reader.run("last")[0].record == RECORD
    with pytest.raises(LedgerError, match="read-only"):
        reader.append(RECORD)


def test_a_full_disk_is_told_and_what_was_written_before_stays(disk):
    ledger = Ledger(disk / "ledger.db")
    acknowledged = []

    def fill():
        for index in range(200):
            noise = os.urandom(8000).hex()
            record = Record(run="run", step=str(index), before=Artifact.of(noise), after=None)
            acknowledged.append(ledger.append(record))

    with pytest.raises(LedgerError, match="disk is full") as raised:
        fill()
    one_line(raised)
    assert acknowledged
    assert ledger.run("run") == acknowledged
    assert ledger.verify().ok


def test_a_disk_that_is_full_from_the_start_is_told(disk):
    with contextlib.suppress(OSError), (disk / "filler").open("wb") as filler:
        for _ in range(600):
            filler.write(b"x" * 1024)
            filler.flush()
    with pytest.raises(LedgerError) as raised:
        Ledger(disk / "ledger.db")
    assert "disk is full" in one_line(raised)
