"""What a ward asks of a service or a partner, under which protocol, by when it is answered, and how."""

from django.db import models
from django.db.models import Q

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins, never_overlaps
from wapentake.organisations.models import Organisation
from wapentake.people.models import User
from wapentake.places.models import Ward

from ..states import AskState, MadeFrom
from .commitments import Commitment
from .priorities import Action, Priority


class Protocol(Dated):
    """What the council and its services have agreed in writing about the wards’ asks: one version at a time."""

    version = models.PositiveSmallIntegerField(unique=True)
    text = models.TextField()
    source = models.CharField(max_length=200)
    written_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = DatedManager()

    class Meta:
        ordering = ["-version"]
        constraints = [ends_after_it_begins("protocol_lasts"), never_overlaps("one_protocol_at_a_time")]

    def __str__(self) -> str:
        return f"Version {self.version}"

    @property
    def ref(self) -> str:
        """How changes and audit name the protocol."""
        return f"protocol:{self.version}"


class ProtocolAgreement(models.Model):
    """Who agreed to a version of the protocol for a service or a partner, by name, and when."""

    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="agreements")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    on = models.DateField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["protocol", "organisation"], name="agrees_once_to_a_protocol"),
        ]


class AnswerTime(Dated):
    """In how many working days a service answers, and how many before that it is reminded. Empty: all others."""

    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    working_days = models.PositiveSmallIntegerField()
    remind_days = models.PositiveSmallIntegerField(help_text="The service is reminded so many working days before.")
    source = models.CharField(max_length=200)

    objects = DatedManager()

    class Meta:
        ordering = ["organisation__name", "-from_date"]
        constraints = [
            ends_after_it_begins("answer_time_lasts"),
            never_overlaps("one_answer_time_a_service", "organisation", condition=Q(organisation__isnull=False)),
            never_overlaps("one_usual_answer_time", condition=Q(organisation__isnull=True)),
            models.CheckConstraint(condition=Q(working_days__range=(1, 120)), name="answer_time_in_days"),
        ]


class Ask(models.Model):
    """What a ward asks of a service: from a priority, from an action, or because its members want it."""

    key = models.UUIDField(unique=True, help_text="Of the form that made it: sent twice, it is asked once.")
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    made_from = models.CharField(max_length=8, choices=MadeFrom.choices)
    priority = models.ForeignKey(Priority, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    why = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=AskState.choices, default=AskState.ASKED)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    first_due_on = models.DateField(help_text="By when it was to be answered at first.")
    due_on = models.DateField(help_text="By when it is to be answered now.")
    rule = models.CharField(max_length=300, help_text="The rule that gave the day, in words with its source.")
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    commitment = models.ForeignKey(Commitment, null=True, on_delete=models.PROTECT, related_name="+")
    reminded_for = models.DateField(null=True, help_text="The due day of which the service was last reminded.")

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def ref(self) -> str:
        """How changes and audit name this ask."""
        return f"ask:{self.pk}"
