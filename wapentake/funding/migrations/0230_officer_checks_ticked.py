"""Each fund has dated checks of its own, and each is ticked by an officer. First the room for it."""

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

USER = settings.AUTH_USER_MODEL
PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0211_bank_details_replaced'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FundCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(blank=True, help_text='The first day on which it is no longer so.', null=True, verbose_name='to')),
                ('key', models.SlugField(max_length=40)),
                ('words', models.CharField(help_text='What is checked, as officers read it.', max_length=200)),
                ('source', models.CharField(max_length=200)),
                ('may_not_apply', models.BooleanField(default=False, help_text='An officer may say, with a reason, that it does not apply.')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('fund', models.ForeignKey(on_delete=PROTECT, related_name='checks', to='funding.fund')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gt', models.F('from_date')), _connector='OR'), name='fund_check_lasts'),
                    models.UniqueConstraint(fields=('fund', 'key', 'from_date'), name='one_check_from_a_day'),
                ],
            },
        ),
        migrations.RemoveConstraint(model_name='officercheck', name='each_check_once'),
        migrations.AddField('officercheck', 'application', models.ForeignKey(null=True, on_delete=PROTECT, related_name='checks', to='funding.application')),
        migrations.AddField('officercheck', 'check_of', models.ForeignKey(null=True, on_delete=PROTECT, related_name='+', to='funding.fundcheck')),
        migrations.AddField('officercheck', 'by', models.ForeignKey(null=True, on_delete=PROTECT, related_name='+', to=USER)),
        migrations.AddField('officercheck', 'at', models.DateTimeField(null=True)),
        migrations.AddField('officercheck', 'applies', models.BooleanField(default=True)),
        migrations.AddField('officercheck', 'note', models.CharField(blank=True, max_length=300)),
        migrations.AddField('officercheck', 'undone_by', models.ForeignKey(null=True, on_delete=PROTECT, related_name='+', to=USER)),
        migrations.AddField('officercheck', 'undone_at', models.DateTimeField(null=True)),
        migrations.AlterField('officercheck', 'what', models.CharField(max_length=9, null=True)),
        migrations.AlterField('officercheck', 'found', models.TextField(blank=True, help_text='What the program found at that moment.')),
        migrations.AlterField('officercheck', 'decision', models.ForeignKey(null=True, on_delete=PROTECT, related_name='checks', to='funding.decision')),
    ]
