"""The council's rule by which award freezes are proposed."""

import datetime as dt

from django.db import migrations

SOURCE = (
    "The council’s own practice. The notice of election is published by the 25th working day before the poll (Local "
    "Elections (Principal Areas) (England and Wales) Rules 2006, Schedule 2)"
)


def add(apps, schema_editor):
    apps.get_model("funding", "FreezeRule").objects.create(
        from_date=dt.date(2021, 5, 10), working_days_before=25, days_after=1, source=SOURCE
    )


def remove(apps, schema_editor):
    apps.get_model("funding", "FreezeRule").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("funding", "0130_award_freezes")]

    operations = [migrations.RunPython(add, remove)]
