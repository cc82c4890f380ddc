"""Asking for the bulletin, confirming it, changing what one gets, leaving; and whom we may not write to."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from procrastinate.contrib.django import app

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.mail import is_withheld, send_after_commit
from wapentake.foundation.operations import tombstones
from wapentake.foundation.verdicts import Refused

from .. import notices
from ..models import Consent, Subscriber, Subscription, Wish
from ..queries import live_subscriptions, normalised, subscription_rule_on
from ..rules import (
    BULLETIN_WORDS,
    OPENS_WORDS,
    PROMOTIONS_WORDS,
    Agreed,
    Wanted,
    may_be_asked,
    may_change_preferences,
    may_confirm,
    wish_of,
)
from ..states import SUBSCRIBER, ConsentBy, ConsentTo, JoinedBy, SubscriberState

CONFIRM = "wapentake.publishing.jobs.write_to_confirm"
WRONG_ADDRESS = "Enter an e-mail address in the correct format, like name@example.com"


@transaction.atomic
def ask_to_subscribe(email: str, wanted: Wanted, *, at: dt.datetime) -> None:
    """Keep what is wanted until the address confirms it, and have a mail written where one is due.

    The same is done for an address that is new, known or not written to: only the worker looks at which it is.
    """
    address = normalised(email)
    if address is None:
        raise Refused(f"{WRONG_ADDRESS}.")
    if wanted.nothing:
        raise Refused("Choose at least one ward, or the whole area.")
    Subscriber.objects.bulk_create([Subscriber(email=address, asked_at=at)], ignore_conflicts=True)
    found = Subscriber.objects.select_for_update().get(email=address)
    _add_to_wish(found, wanted, at)
    if not may_be_asked(found, subscription_rule_on(london_date(at)), at):
        return
    Subscriber.objects.filter(pk=found.pk).update(mailed_at=at)
    audit.record(found.ref, "asked for the bulletin", by=None, at=at, facts=_facts(wanted))
    if not is_withheld():
        app.configure_task(CONFIRM, queue="mail").defer(pk=found.pk)


@transaction.atomic
def write_to_confirm(subscriber: Subscriber, *, at: dt.datetime) -> None:
    """Send the mail with the link, unless the address may not be written to or nothing waits."""
    found = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    asked_at, wanted = wish_of(found)
    if asked_at is None or found.email is None or found.state == SubscriberState.SUPPRESSED:
        return
    until = asked_at + dt.timedelta(days=subscription_rule_on(london_date(at)).days_to_confirm)
    send_after_commit(notices.confirmation(found, wanted.names, until, email=found.email))
    audit.record(found.ref, "confirmation sent", by=None, at=at, facts={})


@transaction.atomic
def confirm(subscriber: Subscriber, wanted: Wanted, agreed: Agreed, *, at: dt.datetime) -> Subscriber:
    """Begin, or add to, what an address gets: whoever reads its mail has said so. Raises `Refused`."""
    found = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    asked_at, _ = wish_of(found)
    may_confirm(found, asked_at, subscription_rule_on(london_date(at)), at).demand()
    if wanted.nothing:
        raise Refused("Choose at least one thing to get. If you want nothing, close this page: nothing is sent then.")
    if found.state != SubscriberState.CONFIRMED:
        SUBSCRIBER.demand(found.state, SubscriberState.CONFIRMED)
        found.state, found.confirmed_at, found.left_at = SubscriberState.CONFIRMED, at, None
    _say(found, wanted.names, ConsentBy.LINK, agreed, at)
    _agree(found, agreed, ConsentBy.LINK, at)
    found.postcode = wanted.postcode or found.postcode
    found.save()
    begin(found, wanted, JoinedBy.SITE, at)
    Wish.objects.filter(subscriber=found).delete()
    audit.record(found.ref, "confirmed", by=None, at=at, facts=_facts(wanted))
    return found


@transaction.atomic
def change_preferences(subscriber: Subscriber, wanted: Wanted, agreed: Agreed, *, at: dt.datetime) -> Subscriber:
    """Get what is wanted, and no more. Raises `Refused`."""
    found = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    may_change_preferences(found, wanted).demand()
    before = live_subscriptions(found)
    kept = _keys(wanted)
    gone = [one.pk for one in before if one.key not in kept]
    Subscription.objects.filter(pk__in=gone).update(until=at)
    added = begin(found, wanted, JoinedBy.SITE, at)
    if gone or added:
        _say(found, wanted.names, ConsentBy.PREFERENCES, agreed, at)
    _agree(found, agreed, ConsentBy.PREFERENCES, at)
    found.postcode = wanted.postcode
    found.save()
    audit.record(found.ref, "changed preferences", by=None, at=at, facts={"gone": len(gone), "added": added})
    return found


@transaction.atomic
def leave(
    subscriber: Subscriber, *, at: dt.datetime, how: str = ConsentBy.UNSUBSCRIBED, bulletin: int = 0, ip_hash: str = ""
) -> Subscriber:
    """End all that somebody gets, at once and without a question. Who has left already stays so."""
    found = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if found.state != SubscriberState.CONFIRMED:
        return found
    _end(found, SubscriberState.LEFT, how, "Stop all bulletins.", at, ip_hash)
    audit.record(found.ref, "left", by=None, at=at, facts={"how": str(how), "bulletin": bulletin})
    tombstones.note("left", f"{found.secret}@{at.isoformat()}")
    return found


@transaction.atomic
def suppress(email: str, because: str, at: dt.datetime, *, how: str = ConsentBy.BOUNCE) -> Subscriber | None:
    """Never write to an address again: it takes no mail, or complained. None where it is no address."""
    address = normalised(email)
    if address is None:
        return None
    Subscriber.objects.bulk_create([Subscriber(email=address, asked_at=at)], ignore_conflicts=True)
    found = Subscriber.objects.select_for_update().get(email=address)
    if found.state == SubscriberState.SUPPRESSED:
        return found
    found.suppressed_at, found.suppressed_because = at, because.strip()[:200] or "No reason was given."
    _end(found, SubscriberState.SUPPRESSED, how, found.suppressed_because, at, "")
    Wish.objects.filter(subscriber=found).delete()
    audit.record(found.ref, "suppressed", by=None, at=at, facts={"how": str(how)})
    tombstones.note("suppressed", f"{found.secret}@{at.isoformat()}")
    return found


# house: a restore makes again what was recorded when somebody left; the record came with it.
@transaction.atomic
def leave_again(key: str, *, at: dt.datetime) -> None:
    """Leave again after a restore, unless they confirmed anew since."""
    for found in _before(key):
        _end(found, SubscriberState.LEFT, ConsentBy.RESTORE, "They had left before the restore.", at, "")


# house: a restore makes again what was recorded when the address was suppressed; the record came with it.
@transaction.atomic
def suppress_again(key: str, *, at: dt.datetime) -> None:
    """Write no more to an address after a restore, unless it confirmed anew since."""
    for found in _before(key):
        found.suppressed_at, found.suppressed_because = at, "It was suppressed before a restore."
        _end(found, SubscriberState.SUPPRESSED, ConsentBy.RESTORE, found.suppressed_because, at, "")


def begin(found: Subscriber, wanted: Wanted, source: str, at: dt.datetime) -> int:
    """Begin what is wanted and not got yet; return how many that were."""
    has = {one.key for one in live_subscriptions(found)}
    new = [key for key in _keys(wanted) if key not in has]
    Subscription.objects.bulk_create(
        Subscription(subscriber=found, ward_id=ward, priority_id=priority, place_id=place, source=source, since=at)
        for ward, priority, place in new
    )
    return len(new)


def _keys(wanted: Wanted) -> list[tuple[int | None, int | None, int | None]]:
    whole: list[tuple[int | None, int | None, int | None]] = [(None, None, None)] if wanted.everywhere else []
    wards = [(ward.pk, None, None) for ward in wanted.wards]
    followed = [(None, one.pk, None) for one in wanted.priorities]
    return list(dict.fromkeys([*whole, *wards, *followed, *((None, None, place.pk) for place in wanted.places)]))


def _add_to_wish(found: Subscriber, wanted: Wanted, at: dt.datetime) -> None:
    """What is asked again while a request waits joins it: one link confirms all of it."""
    Wish.objects.bulk_create([Wish(subscriber=found, asked_at=at)], ignore_conflicts=True)
    wish = Wish.objects.get(subscriber=found)
    wish.everywhere, wish.asked_at = wish.everywhere or wanted.everywhere, at
    wish.postcode = wanted.postcode or wish.postcode
    wish.save()
    wish.wards.add(*wanted.wards)
    wish.priorities.add(*wanted.priorities)
    wish.places.add(*wanted.places)


def _agree(found: Subscriber, agreed: Agreed, how: str, at: dt.datetime) -> None:
    """Keep what else was ticked; each change is a row of the log."""
    pairs = (
        (ConsentTo.OPENS, "opens_agreed", agreed.opens, OPENS_WORDS),
        (ConsentTo.PROMOTIONS, "promotions_agreed", agreed.promotions, PROMOTIONS_WORDS),
    )
    for to, name, said, words in pairs:
        if getattr(found, name) != said:
            setattr(found, name, said)
            Consent.objects.create(
                subscriber=found, to=to, agreed=said, how=how, words=words, at=at, ip_hash=agreed.ip_hash
            )


def _say(found: Subscriber, names: Iterable[str], how: str, agreed: Agreed, at: dt.datetime) -> None:
    Consent.objects.create(
        subscriber=found, to=ConsentTo.BULLETIN, agreed=True, how=how, words=BULLETIN_WORDS,
        what="; ".join(names)[:1000], at=at, ip_hash=agreed.ip_hash,
    )  # fmt: skip


def _end(found: Subscriber, state: SubscriberState, how: str, words: str, at: dt.datetime, ip_hash: str) -> None:
    """End every subscription and every agreement, with a row of the log for each that was given."""
    given = [ConsentTo.BULLETIN] if found.state == SubscriberState.CONFIRMED else []
    given += [ConsentTo.OPENS] if found.opens_agreed else []
    given += [ConsentTo.PROMOTIONS] if found.promotions_agreed else []
    Consent.objects.bulk_create(
        Consent(subscriber=found, to=to, agreed=False, how=how, words=words, at=at, ip_hash=ip_hash) for to in given
    )
    Subscription.objects.filter(subscriber=found, until=None).update(until=at)
    SUBSCRIBER.demand(found.state, state)
    found.state, found.opens_agreed, found.promotions_agreed = state, False, False
    if state == SubscriberState.LEFT:
        found.left_at = at
    found.save()


def _before(key: str) -> Iterable[Subscriber]:
    """Return who gets the bulletin still, by a consent older than when they left."""
    secret, _, moment = key.partition("@")
    rows = Subscriber.objects.select_for_update().filter(secret=secret, state=SubscriberState.CONFIRMED)
    return rows.filter(confirmed_at__lt=dt.datetime.fromisoformat(moment))


def _facts(wanted: Wanted) -> dict[str, object]:
    return {
        "wards": [ward.code for ward in wanted.wards], "everywhere": wanted.everywhere,
        "priorities": [one.pk for one in wanted.priorities], "places": [one.slug for one in wanted.places],
    }  # fmt: skip
