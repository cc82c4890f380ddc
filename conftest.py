"""Fixtures for every test. They stand here, not in the plugin, so that they come before pytest-django's own."""

from tests.databases import committed_db, django_db_setup

__all__ = ["committed_db", "django_db_setup"]
