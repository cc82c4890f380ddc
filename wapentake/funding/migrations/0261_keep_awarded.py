"""How long names in awards are kept: a rule of the funds that keep names of the declined for a time."""

import datetime as dt

from django.db import migrations

SINCE = dt.date(2026, 4, 1)
TEXT = "Names and addresses in an award are erased six years after its money last moved. The award stays on record."
SOURCE = "Limitation Act 1980, section 5, for the six years; that names go then: set for this installation"


def add(apps, schema_editor):
    rules = apps.get_model("funding", "FundRule").objects
    for fund in rules.filter(key="keep_personal").values_list("fund", flat=True).distinct():
        if not rules.filter(fund=fund, key="keep_awarded").exists():
            rules.create(
                fund_id=fund, key="keep_awarded", value={"months": 72}, text=TEXT, source=SOURCE, from_date=SINCE
            )


def remove(apps, schema_editor):
    apps.get_model("funding", "FundRule").objects.filter(key="keep_awarded").delete()


class Migration(migrations.Migration):
    dependencies = [("funding", "0260_minutes")]

    operations = [migrations.RunPython(add, remove)]
