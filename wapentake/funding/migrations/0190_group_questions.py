
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0103_receipts'),
    ]

    operations = [
        migrations.AddField(
            model_name='particulars',
            name='demands',
            field=models.TextField(blank=True, help_text='How it meets demands that development puts on the area.'),
        ),
        migrations.AddField(
            model_name='particulars',
            name='tenant_benefit',
            field=models.TextField(blank=True, help_text='How council tenants benefit.'),
        ),
        migrations.AddField(
            model_name='particulars',
            name='tenants',
            field=models.PositiveIntegerField(help_text='How many of those who benefit are council tenants.', null=True),
        ),
    ]
