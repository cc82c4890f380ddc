"""What somebody sees who subscribes, confirms, changes what they get, or leaves."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.places.models import NamedPlace
from wapentake.places.queries import places_with_wards, shown, ward_for_postcode, wards_on, written
from wapentake.plans.queries import published

from ..forms import Offers
from ..models import Subscriber
from ..queries import preferences_path, subscription_rule_on, unsubscribe_path
from ..rules import BULLETIN_WORDS, Wanted, may_confirm, subscriptions_of, wish_of
from ..states import SubscriberState


@dataclass(frozen=True)
class SubscribePage:
    """The page that subscribes: what can be ticked, what is ticked, and what a postcode came to."""

    offers: Offers
    wanted: Wanted
    typed: str
    found: str
    answer: str
    wrong: str
    kept: str


@dataclass(frozen=True)
class ConfirmPage:
    """What was asked for an address, with the button that confirms it."""

    offers: Offers
    wanted: Wanted
    may: Verdict
    words: str
    known: bool


@dataclass(frozen=True)
class PreferencesPage:
    """All that can be got, with what is."""

    offers: Offers
    wanted: Wanted
    subscribed: bool
    since: str
    words: str
    leave_href: str
    done: str


@dataclass(frozen=True)
class LeavePage:
    """The page with the button by which one leaves."""

    subscribed: bool
    names: list[str]
    preferences_href: str


DONE = {
    "confirmed": "You get the e-bulletin. We will not ask you to confirm again.",
    "saved": "What you get is changed.",
}


def subscribe_page(
    at: dt.datetime, *, postcode: str = "", ward: str = "", priorities: Iterable[str] = (), place: str = ""
) -> SubscribePage:
    """Return the page with the ward ticked that a link or a postcode names, and what a link follows."""
    on = london_date(at)
    wards = tuple(wards_on(on))
    answer = ward_for_postcode(postcode) if postcode.strip() else None
    near = answer.ward if answer and answer.found else next((one for one in wards if one.slug == ward), None)
    keys = [int(key) for key in priorities if key.isascii() and key.isdecimal() and len(key) < 10]
    followed = tuple(published(on).filter(pk__in=keys).order_by("ward__number", "number")) if keys else ()
    places = tuple(one for one in places_with_wards(on) if one.slug == place)
    rule = subscription_rule_on(on)
    return SubscribePage(
        offers=Offers(wards, True, followed, places),
        wanted=Wanted(
            wards=(near,) if near and not followed and not places else (), priorities=followed, places=places
        ),
        typed=shown(postcode),
        found=written(answer.postcode) if answer and answer.found else "",
        answer=answer.sentence if answer and answer.found else "",
        wrong=answer.sentence if answer and not answer.found else "",
        kept=f"What was not confirmed is erased after {rule.days_to_confirm} days, and the address of somebody who "
        f"left after {rule.months_kept} months. {rule.source}.",
    )


def confirm_page(subscriber: Subscriber, at: dt.datetime) -> ConfirmPage:
    """Return what waits to be confirmed."""
    asked_at, wanted = wish_of(subscriber)
    rule = subscription_rule_on(london_date(at))
    return ConfirmPage(
        offers=_only(wanted), wanted=wanted, may=may_confirm(subscriber, asked_at, rule, at), words=BULLETIN_WORDS,
        known=subscriber.state == SubscriberState.CONFIRMED,
    )  # fmt: skip


def preferences_page(subscriber: Subscriber, at: dt.datetime, done: str = "") -> PreferencesPage:
    """Return somebody's preferences."""
    on, wanted = london_date(at), subscriptions_of(subscriber)
    since = subscriber.confirmed_at
    return PreferencesPage(
        offers=Offers(tuple(wards_on(on)), True, wanted.priorities, _places(on, wanted.places)),
        wanted=wanted,
        subscribed=subscriber.state == SubscriberState.CONFIRMED,
        since=long_date(london_date(since)) if since else "",
        words=BULLETIN_WORDS,
        leave_href=unsubscribe_path(subscriber),
        done=DONE.get(done, ""),
    )


def leave_page(subscriber: Subscriber) -> LeavePage:
    """Return the page by which one leaves, or that says that it is done."""
    return LeavePage(
        subscribed=subscriber.state == SubscriberState.CONFIRMED, names=subscriptions_of(subscriber).names,
        preferences_href=preferences_path(subscriber),
    )  # fmt: skip


def _only(wanted: Wanted) -> Offers:
    return Offers(wanted.wards, wanted.everywhere, wanted.priorities, wanted.places)


def _places(on: dt.date, more: Iterable[NamedPlace]) -> tuple[NamedPlace, ...]:
    rows = {one.pk: one for one in [*places_with_wards(on), *more]}
    return tuple(sorted(rows.values(), key=lambda one: one.name))
