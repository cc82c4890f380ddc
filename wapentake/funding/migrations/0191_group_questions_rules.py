"""What a group that asks for levy or housing money is asked besides: rules of the funds that are there."""

import datetime as dt

from django.db import migrations

SINCE = dt.date(2026, 4, 1)
HERE = "that the group is asked: set for this installation: no public source"
RULES = {
    "housing": (
        ["tenants"],
        "A group says how council tenants benefit, and how many of those who benefit are council tenants.",
        f"Rotherham Council, devolved budgets guidance, page 2; {HERE}",
    ),
    "levy": (
        ["priority", "demands"],
        "A group says which ward priority it serves, and which demands of development it meets.",
        f"Rotherham Council, news item on Sitwell’s CIL; {HERE}",
    ),
}


def add(apps, schema_editor):
    rules = apps.get_model("funding", "FundRule").objects
    for fund in apps.get_model("funding", "Fund").objects.filter(kind__in=RULES):
        value, text, source = RULES[fund.kind]
        if not rules.filter(fund=fund, key="group_questions").exists():
            rules.create(fund=fund, key="group_questions", value=value, text=text, source=source, from_date=SINCE)


def remove(apps, schema_editor):
    apps.get_model("funding", "FundRule").objects.filter(key="group_questions").delete()


class Migration(migrations.Migration):
    dependencies = [("funding", "0190_group_questions")]

    operations = [migrations.RunPython(add, remove)]
