"""One table that requests and jobs write to."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.RunSQL(
            "CREATE TABLE tinysite_note (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, words text UNIQUE NOT NULL)",
            "DROP TABLE tinysite_note",
        )
    ]
