"""Earlier lists of subscribers, figures as published, and subscriptions that only went on elsewhere."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0010_subscribers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='subscription',
            name='ward_ended',
            field=models.BooleanField(default=False, help_text='It ended only since its ward did; it goes on elsewhere.'),
        ),
        migrations.CreateModel(
            name='PublishedFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('subscriptions', 'Subscriptions'), ('engagement', 'Engagement rate'), ('views', 'Unique page views'), ('target', 'Target for subscriptions')], max_length=13)),
                ('on', models.DateField(help_text='The day of which it speaks; of a target, the day by which.')),
                ('value', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=300)),
                ('entered_at', models.DateTimeField()),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-on', 'kind'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'on'), name='one_published_figure_per_day')],
            },
        ),
        migrations.CreateModel(
            name='SubscriberList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('sha256', models.CharField(max_length=64)),
                ('headings', models.JSONField(default=list)),
                ('columns', models.JSONField(default=dict, help_text='What it is, to the heading.')),
                ('lines', models.JSONField(default=list, help_text='Number and cells, until it is brought in or discarded.')),
                ('counts', models.JSONField(default=dict, help_text='What became of its lines.')),
                ('state', models.CharField(choices=[('staged', 'Kept, not brought in'), ('applied', 'Brought in'), ('discarded', 'Discarded')], default='staged', max_length=10)),
                ('read_at', models.DateTimeField()),
                ('applied_at', models.DateTimeField(blank=True, null=True)),
                ('applied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('read_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-read_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'applied')), fields=('sha256',), name='one_applied_list_per_hash')],
            },
        ),
    ]
