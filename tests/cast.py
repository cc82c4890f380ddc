"""The standard cast: a database with the demonstration borough, and signing in as anybody in it.

The demonstration is loaded once for a run, into a template; tests get copies of it. It stands on the day of the run.
"""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests import databases
from wapentake.foundation import calendars, changes
from wapentake.people.models import User
from wapentake.people.queries import user_by_email
from wapentake.places.actions import end_listed_postcodes
from wapentake.site.actions import cite_figures, follow_figures, load_demonstration
from wapentake.site.management.figures import load_figures
from wapentake.site.readers import read_borough, read_ended_postcodes
from wapentake.site.states import CastMember, cast

CAST: dict[str, CastMember] = {member.key: member for member in cast()}
ROOT = Path(__file__).resolve().parents[1]
# On a server that is kept it is loaded again on another day, and when its tables or what loads it have changed.
LOADS = [path for part in ("actions", "data", "readers") for path in (databases.HOUSE / "site" / part).rglob("*.*")]
STANDS = f"{databases.MIGRATIONS}_{databases.fingerprint(LOADS)}_{calendars.now():%d%m}"
TEMPLATE = f"wapentake_cast_{STANDS}"
SERVED = f"wapentake_served_{STANDS}"
# Of a program that serves it: pages name the site's address, and those of another address would be rendered anew.
SERVING = {"WAPENTAKE_DEMO": "true", "WAPENTAKE_ADDRESS": "http://127.0.0.1:8000"}
# As if tomorrow's pages were there. A program that starts would render a hundred of them each minute, and each module
# of journeys starts one. How days change is proven where it is made: wapentake/foundation/tests.
LOOKED_AHEAD = """
UPDATE foundation_publishedpage page SET looked_ahead_to = least(shown.valid_until, shown.never_after)
FROM foundation_publishedversion shown WHERE shown.page_id = page.id AND NOT shown.ahead
"""
SEED = 1
# Loading takes half a minute, more on a busy machine, and the first test that asks for it waits.
PATIENCE = 600
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def person(key: str) -> User:
    """Return a member of the cast as they are in the database in use."""
    user = user_by_email(CAST[key].email)
    assert user is not None, f"{key} is not in this database: use the fixture cast_db"
    return user


def as_person(client: Client, key: str) -> Client:
    """Sign a test client in as a member of the cast, and return it."""
    client.force_login(person(key), backend=BACKEND)
    return client


def load() -> None:
    """Load the demonstration borough with its postcodes and a sketched map into the database in use."""
    call_command("set_up_council", stdout=_nowhere())
    call_command("load_postcodes", district=settings.WAPENTAKE_COUNCIL_CODE, stdout=_nowhere())
    call_command("set_up_council", schematic=True, stdout=_nowhere())
    load_figures(_nowhere())
    now = calendars.now()
    end_listed_postcodes(*read_ended_postcodes(), by=None, at=now)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(ROOT / "build" / "cast"))  # where the papers of its applications lie
        load_demonstration(read_borough(), on=now.date(), at=now, seed=SEED)
    follow_figures(now.date())
    cite_figures(now.date())


def _nowhere() -> io.StringIO:
    return io.StringIO()


def publish(name: str) -> None:
    """Render and store every public page of a database, as a program does that has been up for a while."""
    changes.deliver()
    env = os.environ | SERVING | {"DATABASE_URL": databases.database_address(name)}
    program = Path(sys.executable).with_name("wapentake")
    subprocess.run([program, "publish", "--all"], env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo'")  # they would find everything done
        cursor.execute(LOOKED_AHEAD)


def _once(name: str, source: Callable[[], str], fill: Callable[[str], None]) -> str:
    """Return a database to copy from: made once for all workers, when the first of them asks."""
    with databases.only_one(name):
        if not databases.there(name):
            new = f"{name}_new"
            databases.make(new, source())
            with databases.pointing_at(new):
                fill(new)
                with connection.cursor() as cursor:
                    cursor.execute("ANALYZE")
            databases.rename(new, name)
    return name


def template() -> str:
    """Return the name of the database with the demonstration borough."""
    return _once(TEMPLATE, databases.make_template, lambda _: load())


def served() -> str:
    """Return the name of the same with every public page stored, for programs that serve it."""
    return _once(SERVED, template, publish)


@pytest.fixture(scope="session")
def cast_template(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> str:
    """Load the demonstration borough, if no other worker has. Returns the name of the database to copy from."""
    with django_db_blocker.unblock():
        return template()


@pytest.fixture
def cast_db(cast_template: str, django_db_blocker: pytest.FixtureRequest, settings: object) -> Iterator[str]:
    """Give a test a database with the demonstration borough, in which it commits for real. Yields its address."""
    settings.WAPENTAKE_DEMO = True
    with django_db_blocker.unblock(), databases.copied("cast", cast_template) as address:
        yield address


@pytest.fixture
def served_db(cast_template: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[str]:
    """Give a test that starts programs the same with its public pages stored. Yields its address."""
    with django_db_blocker.unblock(), databases.copied("served", served()) as address:
        yield address


@pytest.fixture(scope="module")
def cast_to_read(cast_template: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Let the tests of a module look at one database with the demonstration borough. They must write nothing."""
    with django_db_blocker.unblock(), databases.copied("cast_read", cast_template):
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests that use the cast wait for it to be loaded, and those that serve pages open sockets; no others may."""
    for item in items:
        if {"served_db", "live_server", "chromium"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.enable_socket)
        if "cast_template" in getattr(item, "fixturenames", ()) and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(PATIENCE))
