"""Databases of the suite, all copied from one migrated template.

Tests reset by a new copy, never by flush: the append-only tables refuse TRUNCATE, in tests as everywhere. A template's
name says which migrations made it, so a server that is kept (`tests/keep.py`) never gives yesterday's tables.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from psycopg import sql


def fingerprint(files: Iterable[Path]) -> str:
    """Return a few letters that change with any of these files."""
    known = hashlib.blake2b(digest_size=5)
    for path in sorted(files):
        known.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return known.hexdigest()


HOUSE = Path(__file__).resolve().parents[1] / "wapentake"
MIGRATIONS = fingerprint(HOUSE.glob("*/migrations/*.py"))
TEMPLATE = f"wapentake_template_{MIGRATIONS}"
LOCK = 7_236_114


def _admin() -> psycopg.Connection:
    """Connect to a database that is never a template, outside any transaction."""
    settings = connections["default"].settings_dict
    return psycopg.connect(
        host=settings["HOST"], port=settings["PORT"] or None, user=settings["USER"],
        password=settings["PASSWORD"] or None, dbname="postgres", autocommit=True,
    )  # fmt: skip


def _exists(admin: psycopg.Connection, name: str) -> bool:
    return admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def there(name: str) -> bool:
    """Say whether a database is there."""
    with _admin() as admin:
        return _exists(admin, name)


def rename(name: str, to: str) -> None:
    """Give a database without callers another name."""
    with _admin() as admin:
        admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to)))


@contextmanager
def only_one(what: str) -> Iterator[None]:
    """Let one worker of the run at a time into a block."""
    with _admin() as admin:
        admin.execute("SELECT pg_advisory_lock(hashtext(%s))", [f"tests: {what}"])
        yield


def make(name: str, template: str = TEMPLATE) -> None:
    """Make a database as a copy of a template; an older one of that name goes."""
    with _admin() as admin:
        # Copying needs the template without callers, so two workers copy one after the other.
        admin.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )


def drop(name: str) -> None:
    """Drop a database, its callers with it."""
    with _admin() as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def pointing_at(name: str) -> Iterator[None]:
    """Point Django at a database for a while."""
    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections["default"].close()
        connection.settings_dict["NAME"] = before


@contextmanager
def copied(what: str, template: str = TEMPLATE) -> Iterator[str]:
    """Point Django at a copy of a template that this worker has for itself, and drop it after. Yields its address."""
    name = f"{what}_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
    make(name, template)
    with pointing_at(name):
        yield database_address(name)
    drop(name)


def make_template() -> str:
    """Make the migrated template, once for a run whatever the number of workers, and return its name."""
    with _admin() as admin:
        admin.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if _exists(admin, TEMPLATE):
            return TEMPLATE
        drop(TEMPLATE + "_new")  # of a run that was killed
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE + "_new")))
        with pointing_at(TEMPLATE + "_new"):
            call_command("migrate", verbosity=0)
        admin.execute(f"ALTER DATABASE {TEMPLATE}_new RENAME TO {TEMPLATE}")
    return TEMPLATE


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Give each worker of the run a database of its own."""
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
    with django_db_blocker.unblock():
        make_template()
        make(name)
        with pointing_at(name):
            yield
        drop(name)


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[str]:
    """Give a test a database in which it commits for real; threads and processes may join it. Yields its address."""
    with django_db_blocker.unblock(), copied("commits") as address:
        yield address


def database_address(name: str) -> str:
    """Return the address of a database of this run, for another process's DATABASE_URL."""
    base, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    return f"{base}/{name}"
