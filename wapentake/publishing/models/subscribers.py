"""Who gets the e-bulletin, of which wards, and what each of them agreed to."""

import secrets

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins, never_overlaps
from wapentake.places.models import NamedPlace, Ward
from wapentake.plans.models import Priority

from ..states import ConsentBy, ConsentTo, JoinedBy, SubscriberState


def new_secret() -> str:
    """Return the random part of somebody's links."""
    return secrets.token_hex(16)


class SubscriptionRule(Dated):
    """How often one address is asked to confirm, for how long that is possible, and how long who left is kept."""

    hours_between = models.PositiveSmallIntegerField(help_text="Between two confirmations to one address.")
    days_to_confirm = models.PositiveSmallIntegerField(help_text="After which a request is erased.")
    seconds_at_least = models.PositiveSmallIntegerField(help_text="No person fills the form in faster.")
    months_kept = models.PositiveSmallIntegerField(help_text="After which the address of who left is erased.")
    source = models.CharField(max_length=300)

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("subscription_rule_lasts"),
            never_overlaps("one_subscription_rule_at_a_time"),
            models.CheckConstraint(
                condition=Q(
                    hours_between__range=(1, 720), days_to_confirm__range=(1, 60), seconds_at_least__range=(0, 30),
                    months_kept__range=(0, 120),
                ),
                name="subscription_rule_is_sound",
            ),
        ]  # fmt: skip


class Subscriber(models.Model):
    """An address that asked for the bulletin. Once it is erased no address is left, and only counts remember it."""

    email = models.EmailField(max_length=254, unique=True, null=True)  # noqa: DJ001  many are erased, none twice empty
    secret = models.CharField(max_length=32, unique=True, default=new_secret)
    state = models.CharField(max_length=10, choices=SubscriberState.choices, default=SubscriberState.PENDING)
    opens_agreed = models.BooleanField(default=False, help_text="That a mail was opened may be counted.")
    promotions_agreed = models.BooleanField(
        default=False, help_text="Paid, fundraising and other people's items may be in a mail."
    )
    # In capitals without a space; by it the bulletin follows the address when wards are drawn anew.
    postcode = models.CharField(max_length=7, blank=True)
    asked_at = models.DateTimeField(help_text="When the address was first typed here, or brought in.")
    mailed_at = models.DateTimeField(null=True, blank=True, help_text="When a confirmation was last sent.")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    suppressed_at = models.DateTimeField(null=True, blank=True)
    suppressed_because = models.CharField(max_length=200, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="subscriber_email_is_normalised"),
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(erased_at__isnull=False, postcode=""),
                name="subscriber_has_an_address_or_is_erased",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False, email__isnull=False),
                name="confirmed_subscriber_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="suppressed") | (Q(suppressed_at__isnull=False) & ~Q(suppressed_because="")),
                name="suppressed_subscriber_says_why",
            ),
            # Nobody who left, or is not written to, has agreed to anything.
            models.CheckConstraint(
                condition=Q(state="confirmed") | Q(opens_agreed=False, promotions_agreed=False),
                name="only_who_is_confirmed_agrees",
            ),
        ]
        indexes = [models.Index(fields=["state"], name="subscribers_by_state")]

    def __str__(self) -> str:
        return f"Subscriber {self.pk}"

    @property
    def ref(self) -> str:
        """How changes and audit name this subscriber: no address."""
        return f"subscriber:{self.pk}"


class Wish(models.Model):
    """What was asked for an address and waits until the address itself confirms it."""

    subscriber = models.OneToOneField(Subscriber, on_delete=models.CASCADE, related_name="wish")
    everywhere = models.BooleanField(default=False)
    wards = models.ManyToManyField(Ward, related_name="+", blank=True)
    priorities = models.ManyToManyField(Priority, related_name="+", blank=True)
    places = models.ManyToManyField(NamedPlace, related_name="+", blank=True)
    postcode = models.CharField(max_length=7, blank=True)
    asked_at = models.DateTimeField()


class Subscription(models.Model):
    """One thing that somebody gets: a ward's bulletin, the whole area's (nothing named), or what they follow."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.PROTECT, related_name="subscriptions")
    ward = models.ForeignKey(Ward, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    priority = models.ForeignKey(Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(NamedPlace, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=6, choices=JoinedBy.choices, default=JoinedBy.SITE)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    ward_ended = models.BooleanField(default=False, help_text="It ended only since its ward did; it goes on elsewhere.")
    # The subscription that this one goes on from, where wards were drawn anew: nobody joined, and nobody left.
    goes_on_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="went_on")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "ward", "priority", "place"], condition=Q(until__isnull=True),
                nulls_distinct=False, name="one_live_subscription",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="subscription_lasts"
            ),
            models.CheckConstraint(
                condition=(
                    (Q(priority__isnull=True) & Q(place__isnull=True))
                    | (Q(ward__isnull=True) & Q(place__isnull=True))
                    | (Q(ward__isnull=True) & Q(priority__isnull=True))
                ),
                name="subscription_to_one_thing",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["ward"], condition=Q(until__isnull=True), name="live_by_ward")]

    @property
    def key(self) -> tuple[int | None, int | None, int | None]:
        """What it is to: a ward, a priority or a place; nothing of them for the whole area."""
        return self.ward_id, self.priority_id, self.place_id

    @property
    def to_all(self) -> bool:
        return self.key == (None, None, None)


class Consent(models.Model):
    """What somebody agreed to or withdrew, with the words they were shown. A trigger keeps every row as written."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.PROTECT, related_name="consents")
    to = models.CharField(max_length=10, choices=ConsentTo.choices)
    agreed = models.BooleanField(help_text="No: it was withdrawn.")
    how = models.CharField(max_length=12, choices=ConsentBy.choices)
    words = models.TextField(help_text="What they were shown, word for word; of an earlier list, its evidence.")
    what = models.CharField(max_length=1000, blank=True, help_text="The wards and what else, by name.")
    at = models.DateTimeField()
    # A keyed hash of where it was said from. The address itself is never kept.
    ip_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["pk"]
