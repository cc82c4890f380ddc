"""Makes the file of which a first start lays its tables: `make tables`. What it is for: operations/first_tables.py."""

import os
import re

from wapentake.foundation.supervisor.testing import temporary_cluster

CASTS = re.compile(r"::(character varying|text)(\[\])?|[()]")


def plain(line: str) -> str:
    """Return a line of a schema, a check without casts and brackets: once read, PostgreSQL writes these otherwise."""
    return CASTS.sub("", line) if "CHECK" in line or "ARRAY[" in line else line


def main() -> None:
    """Apply every migration by itself in a new server, and write down what comes of it."""
    with temporary_cluster(in_memory=True) as cluster:
        os.environ["DATABASE_URL"] = cluster.url("wapentake", "wapentake_owner")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        os.environ.setdefault("SECRET_KEY", "only-to-make-tables-" + "x" * 40)
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from wapentake.foundation.operations import first_tables

        call_command("migrate", each=True, verbosity=0)
        tables = first_tables.made_of(os.environ["DATABASE_URL"])
        first_tables.FILE.write_text(str(tables))
        print(f"{first_tables.FILE}: {len(tables.migrations)} migrations")
        connection.close()


if __name__ == "__main__":
    main()
