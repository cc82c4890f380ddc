"""What is done to a whole database: whether it must be migrated; made afresh, copies of pages go with the old one."""

from pathlib import Path
from unittest.mock import MagicMock

import psycopg
import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from wapentake.foundation.supervisor import upkeep
from wapentake.foundation.supervisor.trouble import Trouble


@pytest.fixture
def copy_of_a_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A page of the old database on this host's disk. New pages count their versions from one, as it did."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgres://council@database.example.org/wapentake")
    file = tmp_path / "published" / "00" / "old.page"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"The former borough")
    return file


def test_old_copies_of_pages_go_with_their_database(copy_of_a_page: Path, monkeypatch: pytest.MonkeyPatch):
    server = MagicMock()
    monkeypatch.setattr(upkeep.psycopg, "connect", server)
    upkeep.recreate()
    assert server.return_value.__enter__.return_value.execute.call_count == 2
    assert not copy_of_a_page.exists()


def test_they_stay_where_the_database_stays(copy_of_a_page: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(upkeep.psycopg, "connect", MagicMock(side_effect=psycopg.OperationalError("no right")))
    with pytest.raises(Trouble, match="cannot be made afresh"):
        upkeep.recreate()
    assert copy_of_a_page.exists()


def test_a_database_is_migrated_when_it_lacks_one_and_only_then(committed_db: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", committed_db)
    with upkeep.migrating() as needed:
        assert not needed
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'procrastinate' AND name LIKE '0001%'")
        assert cursor.rowcount == 1
    with upkeep.migrating() as needed:
        assert needed
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE django_migrations")
    with upkeep.migrating() as needed:
        assert needed


def test_the_migrations_that_it_looks_for_are_those_that_django_would_apply():
    assert upkeep._shipped() == set(MigrationLoader(None).disk_migrations)
