"""Service notices: what a service tells a ward's members before it comes, who saw it, and what they asked."""

from django.db import models
from django.db.models import F, Q

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins, never_overlaps
from wapentake.office.models import Councillor
from wapentake.organisations.models import Organisation
from wapentake.people.models import User
from wapentake.places.models import Ward

from ..states import NoticeKind, NoticeState


class NoticeRule(Dated):
    """How long before it comes a service gives notice, and within how long it answers a question. In working days."""

    days_of_warning = models.PositiveSmallIntegerField()
    days_to_answer = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("notice_rule_lasts"),
            never_overlaps("one_notice_rule_at_a_time"),
            models.CheckConstraint(
                condition=Q(days_of_warning__range=(1, 130), days_to_answer__range=(1, 60)), name="notice_rule_in_days"
            ),
        ]


class ServiceNotice(models.Model):
    """What comes to one ward or several, as a service says it. A change or its end is told anew, as a version."""

    service = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=NoticeKind.choices)
    title = models.CharField(max_length=100)
    what = models.TextField(help_text="What happens, and what it means for residents.")
    wards = models.ManyToManyField(Ward, related_name="+")
    place = models.CharField(max_length=200, blank=True, help_text="Streets, a building or a park.")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day; empty while it is not known.")
    contact = models.CharField(max_length=200, blank=True, help_text="Whom members reach. Never published.")
    link = models.URLField(blank=True)
    public = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=NoticeState.choices, default=NoticeState.DRAFT)
    version = models.PositiveSmallIntegerField(default=1)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)
    # The day on which the day that it begins now was first told; a later beginning keeps it, an earlier one does not.
    warned_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["begins_on", "pk"]
        indexes = [models.Index(fields=["begins_on"], name="notices_by_beginning")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")), name="notice_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "discarded")) | Q(given_at__isnull=False, warned_on__isnull=False),
                name="a_given_notice_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """How changes and audit name this notice."""
        return f"notice:{self.pk}"

    @property
    def warning(self) -> int | None:
        """How many days before its beginning it was told; nought or less is late. None before it is given."""
        return None if self.warned_on is None else (self.begins_on - self.warned_on).days


class NoticeChange(models.Model):
    """What changed from one version of a notice to the next, and why: `changed` is [what, before, after]."""

    notice = models.ForeignKey(ServiceNotice, on_delete=models.PROTECT, related_name="changes")
    version = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=300)
    changed = models.JSONField(default=list)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["notice", "version"], name="one_change_a_version")]


class NoticeTold(models.Model):
    """A member was told a version of a notice, through their ward: when they saw it and said so."""

    notice = models.ForeignKey(ServiceNotice, on_delete=models.PROTECT, related_name="told")
    version = models.PositiveSmallIntegerField()
    councillor = models.ForeignKey(Councillor, on_delete=models.PROTECT, related_name="+")
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["ward__number", "councillor__name"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "version", "councillor"], name="told_once_a_version"),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | Q(seen_at__isnull=False), name="acknowledged_is_seen"
            ),
        ]


class NoticeQuestion(models.Model):
    """What somebody asked about a notice, and by when the service answers; `answered_at` is empty while it waits."""

    notice = models.ForeignKey(ServiceNotice, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text


class NoticeReply(models.Model):
    """What was said on a question: by the service, or again by who asked."""

    question = models.ForeignKey(NoticeQuestion, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    of_service = models.BooleanField()

    class Meta:
        ordering = ["at", "pk"]
