"""A fund's checks on one application: what is ticked, by whom and when, and what is still to be checked."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Condition
from wapentake.design.words import count_of
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.money import pounds_short
from wapentake.foundation.verdicts import Verdict
from wapentake.office.models import RoleHeld
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Application, Decision, FundCheck, OfficerCheck
from ..queries.officer_checks import checks_of, ticked
from ..rules.officer_checks import found_at
from ..rules.subsidies import may_say_sells, selling_asked
from ..rules.ticking import may_tick
from ..states import ApplicationState


@dataclass(frozen=True)
class ChecksPage:
    """All checks of an application, for whoever ticks them."""

    reference: str
    title: str
    lede: str
    every: list[FundCheck]
    left: list[FundCheck]
    found: dict[int, str]
    done: list[OfficerCheck]
    may: Verdict
    selling: str


def checks_page(application: Application, roles: Roles, at: dt.datetime) -> ChecksPage:
    """Return the page on which an officer ticks the checks of the fund that count today."""
    done = {one.check_of_id: one for one in ticked(application)}
    every = checks_of(application.fund, london_date(at))
    left = [one for one in every if one.pk not in done]
    return ChecksPage(
        reference=application.reference,
        title=f"Checks of {application.organisation}, {pounds_short(application.pence)}",
        lede=_lede(len(every), len(left), application, london_date(at)),
        every=every,
        left=left,
        found={one.pk: found_at(one.key, application, at) for one in left},
        done=[done[one.pk] for one in every if one.pk in done],
        may=may_tick(roles, application),
        selling=_selling(application, roles),
    )


def _lede(every: int, left: int, application: Application, on: dt.date) -> str:
    if not every:
        return f"{application.fund} asks for no checks."
    if not left:
        next_step = selling_asked(application, on).reason or "It can be approved."
        return f"All {count_of(every, 'check')} of {application.fund} ticked. {next_step}"
    said = f"{every - left} of {count_of(every, 'check')} of {application.fund} ticked."
    return f"{said} Each is kept with your name and the time. It can be approved once all are ticked."


@dataclass(frozen=True)
class ChecksPanel:
    """The checks on an application's own page: how many are ticked, each with who and when, and where to tick them."""

    words: str
    lines: list[Condition]
    href: str
    may: Verdict
    selling: str


def checks_panel(application: Application, roles: Roles, at: dt.datetime) -> ChecksPanel | None:
    """Return the checks of an application that waits for approval; nothing otherwise, or where its fund has none."""
    every = checks_of(application.fund, london_date(at)) if application.state == ApplicationState.SUPPORTED else []
    if not every:
        return None
    done = {one.check_of_id: one for one in ticked(application)}
    lines = [_line(one, done.get(one.pk)) for one in every]
    return ChecksPanel(
        words=f"{sum(one.state == 'met' for one in lines)} of {len(lines)} are ticked.",
        lines=lines,
        href=reverse("funding:checks", args=[application.reference]),
        may=may_tick(roles, application),
        selling=_selling(application, roles),
    )


def _selling(application: Application, roles: Roles) -> str:
    """Return where this reader writes down whether the group sells; nothing for all others."""
    return reverse("funding:say_sells", args=[application.reference]) if may_say_sells(roles, application) else ""


def _line(check: FundCheck, done: OfficerCheck | None) -> Condition:
    if done is None:
        return Condition("waiting", check.words, f"Still to be checked. {check.source}.")
    return Condition("met", check.words, f"{ticked_words(done, done.by.name)} {done.note}".strip())


def ticked_words(one: OfficerCheck, who: str) -> str:
    """Return who ticked a check, and when; that it does not apply, if so."""
    said = "Ticked" if one.applies else "Does not apply, said"
    return f"{said} by {who} on {long_date(london_date(one.at))}."


def checked_facts(approval: Decision) -> list[tuple[str, str]]:
    """Return what was checked before an approval, as it was found then, with the office of who ticked it and when."""
    kept = list(approval.checks.select_related("check_of"))
    offices = _offices({one.by_id for one in kept}, approval.on)
    return [(one.check_of.words, _kept_words(one, offices.get(one.by_id, RoleKind.APPROVER.label))) for one in kept]


def _kept_words(one: OfficerCheck, office: str) -> str:
    """What an officer notes beside a check that was made stays inside; why one does not apply is published."""
    return f"{one.found if one.applies else one.note} {ticked_words(one, office)}".strip()


def _offices(users: set[int], on: dt.date) -> dict[int, str]:
    held = RoleHeld.objects.on(on).filter(user__in=users, kind=RoleKind.APPROVER)
    return {one.user_id: one.title or RoleKind.APPROVER.label for one in held}
