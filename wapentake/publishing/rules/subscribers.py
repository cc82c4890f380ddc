"""What may be asked for an address, confirmed, changed; and the words that people agree to."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings

from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.places.models import NamedPlace, Ward
from wapentake.plans.models import Priority

from ..models import Subscriber, SubscriptionRule, Wish
from ..queries import live_subscriptions
from ..states import SubscriberState

YES = Verdict.yes()

# Each is shown word for word, and kept word for word with the consent: a change of them is another agreement.
BULLETIN_WORDS = (
    "Send me the e-bulletin of what is listed here. I can change this, or leave with one click, at any time."
)
PROMOTIONS_WORDS = "You may also send me items that promote paid services, fundraising or other organisations."
OPENS_WORDS = "You may count that I opened a bulletin, to learn what is read. Nobody sees it with my address."


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to get. Nothing of it is an address."""

    wards: tuple[Ward, ...] = ()
    everywhere: bool = False
    priorities: tuple[Priority, ...] = ()
    places: tuple[NamedPlace, ...] = ()
    postcode: str = ""

    @property
    def nothing(self) -> bool:
        return not (self.wards or self.everywhere or self.priorities or self.places)

    @property
    def names(self) -> list[str]:
        """What is wanted, in words."""
        whole = [f"The whole {settings.WAPENTAKE_AREA}"] if self.everywhere else []
        followed = [f"“{one.title}”, a priority of {one.ward}" for one in self.priorities]
        return [*whole, *(ward.name for ward in self.wards), *followed, *(place.name for place in self.places)]


@dataclass(frozen=True)
class Agreed:
    """What somebody ticked beside the bulletin itself, how it was said, and from where (a keyed hash)."""

    opens: bool = False
    promotions: bool = False
    ip_hash: str = ""


def wish_of(subscriber: Subscriber) -> tuple[dt.datetime | None, Wanted]:
    """Return what waits to be confirmed for an address, and since when it was asked; nothing where nothing waits."""
    wish = Wish.objects.filter(subscriber=subscriber).first()
    if wish is None:
        return None, Wanted()
    return wish.asked_at, Wanted(
        wards=tuple(wish.wards.order_by("number")), everywhere=wish.everywhere,
        priorities=tuple(wish.priorities.select_related("ward").order_by("ward__number", "number")),
        places=tuple(wish.places.all()), postcode=wish.postcode,
    )  # fmt: skip


def subscriptions_of(subscriber: Subscriber) -> Wanted:
    """Return what somebody gets now."""
    rows = live_subscriptions(subscriber)
    return Wanted(
        wards=tuple(one.ward for one in rows if one.ward), everywhere=any(one.to_all for one in rows),
        priorities=tuple(one.priority for one in rows if one.priority),
        places=tuple(one.place for one in rows if one.place), postcode=subscriber.postcode,
    )  # fmt: skip


def may_set_subscription_rule(roles: Roles) -> Verdict:
    """How people are asked and for how long they are kept is said by those who answer for it."""
    if roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS, RoleKind.ADMINISTRATOR):
        return YES
    return Verdict.no("The Head of Neighbourhoods and the administrator change the rule.")


def may_be_asked(subscriber: Subscriber, rule: SubscriptionRule, at: dt.datetime) -> Verdict:
    """One confirmation goes to one address in so many hours, whatever was asked how often."""
    wait = dt.timedelta(hours=rule.hours_between)
    if subscriber.mailed_at is not None and subscriber.mailed_at > at - wait:
        return Verdict.no(f"A confirmation went to this address less than {rule.hours_between} hours ago.")
    return YES


def may_confirm(
    subscriber: Subscriber, asked_at: dt.datetime | None, rule: SubscriptionRule, at: dt.datetime
) -> Verdict:
    """What was asked is confirmed while it waits, and its time is not up."""
    if subscriber.state == SubscriberState.SUPPRESSED:
        return Verdict.no("We no longer write to this address. Write to us if you want the bulletin after all.")
    if asked_at is None:
        return Verdict.no("There is nothing left to confirm: it was confirmed already, or asked too long ago.")
    if asked_at < at - dt.timedelta(days=rule.days_to_confirm):
        return Verdict.no(f"The link worked for {rule.days_to_confirm} days. Subscribe again to get a new one.")
    return YES


def may_change_preferences(subscriber: Subscriber, wanted: Wanted) -> Verdict:
    """Who gets the bulletin says what of it; who wants nothing of it leaves."""
    if subscriber.state != SubscriberState.CONFIRMED:
        return Verdict.no("You do not get the bulletin now. Subscribe again to get it.")
    if wanted.nothing:
        return Verdict.no("Choose at least one thing to get, or leave the bulletin altogether.")
    return YES
