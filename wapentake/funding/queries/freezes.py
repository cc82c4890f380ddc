"""Which award freezes are on, which a poll asks for, and what waits because of one."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from wapentake.foundation.calendars import long_date, working_days_before
from wapentake.foundation.prepared import prepared
from wapentake.office.models import Poll
from wapentake.office.states import OF_COUNCILLORS
from wapentake.places.models import Ward

from ..models import Application, AwardFreeze, FreezeOverride, FreezeRule
from ..states.freezes import FreezeState
from .applications import OPEN
from .whose import voting_wards


@dataclass(frozen=True)
class FreezeProposal:
    """What the rule proposes for a poll to come: nothing is awarded from `begins` until the day before `goes_on`."""

    poll: Poll
    begins: dt.date
    goes_on: dt.date
    rule: FreezeRule

    @property
    def reason(self) -> str:
        """Why, in words that whoever is refused can read."""
        kind = "by-election" if self.poll.ward is not None else "election of the whole council"
        return f"{kind} on {long_date(self.poll.on)}"


def freeze_of(ward: Ward, on: dt.date) -> AwardFreeze | None:
    """Return the award freeze that stops decisions in a ward on a day, the one that lasts longest; or nothing."""
    return _freezes_of.first(ward=ward.pk, on=on)


@prepared
def _freezes_of(ward: Any, on: Any) -> QuerySet[AwardFreeze]:
    found = AwardFreeze.objects.on(on).filter(Q(ward=None) | Q(ward=ward), state=FreezeState.SET)
    return found.select_related("ward").order_by("-to_date", "pk")[:1]


def wards_deciding(application: Application, on: dt.date) -> list[Ward]:
    """Return where the project is, and every other ward whose members decide on it."""
    return list({ward.pk: ward for ward in (application.ward, *voting_wards(application, on))}.values())


def freezes_to_override(application: Application, on: dt.date) -> list[AwardFreeze]:
    """Return the award freezes that stop an application on a day; those are left out that were overridden for it."""
    found = AwardFreeze.objects.on(on).filter(
        Q(ward=None) | Q(ward__in=wards_deciding(application, on)), state=FreezeState.SET
    )
    return list(found.exclude(overrides__application=application).select_related("ward").order_by("pk"))


@prepared
def _overrides(application: int) -> QuerySet[FreezeOverride]:
    return FreezeOverride.objects.filter(application=application).select_related("by", "freeze__ward")


def overrides_of(application: Application) -> list[FreezeOverride]:
    """Return by whom and why an application may be decided in spite of a freeze, oldest first."""
    return _overrides(application=application.pk)


def freeze_overrides() -> QuerySet[FreezeOverride]:
    """Return every override of a freeze for one award, newest first."""
    related = ("application__organisation", "application__ward", "freeze__ward", "by")
    return FreezeOverride.objects.select_related(*related).order_by("-pk")


def freeze_rule(on: dt.date) -> FreezeRule | None:
    """Return the rule by which freezes are proposed for polls of a day; nothing where the council has none."""
    return FreezeRule.objects.on(on).first()


def proposal_for(poll: Poll) -> FreezeProposal | None:
    """Return what the rule of the poll's day proposes for it."""
    rule = freeze_rule(poll.on)
    if rule is None:
        return None
    begins = working_days_before(poll.on, rule.working_days_before)
    return FreezeProposal(poll, begins, poll.on + dt.timedelta(days=rule.days_after), rule)


def proposed_freezes(on: dt.date, within: int = 120) -> list[FreezeProposal]:
    """Return what is proposed for the polls to come within so many days, and not answered yet, soonest first."""
    answered = AwardFreeze.objects.exclude(poll=None).values("poll")
    until = on + dt.timedelta(days=within)
    polls = Poll.objects.filter(on__gte=on, on__lte=until, kind__in=OF_COUNCILLORS).exclude(pk__in=answered)
    found = (proposal_for(poll) for poll in polls.select_related("ward").order_by("on", "pk"))
    return [one for one in found if one is not None]


def award_freezes() -> QuerySet[AwardFreeze]:
    """Return every award freeze that was set or turned down, the latest first."""
    return AwardFreeze.objects.select_related("ward", "poll__ward", "by", "lifted_by")


def overlapping_freeze(ward: Ward | None, begins: dt.date, goes_on: dt.date, but: int = 0) -> AwardFreeze | None:
    """Return a freeze of the same ward, or of all alike, that shares a day with these dates."""
    same = AwardFreeze.objects.filter(ward=ward, state=FreezeState.SET).exclude(pk=but)
    return same.filter(from_date__lt=goes_on, to_date__gt=begins).select_related("ward").first()


def held_up_by(freeze: AwardFreeze) -> QuerySet[Application]:
    """Return the applications that are still to be decided in the wards of a freeze, the longest waiting first."""
    found = Application.objects.filter(state__in=OPEN).select_related("fund", "ward", "councillor", "organisation")
    if freeze.ward_id is not None:
        found = found.filter(ward=freeze.ward_id)
    return found.order_by("submitted_at", "pk")
