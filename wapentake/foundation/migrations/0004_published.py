"""The published pages, and the trigger that tells the fronts when what is served has changed."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

TRIGGER = """
CREATE FUNCTION published_page_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_in := pg_current_xact_id()::text::bigint;
  PERFORM pg_notify('published', '');
  RETURN NEW;
END
$$;
CREATE TRIGGER tell_fronts BEFORE UPDATE OF version ON foundation_publishedpage FOR EACH ROW
  WHEN (OLD.version IS DISTINCT FROM NEW.version) EXECUTE FUNCTION published_page_changed();
"""
UNDO = "DROP FUNCTION published_page_changed() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("foundation", "0003_switch"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="PublishedPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.TextField(unique=True)),
                ("family", models.TextField()),
                ("refs", ArrayField(base_field=models.TextField(), default=list, size=None)),
                (
                    "state",
                    models.CharField(
                        choices=[("live", "published"), ("gone", "not there"), ("withdrawn", "withdrawn")],
                        default="live",
                        max_length=10,
                    ),
                ),
                ("wanted", models.BigIntegerField(default=1)),
                ("wanted_at", models.DateTimeField()),
                ("rendered", models.BigIntegerField(default=0)),
                ("failures", models.IntegerField(default=0)),
                ("tried_at", models.DateTimeField(null=True)),
                ("looked_ahead_to", models.DateTimeField(null=True)),
                ("version", models.BigIntegerField(default=0)),
                ("changed_in", models.BigIntegerField(db_index=True, default=0)),
            ],
            options={
                "indexes": [
                    GinIndex(fields=["refs"], name="page_refs"),
                    models.Index(
                        condition=models.Q(("wanted__gt", models.F("rendered"))),
                        fields=["wanted_at"],
                        name="page_waiting",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ahead", models.BooleanField()),
                ("identity", models.BinaryField()),
                ("gzip", models.BinaryField()),
                ("brotli", models.BinaryField()),
                ("etag", models.CharField(max_length=40)),
                ("content_type", models.CharField(max_length=100)),
                ("valid_from", models.DateTimeField()),
                ("valid_until", models.DateTimeField(null=True)),
                ("never_after", models.DateTimeField(null=True)),
                ("rendered_at", models.DateTimeField()),
                ("build", models.CharField(max_length=40)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="foundation.publishedpage",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("page", "ahead"), name="page_one_now_one_ahead")],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("refs", ArrayField(base_field=models.TextField(), default=list, size=None)),
                ("starts", models.DateTimeField()),
                ("ends", models.DateTimeField(null=True)),
                ("reason", models.CharField(max_length=300)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gte", models.F("starts")), _connector="OR"),
                        name="hold_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.RunSQL(TRIGGER, UNDO),
    ]
