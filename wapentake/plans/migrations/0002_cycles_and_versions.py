import datetime as dt

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

STRATEGY = "Neighbourhood Leadership Strategy, summary for the Improving Places Select Commission, June 2026"
MODEL = "The neighbourhood working model of May 2017: ward plans are refreshed every year"


def lengths(apps, schema_editor):
    """Yearly from May 2017 until June 2026, every two years since."""
    rows = apps.get_model("plans", "CycleLength").objects
    rows.create(years=1, from_date=dt.date(2017, 5, 1), to_date=dt.date(2026, 6, 1), source=MODEL)
    rows.create(years=2, from_date=dt.date(2026, 6, 1), to_date=None, source=STRATEGY)


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0001_initial'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='cycle',
            options={'ordering': ['from_date']},
        ),
        migrations.AddField(
            model_name='action',
            name='carries',
            field=models.ForeignKey(blank=True, help_text='The action of the earlier version that this one goes on with.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_by', to='plans.action'),
        ),
        migrations.AddField(
            model_name='priority',
            name='closed_at',
            field=models.DateTimeField(blank=True, help_text='When it was replaced or withdrawn.', null=True),
        ),
        migrations.AddField(
            model_name='priority',
            name='proposed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='priority',
            name='sent_back_because',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.CreateModel(
            name='CycleLength',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(blank=True, help_text='The first day on which it is no longer so.', null=True, verbose_name='to')),
                ('years', models.PositiveSmallIntegerField()),
                ('source', models.CharField(max_length=200)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gt', models.F('from_date')), _connector='OR'), name='cycle_length_lasts'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('from_date'), models.F('to_date'), models.Value('[)'), function='daterange'), '&&')], name='one_cycle_length_at_a_time'), models.CheckConstraint(condition=models.Q(('years__range', (1, 5))), name='cycle_length_in_years')],
            },
        ),
        migrations.RunPython(lengths, migrations.RunPython.noop),
    ]
