"""Subscribers, what they get and agreed to; the log of consents stays as it is written."""

import datetime as dt

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.text
import wapentake.publishing.models.subscribers
from django.db import migrations, models


OURS = "Our own aim, until the council decides on one"
GUARD = """
CREATE TRIGGER keep_rows BEFORE UPDATE OR DELETE ON publishing_consent
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER keep_table BEFORE TRUNCATE ON publishing_consent
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
UNGUARD = """
DROP TRIGGER keep_rows ON publishing_consent; DROP TRIGGER keep_table ON publishing_consent;
"""


def aim(apps, schema_editor):
    """One confirmation a day, a week to confirm it, and two years until the address of who left is erased."""
    apps.get_model("publishing", "SubscriptionRule").objects.create(
        hours_between=24, days_to_confirm=7, seconds_at_least=2, months_kept=24, from_date=dt.date(2017, 5, 1),
        source=OURS,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0002_outlines_and_outward_codes'),
        ('plans', '0070_asks'),
        ('publishing', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Subscriber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, null=True, unique=True)),
                ('secret', models.CharField(default=wapentake.publishing.models.subscribers.new_secret, max_length=32, unique=True)),
                ('state', models.CharField(choices=[('pending', 'Has not confirmed'), ('confirmed', 'Gets the bulletin'), ('left', 'Has left'), ('suppressed', 'Is not written to')], default='pending', max_length=10)),
                ('opens_agreed', models.BooleanField(default=False, help_text='That a mail was opened may be counted.')),
                ('promotions_agreed', models.BooleanField(default=False, help_text="Paid, fundraising and other people's items may be in a mail.")),
                ('postcode', models.CharField(blank=True, max_length=7)),
                ('asked_at', models.DateTimeField(help_text='When the address was first typed here, or brought in.')),
                ('mailed_at', models.DateTimeField(blank=True, help_text='When a confirmation was last sent.', null=True)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('suppressed_at', models.DateTimeField(blank=True, null=True)),
                ('suppressed_because', models.CharField(blank=True, max_length=200)),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['state'], name='subscribers_by_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='subscriber_email_is_normalised'), models.CheckConstraint(condition=models.Q(('email__isnull', False), models.Q(('erased_at__isnull', False), ('postcode', '')), _connector='OR'), name='subscriber_has_an_address_or_is_erased'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), models.Q(('confirmed_at__isnull', False), ('email__isnull', False)), _connector='OR'), name='confirmed_subscriber_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'suppressed'), _negated=True), models.Q(('suppressed_at__isnull', False), models.Q(('suppressed_because', ''), _negated=True)), _connector='OR'), name='suppressed_subscriber_says_why'), models.CheckConstraint(condition=models.Q(('state', 'confirmed'), models.Q(('opens_agreed', False), ('promotions_agreed', False)), _connector='OR'), name='only_who_is_confirmed_agrees')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.CharField(choices=[('bulletin', 'The bulletin'), ('promotions', 'Paid, fundraising and other people’s items'), ('opens', 'Counting that it was opened')], max_length=10)),
                ('agreed', models.BooleanField(help_text='No: it was withdrawn.')),
                ('how', models.CharField(choices=[('link', 'The link of an e-mail that was sent to the address'), ('preferences', 'The page of preferences'), ('one_click', 'The unsubscribe button of a mail program'), ('unsubscribed', 'The unsubscribe page'), ('paper', 'A paper form'), ('import', 'An earlier list, with its evidence'), ('desk', 'The desk, as the person asked'), ('bounce', 'The address takes no mail'), ('complaint', 'A complaint about a mail'), ('restore', 'Said again after a restore')], max_length=12)),
                ('words', models.TextField(help_text='What they were shown, word for word; of an earlier list, its evidence.')),
                ('what', models.CharField(blank=True, help_text='The wards and what else, by name.', max_length=1000)),
                ('at', models.DateTimeField()),
                ('ip_hash', models.CharField(blank=True, max_length=64)),
                ('subscriber', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='publishing.subscriber')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SubscriptionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(blank=True, help_text='The first day on which it is no longer so.', null=True, verbose_name='to')),
                ('hours_between', models.PositiveSmallIntegerField(help_text='Between two confirmations to one address.')),
                ('days_to_confirm', models.PositiveSmallIntegerField(help_text='After which a request is erased.')),
                ('seconds_at_least', models.PositiveSmallIntegerField(help_text='No person fills the form in faster.')),
                ('months_kept', models.PositiveSmallIntegerField(help_text='After which the address of who left is erased.')),
                ('source', models.CharField(max_length=300)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gt', models.F('from_date')), _connector='OR'), name='subscription_rule_lasts'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('from_date'), models.F('to_date'), models.Value('[)'), function='daterange'), '&&')], name='one_subscription_rule_at_a_time'), models.CheckConstraint(condition=models.Q(('days_to_confirm__range', (1, 60)), ('hours_between__range', (1, 720)), ('months_kept__range', (0, 120)), ('seconds_at_least__range', (0, 30))), name='subscription_rule_is_sound')],
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('everywhere', models.BooleanField(default=False)),
                ('postcode', models.CharField(blank=True, max_length=7)),
                ('asked_at', models.DateTimeField()),
                ('places', models.ManyToManyField(blank=True, related_name='+', to='places.namedplace')),
                ('priorities', models.ManyToManyField(blank=True, related_name='+', to='plans.priority')),
                ('subscriber', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='wish', to='publishing.subscriber')),
                ('wards', models.ManyToManyField(blank=True, related_name='+', to='places.ward')),
            ],
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('site', 'This site'), ('paper', 'A paper form'), ('import', 'An earlier list'), ('desk', 'The desk')], default='site', max_length=6)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('goes_on_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='went_on', to='publishing.subscription')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.namedplace')),
                ('priority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.priority')),
                ('subscriber', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subscriptions', to='publishing.subscriber')),
                ('ward', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.ward')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('until__isnull', True)), fields=['ward'], name='live_by_ward')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('subscriber', 'ward', 'priority', 'place'), name='one_live_subscription', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='subscription_lasts'), models.CheckConstraint(condition=models.Q(models.Q(('priority__isnull', True), ('place__isnull', True)), models.Q(('ward__isnull', True), ('place__isnull', True)), models.Q(('ward__isnull', True), ('priority__isnull', True)), _connector='OR'), name='subscription_to_one_thing')],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
        migrations.RunPython(aim, migrations.RunPython.noop),
    ]
