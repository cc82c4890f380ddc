"""Every tick says on which application, of which check, by whom and when."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0231_usual_officer_checks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(name='officercheck', options={'ordering': ['check_of__position', 'pk']}),
        migrations.AlterField('officercheck', 'application', models.ForeignKey(on_delete=PROTECT, related_name='checks', to='funding.application')),
        migrations.AlterField('officercheck', 'check_of', models.ForeignKey(on_delete=PROTECT, related_name='+', to='funding.fundcheck')),
        migrations.AlterField('officercheck', 'by', models.ForeignKey(on_delete=PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AlterField('officercheck', 'at', models.DateTimeField()),
        migrations.RemoveField('officercheck', 'what'),
        migrations.AddConstraint('officercheck', models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('application', 'check_of'), name='each_check_once')),
        migrations.AddConstraint('officercheck', models.CheckConstraint(condition=models.Q(('applies', True), models.Q(('note', ''), _negated=True), _connector='OR'), name='what_does_not_apply_says_why')),
        migrations.AddConstraint('officercheck', models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_by', None)), models.Q(('decision', None), ('undone_at__gte', models.F('at')), ('undone_by__isnull', False)), _connector='OR'), name='only_undecided_checks_are_undone')),
    ]
