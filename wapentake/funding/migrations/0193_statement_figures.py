import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("funding", "0180_freeze_overrides"),
        ("places", "0002_outlines_and_outward_codes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StatementFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(help_text="The year that the financial year begins in.")),
                ("figure", models.CharField(choices=[('demanded', 'In demand notices of the year'), ('earlier', 'Collected before the year and not allocated'), ('allocated', 'Collected before the year and allocated in it'), ('spent', 'Spent in the year, without the neighbourhood portion'), ('held', 'Allocated and not spent, without the neighbourhood portion'), ('item', 'Spent on an item of infrastructure'), ('borrowed', 'Spent on repaying borrowed money'), ('administration', 'Spent on administration'), ('item_held', 'Allocated to an item of infrastructure and not spent'), ('passed', 'Passed to a parish council'), ('others', 'Passed to another person'), ('recovered', 'Recovered from a parish council'), ('requested', 'Requested from a parish council'), ('outstanding', 'Requested from a parish council and not yet recovered'), ('kept', 'Retained of the year’s receipts, without the neighbourhood portion'), ('kept_before', 'Retained of earlier receipts, without the neighbourhood portion')], max_length=14)),
                ("item", models.CharField(blank=True, help_text="The item of infrastructure, or who was paid.", max_length=150)),
                ("pence", models.BigIntegerField()),
                ("source", models.CharField(help_text="Where the figure comes from.", max_length=200)),
                ("on", models.DateField(help_text="The day on which it stood there.")),
                ("at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(help_text="When another was entered in its place, or it was taken out.", null=True)),
                ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("parish", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.parish")),
            ],
            options={
                "ordering": ["year", "figure", "item", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pence__gte", 0)), name="statement_figure_not_below_nought"),
                    models.CheckConstraint(condition=models.Q(("source", ""), _negated=True), name="statement_figure_has_its_source"),
                    models.UniqueConstraint(condition=models.Q(("replaced_at", None)), fields=("year", "figure", "item", "parish"), name="one_statement_figure_stands", nulls_distinct=False),
                ],
            },
        ),
    ]
