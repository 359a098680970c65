"""Many writers at once, and writers that die."""

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import textwrap
import threading

import pytest

from holdtrue.checks import Artifact
from holdtrue.middleware.ledger import Ledger
from holdtrue.middleware.record import Record


def entry(step="edit", text="a document", **more):
    return Record(
        run=more.pop("run", "run-1"),
        step=step,
        before=Artifact.of(text),
        after=Artifact.of(text + "."),
        **more,
    )


def write(ledger, run, number):
    for index in range(number):
        ledger.append(entry(run=run, text=f"document {index % 7}"))


@pytest.mark.parametrize(
    "method", [m for m in ("fork", "spawn") if m in multiprocessing.get_all_start_methods()]
)
def test_processes_that_write_at_once_lose_nothing_and_keep_the_chain(tmp_path, method):
    ledger = Ledger(tmp_path / "ledger.db")
    ledger.append(entry())  # so that there is an open connection when the fork happens
    context = multiprocessing.get_context(method)
    # A spawned process loads everything anew, so fewer of them make the same point.
    processes, number = (8, 60) if method == "fork" else (2, 20)
    writers = [context.Process(target=write, args=(ledger, f"run-{k}", number)) for k in range(processes)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * processes
    found = ledger.verify()
    assert found.ok
    assert found.count == processes * number + 1


def test_threads_that_write_at_once_lose_nothing(tmp_path):
    ledger = Ledger(tmp_path / "ledger.db")
    threads = [threading.Thread(target=write, args=(ledger, f"run-{k}", 15)) for k in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ledger.verify().count == 90
    assert ledger.verify().ok


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_fork_while_another_thread_writes(tmp_path):
    ledger = Ledger(tmp_path / "ledger.db")
    thread = threading.Thread(target=write, args=(ledger, "thread", 60))
    thread.start()
    children = []
    for number in range(3):
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                write(ledger, f"child-{number}", 5)
                code = 0
            finally:
                os._exit(code)
        children.append(pid)
    assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children] == [0, 0, 0]
    thread.join()
    found = ledger.verify()
    assert found.ok
    assert found.count == 75


def test_a_pickled_ledger_writes_to_the_same_file(tmp_path):
    ledger = Ledger(tmp_path / "ledger.db", content=False)
    ledger.append(entry())
    other = pickle.loads(pickle.dumps(ledger))
    assert other.append(entry()).seq == 2
    assert other.run("last")[1].kept == "withheld"


def test_what_was_acknowledged_before_a_kill_is_there(tmp_path):
    script = """
        import sys
        from holdtrue.checks import Artifact
        from holdtrue.middleware.ledger import Ledger
        from holdtrue.middleware.record import Record
        ledger = Ledger(sys.argv[1])
        while True:
            record = Record(run="r", step="s", before=Artifact.of("x" * 5000), after=None)
            print(ledger.append(record).record.id, flush=True)
    """
    path = tmp_path / "ledger.db"
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), str(path)], stdout=subprocess.PIPE, text=True
    ) as writer:
        acknowledged = [writer.stdout.readline().strip() for _ in range(20)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += [line.strip() for line in writer.stdout if line.endswith("\n")]
    ledger = Ledger(path)
    written = [stored.record.id for stored in ledger.run("r")]
    assert written[: len(acknowledged)] == acknowledged
    assert len(written) - len(acknowledged) in (0, 1)  # the last may have been written and not yet told
    assert ledger.verify().ok
    assert ledger.append(entry()).seq == len(written) + 1
