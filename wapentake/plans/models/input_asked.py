"""Input asked for a ward's plan: the call with its questions and dates, and each answer as it was given."""

import uuid

from django.db import models
from django.db.models import F, Q

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins, never_overlaps
from wapentake.organisations.models import Organisation
from wapentake.people.models import User
from wapentake.places.models import Ward

from ..states import AnswerChannel, CallState
from .frameworks import Outcome
from .priorities import Cycle, Priority


class InputRule(Dated):
    """How long answers are kept, when those asked are reminded, and below which number no count is shown."""

    months_kept = models.PositiveSmallIntegerField(help_text="After the end of the plan's cycle.")
    days_before = models.PositiveSmallIntegerField(help_text="Before the closing date, for the reminder.")
    smallest = models.PositiveSmallIntegerField(help_text="Smaller counts of people are not shown.")
    source = models.CharField(max_length=300)

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("input_rule_lasts"),
            never_overlaps("one_input_rule_at_a_time"),
            models.CheckConstraint(
                condition=Q(months_kept__range=(0, 120), days_before__range=(1, 60), smallest__range=(1, 100)),
                name="input_rule_is_sound",
            ),
        ]


class InputCall(models.Model):
    """What a ward asks for its plan, of whom, and until the end of which day."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=100)
    why = models.TextField(help_text="What is asked, and what for.")
    use = models.TextField(help_text="How the answers are used.")
    residents = models.BooleanField(default=True)
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="The last day on which answers are taken.")
    state = models.CharField(max_length=9, choices=CallState.choices, default=CallState.DRAFT)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When it was closed early, or taken back.")
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was closed early, or taken back.")
    heard = models.TextField(blank=True)
    decided = models.TextField(blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-closes_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["ward", "slug"], name="one_call_per_slug"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="call_closes_after_it_opens"),
            models.CheckConstraint(
                condition=~Q(state="heard") | Q(heard_at__isnull=False), name="what_was_heard_says_when"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """How changes and audit name this call."""
        return f"input:{self.pk}"


class InputQuestion(models.Model):
    """One question of a call."""

    call = models.ForeignKey(InputCall, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ["call", "number"]
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="one_question_per_number")]


class InputAsked(models.Model):
    """A service, a partner or a parish council whose answer a call asks for by name."""

    call = models.ForeignKey(InputCall, on_delete=models.PROTECT, related_name="asked")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["call", "body__name"]
        constraints = [models.UniqueConstraint(fields=["call", "body"], name="asked_once")]


class InputExtension(models.Model):
    """That a call stayed open for longer, and why."""

    call = models.ForeignKey(InputCall, on_delete=models.PROTECT, related_name="extensions")
    before = models.DateField()
    after = models.DateField()
    why = models.CharField(max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["call", "at"]


class InputAnswer(models.Model):
    """An answer as it was given. It is never changed: another version replaces it, and both are kept."""

    call = models.ForeignKey(InputCall, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    latest = models.BooleanField(default=True)
    key = models.UUIDField(unique=True, default=uuid.uuid4, help_text="Sent twice, it is one answer.")
    token = models.UUIDField(default=uuid.uuid4, db_index=True, help_text="Whoever has it may change the answer.")
    channel = models.CharField(max_length=9, choices=AnswerChannel.choices, default=AnswerChannel.ONLINE)
    body = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    ward = models.ForeignKey(Ward, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    communities = models.ManyToManyField(Outcome, related_name="+")
    may_quote = models.BooleanField(default=False)
    at = models.DateTimeField()
    received_on = models.DateField(null=True, blank=True, help_text="The day on which what an officer entered came.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withheld = models.CharField(max_length=300, blank=True, help_text="Why it is never quoted.")
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["call", "-number", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number", "version"], name="one_answer_per_version"),
            models.UniqueConstraint(fields=["call", "number"], condition=Q(latest=True), name="one_latest_answer"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The number that whoever answered is given."""
        return f"HYS-{self.call_id}-{self.number}"

    @property
    def ref(self) -> str:
        """How changes and audit name this answer."""
        return f"answer:{self.pk}"


class AnswerText(models.Model):
    """What an answer says to one question."""

    answer = models.ForeignKey(InputAnswer, on_delete=models.CASCADE, related_name="texts")
    question = models.ForeignKey(InputQuestion, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["answer", "question__number"]
        constraints = [models.UniqueConstraint(fields=["answer", "question"], name="one_text_per_question")]


class AnswerMark(models.Model):
    """That an answer speaks to a priority of the ward, as whoever read it says."""

    answer = models.ForeignKey(InputAnswer, on_delete=models.CASCADE, related_name="marks")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "priority"], name="marked_once")]
