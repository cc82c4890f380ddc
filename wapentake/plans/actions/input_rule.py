"""How long answers to a plan's questions are kept: the next version of the rule."""

import datetime as dt
from dataclasses import asdict

from django.db import transaction

from wapentake.foundation import audit
from wapentake.people.models import User

from ..models import InputRule
from ..rules import InputRuleWords, input_rule_is_sound, may_keep_input_rule
from .beats import roles_at
from .following import follow


@transaction.atomic
def set_input_rule(words: InputRuleWords, from_date: dt.date, *, by: User, at: dt.datetime) -> InputRule:
    """Say from a day on how long answers are kept; the rule before ends on that day. Raises `Refused`."""
    list(InputRule.objects.select_for_update().order_by("pk"))
    may_keep_input_rule(roles_at(by, at)).demand()
    input_rule_is_sound(words).demand()
    rule = follow(InputRule.objects, from_date, **asdict(words))
    audit.record("plans:input-rule", "set", by=by, at=at, facts=asdict(words) | {"from": from_date})
    return rule
