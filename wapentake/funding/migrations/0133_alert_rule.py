"""The council's rule by which councillors are told of money that is left."""

import datetime as dt

from django.db import migrations

SOURCE = "Set for this installation: no public source. Unspent money was noticed too late (The Star, 2022)"


def add(apps, schema_editor):
    apps.get_model("funding", "AlertRule").objects.create(
        from_date=dt.date(2021, 5, 10), month=10, day=1, last_days=10, source=SOURCE
    )


def remove(apps, schema_editor):
    apps.get_model("funding", "AlertRule").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("funding", "0132_alerts")]

    operations = [migrations.RunPython(add, remove)]
