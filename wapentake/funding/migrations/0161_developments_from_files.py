"""Developments with their receipts come in from a file, by the same way as past awards."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("funding", "0160_clusters_hold_funds")]

    operations = [
        migrations.AddField(
            model_name="awardimport",
            name="of",
            field=models.CharField(
                choices=[("awards", "Past awards"), ("developments", "Levy by development")], default="awards",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="importline",
            name="receipt",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="funding.levyreceipt"
            ),
        ),
        migrations.RemoveConstraint(model_name="importline", name="live_has_its_award"),
        migrations.AddConstraint(
            model_name="importline",
            constraint=models.CheckConstraint(
                condition=Q(live=False) | Q(application__isnull=False) | Q(receipt__isnull=False),
                name="live_is_brought_in",
            ),
        ),
    ]
