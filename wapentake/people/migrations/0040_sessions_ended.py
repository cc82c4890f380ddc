"""How often all sessions of a user were ended at once: a session that was made before does not go on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_cache")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="sessions_ended",
            field=models.PositiveIntegerField(default=0, help_text="How often all sessions were ended at once."),
        )
    ]
