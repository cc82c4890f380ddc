"""Fixtures for every test. They stand here, not in the plugin, so that they come before pytest-django's own."""

from tests.cast import cast_db, cast_template, cast_to_read, pytest_collection_modifyitems, served_db
from tests.chromium import chromium
from tests.databases import committed_db, django_db_setup
from tests.kept import nothing_kept

__all__ = [
    "cast_db",
    "cast_template",
    "cast_to_read",
    "chromium",
    "committed_db",
    "django_db_setup",
    "nothing_kept",
    "pytest_collection_modifyitems",
    "served_db",
]
