"""How long bank details are kept after a payment: a rule of the funds that keep names for a time."""

import datetime as dt

from django.db import migrations

SINCE = dt.date(2026, 4, 1)
TEXT = "Bank details are erased 24 months after the award was paid. That it was paid stays."
SOURCE = "Set for this installation: no public source"


def add(apps, schema_editor):
    rules = apps.get_model("funding", "FundRule").objects
    for fund in rules.filter(key="keep_personal").values_list("fund", flat=True).distinct():
        if not rules.filter(fund=fund, key="keep_bank_details").exists():
            rules.create(
                fund_id=fund, key="keep_bank_details", value={"months": 24}, text=TEXT, source=SOURCE, from_date=SINCE
            )


def remove(apps, schema_editor):
    apps.get_model("funding", "FundRule").objects.filter(key="keep_bank_details").delete()


class Migration(migrations.Migration):
    dependencies = [("funding", "0170_instalments")]

    operations = [migrations.RunPython(add, remove)]
