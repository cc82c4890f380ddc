"""Who is paid as a person, and never named in public."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="organisation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("group", "Community group"),
                    ("charity", "Charity"),
                    ("partner", "Partner"),
                    ("parish_council", "Parish or town council"),
                    ("service", "Council service"),
                    ("business", "Business"),
                    ("person", "One person, who is never named in public"),
                ],
                max_length=14,
            ),
        )
    ]
