"""What foundation stores: the audit, the changes on their way up, the published pages, the files."""

import datetime as dt
import json
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models


class AuditHead(models.Model):
    """The newest record of one object's chain. Locked last in an action, so that chains do not wait for work."""

    stream = models.TextField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.BinaryField()


class AuditRecord(models.Model):
    """One act on one object: append-only, each row's hash resting on the one before it."""

    stream = models.TextField()
    seq = models.BigIntegerField()
    action = models.TextField()
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    facts = models.TextField()
    prev = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="audit_one_record_per_seq")]

    @property
    def facts_read(self) -> dict[str, Any]:
        """The facts as a dictionary. They are stored as the very text that was hashed."""
        return dict(json.loads(self.facts))


class AuditPersonal(models.Model):
    """Personal data of an audit record, kept outside the hash so that it can be erased."""

    record = models.OneToOneField(AuditRecord, on_delete=models.PROTECT, primary_key=True, related_name="personal")
    data = models.JSONField()


class AuditDigest(models.Model):
    """A day's digest over every chain's head that moved; it rests on the digest before it and is published."""

    day = models.DateField(unique=True)
    heads = models.IntegerField()
    prev = models.BinaryField()
    digest = models.BinaryField()
    at = models.DateTimeField()


class AuditDigestLine(models.Model):
    """Where one chain stood when a digest was made."""

    digest = models.ForeignKey(AuditDigest, on_delete=models.PROTECT, related_name="lines")
    stream = models.TextField()
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "stream"], name="digest_one_line_per_stream")]


class Change(models.Model):
    """News on its way up: something that `ref` names has changed."""

    ref = models.TextField()
    # house: when the row came, for whoever reads the queue; no rule uses it.
    at = models.DateTimeField(auto_now_add=True)


class PageState(models.TextChoices):
    """What a published address answers."""

    LIVE = "live", "published"
    GONE = "gone", "not there"
    WITHDRAWN = "withdrawn", "withdrawn"


class PublishedPage(models.Model):
    """An address of the public site. `wanted` counts the times it was asked for anew, `rendered` how far it got.

    `version` moves whenever what is served changes; a trigger notes the transaction in `changed_in` and wakes the
    fronts, which ask by transaction, since rows do not commit in the order of any number of theirs.
    """

    path = models.TextField(unique=True)
    family = models.TextField()
    refs = ArrayField(models.TextField(), default=list)
    state = models.CharField(max_length=10, choices=PageState, default=PageState.LIVE)
    wanted = models.BigIntegerField(default=1)
    wanted_at = models.DateTimeField()
    rendered = models.BigIntegerField(default=0)
    failures = models.IntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    looked_ahead_to = models.DateTimeField(null=True)
    version = models.BigIntegerField(default=0)
    changed_in = models.BigIntegerField(default=0, db_index=True)

    class Meta:
        indexes = [
            GinIndex(fields=["refs"], name="page_refs"),
            models.Index(
                fields=["wanted_at"], name="page_waiting", condition=models.Q(wanted__gt=models.F("rendered"))
            ),
        ]


class PublishedVersion(models.Model):
    """The bytes of a page: as it is now and, in a second row, as it will be from the moment when that ends."""

    page = models.ForeignKey(PublishedPage, on_delete=models.CASCADE, related_name="versions")
    ahead = models.BooleanField()
    identity = models.BinaryField()
    gzip = models.BinaryField()
    brotli = models.BinaryField()
    etag = models.CharField(max_length=40)
    content_type = models.CharField(max_length=100)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    never_after = models.DateTimeField(null=True)
    rendered_at = models.DateTimeField()
    build = models.CharField(max_length=40)
    # What a search reads: the words of a page in HTML, and of anything else nothing.
    title = models.TextField(default="")
    text = models.TextField(default="")
    words = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="english")
        + SearchVector("text", weight="D", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "ahead"], name="page_one_now_one_ahead")]
        indexes = [GinIndex(fields=["words"], name="version_words")]

    @property
    def ends(self) -> dt.datetime | None:
        """The moment from which this version is not shown any more; None for as long as nothing changes."""
        return min((at for at in (self.valid_until, self.never_after) if at), default=None)


class Hold(models.Model):
    """A time in which nothing may be promoted, everywhere or on the pages that show certain refs."""

    kind = models.CharField(max_length=40)
    refs = ArrayField(models.TextField(), default=list)  # empty: everywhere
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="hold_ends_after_it_starts",
            )
        ]


class Switch(models.Model):
    """Something that the whole installation does or has stopped doing, such as sending mail after a restore."""

    key = models.SlugField(primary_key=True)
    on = models.BooleanField()
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()


class StoredFile(models.Model):
    """A file that somebody gave us, kept outside the web root under its hash."""

    public_id = models.UUIDField(unique=True)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
