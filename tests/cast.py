"""The standard cast: a database with the demonstration borough, and signing in as anybody in it.

The demonstration is loaded once for a run, into a template; tests get copies of it. It stands on the day of the run.
"""

import io
import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from tests import databases
from wapentake.foundation import calendars
from wapentake.people.models import User
from wapentake.people.queries import user_by_email
from wapentake.site.actions import load_demonstration
from wapentake.site.readers import read_borough
from wapentake.site.states import CastMember, cast

CAST: dict[str, CastMember] = {member.key: member for member in cast()}
TEMPLATE = "wapentake_cast"
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
    now = calendars.now()
    load_demonstration(read_borough(), on=now.date(), at=now, seed=SEED)


def _nowhere() -> io.StringIO:
    return io.StringIO()


def template() -> str:
    """Return the name of the database to copy: made once for all workers, when the first of them asks."""
    with databases.only_one("cast"):
        if not databases.there(TEMPLATE):
            databases.make_template()
            databases.make(TEMPLATE + "_new")
            with databases.pointing_at(TEMPLATE + "_new"):
                load()
            databases.rename(TEMPLATE + "_new", TEMPLATE)
    return TEMPLATE


@pytest.fixture
def cast_db(django_db_setup: None, django_db_blocker: pytest.FixtureRequest, settings: object) -> Iterator[str]:
    """Give a test a database with the demonstration borough, in which it commits for real. Yields its address."""
    settings.WAPENTAKE_DEMO = True
    name = f"cast_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
    with django_db_blocker.unblock():
        databases.make(name, template())
        with databases.pointing_at(name):
            yield databases.database_address(name)
        databases.drop(name)


@pytest.fixture(scope="module")
def cast_to_read(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Let the tests of a module look at one database with the demonstration borough. They must write nothing."""
    name = f"cast_read_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
    with django_db_blocker.unblock():
        databases.make(name, template())
        with databases.pointing_at(name):
            yield
        databases.drop(name)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests that use the cast wait for it to be loaded."""
    for item in items:
        if {"cast_db", "cast_to_read"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.timeout(PATIENCE))
