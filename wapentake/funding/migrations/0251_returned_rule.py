"""What becomes of money that comes back: a rule of the funds that are there."""

import datetime as dt

from django.db import migrations

SINCE = dt.date(2026, 4, 1)
HERE = "Set for this installation: no public source"
LEFT = (
    {"what": "left"},
    "What comes back is left to award again, in the year that is open. What of it goes on is as of all that is left.",
)
LAPSES = {"what": "lapses"}, "What comes back lapses at the end of the year."


def add(apps, schema_editor):
    rules = apps.get_model("funding", "FundRule").objects
    for fund in apps.get_model("funding", "Fund").objects.all():
        value, text = LAPSES if fund.kind == "housing" else LEFT
        if not rules.filter(fund=fund, key="returned").exists():
            rules.create(fund=fund, key="returned", value=value, text=text, source=HERE, from_date=SINCE)


def remove(apps, schema_editor):
    apps.get_model("funding", "FundRule").objects.filter(key="returned").delete()


class Migration(migrations.Migration):
    dependencies = [("funding", "0250_returned_money")]

    operations = [migrations.RunPython(add, remove)]
