"""What is left out before elections, as the code of practice of 2011 asks."""

import datetime as dt

from django.db import migrations

SOURCE = (
    "Code of Recommended Practice on Local Authority Publicity 2011, paragraphs 33 to 35, under section 4 of the Local "
    "Government Act 1986; section 2 of that Act. Notice of an election is given by the 25th working day before the "
    "poll (Local Elections (Principal Areas) (England and Wales) Rules 2006, Schedule 2)"
)


def add(apps, schema_editor):
    apps.get_model("office", "PublicityRule").objects.create(
        from_date=dt.date(2011, 3, 31),
        working_days_before=25,
        days_after=1,
        parts=["words", "progress", "awards"],
        source=SOURCE,
    )


def remove(apps, schema_editor):
    apps.get_model("office", "PublicityRule").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("office", "0092_publicity_rule")]

    operations = [migrations.RunPython(add, remove)]
