import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evidence', '0002_standing_and_method'),
        ('plans', '0012_carried_from'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('unit', models.CharField(blank=True, help_text='What follows the number: % of drivers, people hurt.', max_length=60)),
                ('wanted', models.CharField(choices=[('lower', 'Lower is better'), ('higher', 'Higher is better')], max_length=6)),
                ('decimals', models.PositiveSmallIntegerField(default=0)),
                ('every_months', models.PositiveSmallIntegerField(help_text='After how many months a new reading is due.')),
                ('added_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_because', models.CharField(blank=True, max_length=300)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('indicator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.indicator')),
                ('priority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='plans.priority')),
            ],
            options={
                'ordering': ['priority', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MeasureReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('baseline', models.BooleanField(default=False)),
                ('on', models.DateField()),
                ('value', models.DecimalField(decimal_places=2, max_digits=14)),
                ('sure', models.CharField(choices=[('counted', 'Counted or measured in full'), ('range', 'It lies within a range'), ('estimate', 'An estimate; how far out it may be is not known')], max_length=8)),
                ('low', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ('high', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ('source', models.CharField(max_length=200)),
                ('note', models.CharField(blank=True, max_length=120)),
                ('at', models.DateTimeField()),
                ('struck_at', models.DateTimeField(blank=True, null=True)),
                ('struck_because', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='plans.measure')),
            ],
            options={
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MeasureTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.DecimalField(decimal_places=2, max_digits=14)),
                ('by_date', models.DateField()),
                ('because', models.CharField(blank=True, max_length=300)),
                ('set_at', models.DateTimeField()),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='plans.measure')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-set_at', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('every_months__range', (1, 60))), name='measure_is_read_every_months'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('decimals__lte', 2)), name='measure_has_few_decimals'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_because', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='measure_ends_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='measurereading',
            constraint=models.UniqueConstraint(condition=models.Q(('baseline', True), ('struck_at__isnull', True)), fields=('measure',), name='one_baseline_per_measure'),
        ),
        migrations.AddConstraint(
            model_name='measurereading',
            constraint=models.UniqueConstraint(condition=models.Q(('struck_at__isnull', True)), fields=('measure', 'on'), name='one_reading_per_day'),
        ),
        migrations.AddConstraint(
            model_name='measurereading',
            constraint=models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='reading_is_not_below_nought'),
        ),
        migrations.AddConstraint(
            model_name='measurereading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('high__gte', models.F('value')), ('low__gte', 0), ('low__lte', models.F('value')), ('sure', 'range')), models.Q(models.Q(('sure', 'range'), _negated=True), ('high__isnull', True), ('low__isnull', True)), _connector='OR'), name='reading_lies_in_its_range'),
        ),
        migrations.AddConstraint(
            model_name='measuretarget',
            constraint=models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='target_is_not_below_nought'),
        ),
    ]
