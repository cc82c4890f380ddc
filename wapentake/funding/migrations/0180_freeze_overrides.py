import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Who let an award be decided in spite of a freeze, and why, stays as it was said.
GUARD = """
CREATE TRIGGER keep_rows BEFORE UPDATE OR DELETE ON funding_freezeoverride
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER keep_table BEFORE TRUNCATE ON funding_freezeoverride
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
UNGUARD = "DROP TRIGGER keep_rows ON funding_freezeoverride; DROP TRIGGER keep_table ON funding_freezeoverride;"


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0161_developments_from_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FreezeOverride',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='freeze_overrides', to='funding.application')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('freeze', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overrides', to='funding.awardfreeze')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('freeze', 'application'), name='one_override_of_a_freeze_and_award'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='an_override_has_its_reason')],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
