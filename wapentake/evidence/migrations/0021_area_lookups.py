"""Lookups of areas."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0030_findings")]

    operations = [
        migrations.CreateModel(
            name="AreaLookup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lsoa11-lsoa21", "Small areas of 2011 to those of 2021"),
                            ("lsoa21-ward", "Small areas of 2021 to the ward that holds most of each"),
                        ],
                        max_length=13,
                    ),
                ),
                ("code", models.CharField(max_length=9)),
                ("into", models.CharField(max_length=9)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "into"], name="lookups_by_target")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "code", "into"), name="one_line_per_pair_of_areas")
                ],
            },
        ),
    ]
