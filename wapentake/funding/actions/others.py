"""What others gave to an award is written down, and confirmed once it has come."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import rules
from ..models import Application, OtherMoney
from ..rules import Other
from ..states.refs import MONEY


@transaction.atomic
def add_match(application: Application, other: Other, *, by: User, at: dt.datetime) -> OtherMoney:
    """Write down what somebody else gave to an award. The same line twice is one line."""
    application = _locked_award(application)
    rules.may_keep_match(roles_of(by, london_date(at)), application).demand()
    if other.pence <= 0:
        raise Refused("Enter an amount of more than £0.")
    kept = {"who": other.who, "pence": other.pence, "in_kind": other.in_kind}
    one, new = OtherMoney.objects.get_or_create(
        application=application, **kept, defaults={"confirmed": other.confirmed}
    )
    if new:
        facts = {"line": one.pk, "pence": one.pence, "in kind": one.in_kind, "confirmed": one.confirmed}
        audit.record(application.ref, "match written down", by=by, at=at, facts=facts)
        _touch_drawn(application)
    return one


@transaction.atomic
def confirm_match(one: OtherMoney, pence: int, *, by: User, at: dt.datetime) -> OtherMoney:
    """Confirm that what was expected has come, and how much of it: from now on it counts as drawn in."""
    application = _locked_award(one.application)
    rules.may_keep_match(roles_of(by, london_date(at)), application).demand()
    one = OtherMoney.objects.select_for_update().get(pk=one.pk)
    rules.may_confirm_match(one).demand()
    if pence <= 0:
        raise Refused("Enter an amount of more than £0.")
    facts = {"line": one.pk, "was": one.pence, "pence": pence}
    one.pence, one.confirmed = pence, True
    one.save(update_fields=["pence", "confirmed"])
    audit.record(application.ref, "match confirmed", by=by, at=at, facts=facts)
    _touch_drawn(application)
    return one


def _locked_award(application: Application) -> Application:
    found = Application.objects.select_for_update(of=("self",)).select_related("ward", "fund")
    return found.get(pk=application.pk)


def _touch_drawn(application: Application) -> None:
    touch([application.ref, application.ward.ref, MONEY])
