"""A running program with the demonstration borough in it, and a browser. Each module of journeys has its own."""

import datetime as dt
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import cast, databases
from tests.journeys import results
from tests.journeys.browser import Person

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys talk to the program over the loopback address, and take their time."""
    for item in items:
        if "tests/journeys" in str(item.path):
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.timeout(240))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write what the journeys looked at, where that is asked for."""
    results.write(dt.datetime.now(dt.UTC).date(), failed=session.testsfailed)


@pytest.fixture(scope="module")
def prepared() -> Callable[[str], None]:
    """What to do with a module's database before the program starts; a module may say."""
    return lambda name: None


@pytest.fixture(scope="module")
def filled() -> Callable[[], str]:
    """Which database a module's program serves a copy of; a module may say."""
    return cast.served


@pytest.fixture(scope="module")
def site(
    request: pytest.FixtureRequest,
    cast_template: str,
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    prepared: Callable[[str], None],
    filled: Callable[[], str],
) -> Iterator[str]:
    """The address of a program that serves the demonstration borough: `wapentake serve`, with its worker."""
    name = f"journeys_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
    with django_db_blocker.unblock():
        databases.make(name, filled())
        prepared(name)
    folder = tmp_path_factory.mktemp("data")
    env = os.environ | cast.SERVING
    env |= {
        "DATABASE_URL": databases.database_address(name),
        "DATA_DIR": str(folder),
        "EMAIL_URL": "console:",  # mails stand in the log
        "PYTHONWARNINGS": "default",
    }
    log = (folder / "serve.log").open("w+")
    program = subprocess.Popen(
        [Path(sys.executable).with_name("wapentake"), "serve", "--port", "0"],
        env=env, cwd=ROOT, stdout=log, stderr=log,
    )  # fmt: skip
    try:
        yield _address(program, Path(log.name))
    finally:
        program.terminate()
        program.wait(30)
        log.close()
        with django_db_blocker.unblock():
            databases.drop(name)


def _address(program: subprocess.Popen[bytes], log: Path, patience: float = 120) -> str:
    """Wait for the program to say where it answers. It writes to a file, since a full pipe would stop it."""
    end = time.monotonic() + patience
    while program.poll() is None and time.monotonic() < end:
        if found := re.search(r"ready at (http://[\d.]+:\d+)", log.read_text()):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(f"The program did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture
def visitor(chromium: Browser, site: str) -> Iterator[Callable[..., Person]]:
    """Make people at browsers: `visitor()`, with `phone=True`, `javascript=False` or `keyboard=True`, or several."""
    contexts = []

    def make(*, phone: bool = False, javascript: bool = True, keyboard: bool = False) -> Person:
        context = chromium.new_context(
            viewport=PHONE if phone else DESKTOP,
            java_script_enabled=javascript,
            reduced_motion="reduce",
            locale="en-GB",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Person(context, site, javascript=javascript, keyboard=keyboard)

    yield make
    for context in contexts:
        context.close()
