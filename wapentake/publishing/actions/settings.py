"""Dated settings: whose yes an item needs, and how subscribers are asked and kept."""

import datetime as dt
from typing import Any

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.dated import DatedManager
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from ..models import ApprovalRule, SubscriptionRule
from ..rules import may_set_approval, may_set_subscription_rule
from .beats import roles_at


@transaction.atomic
def set_approval(approval: str, from_date: dt.date, *, source: str, by: User, at: dt.datetime) -> ApprovalRule:
    """Say whose yes an item needs from a day on. Raises `Refused`."""
    roles = roles_at(by, at)
    may_set_approval(roles).demand()
    _end_the_last(ApprovalRule.objects, from_date, roles.on)
    rule = ApprovalRule.objects.create(by=approval, source=source, from_date=from_date)
    audit.record("rule:approval", "set", by=by, at=at, facts={"by": approval, "from": from_date.isoformat()})
    return rule


@transaction.atomic
def set_subscription_rule(
    from_date: dt.date, *, source: str, by: User, at: dt.datetime, **figures: int
) -> SubscriptionRule:
    """Say how subscribers are asked and kept from a day on. Raises `Refused`."""
    roles = roles_at(by, at)
    may_set_subscription_rule(roles).demand()
    _end_the_last(SubscriptionRule.objects, from_date, roles.on)
    rule = SubscriptionRule.objects.create(source=source, from_date=from_date, **figures)
    audit.record("rule:subscriptions", "set", by=by, at=at, facts={"from": from_date.isoformat(), **figures})
    return rule


def _end_the_last(rules: DatedManager[Any], from_date: dt.date, on: dt.date) -> None:
    """Let the rule that holds end where the next begins. Raises `Refused` for a day that is over or taken."""
    last = rules.select_for_update().order_by("-from_date").first()
    if from_date < on or (last is not None and from_date <= last.from_date):
        raise Refused("A rule holds from today or a later day on, and after the one that was set last.")
    rules.on(from_date).update(to_date=from_date)
