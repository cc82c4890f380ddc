"""Who keeps the list of other people's funds, and what may be written in it."""

import datetime as dt
from dataclasses import dataclass, field

from wapentake.foundation.calendars import long_date
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.places.models import Ward

from ..models import OutsideBid, OutsideFund
from ..queries import KEEP_OTHER_FUNDS
from ..states.outside import BidResult

YES = Verdict.yes()


@dataclass(frozen=True)
class FundFacts:
    """What is known of an outside fund. No wards is everywhere here; amounts and dates may be unknown."""

    name: str
    giver: str
    purpose: str
    theme: str
    link: str
    wards: list[Ward] = field(default_factory=list)
    least_pence: int | None = None
    most_pence: int | None = None
    opens_on: dt.date | None = None
    closes_on: dt.date | None = None
    invented: bool = False


def may_keep_other_funds(roles: Roles) -> Verdict:
    """The neighbourhoods team keeps the list; everybody at the desk reads it and follows a fund."""
    if roles.has(*KEEP_OTHER_FUNDS):
        return YES
    return Verdict.no("The neighbourhoods team keeps this list: tell your co-ordinator what should change.")


def may_read_other_funds(roles: Roles) -> Verdict:
    """Everybody who uses the desk."""
    return YES if roles.may_use_desk else Verdict.no("You hold no role today, so the desk is closed to you.")


def facts_agree(facts: FundFacts) -> Verdict:
    """Amounts and dates are in order."""
    least, most, opens, closes = facts.least_pence, facts.most_pence, facts.opens_on, facts.closes_on
    if least is not None and most is not None and least > most:
        return Verdict.no(f"The smallest award, {pounds(least)}, is more than the largest, {pounds(most)}.")
    if opens is not None and closes is not None and opens > closes:
        return Verdict.no(f"It would close on {long_date(closes)}, before it opens on {long_date(opens)}.")
    return YES


def may_follow(fund: OutsideFund, on: dt.date) -> Verdict:
    """A fund that closes can be followed until it does."""
    if fund.ended_on is not None and fund.ended_on <= on:
        return Verdict.no("This fund is off the list.")
    if fund.closes_on is None:
        return Verdict.no("This fund has no closing date, so there is nothing to remind you of.")
    if fund.closes_on < on:
        return Verdict.no(f"This fund closed on {long_date(fund.closes_on)}.")
    return YES


def may_end_fund(roles: Roles, fund: OutsideFund) -> Verdict:
    """A fund is taken off the list once."""
    if not (keeps := may_keep_other_funds(roles)):
        return keeps
    if fund.ended_on is not None:
        return Verdict.no(f"It is off the list since {long_date(fund.ended_on)}.")
    return YES


def bid_is_sound(fund: OutsideFund, sent_on: dt.date, on: dt.date) -> Verdict:
    """A bid was sent, and while the fund took bids."""
    if sent_on > on:
        return Verdict.no("A bid that is not sent yet is not entered yet.")
    if fund.opens_on is not None and sent_on < fund.opens_on:
        return Verdict.no(f"The fund opened on {long_date(fund.opens_on)}: a bid cannot be older.")
    if fund.closes_on is not None and sent_on > fund.closes_on:
        return Verdict.no(f"The fund closed on {long_date(fund.closes_on)}: correct the day, or the fund’s dates.")
    return YES


def may_settle_bid(roles: Roles, bid: OutsideBid) -> Verdict:
    """The result of a bid is entered once."""
    if not (keeps := may_keep_other_funds(roles)):
        return keeps
    if bid.result != BidResult.WAITING:
        return Verdict.no(f"The result is entered: {bid.get_result_display().lower()}.")
    return YES


def result_is_sound(bid: OutsideBid, result: str, won_pence: int, on: dt.date, today: dt.date) -> Verdict:
    """Only a bid that was won has an amount, and no result comes before the bid or tomorrow."""
    if (result == BidResult.WON) != (won_pence > 0):
        return Verdict.no("Enter the amount that was won; none for a bid that was lost or taken back.")
    if on < bid.sent_on:
        return Verdict.no(f"The bid was sent on {long_date(bid.sent_on)}: its result cannot be older.")
    if on > today:
        return Verdict.no("A result is entered once it is known.")
    return YES
