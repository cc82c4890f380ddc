"""The tables as all migrations leave them, in one file of SQL: a first start lays them in seconds, not half a minute.

The migrations are what counts. `make tables` makes the file of them. It names each with a print of its text: where one
reads otherwise by now, or PostgreSQL is another, nothing is laid and they are applied one by one. Newer ones are
applied after it as ever. `tests/test_first_tables.py` compares the two ways.
"""

import hashlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from wapentake.foundation.supervisor.cluster import APP

from .database import run

FILE = Path(__file__).resolve().parents[1] / "data" / "tables.sql"
HEAD = "-- Made of the migrations by `make tables`: do not edit.\n"
NAMED = re.compile(r"^-- migration (\S+) (\S+)$", re.MULTILINE)
SERVER = re.compile(r"^-- PostgreSQL (\d+)$", re.MULTILINE)
BODY = re.compile(r"^-- What follows has the print (\S+)\n", re.MULTILINE)
# Django fills these itself after each migrating, or we note in them what was applied.
UNFILLED = ("django_content_type", "auth_permission", "django_migrations")
# What pg_dump writes for psql and for its reader, and what holds for its own session. Nothing else of it is touched.
SESSION = (
    "check_function_bodies", "client_encoding", "client_min_messages", "default_table_access_method",
    "default_tablespace", "idle_in_transaction_session_timeout", "lock_timeout", "row_security",
    "standard_conforming_strings", "statement_timeout", "transaction_timeout", "xmloption",
)  # fmt: skip
BESIDE = re.compile(
    rf"^(--\n-- (Data for )?(Name|PostgreSQL database).*\n--\n\n?|-- Dumped .*\n|\\(un)?restrict .*\n|"
    rf"SET ({'|'.join(SESSION)}) = .*\n|SELECT \S+\.set_config\('search_path'.*\n|"
    rf"SELECT \S+\.setval\('public\.({'|'.join(UNFILLED)})_id_seq'.*\n)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Tables:
    """The file: for which version of PostgreSQL, of which migrations by their prints, and the SQL itself."""

    server: int
    migrations: dict[str, str]
    sql: str
    whole: bool = True

    def __str__(self) -> str:
        named = "".join(f"-- migration {name} {found}\n" for name, found in self.migrations.items())
        return f"{HEAD}-- PostgreSQL {self.server}\n{named}-- What follows has the print {_print(self.sql)}\n{self.sql}"

    def fits(self, server: int) -> bool:
        """Say whether the file is as it was made, and every migration in it reads as it did then."""
        return self.whole and self.server == server and self.migrations.items() <= prints().items()


def read(text: str) -> Tables:
    """Read the file's text."""
    server, body = SERVER.search(text), BODY.search(text)
    if server is None or body is None:
        return Tables(0, {}, "", whole=False)
    sql = text[body.end() :]
    return Tables(int(server[1]), dict(NAMED.findall(text[: body.start()])), sql, whole=_print(sql) == body[1])


def prints() -> dict[str, str]:
    """Return a print of the text of every migration of the program and of what it stands on, by `app.name`."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    files = {f"{app}.{name}": Path(str(sys.modules[each.__module__].__file__)) for (app, name), each in known.items()}
    return {name: _print(file.read_text()) for name, file in files.items()}


def _print(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def server() -> int:
    """Return the version of PostgreSQL that the database is of, like 18."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def lay() -> bool:
    """Lay the tables in an empty database, all or nothing; say whether that was done."""
    if connection.introspection.table_names() or not FILE.exists():
        return False
    tables = read(FILE.read_text())
    if not tables.fits(server()):
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL check_function_bodies = off")  # some look at tables that come after them
        cursor.execute(tables.sql)
        recorder = MigrationRecorder(connection)
        for name in tables.migrations:
            recorder.record_applied(*name.split(".", 1))
    return True


def made_of(url: str) -> Tables:
    """Return the tables of a database in which every migration was applied one by one, and nothing else was done."""
    known, applied = prints(), MigrationRecorder(connection).migration_qs.order_by("pk").values_list("app", "name")
    return Tables(server(), {name: known[name] for name in map(".".join, applied)}, dumped(url) + kept_from_the_app())


# What migrations took from the program's own role, where there is one: everything else the cluster grants by default.
KEPT = """
SELECT relname, string_agg(what, ', ' ORDER BY what) FROM pg_class, unnest(%s::text[]) what
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
  AND NOT has_table_privilege(%s::text::name, pg_class.oid, what)
GROUP BY relname ORDER BY relname
"""
GRANTED = ["SELECT", "INSERT", "UPDATE", "DELETE"]
ONLY_THERE = """
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{role}') THEN
{lines}  END IF;
END $$;
"""


def kept_from_the_app() -> str:
    """Return as SQL what the program's own role may not do in this database: write in the ledger, above all."""
    with connection.cursor() as cursor:
        cursor.execute(KEPT, [GRANTED, APP])
        lines = [f"    REVOKE {what} ON public.{table} FROM {APP};\n" for table, what in cursor.fetchall()]
    return ONLY_THERE.format(role=APP, lines="".join(lines))


def dumped(url: str) -> str:
    """Return what a database consists of as SQL, without what belongs to one installation."""
    arguments = ["--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=200", f"--dbname={url}"]
    arguments += [f"--exclude-table-data={name}" for name in UNFILLED]
    return BESIDE.sub("", run("pg_dump", *arguments)).strip("\n") + "\n"
