import datetime as dt

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


SOURCE = "Where the program begins, until the council says otherwise"


def first_rule(apps, schema_editor):
    """Fourteen days, from when ward plans began to run for two years."""
    rows = apps.get_model("plans", "ReminderRule").objects
    rows.create(days=14, from_date=dt.date(2026, 6, 1), to_date=None, source=SOURCE)


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0021_actions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReminderRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(blank=True, help_text='The first day on which it is no longer so.', null=True, verbose_name='to')),
                ('days', models.PositiveSmallIntegerField()),
                ('source', models.CharField(max_length=300)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gt', models.F('from_date')), _connector='OR'), name='reminder_rule_lasts'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('from_date'), models.F('to_date'), models.Value('[)'), function='daterange'), '&&')], name='one_reminder_rule_at_a_time'), models.CheckConstraint(condition=models.Q(('days__range', (1, 90))), name='reminded_some_days_before')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField(help_text='The Monday that the week begins with.')),
                ('late', models.PositiveSmallIntegerField()),
                ('soon', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('user', 'week'), name='one_reminder_a_week')],
            },
        ),
        migrations.RunPython(first_rule, migrations.RunPython.noop),
    ]
