import datetime as dt

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SHAPE = "Rotherham’s published ward plans: 3 to 5 priorities, one may run through the others; four ward meetings a year"


def rule(apps, schema_editor):
    """What a ward plan holds since neighbourhood working began, and when it is quiet: a quarter without news."""
    apps.get_model("plans", "PlanRule").objects.create(
        from_date=dt.date(2017, 5, 1), fewest=3, most=5, most_overarching=1, quiet_days=92, source=SHAPE
    )



class Migration(migrations.Migration):

    dependencies = [
        ('office', '0094_granted_by'),
        ('places', '0002_outlines_and_outward_codes'),
        ('plans', '0040_service_notices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(blank=True, help_text='The first day on which it is no longer so.', null=True, verbose_name='to')),
                ('fewest', models.PositiveSmallIntegerField(help_text='Priorities that a plan has at least.')),
                ('most', models.PositiveSmallIntegerField(help_text='Priorities that a plan has at most.')),
                ('most_overarching', models.PositiveSmallIntegerField(default=1)),
                ('quiet_days', models.PositiveSmallIntegerField(help_text='Without news for longer, a priority is marked as quiet.')),
                ('source', models.CharField(max_length=200)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gt', models.F('from_date')), _connector='OR'), name='plan_rule_lasts'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('from_date'), models.F('to_date'), models.Value('[)'), function='daterange'), '&&')], name='one_plan_rule_at_a_time'), models.CheckConstraint(condition=models.Q(('fewest__gte', 1), ('most__gte', models.F('fewest'))), name='plan_rule_is_sound')],
            },
        ),
        migrations.CreateModel(
            name='WardPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('proposed', "With the ward's members"), ('agreed', 'Agreed'), ('published', 'Published'), ('superseded', 'Replaced'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10)),
                ('equality', models.TextField(blank=True, help_text='What the plan means for people with protected characteristics.')),
                ('drafted_at', models.DateTimeField()),
                ('proposed_at', models.DateTimeField(blank=True, null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, help_text='When it was replaced or withdrawn.', null=True)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='plans.cycle')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='plans.wardplan')),
                ('ward', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.ward')),
            ],
            options={
                'ordering': ['ward', '-cycle__from_date', '-version'],
            },
        ),
        migrations.CreateModel(
            name='PlanWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(help_text='When the words that it answers were put to the members.')),
                ('kind', models.CharField(choices=[('agreed', 'Agreed'), ('refused', 'Refused')], max_length=7)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField()),
                ('councillor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.councillor')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='plans.wardplan')),
            ],
            options={
                'ordering': ['plan', 'at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PlanLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('priority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.priority')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='plans.wardplan')),
            ],
            options={
                'ordering': ['plan', 'number'],
            },
        ),
        migrations.CreateModel(
            name='ParishPriority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=500)),
                ('parish', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.parish')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parish_priorities', to='plans.wardplan')),
            ],
            options={
                'ordering': ['plan', 'parish__name'],
            },
        ),
        migrations.CreateModel(
            name='Engagement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.CharField(max_length=200)),
                ('how', models.CharField(max_length=200)),
                ('on', models.DateField()),
                ('said', models.CharField(blank=True, max_length=500)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='plans.wardplan')),
            ],
            options={
                'ordering': ['plan', 'on', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='wardplan',
            constraint=models.UniqueConstraint(fields=('ward', 'cycle', 'version'), name='one_plan_per_version'),
        ),
        migrations.AddConstraint(
            model_name='wardplan',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'proposed', 'agreed'))), fields=('ward',), name='one_open_plan_per_ward'),
        ),
        migrations.AddConstraint(
            model_name='wardplan',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('ward',), name='one_plan_published_per_ward'),
        ),
        migrations.AddConstraint(
            model_name='planword',
            constraint=models.UniqueConstraint(fields=('plan', 'asked_at', 'councillor'), name='one_word_per_member_and_asking'),
        ),
        migrations.AddConstraint(
            model_name='planword',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'agreed'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='refusal_says_why'),
        ),
        migrations.AddConstraint(
            model_name='planline',
            constraint=models.UniqueConstraint(fields=('plan', 'priority'), name='one_line_per_priority'),
        ),
        migrations.AddConstraint(
            model_name='parishpriority',
            constraint=models.UniqueConstraint(fields=('plan', 'parish'), name='one_text_per_parish'),
        ),
        migrations.RunPython(rule, migrations.RunPython.noop),
    ]
