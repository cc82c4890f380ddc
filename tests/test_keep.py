"""A server that is kept says its address, serves it, and goes with Ctrl-C; its templates are those of these files."""

import shlex
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.databases import fingerprint

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_stopped(stop: signal.Signals) -> None:
    command = [sys.executable, "-m", "tests.keep"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as keep:
        try:
            assert keep.stdout
            word, said = shlex.split(keep.stdout.readline())
            name, _, address = said.partition("=")
            assert (word, name) == ("export", "TEST_DATABASE_URL")
            with psycopg.connect(address) as connection:
                assert connection.execute("SHOW autovacuum").fetchone() == ("off",)
            keep.send_signal(stop)
            assert keep.wait(30) == 0
            with pytest.raises(psycopg.OperationalError):
                psycopg.connect(address)
        finally:
            keep.kill()


def test_other_migrations_are_another_template(tmp_path: Path) -> None:
    first = tmp_path / "0001_initial.py"
    first.write_text("one")
    before = fingerprint([first])
    assert fingerprint([first]) == before
    first.write_text("two")
    changed = fingerprint([first])
    (tmp_path / "0002_more.py").write_text("")
    assert len({before, changed, fingerprint(tmp_path.iterdir())}) == 3
