"""The minute of the meeting at which members decided on an award that an officer entered."""

import django.db.models.deletion
from django.db import migrations, models

# A minute stays as it was entered.
GUARD = """
CREATE TRIGGER keep_rows BEFORE UPDATE OR DELETE ON funding_minute
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER keep_table BEFORE TRUNCATE ON funding_minute
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
UNGUARD = """
DROP TRIGGER keep_rows ON funding_minute; DROP TRIGGER keep_table ON funding_minute;
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0251_returned_rule")]

    operations = [
        migrations.CreateModel(
            name="Minute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("met_on", models.DateField(help_text="The day of the meeting.")),
                (
                    "said",
                    models.CharField(help_text="The minute: its number, or where it is found.", max_length=120),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="minute", to="funding.application"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("said", ""), _negated=True), name="a_minute_says_where"
                    )
                ]
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
