"""The award freeze before a poll: who sets it, and what it stops. It is no publicity hold: records go on appearing."""

import datetime as dt

from wapentake.foundation.calendars import long_date
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.models import Poll
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.places.models import Ward

from .. import queries
from ..models import Application, AwardFreeze, FreezeRule
from ..queries.freezes import freezes_to_override, wards_deciding
from ..queries.oversight import SEE_THE_UNDERSPEND
from ..states.freezes import AWARD_FREEZE, FreezeState

YES = Verdict.yes()
LONGEST = dt.timedelta(days=366)
HONOURED = "What was awarded before is honoured and paid."


def may_see_freezes(roles: Roles) -> Verdict:
    """Whoever answers for the money or decides on it borough-wide sees the award freezes."""
    if roles.has(*SEE_THE_UNDERSPEND):
        return YES
    return Verdict.no("Only finance, approving and senior officers, the Cabinet Member and the Leader can see this.")


def may_keep_freezes(roles: Roles) -> Verdict:
    """An award freeze is set, changed and lifted by the Monitoring Officer, who awards nothing."""
    if roles.has(RoleKind.MONITORING_OFFICER):
        return YES
    return Verdict.no("Only the Monitoring Officer sets, changes or lifts an award freeze.")


def may_freeze_awards(
    roles: Roles, ward: Ward | None, begins: dt.date, goes_on: dt.date, *, but: AwardFreeze | None = None
) -> Verdict:
    """A freeze has an end that lies ahead, and no ward has two at once. `but` is the one whose dates change."""
    if not (verdict := may_keep_freezes(roles)):
        return verdict
    if goes_on <= begins:
        return Verdict.no("The last day of a freeze is its first day, or later.")
    if goes_on <= roles.on:
        return Verdict.no("A freeze ends on a day that lies ahead.")
    if goes_on - begins > LONGEST:
        return Verdict.no("A freeze lasts a year at most: look at its dates.")
    other = queries.overlapping_freeze(ward, begins, goes_on, but.pk if but else 0)
    if other is not None:
        return Verdict.no(f"{_span(other)}: change the dates of that one instead.")
    return YES


def may_answer_poll(roles: Roles, poll: Poll) -> Verdict:
    """What is proposed for a poll is set or turned down once."""
    if AwardFreeze.objects.filter(poll=poll).exists():
        return Verdict.no("It has been settled already whether awards are frozen for this poll.")
    return may_keep_freezes(roles)


def may_change_freeze(roles: Roles, freeze: AwardFreeze) -> Verdict:
    """A freeze that is set, and not over, may have other dates."""
    if freeze.state != FreezeState.SET:
        return Verdict.no(f"This freeze does not count any more: {freeze.get_state_display().lower()}.")
    if freeze.to_date is not None and freeze.to_date <= roles.on:
        return Verdict.no(f"This freeze ended on {long_date(freeze.to_date - dt.timedelta(days=1))}.")
    return may_keep_freezes(roles)


def may_lift_freeze(roles: Roles, freeze: AwardFreeze) -> Verdict:
    """A freeze that is set, and not over, is lifted at once, with a reason."""
    if not (verdict := AWARD_FREEZE.verdict(freeze.state, FreezeState.LIFTED)):
        return verdict
    return may_change_freeze(roles, freeze)


def may_set_freeze_rule(roles: Roles, from_date: dt.date) -> Verdict:
    """Another rule is in force from today or later, and after the one that is in force last."""
    last = FreezeRule.objects.order_by("-from_date").first()
    if from_date < roles.on:
        return Verdict.no("A rule is in force from today or a later day on.")
    if last is not None and from_date <= last.from_date:
        return Verdict.no(f"A rule is in force from {long_date(last.from_date)} already: choose a later day.")
    return may_keep_freezes(roles)


def may_override_freeze(roles: Roles, application: Application) -> Verdict:
    """The Monitoring Officer lets one application be decided in spite of a freeze: the record says so, and why."""
    if not (verdict := may_keep_freezes(roles)):
        return verdict
    if application.state not in queries.OPEN:
        return Verdict.no("Nothing is left to decide here.")
    if _no_freeze(application, roles.on):
        return Verdict.no("No award freeze stops it: it can be decided.")
    if not freezes_to_override(application, roles.on):
        return Verdict.no("It may be decided in spite of the freeze already.")
    return YES


def not_in_award_freeze(ward: Ward, on: dt.date) -> Verdict:
    """Whether decisions in a ward may be taken on a day. Declining, withdrawing and paying are never stopped."""
    freeze = queries.freeze_of(ward, on)
    return YES if freeze is None else _frozen(freeze)


def no_award_freeze(application: Application, on: dt.date) -> Verdict:
    """Whether an application may be decided on a day: where the project is, and in every ward whose members decide.

    A freeze that was overridden for it stops it no more.
    """
    if verdict := _no_freeze(application, on):
        return verdict
    stops = freezes_to_override(application, on)
    return _frozen(max(stops, key=lambda one: one.to_date or on)) if stops else YES


def _no_freeze(application: Application, on: dt.date) -> Verdict:
    return first_refusal(*(not_in_award_freeze(ward, on) for ward in wards_deciding(application, on)))


def _frozen(freeze: AwardFreeze) -> Verdict:
    assert freeze.to_date is not None  # the database keeps none without an end
    because = freeze.reason.rstrip(".")
    return Verdict.no(f"{_span(freeze)}: {because}. This can go on from {long_date(freeze.to_date)}. {HONOURED}")


def _span(freeze: AwardFreeze) -> str:
    assert freeze.to_date is not None  # the database keeps none without an end
    last = long_date(freeze.to_date - dt.timedelta(days=1))
    return f"Awards in {freeze.where} are frozen from {long_date(freeze.from_date)} to {last}"
