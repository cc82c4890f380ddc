"""What foundation stores: the audit, the changes on their way up, the published pages, the files."""

import datetime as dt
import json
from typing import Any

from django.conf import settings
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
    at = models.DateTimeField(auto_now_add=True)


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

    def is_older_than(self, at: dt.datetime) -> bool:
        return self.uploaded_at < at
