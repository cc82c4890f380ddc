"""Whatever is killed: it starts again, leaves nobody behind, and loses nothing that was acknowledged."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time

import psutil
import pytest

from wapentake.foundation.management.commands.serve import port_of
from wapentake.foundation.supervisor import Trouble, settings_for_database

from .installation import Installation, Served, Writer, until

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def shared():
    served = Served(WAPENTAKE_WORKER_SILENCE="3").start()
    yield served
    served.close()


@pytest.fixture
def served(shared):
    until(lambda: shared.tries("/healthz"))
    until(shared.worker_answers)
    return shared


def kill_and_see_again(served, word):
    before = until(lambda: served.child(word))
    family = [before, *before.children(recursive=True)]
    before.kill()
    until(lambda: (now := served.child(word)) and now.pid != before.pid)
    until(lambda: not [p for p in family if p.is_running() and p.status() != psutil.STATUS_ZOMBIE], 15)


@pytest.mark.parametrize("word", ["web", "postgres"])
def test_killed_it_starts_again_and_nothing_acknowledged_is_lost(served, word):
    with Writer(served, f"killed-{word}-{time.time()}") as writer:
        kill_and_see_again(served, word)
        writer.goes_on()
    assert writer.acknowledged <= served.notes()


def test_a_killed_web_worker_is_replaced(served):
    before = json.loads(served.get("/healthz"))["pid"]
    os.kill(before, signal.SIGKILL)
    after = json.loads(until(lambda: served.tries("/healthz")))["pid"]
    assert after != before
    assert psutil.Process(after).parent() == served.child("web")


def test_a_job_outlives_the_worker_that_was_doing_it(served):
    words = f"job-{time.time()}"
    assert served.get(f"/jobs/{words}/1") == "promised"
    time.sleep(0.4)  # it is being done
    assert words not in served.notes()
    kill_and_see_again(served, "worker")
    until(lambda: words in served.notes(), 40)


def test_renewal_turns_nobody_away(served):
    before = json.loads(served.get("/healthz"))["pid"]
    failed, done, ending = [], [], threading.Event()

    def ask():
        while not ending.is_set():
            try:
                done.append(served.get("/slow"))
            except Exception as error:  # whatever it is, somebody was turned away
                failed.append(repr(error))

    callers = [threading.Thread(target=ask) for _ in range(4)]
    for caller in callers:
        caller.start()
    served.server.send_signal(signal.SIGHUP)
    until(lambda: not psutil.pid_exists(before))
    time.sleep(0.5)
    ending.set()
    for caller in callers:
        caller.join()
    assert failed == []
    assert len(set(done)) == 2, "the old worker and the new one both answered"


def test_a_second_server_is_refused_in_one_sentence(served):
    code, said = served.run("serve", "--port=0")
    assert code == 1
    assert said.startswith("Wapentake already serves from")
    assert said.count("\n") == 1
    assert served.get("/healthz")


def test_a_command_attaches_to_the_running_database_and_leaves_it_running(served):
    postgres = served.child("postgres").pid
    code, said = served.run("hold", "0")
    assert (code, said.splitlines()[-1]) == (0, "done")
    assert served.child("postgres").pid == postgres


def test_killed_it_leaves_no_process_and_keeps_its_data_and_ctrl_c_stops_everything():
    served = Served().start("--no-worker")
    try:
        assert served.child("worker") is None
        with Writer(served, "last") as writer:
            served.server.kill()
        served.server.wait()
        until(served.is_empty, 15)

        served.start()
        until(served.worker_answers)
        assert writer.acknowledged <= served.notes()
        assert served.end(signal.SIGINT) == 0
        assert served.is_empty()
    finally:
        served.close()


CHILD = """
import signal, subprocess, sys, time
from wapentake.foundation.supervisor.processes import start
words = ["sleep", "60"]
child = start(words, on_parent_death=signal.SIGTERM) if sys.argv[1] == "tied" else subprocess.Popen(words)
print(child.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize(("how", "survives"), [("tied", False), ("loose", True)])
def test_a_child_dies_with_a_killed_parent_and_only_for_being_tied_to_it(how, survives):
    parent = subprocess.Popen([sys.executable, "-c", CHILD, how], stdout=subprocess.PIPE, text=True)
    child = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    parent.stdout.close()
    try:
        if survives:
            time.sleep(1)
            assert child.status() != psutil.STATUS_ZOMBIE
        else:
            until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
    finally:
        if child.is_running():
            child.kill()


@pytest.fixture
def installation():
    made = Installation()
    yield made
    made.close()


def test_a_taken_port_is_said_in_one_sentence(installation):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = installation.run("serve", PORT=str(port))
    assert code == 1
    assert said == (
        f"Port {port} on 127.0.0.1 cannot be had (address already in use): "
        "stop the program that uses it, or set PORT to another number.\n"
    )
    assert not (installation.data / "postgres").exists(), "nothing was begun"


@pytest.mark.parametrize("port", ["eighty", "-1", "70000", "８０８０", "80.5", "1e3", ""])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(Trouble) as refused:
        port_of(port)
    assert str(refused.value) == f"PORT is {port!r}: it must be a number from 1 to 65535."


def test_a_port_that_is_none_is_said_in_one_sentence(installation):
    assert installation.run("serve", PORT="eighty") == (1, "PORT is 'eighty': it must be a number from 1 to 65535.\n")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://someone@127.0.0.1/w", "DATABASE_URL must name a PostgreSQL database"),
        ("postgresql://127.0.0.1", "DATABASE_URL names no database"),
        ("postgresql://127.0.0.1:port/w", "DATABASE_URL cannot be read"),
        ("not an address", "DATABASE_URL must name a PostgreSQL database"),
    ],
)
def test_a_database_url_that_is_none_is_refused(monkeypatch, url, sentence):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(Trouble) as refused:
        settings_for_database()
    assert str(refused.value) == f"{sentence}: write it like postgresql://user:password@host:5432/wapentake."


@pytest.mark.parametrize("word", ["serve", "showmigrations"])
def test_a_database_that_does_not_answer_is_said_in_one_sentence(installation, word):
    assert installation.run(word, DATABASE_URL="postgresql://someone@127.0.0.1:1/w", PORT="0") == (
        1,
        "No PostgreSQL answers at 127.0.0.1:1: start it, or correct DATABASE_URL.\n",
    )


def test_a_data_dir_that_cannot_be_written_is_said_in_one_sentence(installation):
    (installation.folder / "file").write_text("in the way")
    code, said = installation.run("serve", DATA_DIR=str(installation.folder / "file" / "data"), PORT="0")
    assert code == 1
    assert said.endswith("cannot be written: give this account the folder, or set DATA_DIR to another one.\n")
    assert said.count("\n") == 1
