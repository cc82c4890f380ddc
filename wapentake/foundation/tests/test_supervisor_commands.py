"""Commands without a server: they share one cluster, and it goes with the last of them."""

import os
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from wapentake.foundation.supervisor.binaries import SHARED

from .installation import Installation, until

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def shared():
    made = Installation()
    yield made
    made.close()


@pytest.fixture
def installation(shared):
    until(shared.is_empty)
    return shared


def holds(installation):
    """A command finds a database, and ends well."""
    command = installation.hold(0)
    said = command.stdout.read().splitlines()
    assert command.wait() == 0, said
    assert said[-1] == "done"


def test_a_command_starts_the_database_and_leaves_no_process(installation):
    holds(installation)
    assert installation.is_empty(), "by the time it has ended, not some time later"


def test_two_commands_at_once_share_one_database_that_outlives_the_first(installation):
    first, second = installation.hold(0.5), installation.hold(3)
    since = [first.stdout.readline(), second.stdout.readline()]
    assert since[0] == since[1], "one server"
    assert first.wait() == 0
    assert second.poll() is None, "the first does not wait for the second"
    assert second.stdout.readline() == "done\n"
    assert second.wait() == 0
    until(installation.is_empty, 10)


def test_a_killed_command_leaves_no_server(installation):
    command = installation.hold(60)
    command.stdout.readline()
    command.kill()
    command.wait()
    until(installation.is_empty, 10)


def test_a_command_that_started_the_database_and_is_killed_does_not_take_it_from_another(installation):
    first = installation.hold(60)
    since = first.stdout.readline()
    second = installation.hold(2)
    assert second.stdout.readline() == since
    first.kill()
    assert second.stdout.readline() == "done\n"
    assert second.wait() == 0
    until(installation.is_empty, 10)


def test_a_killed_keeper_takes_its_server_along_and_the_next_command_starts_another(installation):
    command = installation.hold(60)
    command.stdout.readline()
    [keeper] = [p for p in installation.processes() if "keeper" in p.cmdline()]
    [server] = [p for p in keeper.children() if "postgres" in p.name()]
    keeper.kill()
    until(lambda: not server.is_running() or server.status() == psutil.STATUS_ZOMBIE, 10)
    command.kill()
    command.wait()
    holds(installation)


def test_serve_says_who_is_in_its_way(installation):
    command = installation.hold(60)
    command.stdout.readline()
    code, said = installation.run("serve", "--port=0")
    assert code == 1
    assert said.startswith("Another command is using the database in")
    assert said.count("\n") == 1
    command.kill()
    command.wait()
    until(installation.is_empty, 10)


def test_a_closed_data_dir_works_and_no_mode_is_changed():
    """As root the database runs as somebody else, whom this folder keeps out; for anybody else it is just a folder."""
    closed = Path(tempfile.mkdtemp(prefix="wapentake-try-"))
    (closed / "inner").mkdir(mode=0o700)
    installation = Installation(closed / "inner")
    (closed / "inner" / "data").mkdir(mode=0o700)
    folders = [closed, closed / "inner", closed / "inner" / "data"]
    modes = [(f.stat().st_mode, f.stat().st_uid, f.stat().st_gid) for f in folders]
    holds(installation)
    assert [(f.stat().st_mode, f.stat().st_uid, f.stat().st_gid) for f in folders] == modes
    link = installation.data / "postgres"
    assert link.is_symlink() == (os.geteuid() == 0)
    assert (link / "data" / "PG_VERSION").exists()
    if link.is_symlink():
        target = link.readlink()
        assert target.parent == SHARED
        target.rename(target.with_name("moved"))
        code, said = installation.run("hold", "0")
        assert code == 1
        assert said == (
            f"The database of {installation.data} was in {target}, which is gone: put it back, "
            f"or remove {link} to begin with an empty one.\n"
        )
        target.with_name("moved").rename(target)
        for path in sorted(target.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
        target.rmdir()
    installation.close()
    closed.rmdir()


def test_a_first_command_killed_early_does_not_harm_the_second():
    installation = Installation()
    try:
        for moment in (0.3, 0.5, 0.7, 0.9):
            command = installation.hold(0)
            time.sleep(moment)
            command.kill()
            command.wait()
        holds(installation)
    finally:
        installation.close()
