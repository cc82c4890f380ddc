"""When the copy of a member's own decision was given to the proper officer."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import rules
from ..models import CopyGiven, Decision


@transaction.atomic
def give_copy(decision: Decision, given_on: dt.date, *, by: User, at: dt.datetime) -> CopyGiven:
    """Record when the proper officer had the copy of a member's own decision record. Given once."""
    decision = Decision.objects.select_for_update(of=("self",)).select_related("application").get(pk=decision.pk)
    again = CopyGiven.objects.filter(decision=decision, on=given_on).first()
    if again is not None:
        return again
    rules.may_give_copy(roles_of(by, london_date(at)), decision, given_on).demand()
    given = CopyGiven.objects.create(decision=decision, on=given_on, by=by, at=at)
    late = given_on > rules.copy_due(decision)
    facts = {"decision": decision.pk, "on": given_on, "late": late}
    audit.record(decision.application.ref, "copy_given", by=by, at=at, facts=facts)
    touch({decision.application.ref})
    return given
