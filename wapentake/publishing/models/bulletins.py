"""The e-bulletin of a ward, or of the whole council, for a month: its parts, and what the members said of its draft."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from wapentake.people.models import User
from wapentake.places.models import Ward

from ..states import BulletinState, Flag, PartKind


class Bulletin(models.Model):
    """One month's e-bulletin. No ward is the whole council."""

    ward = models.ForeignKey(Ward, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="Its first day.")
    subject = models.CharField(max_length=120)
    opening = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=BulletinState.choices, default=BulletinState.DRAFT)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="Whose words stand last, since it was drafted.",
    )  # fmt: skip
    consulted_at = models.DateTimeField(null=True, blank=True)
    comments_by = models.DateField(null=True, blank=True, help_text="The last day on which members can comment.")
    approved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    send_at = models.DateTimeField(null=True, blank=True, help_text="When it is to go out.")
    sending_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    paused_because = models.CharField(max_length=300, blank=True)
    held = models.BooleanField(default=False, help_text="A publicity hold paused it.")
    despite_hold_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    despite_hold_because = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-month", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "month"], condition=~Q(state="withdrawn"), nulls_distinct=False,
                name="one_bulletin_a_month",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="bulletin_is_of_a_month"),
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="sent_says_when"),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "consulted", "withdrawn")) | Q(approved_by__isnull=False),
                name="what_is_sent_was_approved",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.subject

    @property
    def ref(self) -> str:
        """How changes and audit name this bulletin."""
        return f"bulletin:{self.pk}"

    @property
    def slug(self) -> str:
        """The month as an address writes it, like `2026-11`."""
        return f"{self.month:%Y-%m}"

    @property
    def wards(self) -> tuple[Ward, ...]:
        """The wards that it is about; none for the whole council."""
        return (self.ward,) if self.ward is not None else ()

    @property
    def last_day(self) -> dt.date:
        """The last day of its month."""
        return (self.month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


class BulletinPart(models.Model):
    """A part of a bulletin, in its place. One that is taken out is kept, and can be put back."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="parts")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=PartKind.choices, default=PartKind.OTHER)
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=3_000, help_text="Text with marks: - for a list, **words** stand out.")
    link = models.CharField(max_length=400, blank=True)
    link_words = models.CharField(max_length=80, blank=True)
    flag = models.CharField(max_length=12, choices=Flag.choices, blank=True, default=Flag.NONE)
    on = models.DateField(null=True, blank=True)
    bar = ArrayField(models.BigIntegerField(), default=list, blank=True)
    taken_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class BulletinComment(models.Model):
    """What somebody who was asked said of a draft. It stays, under their name."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="comments")
    part = models.ForeignKey(BulletinPart, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.CharField(max_length=1_000)
    content = models.BooleanField(default=False, help_text="They have read it and are content.")

    class Meta:
        ordering = ["at", "pk"]
