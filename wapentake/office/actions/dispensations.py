"""Dispensations: recorded by the Monitoring Officer, never changed, withdrawn with a reason."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from .. import queries, rules
from ..models import Councillor, Dispensation
from ..rules import Dispensing

TAKEN = "Another dispensation has this reference: give this one its own."


@transaction.atomic
def record_dispensation(councillor: Councillor, said: Dispensing, *, by: User, at: dt.datetime) -> Dispensation:
    """Let a member with an interest in a body take part, from now on. Sent twice it is recorded once."""
    councillor = Councillor.objects.select_for_update(of=("self",)).get(pk=councillor.pk)
    on = london_date(at)
    rules.may_dispense(queries.roles_of(by, on), councillor).demand()
    rules.lasts_rightly(said, on).demand()
    made, is_new = Dispensation.objects.get_or_create(
        reference=said.reference.strip(),
        defaults={
            "councillor": councillor, "organisation": said.organisation, "lifts": said.lifts, "ground": said.ground,
            "granted_by": said.granted_by, "reason": said.reason.strip(), "asked_on": said.asked_on,
            "from_date": said.from_date, "to_date": said.to_date, "recorded_at": at, "recorded_by": by,
        },
    )  # fmt: skip
    if not is_new:
        if (made.councillor_id, made.organisation_id, made.reason) == (
            councillor.pk,
            said.organisation.pk,
            said.reason.strip(),
        ):
            return made
        raise Refused(TAKEN)
    facts = {
        "dispensation": made.pk, "organisation": said.organisation.pk, "lifts": said.lifts, "ground": said.ground,
        "granted by": said.granted_by, "from": said.from_date.isoformat(), "to": said.to_date.isoformat(),
    }  # fmt: skip
    audit.record(councillor.ref, "dispensation_recorded", by=by, at=at, facts=facts)
    touch({councillor.ref})
    return made


@transaction.atomic
def withdraw_dispensation(dispensation: Dispensation, because: str, *, by: User, at: dt.datetime) -> Dispensation:
    """End a dispensation from this moment on. What was decided under it stands."""
    councillor = Councillor.objects.select_for_update(of=("self",)).get(pk=dispensation.councillor_id)
    dispensation = Dispensation.objects.select_for_update(of=("self",)).get(pk=dispensation.pk)
    rules.may_withdraw_dispensation(queries.roles_of(by, london_date(at)), dispensation, at).demand()
    if not because.strip():
        raise Refused("Say why it is withdrawn.")
    dispensation.withdrawn_at, dispensation.withdrawn_because = at, because.strip()
    dispensation.save(update_fields=["withdrawn_at", "withdrawn_because"])
    audit.record(councillor.ref, "dispensation_withdrawn", by=by, at=at, facts={"dispensation": dispensation.pk})
    touch({councillor.ref})
    return dispensation
