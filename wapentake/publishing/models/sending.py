"""The outbox of a bulletin: one row for each reader, and the links whose clicks are counted."""

from django.db import models
from django.db.models import Q

from ..states import MailState
from .bulletins import Bulletin
from .subscribers import Subscriber


class BulletinMail(models.Model):
    """One reader's mail of one bulletin. It holds no address: that is read from the subscriber as the mail leaves.

    `not_before` is when it may next be claimed: a claim puts it to the end of its lease, a refusal to the next try.
    """

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="mails")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.PROTECT, related_name="+")
    domain = models.CharField(max_length=253)
    state = models.CharField(max_length=8, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    claimed_by = models.UUIDField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True, help_text="What the provider said last.")
    opened_at = models.DateTimeField(null=True, blank=True)
    clicked_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "subscriber"], name="one_mail_a_reader"),
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="sent_mail_says_when"),
        ]
        indexes = [
            models.Index(
                fields=["bulletin", "not_before", "id"],
                condition=Q(state__in=("waiting", "trying")),
                name="mails_to_claim",
            ),
            models.Index(fields=["bulletin", "state"], name="mails_by_state"),
        ]


class BulletinLink(models.Model):
    """A link of a bulletin under its number. Clicks lead to what is stored here, and nowhere else."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="links")
    number = models.PositiveSmallIntegerField()
    target = models.CharField(max_length=400)
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "number"], name="one_link_a_number"),
            models.UniqueConstraint(fields=["bulletin", "target"], name="one_number_a_target"),
        ]


class DomainPace(models.Model):
    """How far mail to a slowed-down domain has been given out."""

    domain = models.CharField(max_length=253, primary_key=True)
    free_at = models.DateTimeField()
