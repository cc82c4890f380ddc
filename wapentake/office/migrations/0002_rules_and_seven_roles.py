"""The election rule in force, and the seven roles."""

import datetime as dt

from django.db import migrations, models

# After "The 21st Century Councillor" (University of Birmingham), which names the roles; the meanings are ours.
SEVEN_ROLES = [
    ("steward-of-place", "Steward of place", "Looks after the ward as a whole: its streets, its groups, its money, its future."),
    ("advocate", "Advocate", "Speaks up for people and places here, and helps them to speak for themselves."),
    ("buffer", "Buffer", "Softens what cuts and changes do to people, and says plainly what can and cannot be done."),
    ("sensemaker", "Sensemaker", "Turns what residents say, and what the figures show, into something that all can act on."),
    ("catalyst", "Catalyst", "Gets people started on what they could do for themselves, then steps back."),
    ("entrepreneur", "Entrepreneur", "Finds new ways, new money and new partners when the usual ones do not do."),
    ("orchestrator", "Orchestrator", "Brings people, groups and services together so that each plays its part."),
]
SOURCE = "Local Government Act 1972, sections 7 and 90"


def add(apps, schema_editor):
    SevenRole = apps.get_model("office", "SevenRole")
    for position, (key, name, meaning) in enumerate(SEVEN_ROLES, start=1):
        SevenRole.objects.create(key=key, name=name, meaning=meaning, position=position)
    apps.get_model("office", "ElectionRule").objects.create(
        from_date=dt.date(1974, 4, 1), days_after_poll=4, days_after_by_election=1, source=SOURCE
    )


def remove(apps, schema_editor):
    apps.get_model("office", "SevenRole").objects.all().delete()
    apps.get_model("office", "ElectionRule").objects.filter(source=SOURCE).delete()


class Migration(migrations.Migration):
    dependencies = [("office", "0001_initial")]

    operations = [
        migrations.AddField(
            "electionrule",
            "days_after_by_election",
            models.PositiveSmallIntegerField(default=1, help_text="When the result is declared."),
        ),
        migrations.RunPython(add, remove),
    ]
