"""What is done to a whole database: migrate it one at a time, begin it afresh."""

import contextlib
import importlib
import pkgutil
import shutil
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit, urlunsplit

import psycopg
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from psycopg.sql import SQL, Identifier

from .database import database_url, is_own
from .folders import data_dir
from .trouble import Trouble


@contextlib.contextmanager
def migrating() -> Iterator[bool]:
    """One at a time on a server that others share: two hosts that start together migrate one after the other.

    Yields whether there is anything to migrate: Django itself takes a second and a half to find that there is nothing.
    """
    with psycopg.connect(database_url("owner"), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext('wapentake migrate'))")
        yield bool(_shipped() - _applied(connection))


def _applied(connection: psycopg.Connection) -> set[tuple[str, str]]:
    """The migrations that a database has had: application and name; none where it is empty."""
    if connection.execute("SELECT to_regclass('django_migrations')").fetchone() == (None,):
        return set()
    return {(app, name) for app, name in connection.execute("SELECT app, name FROM django_migrations")}


def _shipped() -> set[tuple[str, str]]:
    """The migrations that came with this program: application and name, by the names of their files."""
    found = set()
    for label in (config.label for config in apps.get_app_configs()):
        with contextlib.suppress(ModuleNotFoundError):  # it has no tables
            folder = importlib.import_module(str(MigrationLoader.migrations_module(label)[0])).__path__
            files = (file.name for file in pkgutil.iter_modules(folder) if not file.ispkg)
            found |= {(label, name) for name in files if not name.startswith(("_", "~"))}
    return found


def take_statistics() -> None:
    """Let PostgreSQL look at what was loaded, so that it plans by what is there and not by guesses.

    It does so by itself within minutes, but never for a table of a few rows, and plans for 200 of them until then.
    """
    with psycopg.connect(database_url("owner"), autocommit=True) as connection:
        connection.execute("ANALYZE")


def recreate() -> None:
    """Begin with an empty database: drop it, callers and all, and create it again.

    This host's copies of the published pages go too: new pages count their versions from one again, so an old copy
    would pass for the new one.

    Raises Trouble where the owner's role may not.
    """
    url = database_url("owner")
    parts = urlsplit(url)
    name = unquote(parts.path.strip("/"))
    try:
        with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as connection:
            connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
            connection.execute(SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE {}").format(
                Identifier(name), Identifier("template1" if is_own() else "template0")
            ))  # fmt: skip
        shutil.rmtree(data_dir() / "published", ignore_errors=True)
    except psycopg.Error as error:
        why = str(error).strip().splitlines()[0]
        raise Trouble(
            f"The database {name} cannot be made afresh ({why}): give its user the right to create databases, "
            "or empty it yourself."
        ) from None
