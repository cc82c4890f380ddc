"""Subscribers over time: they follow their wards when these are drawn anew, and are erased when their time is up."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date, months_after, start_of_day
from wapentake.foundation.operations import tombstones
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User
from wapentake.places.models import Ward
from wapentake.places.queries import current_edition, successors, wards_of_postcodes, wards_on

from ..models import Subscriber, Subscription, Wish
from ..models.subscribers import new_secret
from ..queries import subscription_rule_on
from ..rules import may_erase_subscriber, may_keep_lists, may_lift
from ..states import ConsentBy, SubscriberState
from .beats import roles_at
from .subscribers import _end

# Less than a tenth of a ward's addresses is a sliver along a border: who lives there has a postcode to say so.
LEAST_SHARE = 0.1


@transaction.atomic
def follow_boundaries(*, on: dt.date, at: dt.datetime) -> int:
    """Carry subscriptions of wards that have ended over to those of today; return how many. Twice changes nothing.

    By the postcode, where somebody gave one and it lies on the old ward's ground; otherwise to each ward that took
    over a tenth of the old ward's addresses or more.
    """
    edition = current_edition(on)
    if edition is None:
        return 0
    rows = Subscription.objects.filter(until=None, ward__isnull=False).exclude(ward__edition=edition)
    old = list(rows.select_for_update(of=("self",)).select_related("subscriber", "ward__edition").order_by("pk"))
    if not old:
        return 0
    moved = _carry(old, {ward.code: ward for ward in wards_on(on)}, at)
    if moved:
        facts = {"edition": edition.name, "subscriptions": moved}
        audit.record("subscriptions:all", "followed the wards", by=None, at=at, facts=facts)
    return moved


def _carry(old: list[Subscription], today: dict[str, Ward], at: dt.datetime) -> int:
    homes = wards_of_postcodes({one.subscriber.postcode for one in old if one.subscriber.postcode})
    heirs = {ward.pk: _heirs(ward, today) for ward in {one.ward for one in old if one.ward}}
    known = Subscription.objects.filter(subscriber__in=[one.subscriber_id for one in old], until=None)
    has = set(known.values_list("subscriber", "ward"))
    new, ended = [], []
    for one in old:
        assert one.ward_id  # asked above
        all_heirs, large = heirs[one.ward_id]
        home = today.get(homes.get(one.subscriber.postcode, ""))
        into = [home] if home is not None and home in all_heirs else large
        ended += [one.pk] if into else []
        for ward in into:
            if (one.subscriber_id, ward.pk) not in has:
                has.add((one.subscriber_id, ward.pk))
                new.append(Subscription(subscriber_id=one.subscriber_id, ward=ward, source=one.source, since=at,
                                        goes_on_from=one))  # fmt: skip
    Subscription.objects.filter(pk__in=ended).update(until=at, ward_ended=True)
    Subscription.objects.bulk_create(new)
    return len(ended)


def _heirs(ward: Ward, today: dict[str, Ward]) -> tuple[list[Ward], list[Ward]]:
    """Return the wards of today on an ended ward's ground, through any edition between: all, and the large ones."""
    every: dict[str, Ward] = {}
    large: dict[str, Ward] = {}
    wave, seen = [(ward, True)], {ward.pk}
    while wave:
        one, counts = wave.pop()
        found = successors(one)
        most = found[0].share if found else None
        for heir in found:
            is_large = counts and (heir.share is None or heir.share >= LEAST_SHARE or heir.share == most)
            if heir.ward.code in today:
                every[heir.ward.code] = heir.ward
                large |= {heir.ward.code: heir.ward} if is_large else {}
            elif heir.ward.pk not in seen:
                seen.add(heir.ward.pk)
                wave.append((heir.ward, is_large))
    return list(every.values()), list(large.values())


@transaction.atomic
def erase_subscriber(subscriber: Subscriber, *, by: User | None, at: dt.datetime) -> None:
    """Erase an address with its postcode; that somebody got the bulletin, and how they agreed, stays without a name.

    `by=None`: its time is up. Raises `Refused`.
    """
    found = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    may_erase_subscriber(roles_at(by, at) if by else None, found).demand()
    tombstones.note("subscriber", found.secret)
    _erase_address(found, at)
    audit.record(found.ref, "address erased", by=by, at=at, facts={"due": by is None})


def forget_subscriber(key: int, *, by: User, at: dt.datetime) -> None:
    """Erase an address that was searched for, as its owner asked. Raises `Refused`."""
    erase_subscriber(Subscriber.objects.get(pk=key), by=by, at=at)


# house: a restore makes again what was recorded when it was erased; the record came with the erasure.
@transaction.atomic
def erase_subscriber_again(key: str, *, at: dt.datetime) -> None:
    """Erase again after a restore; what is not there, or is erased, stays as it is."""
    for found in Subscriber.objects.select_for_update().filter(secret=key, erased_at=None):
        _erase_address(found, at)


def _erase_address(found: Subscriber, at: dt.datetime) -> None:
    if found.state == SubscriberState.CONFIRMED:
        _end(found, SubscriberState.LEFT, ConsentBy.DESK, "Erase what you hold of me.", at, "")
    Wish.objects.filter(subscriber=found).delete()
    Subscriber.objects.filter(pk=found.pk).update(
        email=None, postcode="", erased_at=at, secret=new_secret(), mailed_at=None
    )


@transaction.atomic
def lift_suppression(subscriber: Subscriber, *, because: str, by: User, at: dt.datetime) -> Subscriber:
    """Let an address be asked again, as its owner wants: nothing is sent until they confirm it. Raises `Refused`."""
    found = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    may_lift(roles_at(by, at), found).demand()
    if not because.strip():
        raise Refused("Say who asked for it and how.")
    found.state, found.left_at, found.suppressed_at, found.suppressed_because = SubscriberState.LEFT, at, None, ""
    found.mailed_at = None
    found.save()
    audit.record(found.ref, "written to again", by=by, at=at, facts={}, personal={"because": because.strip()})
    return found


@transaction.atomic
def leave_for(subscriber: Subscriber, *, by: User, at: dt.datetime) -> Subscriber:
    """End all that somebody gets, as they asked by telephone or letter. Raises `Refused`."""
    may_keep_lists(roles_at(by, at)).demand()
    found = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if found.state != SubscriberState.CONFIRMED:
        raise Refused("This address does not get the bulletin.")
    _end(found, SubscriberState.LEFT, ConsentBy.DESK, "Stop all bulletins.", at, "")
    audit.record(found.ref, "left", by=by, at=at, facts={"how": str(ConsentBy.DESK)})
    tombstones.note("left", f"{found.secret}@{at.isoformat()}")
    return found


def erase_subscribers_due(*, at: dt.datetime) -> int:
    """Erase who left longer ago than the rule keeps them, and what was never confirmed. Returns how many."""
    rule = subscription_rule_on(london_date(at))
    unconfirmed = at - dt.timedelta(days=rule.days_to_confirm)
    left = Subscriber.objects.filter(state=SubscriberState.LEFT, erased_at=None)
    due: Iterable[Subscriber] = left.filter(
        left_at__lt=start_of_day(months_after(london_date(at), -rule.months_kept)), wish=None
    )
    never = Subscriber.objects.filter(state=SubscriberState.PENDING, erased_at=None, asked_at__lt=unconfirmed)
    due = [*due, *never.exclude(wish__asked_at__gte=unconfirmed)]
    for one in due:
        erase_subscriber(one, by=None, at=at)
    drop_old_wishes(unconfirmed, at=at)
    return len(due)


@transaction.atomic
def drop_old_wishes(before: dt.datetime, *, at: dt.datetime) -> int:
    """Forget what was asked and not confirmed in time."""
    count, _ = Wish.objects.filter(asked_at__lt=before).delete()
    if count:
        audit.record("subscriptions:all", "requests forgotten", by=None, at=at, facts={"count": count})
    return count
