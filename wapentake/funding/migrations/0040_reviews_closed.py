"""How an award that was looked at again came out."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0051_papers'),
        ('office', '0004_section_151'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReviewClosed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('stands', 'The decision stands'), ('put_right', 'It has been put right'), ('referred', 'Referred to the Standards Committee')], max_length=9)),
                ('reasons', models.TextField()),
                ('published', models.BooleanField(help_text="The outcome and its reasons stand on the award's public page.")),
                ('at', models.DateTimeField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews_closed', to='funding.application')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('interest', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.interest')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('application', 'interest'), name='one_outcome_per_review'), models.CheckConstraint(condition=models.Q(('reasons', ''), _negated=True), name='an_outcome_has_its_reasons')],
            },
        ),
    ]
