"""Who gets a bulletin: asked when a send begins, and of each reader again before their mail leaves."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.core.validators import validate_email
from django.db.models import Q, QuerySet
from django.urls import reverse

from wapentake.foundation.mail.signing import KeyedSigner
from wapentake.places.models import Ward
from wapentake.plans.models import Priority

from ..models import Subscriber, SubscriberList, Subscription, SubscriptionRule
from ..states import SubscriberState

LONGEST = 254


def readers_of(
    wards: Sequence[Ward], promotional: bool = False, priorities: Collection[Priority] | None = None
) -> QuerySet[Subscriber]:
    """Return who gets a bulletin of these wards, each once; with no ward, that of the whole area.

    Who follows a priority or a place gets the bulletins of its wards. With `priorities` only those who follow one of
    these, beside who reads the whole. `promotional`: only who agreed to paid, fundraising and other people's items.
    """
    rows = Subscription.objects.filter(until=None)
    keys = [ward.pk for ward in wards]
    if keys:
        rows = rows.filter(Q(ward__in=keys) | Q(place__wards__in=keys) | _follows(keys, priorities))
    else:
        rows = rows.filter(ward=None, priority=None, place=None)
    readers = Subscriber.objects.filter(state=SubscriberState.CONFIRMED, pk__in=rows.values("subscriber"))
    return readers.filter(promotions_agreed=True) if promotional else readers


def _follows(wards: list[int], priorities: Collection[Priority] | None) -> Q:
    """A priority is followed in all its versions: they share a ward and a slug."""
    if priorities is None:
        return Q(priority__ward__in=wards)
    versions = (Q(priority__ward=one.ward_id, priority__slug=one.slug) for one in priorities)
    return reduce(or_, versions, Q(pk__in=[]))


def normalised(email: str) -> str | None:
    """Return an address as it is kept, in small letters; None for what is none, or could break a header."""
    text = email.strip().lower()
    if len(text) > LONGEST or not text.isprintable():
        return None
    try:
        validate_email(text)
    except ValidationError:
        return None
    return text


def subscriber_by_email(email: str) -> Subscriber | None:
    """Return who has an address."""
    return Subscriber.objects.filter(email=normalised(email) or "").first()


def live_subscriptions(subscriber: Subscriber) -> list[Subscription]:
    """Return what somebody gets: the whole area, wards by number, then what they follow."""
    rows = Subscription.objects.filter(subscriber=subscriber, until=None)
    about = ("ward", "priority__ward", "place")
    return list(rows.select_related(*about).order_by("priority", "place", "ward__number", "pk"))


def subscription_rule_on(day: dt.date) -> SubscriptionRule:
    """Return how confirmations are limited and how long people are kept on a day."""
    return SubscriptionRule.objects.on(day).get()


def subscription_rules() -> list[SubscriptionRule]:
    """Return every rule of subscriptions, the newest first: what holds, what will, and what held."""
    return list(SubscriptionRule.objects.order_by("-from_date"))


_LEAVE = KeyedSigner(salt="publishing.unsubscribe", sep=".")
_PREFERENCES = KeyedSigner(salt="publishing.preferences", sep=".")
_HERE = "TOKEN"
_CONFIRM = KeyedSigner(salt="publishing.confirm", sep=".")


def unsubscribe_path(subscriber: Subscriber, bulletin_id: int | None = None) -> str:
    """Return the address by which somebody leaves, as a bulletin names it; the same every time."""
    return OwnPaths(bulletin_id or 0).unsubscribe(subscriber.secret)


def preferences_path(subscriber: Subscriber) -> str:
    """Return the address of somebody's preferences; the same every time."""
    return OwnPaths(0).preferences(subscriber.secret)


class OwnPaths:
    """The addresses that are people's own in the mails of one bulletin: where they lie is looked up once for many."""

    def __init__(self, bulletin_id: int) -> None:
        self.bulletin = bulletin_id
        self.unsubscribing = reverse("publishing:unsubscribe", args=[_HERE]).split(_HERE)
        self.preferring = reverse("publishing:preferences", args=[_HERE]).split(_HERE)

    def unsubscribe(self, secret: str) -> str:
        """Return the address by which somebody leaves."""
        return _LEAVE.sign(f"{secret}-{self.bulletin}").join(self.unsubscribing)

    def preferences(self, secret: str) -> str:
        """Return the address of somebody's preferences."""
        return _PREFERENCES.sign(secret).join(self.preferring)


def confirm_path(subscriber: Subscriber) -> str:
    """Return the address by which somebody confirms what was asked for their address."""
    return reverse("publishing:confirm", args=[_CONFIRM.sign(subscriber.secret)])


def who_leaves(token: str) -> tuple[Subscriber, int] | None:
    """Return whom an unsubscribe link names, and the bulletin that it stood in (0: none); None where it is forged."""
    said = _said(_LEAVE, token)
    secret, _, bulletin = said.partition("-")
    found = _by_secret(secret)
    return (found, int(bulletin)) if found and bulletin.isdigit() else None


def who_prefers(token: str) -> Subscriber | None:
    """Return whose preferences a link opens; None where it is forged, or they were erased."""
    return _by_secret(_said(_PREFERENCES, token))


def who_confirms(token: str) -> Subscriber | None:
    """Return who confirms by a link; None where it is forged, or what was asked is gone."""
    return _by_secret(_said(_CONFIRM, token))


def _said(signer: KeyedSigner, token: str) -> str:
    try:
        return signer.unsign(token)
    except BadSignature:
        return ""


def _by_secret(secret: str) -> Subscriber | None:
    return Subscriber.objects.filter(secret=secret, erased_at=None).first() if secret else None


@dataclass(frozen=True)
class Known:
    """How an address stands here, with the keys of the wards that it gets."""

    subscriber: Subscriber
    wards: frozenset[int]
    everywhere: bool

    @property
    def state(self) -> str:
        return self.subscriber.state

    @property
    def left_at(self) -> dt.datetime | None:
        return self.subscriber.left_at


def known_addresses(addresses: Collection[str], *, lock: bool = False) -> dict[str, Known]:
    """Return who of many addresses is here, with what they get. Two queries."""
    rows = Subscriber.objects.filter(email__in=addresses).order_by("pk")
    found = list(rows.select_for_update() if lock else rows)
    live = Subscription.objects.filter(subscriber__in=[one.pk for one in found], until=None, priority=None, place=None)
    gets: dict[int, set[int | None]] = {}
    for key, ward in live.values_list("subscriber", "ward"):
        gets.setdefault(key, set()).add(ward)
    return {
        str(one.email): Known(one, frozenset(w for w in gets.get(one.pk, ()) if w), None in gets.get(one.pk, ()))
        for one in found
    }


def subscriber_lists() -> QuerySet[SubscriberList]:
    """Return every file of an earlier list, newest first, without its lines."""
    return SubscriberList.objects.select_related("read_by").defer("lines")
