"""Councillors, their terms and interests, and every role that a person holds."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins, never_overlaps
from wapentake.organisations.models import Organisation
from wapentake.people.models import User
from wapentake.places.models import Locality, Parish, Ward

from .states import GrantedBy, Ground, HeldPart, Holder, InterestCategory, Lifts, PollKind, RoleKind, TermEnd

# Days of a dispensation at most: four years, one of them a leap year.
LONGEST = 1461


class SevenRole(models.Model):
    """One of the seven roles of the 21st century councillor, such as Steward of place. Kept as data."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=40)
    meaning = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ["position"]


class ElectionRule(Dated):
    """How many days after the poll a term ends and the next begins: four (Local Government Act 1972, section 7)."""

    days_after_poll = models.PositiveSmallIntegerField(default=4)
    days_after_by_election = models.PositiveSmallIntegerField(default=1, help_text="When the result is declared.")
    source = models.CharField(max_length=200)

    objects = DatedManager()

    class Meta:
        constraints = [never_overlaps("one_election_rule_at_a_time")]


class PublicityRule(Dated):
    """What pages leave out before a poll that is held while this rule is in force, and from when to when."""

    working_days_before = models.PositiveSmallIntegerField(help_text="It begins so many working days before the poll.")
    days_after = models.PositiveSmallIntegerField(help_text="It is over so many days after the poll.")
    parts = ArrayField(models.CharField(max_length=10, choices=HeldPart.choices))
    source = models.CharField(max_length=400)

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("publicity_rule_lasts"),
            never_overlaps("one_publicity_rule_at_a_time"),
            models.CheckConstraint(condition=Q(days_after__gte=1), name="the_day_of_the_poll_is_held"),
        ]


class Poll(models.Model):
    """An election: of councillors, of all wards or of one; of a parish, of a mayor, or of Parliament."""

    kind = models.CharField(max_length=11, choices=PollKind.choices)
    on = models.DateField()
    ward = models.ForeignKey(Ward, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    parish = models.ForeignKey(Parish, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["on", "ward"], condition=Q(kind__in=["ordinary", "by_election"]),
                name="one_poll_per_day_and_ward", nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["on", "kind", "ward", "parish"], name="one_poll_per_day_kind_and_place", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(kind="parish", parish__isnull=False) | (~Q(kind="parish") & Q(parish__isnull=True)),
                name="parish_poll_names_its_parish",
            ),
        ]  # fmt: skip


class Councillor(models.Model):
    """A person as a councillor, over all their terms."""

    user = models.OneToOneField(User, null=True, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=150, help_text="Without Cllr in front.")
    group = models.CharField("political group", max_length=60, blank=True)
    public_email = models.EmailField(blank=True)
    public_phone = models.CharField(max_length=30, blank=True)
    surgery = models.CharField(max_length=200, blank=True, help_text="When and where residents can meet them.")
    invented = models.BooleanField(default=False, help_text="A person of the demonstration, who does not exist.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"Cllr {self.name}"

    @property
    def ref(self) -> str:
        """How changes and audit name this councillor."""
        return f"councillor:{self.pk}"


class Term(Dated):
    """A councillor's time in office for one ward. Access ends with it, at the next request."""

    councillor = models.ForeignKey(Councillor, on_delete=models.PROTECT, related_name="terms")
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="terms")
    ended_by = models.CharField(max_length=16, choices=TermEnd.choices, blank=True)

    objects = DatedManager()

    class Meta:
        ordering = ["ward", "councillor__name"]
        constraints = [ends_after_it_begins("term_lasts"), never_overlaps("one_term_at_a_time", "councillor_id")]


class Suspension(Dated):
    """A time in which a councillor keeps the seat but may not act."""

    councillor = models.ForeignKey(Councillor, on_delete=models.PROTECT, related_name="suspensions")
    reason = models.CharField(max_length=200)

    objects = DatedManager()

    class Meta:
        constraints = [ends_after_it_begins("suspension_lasts")]


class Vacancy(Dated):
    """A seat that stands empty until it is filled."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    term = models.OneToOneField(Term, null=True, on_delete=models.PROTECT, related_name="+")
    declared_on = models.DateField(null=True)

    objects = DatedManager()


class RoleHeld(Dated):
    """A role that a person holds from one date to another: in a ward, a locality, an organisation or the whole council.

    Ward councillors have terms instead: `office.queries.roles_of` answers with both.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24, choices=RoleKind.choices)
    title = models.CharField(max_length=120, blank=True, help_text="Such as Cabinet Member for Neighbourhood Working.")
    ward = models.ForeignKey(Ward, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    locality = models.ForeignKey(Locality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    covers_for = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="covered_by")
    handover_note = models.TextField(blank=True)

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("role_lasts"),
            models.CheckConstraint(condition=~Q(kind=RoleKind.WARD_COUNCILLOR), name="councillors_have_terms"),
        ]


class Interest(models.Model):
    """One version of one entry in a councillor's register of interests.

    A change is a new version: the earlier one keeps its text and says when it was superseded, so that the register can
    be read as at any date. Localism Act 2011, sections 29 to 34.
    """

    entry = models.UUIDField(help_text="The entry that this is a version of.")
    councillor = models.ForeignKey(Councillor, on_delete=models.PROTECT, related_name="interests")
    category = models.CharField(max_length=11, choices=InterestCategory.choices)
    holder = models.CharField(max_length=7, choices=Holder.choices, default=Holder.MEMBER)
    description = models.CharField(max_length=500)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    arose_on = models.DateField(help_text="The 28 days for telling the Monitoring Officer run from here.")
    ended_on = models.DateField(null=True, blank=True)
    sensitive = models.BooleanField(default=False, help_text="The member asks to withhold it (section 32).")
    withholding_agreed = models.BooleanField(default=False, help_text="The Monitoring Officer agreed to withhold it.")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(superseded_at__isnull=True), name="one_current_version_per_interest"
            ),
            models.CheckConstraint(
                condition=Q(sensitive=True) | Q(withholding_agreed=False), name="withheld_only_when_asked"
            ),
        ]

    @property
    def asks_to_withhold(self) -> bool:
        """Whether the Monitoring Officer has still to say if it may be withheld; until then it is not published."""
        return self.sensitive and not self.withholding_agreed


class Dispensation(Dated):
    """That a member with an interest may take part all the same, for a body and a time (Localism Act 2011, section 33).

    Recorded by the Monitoring Officer, on a written request; withdrawn with a reason, never changed or deleted.
    """

    councillor = models.ForeignKey(Councillor, on_delete=models.PROTECT, related_name="dispensations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    lifts = models.CharField(max_length=5, choices=Lifts.choices, default=Lifts.VOTE)
    ground = models.CharField(max_length=9, choices=Ground.choices, default=Ground.OTHERWISE)
    # Nothing where it was recorded before anybody was asked.
    granted_by = models.CharField(max_length=10, choices=GrantedBy.choices, blank=True)
    reference = models.CharField(max_length=40, unique=True)
    reason = models.CharField(max_length=500)
    asked_on = models.DateField(null=True, help_text="When the member asked in writing.")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("dispensation_lasts"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=False, to_date__lte=F("from_date") + dt.timedelta(days=LONGEST)),
                name="dispensation_ends_within_four_years",
            ),
        ]

    @property
    def cited(self) -> str:
        """Its reference with who granted it, as each record of what was decided under it has it."""
        by = self.get_granted_by_display()
        return f"{self.reference}, granted by {by[0].lower()}{by[1:]}" if by else self.reference

    def __str__(self) -> str:
        return self.reference
