"""A fund's checks are ticked on an application, one by one, and kept with the approval."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from ..models import Application, Decision, Fund, FundCheck, OfficerCheck
from ..queries.officer_checks import checks_of, ticked
from ..rules.officer_checks import found_at
from ..rules.ticking import Tick, may_tick, may_undo_tick, ticks_stand
from ..states.officer_checks import CheckRow


def first_checks(fund: Fund, rows: Sequence[CheckRow]) -> None:
    """Write down the checks with which a fund begins."""
    FundCheck.objects.bulk_create(
        FundCheck(
            fund=fund, key=row.key, words=row.words, source=row.source, may_not_apply=row.may_not_apply,
            position=position, from_date=row.from_date,
        )
        for position, row in enumerate(rows, 1)
    )  # fmt: skip


@transaction.atomic
def tick_checks(application: Application, ticks: Sequence[Tick], *, by: User, at: dt.datetime) -> list[OfficerCheck]:
    """An officer ticks some of the fund's checks, with what the program finds at that moment. Asked again, once."""
    application = _held(application)
    on, own = london_date(at), set(ticked(application).filter(by=by).values_list("check_of", "applies", "note"))
    new = [one for one in ticks if (one.check.pk, one.applies, one.note) not in own]
    if ticks and not new:
        return []
    may_tick(roles_of(by, on), application).demand()
    ticks_stand(application, new, on).demand()
    made = OfficerCheck.objects.bulk_create(
        OfficerCheck(
            application=application, check_of=one.check, applies=one.applies, note=one.note, by=by, at=at,
            found=found_at(one.check.key, application, at),
        )
        for one in new
    )  # fmt: skip
    facts = {"checks": [one.check.key for one in new], "not_applicable": [x.check.key for x in new if not x.applies]}
    audit.record(application.ref, "checks_ticked", by=by, at=at, facts=facts)
    touch({application.ref})
    return made


@transaction.atomic
def undo_tick(tick: OfficerCheck, *, by: User, at: dt.datetime) -> None:
    """An officer takes a tick back while the award is undecided: the check is to be made again."""
    application = _held(tick.application)
    tick = OfficerCheck.objects.select_for_update(of=("self",)).select_related("check_of").get(pk=tick.pk)
    if tick.undone_by_id == by.pk:
        return
    tick.application = application
    may_undo_tick(roles_of(by, london_date(at)), tick).demand()
    tick.undone_by, tick.undone_at = by, at
    tick.save(update_fields=["undone_by", "undone_at"])
    facts = {"check": tick.check_of.key, "ticked_by": tick.by_id}
    audit.record(application.ref, "check_undone", by=by, at=at, facts=facts)
    touch({application.ref})


def keep_checks(decision: Decision) -> None:
    """Keep with an approval what was ticked of the fund's checks of its day: from then on it is final."""
    on, application = decision.on, decision.application
    ticked(application).filter(check_of__in=checks_of(application.fund, on)).update(decision=decision)


def _held(application: Application) -> Application:
    found = Application.objects.select_for_update(of=("self",)).select_related("fund", "organisation", "councillor")
    return found.get(pk=application.pk)
