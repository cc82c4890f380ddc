"""Award freezes before polls: set, turned down, given other dates, lifted; and the rule by which they are proposed."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.models import Poll
from wapentake.office.queries import roles_of
from wapentake.people.models import User
from wapentake.places.models import Ward

from .. import rules
from ..models import Application, AwardFreeze, FreezeOverride, FreezeRule
from ..queries.freezes import freezes_to_override, overrides_of
from ..states.freezes import FreezeState

NO_REASON = "Say why: whoever is refused reads it."
ALL_WARDS = "council:all"


@transaction.atomic
def freeze_awards(
    ward: Ward | None,
    begins: dt.date,
    goes_on: dt.date,
    *,
    reason: str,
    poll: Poll | None = None,
    by: User,
    at: dt.datetime,
) -> AwardFreeze:
    """Stop supporting and approving in a ward, or in all, from a day until the day before `goes_on`."""
    _hold_rules()
    roles = roles_of(by, london_date(at))
    if poll is not None:
        rules.may_answer_poll(roles, poll).demand()
    rules.may_freeze_awards(roles, ward, begins, goes_on).demand()
    _demand_why(reason)
    freeze = AwardFreeze.objects.create(
        ward=ward, from_date=begins, to_date=goes_on, poll=poll, reason=reason.strip(), by=by, at=at
    )
    facts = {"ward": ward.code if ward else None, "from": begins, "to": goes_on, "poll": poll.pk if poll else None}
    audit.record(freeze.ref, "set", by=by, at=at, facts=facts)
    touch(_shown_by(freeze))
    return freeze


@transaction.atomic
def turn_down_freeze(poll: Poll, *, reason: str, by: User, at: dt.datetime) -> AwardFreeze:
    """Say that awards are not frozen for a poll, and why: it is not proposed again."""
    _hold_rules()
    rules.may_answer_poll(roles_of(by, london_date(at)), poll).demand()
    _demand_why(reason)
    freeze = AwardFreeze.objects.create(
        ward=poll.ward, from_date=poll.on, to_date=poll.on + dt.timedelta(days=1), poll=poll, reason=reason.strip(),
        state=FreezeState.TURNED_DOWN, by=by, at=at,
    )  # fmt: skip
    audit.record(freeze.ref, "turned_down", by=by, at=at, facts={"poll": poll.pk})
    return freeze


@transaction.atomic
def change_freeze(
    freeze: AwardFreeze, begins: dt.date, goes_on: dt.date, *, reason: str, by: User, at: dt.datetime
) -> AwardFreeze:
    """Give a freeze other dates, such as when its poll has moved. The same again changes nothing."""
    _hold_rules()
    freeze = _held(freeze)
    if (freeze.from_date, freeze.to_date, freeze.reason) == (begins, goes_on, reason.strip()):
        return freeze
    roles = roles_of(by, london_date(at))
    rules.may_change_freeze(roles, freeze).demand()
    rules.may_freeze_awards(roles, freeze.ward, begins, goes_on, but=freeze).demand()
    _demand_why(reason)
    facts = {"from": begins, "to": goes_on, "was_from": freeze.from_date, "was_to": freeze.to_date}
    freeze.from_date, freeze.to_date, freeze.reason = begins, goes_on, reason.strip()
    freeze.save(update_fields=["from_date", "to_date", "reason"])
    audit.record(freeze.ref, "changed", by=by, at=at, facts=facts)
    touch(_shown_by(freeze))
    return freeze


@transaction.atomic
def lift_freeze(freeze: AwardFreeze, *, reason: str, by: User, at: dt.datetime) -> AwardFreeze:
    """Lift a freeze at once: what waited can be decided. Lifted twice, it is lifted once."""
    freeze = _held(freeze)
    if freeze.state == FreezeState.LIFTED:
        return freeze
    rules.may_lift_freeze(roles_of(by, london_date(at)), freeze).demand()
    _demand_why(reason)
    freeze.state, freeze.lifted_by, freeze.lifted_at, freeze.lifted_because = (
        FreezeState.LIFTED, by, at, reason.strip(),
    )  # fmt: skip
    freeze.save(update_fields=["state", "lifted_by", "lifted_at", "lifted_because"])
    audit.record(freeze.ref, "lifted", by=by, at=at, facts={"from": freeze.from_date, "to": freeze.to_date})
    touch(_shown_by(freeze))
    return freeze


@transaction.atomic
def override_freeze(application: Application, *, reason: str, by: User, at: dt.datetime) -> list[FreezeOverride]:
    """Let one application be decided in spite of the award freezes of the day. Sent twice, it is done once."""
    application = Application.objects.select_for_update(of=("self",)).select_related("ward").get(pk=application.pk)
    on = london_date(at)
    done = [one for one in overrides_of(application) if one.by_id == by.pk and one.reason == reason.strip()]
    stops = freezes_to_override(application, on)
    if done and not stops:
        return done
    rules.may_override_freeze(roles_of(by, on), application).demand()
    _demand_why(reason)
    made = [
        FreezeOverride.objects.create(freeze=freeze, application=application, reason=reason.strip(), by=by, at=at)
        for freeze in stops
    ]
    audit.record(application.ref, "freeze_overridden", by=by, at=at, facts={"freezes": [one.pk for one in stops]})
    touch({application.ref, application.ward.ref})
    return made


@transaction.atomic
def set_freeze_rule(
    working_days_before: int, days_after: int, source: str, from_date: dt.date, *, by: User, at: dt.datetime
) -> FreezeRule:
    """Put another rule in force for polls from a day on. What is set already keeps its dates."""
    _hold_rules()
    rules.may_set_freeze_rule(roles_of(by, london_date(at)), from_date).demand()
    FreezeRule.objects.on(from_date).update(to_date=from_date)
    rule = FreezeRule.objects.create(
        working_days_before=working_days_before, days_after=days_after, source=source.strip(), from_date=from_date
    )
    facts = {"working_days_before": working_days_before, "days_after": days_after, "from": from_date}
    audit.record("council:freeze_rule", "set", by=by, at=at, facts=facts)
    return rule


def _hold_rules() -> None:
    """Let one person at a time settle freezes: two who press at once never set the same one twice."""
    list(FreezeRule.objects.select_for_update().order_by("pk"))


def _held(freeze: AwardFreeze) -> AwardFreeze:
    return AwardFreeze.objects.select_for_update(of=("self",)).select_related("ward", "poll").get(pk=freeze.pk)


def _shown_by(freeze: AwardFreeze) -> set[str]:
    return {freeze.ref, ALL_WARDS, *({freeze.ward.ref} if freeze.ward is not None else ())}


def _demand_why(reason: str) -> None:
    if not reason.strip():
        raise Refused(NO_REASON)
