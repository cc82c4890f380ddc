"""How often news has been handed over: a sequence, since it must be seen before its transaction is committed."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("foundation", "0004_published")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE foundation_published_news", "DROP SEQUENCE foundation_published_news")
    ]
