"""What a ward plan holds, and when it is stale: the next version of the rule."""

import datetime as dt
from dataclasses import asdict

from django.db import transaction

from wapentake.foundation import audit
from wapentake.people.models import User

from ..models import PlanRule
from ..rules import PlanRuleWords, may_keep_plan_rule, plan_rule_is_sound
from .beats import roles_at
from .following import follow


@transaction.atomic
def set_plan_rule(words: PlanRuleWords, from_date: dt.date, *, by: User, at: dt.datetime) -> PlanRule:
    """Say from a day on what a ward plan holds; the rule before ends on that day. Raises `Refused`."""
    list(PlanRule.objects.select_for_update().order_by("pk"))
    may_keep_plan_rule(roles_at(by, at)).demand()
    plan_rule_is_sound(words).demand()
    rule = follow(PlanRule.objects, from_date, **asdict(words))
    audit.record("plans:rule", "set", by=by, at=at, facts=asdict(words) | {"from": from_date})
    return rule
