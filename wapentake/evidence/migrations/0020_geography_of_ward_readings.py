"""A ward's figure says what it was published for; shares are asked by ward; more figures are shown first.

What was fitted before is fitted anew at the next look, which fills the geography.
"""

from typing import Any

from django.db import migrations, models

FIRST = [
    "imd-2025-comparative-illness-and-disability-ratio-indicator",
    "imd-2025-mental-health-indicator",
    "imd-2025-connectivity-score",
    "imd-2025-entry-to-higher-education-indicator",
]


def show_first(apps: Any, editor: Any) -> None:
    indicators = apps.get_model("evidence", "Indicator").objects
    indicators.filter(key__in=FIRST).update(headline=True)
    indicators.filter(key="street-reports").update(headline=False)
    apps.get_model("evidence", "Fitting").objects.update(rests_on="")


def as_before(apps: Any, editor: Any) -> None:
    indicators = apps.get_model("evidence", "Indicator").objects
    indicators.filter(key__in=FIRST).update(headline=False)
    indicators.filter(key="street-reports").update(headline=True)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0002_standing_and_method")]

    operations = [
        migrations.AddField(
            model_name="wardreading",
            name="geography",
            field=models.CharField(
                blank=True,
                choices=[
                    ("point", "Points"),
                    ("lsoa21", "Lower super output areas of 2021"),
                    ("lsoa11", "Lower super output areas of 2011"),
                    ("ward", "Wards"),
                    ("council", "The whole council"),
                    ("other", "Areas of a service or of the police"),
                ],
                default="",
                help_text="What the figure was published for.",
                max_length=8,
            ),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="areashare",
            index=models.Index(fields=["edition", "ward_code"], name="shares_by_ward"),
        ),
        migrations.RunPython(show_first, as_before),
    ]
