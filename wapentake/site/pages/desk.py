"""The desk's home: what needs this person, by date, with the reason each thing is there."""

import datetime as dt
from dataclasses import dataclass, field

from django.urls import reverse

from wapentake.design.pictures import FundLine, Need, Outline, PriorityLine
from wapentake.foundation.calendars import FinancialYear, london_date, long_date
from wapentake.funding.queries import councillor_line, fund_lines
from wapentake.funding.states import HolderKind
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.places.models import Ward
from wapentake.places.queries import outline_of
from wapentake.plans.queries import progress_of, published_priorities, wards_of

from .lines import NUMBERS, SHOWN, bar_of, counted, decide_by_day, money_lines, priority_line
from .needs import CHECKED_FOR, checked_words, needs_of


@dataclass(frozen=True)
class DeskPage:
    """All that the desk's home says."""

    first_name: str
    day: str
    ward_name: str
    ward_href: str
    outline: Outline | None
    lede: str
    needs: list[Need]
    rules: list[str]
    more: str
    nothing: str
    links: list[tuple[str, str]]
    own: FundLine | None
    funds_title: str
    funds: list[FundLine]
    glance: list[PriorityLine] = field(default_factory=list)
    checked: str = ""


def desk_page(roles: Roles, at: dt.datetime) -> DeskPage:
    """Return what the desk shows a person at a moment."""
    on = london_date(at)
    ward = roles.ward or next(iter(wards_of(roles)), None)
    year = FinancialYear.of(on)
    needs = needs_of(roles, at)
    return DeskPage(
        first_name=(roles.user.name.split() or [""])[0],
        day=f"{on:%A} {long_date(on)}",
        ward_name=ward.name if ward else "",
        ward_href=reverse("site:ward", args=[ward.slug]) if ward else "",
        outline=outline_of(ward) if ward else None,
        lede=_lede(needs),
        needs=needs[:SHOWN],
        rules=sorted({need.rule for need in needs[:SHOWN] if need.rule}),
        more=f"{len(needs) - SHOWN} more come after these." if len(needs) > SHOWN else "",
        nothing="Nothing needs you today. What is waiting for others stands under Money and Plan.",
        links=_links(roles, ward),
        own=_own(roles, year, on),
        funds_title="The ward’s money" if roles.ward else f"{ward.name}’s money" if ward else "",
        funds=_ward_funds(ward, year, bool(roles.councillor)) if ward else [],
        glance=_glance(ward, on) if ward else [],
        checked=checked_words() if roles.has(*CHECKED_FOR) else "",
    )


def _lede(needs: list[Need]) -> str:
    if not needs:
        return "You are up to date."
    late = sum(bool(need.late) for need in needs)
    first = f"{counted(len(needs), 'thing').capitalize()}."
    if not late:
        return first
    if late == len(needs):
        return f"{first} {'It is' if late == 1 else 'All are'} late."
    some = NUMBERS[late].capitalize() if late < len(NUMBERS) else str(late)
    return f"{first} {some} of them {'is' if late == 1 else 'are'} late."


def _links(roles: Roles, ward: Ward | None) -> list[tuple[str, str]]:
    links = []
    if roles.councillor is not None and ward is not None:
        links.append(("Draft a priority for your ward", reverse("plans:draft", args=[ward.slug])))
        links.append(("See your money and your ward’s", reverse("funding:mine")))
        links.append(("Keep your register of interests up to date", reverse("office:interests")))
    if roles.has(RoleKind.MONITORING_OFFICER):
        links.append(("Let a member with an interest take part", reverse("office:dispensations")))
    if roles.has(RoleKind.FINANCE):
        links.append(("Make a payment run", reverse("funding:payment_runs")))
    if roles.has(RoleKind.ADMINISTRATOR):
        links.append(("Add a person or a role", reverse("office:people")))
    return links


def _own(roles: Roles, year: FinancialYear, on: dt.date) -> FundLine | None:
    pot = councillor_line(roles.councillor, year) if roles.councillor else None
    if pot is None or not pot.allotted:
        return None
    by = decide_by_day(year, on)
    note = f"{pot.fund.name}, {year.label}."
    if by:
        note += f" Decide by {long_date(by)}."
    return FundLine(pot.fund.name, bar_of([pot]), note)


def _ward_funds(ward: Ward, year: FinancialYear, has_own: bool) -> list[FundLine]:
    pots = fund_lines(ward, year)
    return money_lines([pot for pot in pots if not (has_own and pot.fund.holder_kind == HolderKind.COUNCILLOR)])


def _glance(ward: Ward, on: dt.date) -> list[PriorityLine]:
    priorities = published_priorities(ward, on)
    progress = progress_of(priorities, on)
    return [priority_line(ward, priority, priority.number, progress[priority.pk]) for priority in priorities]
