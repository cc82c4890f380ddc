"""Withholding an interest is asked for, then agreed: what was ticked before counts as asked."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('office', '0002_rules_and_seven_roles'),
    ]

    operations = [
        migrations.AddField(
            model_name='interest',
            name='withholding_agreed',
            field=models.BooleanField(default=False, help_text='The Monitoring Officer agreed to withhold it.'),
        ),
        migrations.AlterField(
            model_name='interest',
            name='sensitive',
            field=models.BooleanField(default=False, help_text='The member asks to withhold it (section 32).'),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.CheckConstraint(condition=models.Q(('sensitive', True), ('withholding_agreed', False), _connector='OR'), name='withheld_only_when_asked'),
        ),
    ]
