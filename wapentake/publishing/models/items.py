"""News, events, case studies and decisions explained, and the photo of each."""

from django.db import models
from django.db.models import F, Q

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins, never_overlaps
from wapentake.foundation.models import StoredFile
from wapentake.funding.models import Application
from wapentake.office.models import SevenRole
from wapentake.people.models import User
from wapentake.places.models import Ward
from wapentake.plans.models import Action, Priority

from ..states import Approval, ItemKind, ItemState


class ApprovalRule(Dated):
    """Whose yes an item needs from a day on. Each council keeps its own history, with its source."""

    by = models.CharField(max_length=12, choices=Approval.choices, default=Approval.ANOTHER)
    source = models.CharField(max_length=200)

    objects = DatedManager()

    class Meta:
        constraints = [ends_after_it_begins("approval_rule_lasts"), never_overlaps("one_approval_rule_at_a_time")]


class Item(models.Model):
    """Something posted about one ward, several, or the whole borough (no ward named)."""

    kind = models.CharField(max_length=10, choices=ItemKind.choices, default=ItemKind.NEWS)
    slug = models.SlugField(max_length=110, unique=True)
    title = models.CharField(max_length=100)
    summary = models.CharField(max_length=200)
    body = models.TextField(max_length=10_000, help_text="Text with marks: ## for a heading, - for a list.")
    wards = models.ManyToManyField(Ward, related_name="+", blank=True)
    priority = models.ForeignKey(Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # What else a case study tells of.
    award = models.ForeignKey(Application, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.ForeignKey(SevenRole, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # What only gives notice or records a decision goes out in the weeks before an election too.
    factual = models.BooleanField(default=False)
    happens_at = models.DateTimeField(null=True, blank=True)
    happens_until = models.DateTimeField(null=True, blank=True)
    venue = models.CharField(max_length=160, blank=True)
    decided_by = models.CharField(max_length=120, blank=True, help_text="Who decided what it explains.")
    decided_on = models.DateField(null=True, blank=True)
    decision_link = models.URLField(max_length=400, blank=True, help_text="Where the decision, or its minute, stands.")
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.DRAFT)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="Whose words stand last, since it was drafted.",
    )  # fmt: skip
    proposed_at = models.DateTimeField(null=True, blank=True)
    sent_back_because = models.CharField(max_length=300, blank=True)
    approved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    out_from = models.DateTimeField(null=True, blank=True)
    out_until = models.DateTimeField(null=True, blank=True)
    # The Monitoring Officer's word that it promotes nothing: until the hold of that day is over.
    goes_on_because = models.CharField(max_length=300, blank=True)
    goes_on_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    goes_on_from = models.DateTimeField(null=True, blank=True)
    goes_on_until = models.DateTimeField(null=True, blank=True)
    corrected_at = models.DateTimeField(null=True, blank=True, help_text="When it was corrected last, if ever.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    withdrawn_words = models.CharField(max_length=300, blank=True, help_text="What its address says instead.")

    class Meta:
        ordering = ["-out_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(out_until__isnull=True) | Q(out_until__gt=F("out_from")), name="item_is_out_for_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(out_from__isnull=False, approved_by__isnull=False),
                name="approved_item_has_its_day",
            ),
            models.CheckConstraint(condition=~Q(kind="event") | Q(happens_at__isnull=False), name="event_has_its_time"),
            models.CheckConstraint(
                condition=Q(happens_until__isnull=True) | Q(happens_until__gt=F("happens_at")),
                name="event_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(kind="decision") | (Q(decided_on__isnull=False) & ~Q(decided_by="")),
                name="decision_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(decision_link="") | Q(decision_link__startswith="https://"), name="decision_link_is_https"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """How changes and audit name this item."""
        return f"item:{self.pk}"


class Photo(models.Model):
    """The picture of an item in two sizes, with the words for those who do not see it."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="photo")
    wide = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    small = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    alt = models.CharField(max_length=200)
    credit = models.CharField(max_length=100, blank=True)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(alt=""), name="photo_has_words")]


class Correction(models.Model):
    """A change of what residents had read already: what was changed, and the words as they were before. Append-only."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="corrections")
    what = models.CharField(max_length=200, help_text="What was corrected, as residents read it.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    title = models.CharField(max_length=100)
    summary = models.CharField(max_length=200)
    body = models.TextField(max_length=10_000)
    happens_at = models.DateTimeField(null=True, blank=True)
    happens_until = models.DateTimeField(null=True, blank=True)
    venue = models.CharField(max_length=160, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision_link = models.URLField(max_length=400, blank=True)

    class Meta:
        ordering = ["at", "pk"]
