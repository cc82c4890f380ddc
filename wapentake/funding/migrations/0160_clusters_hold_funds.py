"""A cluster of wards can hold a pot: an account is a ward's, with or without a councillor, or else a cluster's."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

# Whose pots a fund has is said once, with the fund: no account of it may be of another kind of holder.
GUARDS = r"""
CREATE FUNCTION funding_account_fits_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.stage <> 'source' AND (NEW.cluster_id IS NOT NULL) IS DISTINCT FROM
     (SELECT holder_kind = 'cluster' FROM funding_fund WHERE id = NEW.fund_id) THEN
    RAISE EXCEPTION 'A cluster holds the funds of clusters, and nobody else does';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER fits_its_fund BEFORE INSERT ON funding_account
  FOR EACH ROW EXECUTE FUNCTION funding_account_fits_its_fund();
"""
UNDO = "DROP FUNCTION funding_account_fits_its_fund() CASCADE;"

HELD = "A cluster holds a fund, and the program before this has no account for it: restore a backup of before instead."


def demand_no_cluster(apps, schema_editor):
    """On the way back: the ledger forgets nothing, so a cluster's accounts can neither go nor stay."""
    if apps.get_model("funding", "Account").objects.filter(cluster__isnull=False).exists():
        raise RuntimeError(HELD)


class Migration(migrations.Migration):
    dependencies = [("funding", "0192_keep_bank_details"), ("places", "0002_outlines_and_outward_codes")]

    operations = [
        migrations.AlterField(
            model_name="fund",
            name="holder_kind",
            field=models.CharField(
                choices=[
                    ("councillor", "Each councillor"), ("ward", "The ward"), ("cluster", "The cluster of wards"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="account",
            name="cluster",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.cluster"
            ),
        ),
        migrations.RemoveConstraint(model_name="account", name="one_account"),
        migrations.RemoveConstraint(model_name="account", name="account_has_its_holder"),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                fields=("fund", "year", "councillor", "ward", "cluster", "stage"), name="one_account_of_a_holder",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=Q(stage="source", ward__isnull=True, councillor__isnull=True, cluster__isnull=True)
                | (~Q(stage="source") & Q(ward__isnull=False, cluster__isnull=True))
                | (~Q(stage="source") & Q(ward__isnull=True, councillor__isnull=True, cluster__isnull=False)),
                name="account_is_a_ward_or_cluster",
            ),
        ),
        migrations.AlterField(
            model_name="application",
            name="ward",
            field=models.ForeignKey(
                help_text="Where the project is.", on_delete=django.db.models.deletion.PROTECT, related_name="+",
                to="places.ward",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="cluster",
            field=models.ForeignKey(
                help_text="Whose pot it asks, if a cluster’s.", null=True,
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.cluster",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=Q(councillor__isnull=True) | Q(cluster__isnull=True), name="application_asks_one_holder"
            ),
        ),
        migrations.RunSQL(GUARDS, UNDO),
        migrations.RunPython(migrations.RunPython.noop, demand_no_cluster),
    ]
