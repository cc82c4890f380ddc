"""Other people's funds are written down, looked at again, followed, bid to, and taken off the list."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.mail import send_after_commit
from wapentake.office.queries import roles_of
from wapentake.organisations.models import Organisation
from wapentake.people.models import User
from wapentake.places.models import Ward

from .. import notices, queries, rules
from ..models import OutsideBid, OutsideFollow, OutsideFund
from ..rules import FundFacts
from ..states.outside import EVERY_FUND, BidResult

PLAIN = ("name", "giver", "purpose", "theme", "link", "least_pence", "most_pence", "opens_on", "closes_on", "invented")


@transaction.atomic
def add_outside_fund(facts: FundFacts, *, by: User | None, at: dt.datetime) -> OutsideFund:
    """Write an outside fund down, as looked at today. `by=None` is the program itself: its demonstration."""
    _demand_keeper(by, at)
    rules.facts_agree(facts).demand()
    fund = OutsideFund.objects.create(
        slug=_free_slug(facts.name), checked_on=london_date(at), added_by=by, added_at=at, **_stored_facts(facts)
    )
    fund.wards.set(facts.wards)
    _record_fund(fund, "written down", _said_facts(facts), by, at)
    return fund


@transaction.atomic
def change_outside_fund(fund: OutsideFund, facts: FundFacts, *, by: User, at: dt.datetime) -> OutsideFund:
    """Change what is known of a fund; that it was looked at today goes with it. Its address stays."""
    fund = _locked_outside(fund)
    _demand_keeper(by, at)
    rules.facts_agree(facts).demand()
    was = {name: getattr(fund, name) for name in PLAIN}
    for name, value in _stored_facts(facts).items():
        setattr(fund, name, value)
    fund.checked_on = london_date(at)
    fund.save()
    fund.wards.set(facts.wards)
    changed = {name: value for name, value in _said_facts(facts).items() if name == "wards" or was.get(name) != value}
    _record_fund(fund, "changed", changed, by, at)
    return fund


@transaction.atomic
def check_outside_fund(fund: OutsideFund, *, by: User, at: dt.datetime) -> OutsideFund:
    """Say that what is known of a fund is still so."""
    fund = _locked_outside(fund)
    _demand_keeper(by, at)
    fund.checked_on = london_date(at)
    fund.save(update_fields=["checked_on"])
    _record_fund(fund, "looked at", {"on": fund.checked_on}, by, at)
    return fund


@transaction.atomic
def end_outside_fund(fund: OutsideFund, *, by: User, at: dt.datetime) -> OutsideFund:
    """Take a fund off the list; its bids stay on record."""
    fund = _locked_outside(fund)
    rules.may_end_fund(roles_of(by, london_date(at)), fund).demand()
    fund.ended_on = london_date(at)
    fund.save(update_fields=["ended_on"])
    _record_fund(fund, "taken off", {"on": fund.ended_on}, by, at)
    return fund


@transaction.atomic
def follow_outside_fund(fund: OutsideFund, *, by: User, at: dt.datetime) -> None:
    """Have somebody reminded before a fund closes. Twice is once."""
    fund = _locked_outside(fund)
    rules.may_read_other_funds(roles_of(by, london_date(at))).demand()
    rules.may_follow(fund, london_date(at)).demand()
    _, new = OutsideFollow.objects.get_or_create(fund=fund, user=by)
    if new:
        audit.record(fund.ref, "followed", by=by, at=at, facts={})


@transaction.atomic
def leave_outside_fund(fund: OutsideFund, *, by: User, at: dt.datetime) -> None:
    """Remind somebody of a fund no more."""
    fund = _locked_outside(fund)
    gone, _ = OutsideFollow.objects.filter(fund=fund, user=by).delete()
    if gone:
        audit.record(fund.ref, "followed no more", by=by, at=at, facts={})


@transaction.atomic
def enter_bid(
    fund: OutsideFund, title: str, pence: int, *, organisation: Organisation | None, ward: Ward | None,
    sent_on: dt.date, by: User | None, at: dt.datetime,
) -> OutsideBid:  # fmt: skip
    """Enter a bid that a group, or with no organisation the council, sent. The same bid of a day is entered once."""
    fund = _locked_outside(fund)
    _demand_keeper(by, at)
    rules.bid_is_sound(fund, sent_on, london_date(at)).demand()
    same = {"organisation": organisation, "title": title, "sent_on": sent_on}
    bid, new = OutsideBid.objects.get_or_create(fund=fund, **same, defaults={"ward": ward, "asked_pence": pence})
    if new:
        facts = {"bid": bid.pk, "organisation": organisation and organisation.pk, "pence": pence, "sent": sent_on}
        _record_fund(fund, "bid entered", facts, by, at)
    return bid


@transaction.atomic
def settle_bid(
    bid: OutsideBid, result: BidResult, won_pence: int, *, on: dt.date, by: User | None, at: dt.datetime
) -> OutsideBid:
    """Enter how a bid came out, and what it won."""
    fund = _locked_outside(bid.fund)
    bid = OutsideBid.objects.select_for_update().get(pk=bid.pk)
    if by is not None:
        rules.may_settle_bid(roles_of(by, london_date(at)), bid).demand()
    rules.result_is_sound(bid, result, won_pence, on, london_date(at)).demand()
    bid.result, bid.won_pence, bid.settled_on = result, won_pence, on
    bid.save(update_fields=["result", "won_pence", "settled_on"])
    _record_fund(fund, "bid settled", {"bid": bid.pk, "result": str(result), "pence": won_pence}, by, at)
    return bid


@transaction.atomic
def remind_of_closing(*, at: dt.datetime) -> int:
    """Remind whoever follows a fund that closes soon; return how many were reminded. Each reminder goes out once."""
    on, sent = london_date(at), 0
    for due in queries.reminders_due_of_funds(on):
        follow = OutsideFollow.objects.select_for_update().get(pk=due.follow.pk)
        if (follow.reminded_for, follow.reminded_days) == (due.follow.fund.closes_on, due.days):
            continue
        follow.reminded_for, follow.reminded_days = due.follow.fund.closes_on, due.days
        follow.save(update_fields=["reminded_for", "reminded_days"])
        send_after_commit(notices.fund_closes(due.follow.fund, due.follow.user, on))
        sent += 1
    if sent:
        audit.record(EVERY_FUND, "reminded of closing dates", by=None, at=at, facts={"people": sent})
    return sent


def _demand_keeper(by: User | None, at: dt.datetime) -> None:
    if by is not None:
        rules.may_keep_other_funds(roles_of(by, london_date(at))).demand()


def _locked_outside(fund: OutsideFund) -> OutsideFund:
    return OutsideFund.objects.select_for_update().get(pk=fund.pk)


def _stored_facts(facts: FundFacts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in PLAIN}


def _said_facts(facts: FundFacts) -> dict[str, Any]:
    return _stored_facts(facts) | {"wards": sorted(ward.code for ward in facts.wards)}


def _record_fund(fund: OutsideFund, what: str, facts: dict[str, Any], by: User | None, at: dt.datetime) -> None:
    audit.record(fund.ref, what, by=by, at=at, facts=facts)
    touch([fund.ref, EVERY_FUND])


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:70] or "fund"
    taken = {"add", "bids"} | set(OutsideFund.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)
