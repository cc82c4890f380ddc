
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def unblock(apps, schema_editor):
    """On the way back: before this nothing was blocked, and what blocks it has no place to stand."""
    apps.get_model("plans", "Action").objects.filter(state="blocked").update(state="under_way", blocked_by="", unblocks="")


class Migration(migrations.Migration):

    dependencies = [
        ('office', '0094_granted_by'),
        ('organisations', '0120_people'),
        ('plans', '0020_measures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DueDateChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.DateField(blank=True, null=True)),
                ('after', models.DateField(blank=True, null=True)),
                ('because', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ProgressFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('sha256', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('staged', 'Read, not applied'), ('applied', 'Applied'), ('discarded', 'Discarded')], default='staged', max_length=10)),
                ('lines', models.JSONField(default=list, help_text="Each line's number and cells, until it is applied or discarded.")),
                ('told', models.JSONField(default=list, help_text='What was applied, line by line.')),
                ('read_at', models.DateTimeField()),
                ('applied_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-read_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='action',
            name='blocked_by',
            field=models.CharField(blank=True, help_text='What it waits for, while it is blocked.', max_length=300),
        ),
        migrations.AddField(
            model_name='action',
            name='community',
            field=models.CharField(blank=True, help_text='Who does it, where no organisation does.', max_length=100),
        ),
        migrations.AddField(
            model_name='action',
            name='unblocks',
            field=models.CharField(blank=True, help_text='Who could clear the way.', max_length=200),
        ),
        migrations.AddField(
            model_name='action',
            name='version',
            field=models.PositiveIntegerField(default=1, help_text='Grows with each change, so that old files are known.'),
        ),
        migrations.AlterField(
            model_name='action',
            name='state',
            field=models.CharField(choices=[('to_come', 'To come'), ('under_way', 'Under way'), ('blocked', 'Blocked'), ('done', 'Done'), ('stopped', 'Stopped')], default='to_come', max_length=9),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'blocked'), models.Q(('blocked_by', ''), _negated=True), models.Q(('unblocks', ''), _negated=True)), models.Q(models.Q(('state', 'blocked'), _negated=True), ('blocked_by', ''), ('unblocks', '')), _connector='OR'), name='blocked_says_by_what'),
        ),
        migrations.AddField(
            model_name='duedatechange',
            name='action',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='plans.action'),
        ),
        migrations.AddField(
            model_name='duedatechange',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='progressfile',
            name='applied_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='progressfile',
            name='read_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='progressfile',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'applied')), fields=('sha256',), name='one_applied_progress_file_per_hash'),
        ),
        migrations.RunPython(migrations.RunPython.noop, unblock),
    ]
