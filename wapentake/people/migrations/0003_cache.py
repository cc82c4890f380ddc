"""The table of the cache, in which sign-in counts wrong tries. All processes and hosts share it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0002_open_since")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE people_cache (
              cache_key varchar(255) PRIMARY KEY,
              value text NOT NULL,
              expires timestamp with time zone NOT NULL
            );
            CREATE INDEX people_cache_expires ON people_cache (expires);
            """,
            "DROP TABLE people_cache",
        )
    ]
