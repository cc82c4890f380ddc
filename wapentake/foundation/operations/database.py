"""The database as one file and back, with PostgreSQL's own pg_dump and pg_restore."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection
from psycopg import sql

from wapentake.foundation.supervisor.account import database_account
from wapentake.foundation.supervisor.binaries import programs
from wapentake.foundation.supervisor.database import database_url

from .bundle import BadBackup


def run(program: str, *arguments: str) -> str:
    """Run one of PostgreSQL's programs and return what it printed. Raises BadBackup with its words where it stops."""
    path = programs(database_account()) / program
    done = subprocess.run(  # noqa: S603  our own program and arguments
        [path, *arguments], capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C"}
    )
    if done.returncode:
        words = done.stderr.strip().splitlines() or ["it did not say why"]
        raise BadBackup(f"{program} stopped: {words[0]}.")
    return done.stdout


def dump(target: Path) -> None:
    """Write the database to a file, as it stands at one moment, without stopping anybody."""
    run("pg_dump", "--format=custom", f"--file={target}", f"--dbname={database_url('owner')}")


def named(name: str) -> str:
    """Return the owner's address of another database on the same server."""
    return urlunsplit(urlsplit(database_url("owner"))._replace(path=f"/{name}"))


def own_name() -> str:
    """Return the name of this installation's database."""
    return urlsplit(database_url("owner")).path.strip("/")


def restore_as(source: Path, name: str) -> None:
    """Make a new database from a file. One of that name, left by a restore that was stopped, goes first."""
    with psycopg.connect(database_url("owner"), autocommit=True) as owner:
        owner.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={named(name)}", str(source))


def swap(name: str, aside: str) -> None:
    """Put a restored database in the place of this installation's, which is kept under the name `aside`.

    Raises BadBackup while anybody is connected: the program must not run during a restore.
    """
    own = own_name()
    with psycopg.connect(named("postgres"), autocommit=True) as owner:
        busy = owner.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()", [own]
        ).fetchone()
        if busy and busy[0]:
            raise BadBackup("The program is running on this database: stop it, then restore.")
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        owner.execute(rename.format(sql.Identifier(own), sql.Identifier(aside)))
        owner.execute(rename.format(sql.Identifier(name), sql.Identifier(own)))


@contextmanager
def pointing_at(name: str) -> Iterator[None]:
    """Ask and write in another database of the same server for a while."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def row_counts() -> dict[str, int]:
    """Return how many rows every table of the program holds."""
    counts: dict[str, int] = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  # house: a table's own name
            counts[table] = cursor.fetchone()[0]
    return counts


def is_empty() -> bool:
    """Say whether nobody has used this database yet: it has no users."""
    with connection.cursor() as cursor:
        if "people_user" not in connection.introspection.table_names(cursor):
            return True
        cursor.execute("SELECT NOT EXISTS (SELECT FROM people_user)")
        return bool(cursor.fetchone()[0])
