"""`wapentake demo`: loads once, serves, says who can sign in, and ends with everything that it started."""

import datetime as dt
import io
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests import cast
from wapentake.foundation.models import PublishedPage
from wapentake.foundation.supervisor import Trouble
from wapentake.site.management.commands.demo import Command

from .test_demonstration_days import contents

PROGRAM = Path(sys.executable).with_name("wapentake")


def test_a_second_run_changes_nothing(cast_db) -> None:
    before = contents()
    said = io.StringIO()
    call_command("demo", "--part", "all", stdout=said)
    assert "kept as it is" in said.getvalue()
    assert contents() == before
    assert not PublishedPage.objects.exists()


def test_it_says_the_address_the_times_and_who_can_sign_in(monkeypatch) -> None:
    monkeypatch.setenv("WAPENTAKE_INSTALL_SECONDS", "12")
    said = io.StringIO()
    Command(stdout=said)._welcome("http://127.0.0.1:8000/", 34.4)
    text = said.getvalue()
    assert "ready at http://127.0.0.1:8000/\n" in text
    assert "Installing took 12 s, loading and starting 34 s." in text
    assert "http://127.0.0.1:8000/demo/" in text
    assert "Maureen Ashby" in text
    short = sum(one.short for one in cast.CAST.values())
    assert f"and {len(cast.CAST) - short} more" in text


def test_a_port_that_is_none_is_refused_in_a_sentence() -> None:
    with pytest.raises(Trouble, match="it must be a number from 1 to 65535"):
        call_command("demo", "--port", "http")


def test_a_day_that_cannot_be_is_refused_in_a_sentence(committed_db) -> None:
    call_command("set_up_council", stdout=io.StringIO())
    with pytest.raises(CommandError, match="begins on 1 October 2025"):
        Command()._load_borough({"on": dt.date(2024, 1, 1), "seed": 1})


@pytest.mark.nightly
@pytest.mark.enable_socket
@pytest.mark.timeout(900)
def test_from_nothing_to_a_ward_page_and_back(tmp_path) -> None:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("DATABASE", "WAPENTAKE", "DATA_"))}
    env |= {"DATA_DIR": str(tmp_path / "data"), "WAPENTAKE_LOG": "plain", "PYTHONWARNINGS": "default"}
    assert "81 councillors" in _run_to_ready(env)
    assert "kept as it is" in _run_to_ready(env)
    running = psutil.process_iter(["cmdline"])
    assert not [process for process in running if str(tmp_path) in " ".join(process.info["cmdline"] or ())]


def _run_to_ready(env: dict[str, str]) -> str:
    """Start the demonstration, look at it over HTTP, press Ctrl-C, and return what it said."""
    output, address = "", None
    with subprocess.Popen(
        [PROGRAM, "demo", "--port", "0"], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as program:
        assert program.stdout is not None
        for line in program.stdout:
            output += line
            if found := re.search(r"ready at (http://\S+)", line):
                address = found[1]
                break
        assert address, output
        with urllib.request.urlopen(f"{address}wards/boston-castle/", timeout=10) as answer:
            page = answer.read().decode()
        assert "Maureen Ashby" in page
        assert "Demonstration" in page
        began = time.monotonic()
        program.send_signal(signal.SIGINT)
        output += program.stdout.read()
        program.wait(30)
        assert time.monotonic() - began < 30
    return output
