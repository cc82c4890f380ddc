"""When the infrastructure funding statement is reminded of and published: rules of the levy funds that are there."""

import datetime as dt

from django.db import migrations

SINCE = dt.date(2017, 7, 3)
RULES = (
    (
        "statement_reminder",
        {"month": 10, "day": 1},
        "Planning and finance officers are reminded from 1 October.",
        "Set for this installation: no public source",
    ),
    (
        "statement_due",
        {"month": 12, "day": 31},
        "The infrastructure funding statement is published by 31 December after the financial year.",
        "Community Infrastructure Levy Regulations 2010, regulation 121A",
    ),
)


def add(apps, schema_editor):
    rules = apps.get_model("funding", "FundRule").objects
    for fund in apps.get_model("funding", "Fund").objects.filter(kind="levy"):
        for key, value, text, source in RULES:
            if not rules.filter(fund=fund, key=key).exists():
                rules.create(fund=fund, key=key, value=value, text=text, source=source, from_date=SINCE)


def remove(apps, schema_editor):
    keys = [key for key, *_ in RULES]
    apps.get_model("funding", "FundRule").objects.filter(key__in=keys).delete()


class Migration(migrations.Migration):
    dependencies = [("funding", "0110_infrastructure_statements")]

    operations = [migrations.RunPython(add, remove)]
