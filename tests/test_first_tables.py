"""What a first start lays is what all migrations make, or it is not laid."""

import dataclasses

import pytest
from django.core.management import call_command
from django.db import connection

from tests import databases
from tests.tables import plain
from wapentake.foundation.operations import first_tables
from wapentake.foundation.operations.first_tables import FILE, lay, prints, read, server

MOST = 15  # newer migrations that a first start applies by themselves: each takes a quarter of a second and more

RIGHTS = """
SELECT relname, grantee::regrole::text, privilege_type FROM pg_class, aclexplode(relacl)
WHERE relnamespace = 'public'::regnamespace
UNION ALL SELECT proname, grantee::regrole::text, privilege_type FROM pg_proc, aclexplode(proacl)
WHERE pronamespace = 'public'::regnamespace
"""


def test_the_file_is_laid_as_long_as_no_migration_in_it_changed(db):
    tables = read(FILE.read_text())
    assert str(tables) == FILE.read_text()
    assert tables.whole, "Somebody wrote in the file: make tables"
    changed = {name for name, found in tables.migrations.items() if prints().get(name) != found}
    assert not changed, f"These migrations read otherwise than when the file was made: {changed}. make tables"
    assert tables.fits(server())
    newer = prints().keys() - tables.migrations.keys()
    assert len(newer) <= MOST, f"{len(newer)} migrations are newer than the file: make tables"


def test_what_does_not_fit_is_not_laid(db):
    """The controls: an edited file, a migration that changed or is gone, another PostgreSQL, half a file."""
    tables = read(FILE.read_text())
    first = next(iter(tables.migrations))
    assert not read(FILE.read_text().replace("CREATE TABLE", "CREATE  TABLE", 1)).fits(server())
    assert not dataclasses.replace(tables, migrations=tables.migrations | {first: "0"}).fits(server())
    assert not dataclasses.replace(tables, migrations=tables.migrations | {"funding.9999_gone": "0"}).fits(server())
    assert not tables.fits(server() + 1)
    assert not read(FILE.read_text()[:2_000]).fits(server())
    assert not read("").fits(server())


def test_a_database_with_tables_is_left_alone(db):
    assert not lay()


def test_the_programs_own_role_may_do_what_the_migrations_left_it(db):
    assert first_tables.kept_from_the_app() in FILE.read_text()
    assert "REVOKE DELETE, INSERT, UPDATE ON public.funding_entry FROM wapentake_app;" in FILE.read_text()


@pytest.mark.nightly
@pytest.mark.timeout(600)
def test_laid_and_applied_one_by_one_are_the_same(django_db_setup, django_db_blocker, monkeypatch):
    found = []
    with django_db_blocker.unblock():
        for each in (False, True):
            databases.make("tables", "template1")
            with databases.pointing_at("tables"):
                laid = _noted(monkeypatch)
                call_command("migrate", each=each, verbosity=0)
                assert laid == ([] if each else [True])
                found.append(first_tables.dumped(databases.database_address("tables")))
                names = connection.introspection.table_names()
                counted = {name: _rows(name) for name in first_tables.UNFILLED if name in names}
                found.append(counted | {"rights": _rights()})
            databases.drop("tables")
    tables, laid_rights, applied, rights = found
    assert _plain(tables) == _plain(applied)
    assert laid_rights == rights
    assert len(rights["rights"]) > 500


def _plain(tables: str) -> list[str]:
    return [plain(line) for line in tables.splitlines()]


def _noted(monkeypatch) -> list[bool]:
    """Note what comes of laying."""
    noted: list[bool] = []
    monkeypatch.setattr(first_tables, "lay", lambda: noted.append(lay()))
    return noted


def _rights() -> set[tuple[str, ...]]:
    """Return who may do what with each table, sequence and function."""
    with connection.cursor() as cursor:
        cursor.execute(RIGHTS)
        return set(cursor.fetchall())


def _rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])
