import django.contrib.postgres.constraints
import datetime as dt

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


OURS = "Our own aim, until the council decides on one"


def aim(apps, schema_editor):
    """Ten working days of warning, and five for an answer."""
    rows = apps.get_model("plans", "NoticeRule").objects
    rows.create(days_of_warning=10, days_to_answer=5, from_date=dt.date(2017, 5, 1), to_date=None, source=OURS)


class Migration(migrations.Migration):

    dependencies = [
        ('office', '0094_granted_by'),
        ('organisations', '0120_people'),
        ('places', '0002_outlines_and_outward_codes'),
        ('plans', '0010_outcomes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NoticeQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='NoticeReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('of_service', models.BooleanField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='plans.noticequestion')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='NoticeRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(blank=True, help_text='The first day on which it is no longer so.', null=True, verbose_name='to')),
                ('days_of_warning', models.PositiveSmallIntegerField()),
                ('days_to_answer', models.PositiveSmallIntegerField()),
                ('source', models.CharField(max_length=300)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gt', models.F('from_date')), _connector='OR'), name='notice_rule_lasts'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('from_date'), models.F('to_date'), models.Value('[)'), function='daterange'), '&&')], name='one_notice_rule_at_a_time'), models.CheckConstraint(condition=models.Q(('days_of_warning__range', (1, 130)), ('days_to_answer__range', (1, 60))), name='notice_rule_in_days')],
            },
        ),
        migrations.CreateModel(
            name='ServiceNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('roads', 'Street works'), ('works', 'Other works'), ('closure', 'Closure'), ('hours', 'Other opening hours'), ('change', 'Change to a service'), ('event', 'Event or visit')], max_length=8)),
                ('title', models.CharField(max_length=100)),
                ('what', models.TextField(help_text='What happens, and what it means for residents.')),
                ('place', models.CharField(blank=True, help_text='Streets, a building or a park.', max_length=200)),
                ('begins_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, help_text='The last day; empty while it is not known.', null=True)),
                ('contact', models.CharField(blank=True, help_text='Whom members reach. Never published.', max_length=200)),
                ('link', models.URLField(blank=True)),
                ('public', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('given', 'Given'), ('cancelled', 'Called off'), ('discarded', 'Thrown away')], default='draft', max_length=9)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('drafted_at', models.DateTimeField()),
                ('given_at', models.DateTimeField(blank=True, null=True)),
                ('warned_on', models.DateField(blank=True, null=True)),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('wards', models.ManyToManyField(related_name='+', to='places.ward')),
            ],
            options={
                'ordering': ['begins_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='NoticeTold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('councillor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.councillor')),
                ('ward', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.ward')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='told', to='plans.servicenotice')),
            ],
            options={
                'ordering': ['ward__number', 'councillor__name'],
            },
        ),
        migrations.AddField(
            model_name='noticequestion',
            name='notice',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='plans.servicenotice'),
        ),
        migrations.CreateModel(
            name='NoticeChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('why', models.CharField(max_length=300)),
                ('changed', models.JSONField(default=list)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='plans.servicenotice')),
            ],
            options={
                'ordering': ['-version'],
            },
        ),
        migrations.AddIndex(
            model_name='servicenotice',
            index=models.Index(fields=['begins_on'], name='notices_by_beginning'),
        ),
        migrations.AddConstraint(
            model_name='servicenotice',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('begins_on')), _connector='OR'), name='notice_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='servicenotice',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'discarded')), models.Q(('given_at__isnull', False), ('warned_on__isnull', False)), _connector='OR'), name='a_given_notice_says_when'),
        ),
        migrations.AddConstraint(
            model_name='noticetold',
            constraint=models.UniqueConstraint(fields=('notice', 'version', 'councillor'), name='told_once_a_version'),
        ),
        migrations.AddConstraint(
            model_name='noticetold',
            constraint=models.CheckConstraint(condition=models.Q(('acknowledged_at__isnull', True), ('seen_at__isnull', False), _connector='OR'), name='acknowledged_is_seen'),
        ),
        migrations.AddConstraint(
            model_name='noticechange',
            constraint=models.UniqueConstraint(fields=('notice', 'version'), name='one_change_a_version'),
        ),
        migrations.RunPython(aim, migrations.RunPython.noop),
    ]
