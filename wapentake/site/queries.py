"""Questions over many rooms: what a person may open, what happened lately, what the boundaries owe to whom."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse

from wapentake.design.pictures import NavLink
from wapentake.evidence.queries import KEEP_READINGS
from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.money import pounds_short
from wapentake.funding.queries import (
    KEEP_OTHER_FUNDS,
    OVERSEE,
    SEE_THE_UNDERSPEND,
    awards,
    moves_waiting_for,
    number_waiting,
    payee_of,
    sign_offs_waiting,
)
from wapentake.office.queries import NOTHING, LeftOut, Roles
from wapentake.office.states import HeldPart, RoleKind
from wapentake.places.models import Ward
from wapentake.places.queries import active_set, ward_by_slug
from wapentake.plans.models import ProgressNote
from wapentake.plans.queries import asks_waiting_for, proposals_waiting_for, ready_to_publish_by, wards_of
from wapentake.plans.states import PriorityState

SCHEMATIC = "The map is a sketch drawn from a few places in each ward. It does not show the legal boundaries."
# As the Open Government Licence of Code-Point Open and of the ONS Postcode Directory asks.
POSTCODES = (
    "Postcodes: contains OS data © Crown copyright and database right, Royal Mail data © Royal Mail copyright and "
    "database right, and National Statistics data © Crown copyright and database right."
)

# Pages that belong to a link of the desk and stand elsewhere.
OF_MONEY = (
    "funding:mine", "funding:monitoring_list", "funding:letters", "funding:payment_runs", "funding:help_apply",
    "funding:enter_application",
)  # fmt: skip
# What of the news a hold of publicity can leave out, by its mark.
MARKS = {"money": HeldPart.AWARDS, "change": HeldPart.PROGRESS}
# A ward's page and all below it, but for the page of a ward of earlier boundaries, which has a year in its address.
WARD_PATH = re.compile(r"/(?:wards|money)/([-a-zA-Z0-9_]+)/(?!\d{4}/$)")
# The sections of a ward, in their order, and what each is called. Each exists for every ward.
SECTIONS = (
    ("site:ward", "Overview"),
    ("site:ward_members", "Councillors"),
    ("site:ward_priorities", "Priorities"),
    ("site:ward_asked", "Have your say"),
    ("publishing:ward_news", "News"),
    ("publishing:ward_events", "Events"),
    ("funding:ward_awards", "Money"),
    ("site:ward_groups", "Groups"),
    ("site:ward_reports", "Reports"),
    ("publishing:who_decides", "Who decides"),
)
# What lies elsewhere below the ward and belongs to a section.
BELOW = {"site:ward_priorities": ("plan/",), "site:ward_reports": ("budget/", "one-page/", "profile/")}
OF_NEWS = ("publishing:views", "publishing:desk_moved", "publishing:desk_strategies")
OF_ASKS = ("plans:services", "plans:protocol")
OF_FUNDS = ("funding:imports", "funding:moves")
# Under which word of the desk's navigation links stand, for a desk may have twenty; the others stand alone.
AREAS = {
    "Money": ("Money", "Funds", "Levy", "Housing money", "Other funds", "Oversight", "Underspend"),
    "Services": ("Coming", "Asks", "Commitments"),
    "Evidence": ("Evidence", "Findings"),
    "Publishing": ("News", "Bulletins", "Subscriptions", "Publicity"),
    "Conduct": ("Interests", "Look again"),
    "Council": ("People", "What is held", "Places"),
}
AREA_OF = {label: area for area, labels in AREAS.items() for label in labels}


@dataclass(frozen=True)
class Happening:
    """Something that happened in a ward on a day: an award, or progress on a priority."""

    on: dt.date
    mark: str
    ref: str
    ward: str
    title: str
    href: str
    text: str


def ward_sections(path: str, on: dt.date) -> list[NavLink]:
    """Return the sections of the ward of a day that an address lies below; none elsewhere. One query there."""
    found = WARD_PATH.match(path)
    ward = ward_by_slug(found[1], on) if found else None
    if ward is None:
        return []
    return [NavLink(label, reverse(name, args=[ward.slug]), also=_also(name, ward)) for name, label in SECTIONS]


def _also(name: str, ward: Ward) -> tuple[str, ...]:
    own = reverse("site:ward", args=[ward.slug]) if name in BELOW else ""
    return tuple(own + below for below in BELOW.get(name, ()))


def attribution(on: dt.date) -> str:
    """Return what boundaries and postcodes owe to whom; for sketched boundaries, that they are sketched."""
    chosen = active_set(on)
    if chosen is None:
        return ""
    return f"{SCHEMATIC if chosen.schematic else chosen.attribution} {POSTCODES}"


def desk_links(roles: Roles) -> list[NavLink]:
    """Return the desk's pages that a person may open, with how much waits for them on each."""
    if not roles.may_use_desk:
        return []
    to_agree = len(proposals_waiting_for(roles)) + len(ready_to_publish_by(roles))
    links = [NavLink("Needs you", reverse("site:desk"))]
    links += _of_neighbourhoods(roles, to_agree)
    links.append(NavLink("Money", reverse("funding:queue"), count=number_waiting(roles), also=_below(*OF_MONEY)))
    if roles.has(RoleKind.FINANCE, RoleKind.ADMINISTRATOR, RoleKind.AUDITOR):
        waiting = moves_waiting_for(roles).count()
        links.append(NavLink("Funds", reverse("funding:funds"), count=waiting, also=_below(*OF_FUNDS)))
    links += _ring_fenced(roles)
    links.append(NavLink("Asks", reverse("plans:asks"), count=len(asks_waiting_for(roles)), also=_below(*OF_ASKS)))
    links.append(NavLink("Commitments", reverse("plans:commitments")))
    links.append(NavLink("Organisations", reverse("organisations:list")))
    if roles.has(*KEEP_OTHER_FUNDS):
        links.append(NavLink("Other funds", reverse("funding:outside_funds"), also=_below("funding:same_purchases")))
    if roles.has(*KEEP_READINGS):
        links.append(NavLink("Evidence", reverse("evidence:desk")))
    if roles.councillor is not None or roles.has(RoleKind.MONITORING_OFFICER):
        links.append(NavLink("Interests", reverse("office:interests")))
    links += _looking_after_law(roles)
    links += _overseeing(roles)
    if roles.has(RoleKind.ADMINISTRATOR):
        links.append(NavLink("People", reverse("office:people")))
        links.append(NavLink("What is held", reverse("funding:held")))
        links.append(NavLink("Places", reverse("places:desk")))
    return [replace(link, area=AREA_OF.get(link.label, "")) for link in links]


def _of_neighbourhoods(roles: Roles, to_agree: int) -> list[NavLink]:
    head, links = RoleKind.HEAD_OF_NEIGHBOURHOODS, []
    works_here = bool(wards_of(roles)) or roles.has(head)
    if works_here:
        links.append(NavLink("Plan", reverse("plans:desk"), count=to_agree))
    if works_here or roles.has(RoleKind.MONITORING_OFFICER):
        links.append(NavLink("News", reverse("publishing:desk"), also=_below(*OF_NEWS)))
        links.append(NavLink("Subscriptions", reverse("publishing:subscriptions")))
        links.append(NavLink("Bulletins", reverse("publishing:desk_bulletins")))
    if works_here or roles.has(RoleKind.SERVICE_OFFICER):
        links.append(NavLink("Coming", reverse("plans:notices")))
        links.append(NavLink("Findings", reverse("evidence:findings")))
    return links


def _below(*names: str) -> tuple[str, ...]:
    return tuple(reverse(name) for name in names)


def _looking_after_law(roles: Roles) -> list[NavLink]:
    links = []
    if roles.has(RoleKind.MONITORING_OFFICER, RoleKind.ADMINISTRATOR, RoleKind.HEAD_OF_NEIGHBOURHOODS):
        links.append(NavLink("Publicity", reverse("office:publicity")))
    if roles.has(RoleKind.MONITORING_OFFICER):
        links.append(NavLink("Look again", reverse("funding:reviews")))
    return links


def _overseeing(roles: Roles) -> list[NavLink]:
    if roles.has(*OVERSEE):
        return [NavLink("Oversight", reverse("funding:oversight"), also=_below("funding:award_freezes"))]
    return [NavLink("Underspend", reverse("funding:underspend"))] if roles.has(*SEE_THE_UNDERSPEND) else []


def _ring_fenced(roles: Roles) -> list[NavLink]:
    """The pages of money that may be spent on one thing only: the levy of developments, and tenants' rent."""
    links = []
    if roles.has(RoleKind.FINANCE, RoleKind.PLANNING_OFFICER, RoleKind.ADMINISTRATOR):
        links.append(NavLink("Levy", reverse("funding:levy")))
    if roles.has(RoleKind.HOUSING_OFFICER):
        links.append(NavLink("Housing money", reverse("funding:housing"), count=sign_offs_waiting()))
    return links


def lately(on: dt.date, held: Mapping[str, LeftOut], most: int = 4) -> list[Happening]:
    """Return what happened last across the borough, newest first, without what is held by ward. Two queries.

    One thing a ward, no title twice, and awards and progress share the room.
    """
    newest = sorted([*_awards_lately(on), *_progress_lately(on)], key=lambda item: item.on, reverse=True)
    chosen: list[Happening] = []
    for item in newest:
        if MARKS[item.mark] in held.get(item.ref, NOTHING):
            continue
        same_kind = sum(other.mark == item.mark for other in chosen)
        repeats = any(item.ward == other.ward or item.text == other.text for other in chosen)
        if not repeats and same_kind < (most + 1) // 2:
            chosen.append(item)
    return chosen[:most]


def _awards_lately(on: dt.date) -> list[Happening]:
    rows = awards(year=FinancialYear.of(on)).filter(decided_on__lte=on)[:30]
    return [
        Happening(
            row.decided_on or on,
            "money",
            row.ward.ref,
            row.ward.name,
            f"{pounds_short(row.pence)} for {payee_of(row).name}",
            reverse("funding:award", args=[row.reference]),
            f"{row.title}, from {_the(row.fund.name)}.",
        )
        for row in rows
    ]


def _progress_lately(on: dt.date) -> list[Happening]:
    notes = (
        ProgressNote.objects.filter(on__lte=on, action__priority__state=PriorityState.PUBLISHED)
        .select_related("action__priority__ward")
        .order_by("-on", "-pk")[:30]
    )
    return [
        Happening(
            note.on,
            "change",
            note.action.priority.ward.ref,
            note.action.priority.ward.name,
            note.action.priority.title,
            reverse("site:priority", args=[note.action.priority.ward.slug, note.action.priority.slug]),
            note.text,
        )
        for note in notes
    ]


def _the(name: str) -> str:
    return name if name.startswith("Ward") else f"the {name}"
