"""A ward's sections, each a page of its own: its members, priorities, what it asks, its groups, its reports."""

import datetime as dt
from dataclasses import dataclass, replace

from django.urls import reverse

from wapentake.design.pictures import Column, Link, News, Outline, Person, PriorityLine, Row, Table
from wapentake.evidence.queries import has_figures
from wapentake.foundation.calendars import DAY, london_date, long_date, start_of_day
from wapentake.funding.queries.statement import statement_years
from wapentake.office.models import RoleHeld
from wapentake.office.queries import (
    NOTHING,
    LeftOut,
    co_ordinator_of,
    left_out_each,
    past_terms_in,
    roles_of_members,
    terms_of_members,
)
from wapentake.office.states import HeldPart
from wapentake.organisations.queries import community_of
from wapentake.places.models import Ward
from wapentake.places.queries import named_places_of, outline_of, predecessors, wards_on
from wapentake.plans.models import InputCall
from wapentake.plans.queries import (
    calls_in,
    calls_open_on,
    earlier_priorities,
    progress_of,
    public_plans,
    published_priorities,
)
from wapentake.plans.states import CallState

from .announced import asked_line
from .lines import counted, priority_line
from .ward import members_since, person_line


@dataclass(frozen=True)
class Head:
    """What every section begins with, what it shows, and until when it is right."""

    ward: Ward
    outline: Outline | None
    title: str
    lede: str
    shows: set[str]
    valid_until: dt.datetime | None


@dataclass(frozen=True)
class MembersPage:
    """Who speaks for a ward now, who helps them, and who did before."""

    head: Head
    people: list[Person]
    helper: RoleHeld | None
    past: Table


@dataclass(frozen=True)
class PrioritiesPage:
    """What a ward works on, what it worked on before, and every version of its plan."""

    head: Head
    priorities: list[PriorityLine]
    earlier: Table
    plans: list[tuple[str, str]]
    left_out: str


@dataclass(frozen=True)
class AskedPage:
    """What residents are asked, what they were asked, and what came of it: of a ward, or of the whole borough."""

    head: Head | None
    open: list[News]
    over: Table
    left_out: str
    shows: set[str]
    valid_until: dt.datetime | None


@dataclass(frozen=True)
class GroupsPage:
    """Who works in a ward, and the places in it that have names of their own."""

    head: Head
    groups: Table
    places: list[tuple[str, str, str]]


@dataclass(frozen=True)
class ReportsPage:
    """Everything that a ward's councillors account by, in each of its forms."""

    head: Head
    money: Table
    papers: Table
    earlier: list[tuple[str, str, str]]


def section_paths(name: str, on: dt.date) -> list[str]:
    """Return the address of a section in every ward of a day."""
    return [reverse(name, args=[ward.slug]) for ward in wards_on(on)]


def members_page(ward: Ward, on: dt.date) -> MembersPage:
    """Return the members of a ward on a day, with their offices and how to meet them, and those who were before."""
    members, _, since = members_since(terms_of_members(ward, on))
    offices = roles_of_members(members, on)
    past = past_terms_in(ward, on)
    rows = [
        Row([_councillor(term.councillor.name, term.councillor.slug), f"{long_date(term.from_date)} to {_last(term)}"])
        for term in past
    ]
    shows = {member.ref for member in [*members, *(term.councillor for term in past)]}
    return MembersPage(
        head=_head(ward, "Councillors", f"{counted(len(members), 'councillor').capitalize()} for {ward.name}.", shows,
                   start_of_day(on + DAY)),
        people=[person_line(member, since[member.pk], offices.get(member.user_id or 0, [])) for member in members],
        helper=co_ordinator_of(ward, on),
        past=Table("Members before", [Column("Councillor"), Column("In office")], rows,
                   empty="Nobody has left office in this ward since its boundaries were drawn."),
    )  # fmt: skip


def priorities_page(ward: Ward, on: dt.date, held: LeftOut) -> PrioritiesPage:
    """Return a ward's priorities on a day, and those of before."""
    now = published_priorities(ward, on)
    progress, held_words = progress_of(now, on), HeldPart.WORDS in held
    lines = [priority_line(ward, one, number, progress[one.pk]) for number, one in enumerate(now, start=1)]
    earlier = earlier_priorities(ward, [one.slug for one in now])
    rows = [
        Row([one.title, str(one.cycle), _day(one.published_at), _day(one.closed_at), str(one.get_state_display())])
        for one in earlier
    ]
    columns = [Column("Priority"), Column("Cycle"), Column("Published"), Column("Until"), Column("What became of it")]
    plans = [
        (f"Version {plan.version}, published on {_day(plan.published_at)}",
         reverse("plans:plan_version", args=[ward.slug, plan.cycle.from_date.year, plan.version]))
        for plan in public_plans(ward)
    ]  # fmt: skip
    return PrioritiesPage(
        head=_head(ward, "Priorities", "What the councillors have agreed to work on, and how far each has come.",
                   {one.ref for one in now}, start_of_day(on + DAY)),
        priorities=[] if held_words else lines,
        earlier=Table("Earlier priorities", columns, rows, empty="No priority has been replaced or withdrawn yet."),
        plans=plans,
        left_out=held.sentence if held_words else "",
    )  # fmt: skip


def asked_page(ward: Ward, on: dt.date, held: LeftOut) -> AskedPage:
    """Return what residents of a ward are asked and were asked."""
    away = HeldPart.WORDS in held
    calls = [] if away else calls_in(ward)
    running = [call for call in calls if call.state == CallState.OPEN and call.closes_on >= on]
    until = start_of_day(on + DAY) if running else None
    lede = "What the councillors ask residents, how answers are used, and what came of them."
    head = _head(ward, "Have your say", lede, {"input:all"}, until)
    lines = [asked_line(call) for call in reversed(running) if call.opens_on <= on]
    over = _over([call for call in calls if call not in running])
    return AskedPage(head, lines, over, held.sentence if away else "", head.shows, until)


def all_asked_page(at: dt.datetime, held: LeftOut) -> AskedPage:
    """Return what residents of any ward are asked at a moment, but for wards where that is left out."""
    on, away = london_date(at), HeldPart.WORDS in held
    found = [] if away else calls_open_on(on)
    refs = {call.ward.ref for call in found}
    apart = left_out_each(refs, at)
    now = [call for call in found if HeldPart.WORDS not in apart.get(call.ward.ref, NOTHING)]
    lines = [replace(asked_line(call), where=f"{call.ward.name}. {asked_line(call).where}") for call in now]
    shows = {"council:all", "input:all", *refs}
    return AskedPage(None, lines, _over([]), held.sentence if away else "", shows, start_of_day(on + DAY))


def groups_page(ward: Ward, on: dt.date) -> GroupsPage:
    """Return the groups that work in a ward and its named places."""
    bodies = list(community_of(ward))
    rows = [
        Row([Link(one.name, one.website) if one.website else one.name, str(one.get_kind_display()), one.purpose])
        for one in bodies
    ]
    columns = [Column("Name"), Column("Kind"), Column("What it does", sentences=True)]
    places = [
        (place.name, reverse("site:named_place", args=[place.slug]), str(place.get_kind_display()))
        for place in named_places_of(ward, on)
    ]
    head = _head(ward, "Groups and places", "Who does what here, and where.", {body.ref for body in bodies}, None)
    return GroupsPage(head, Table("Groups", columns, rows, empty="No group of this ward is recorded yet."), places)


def reports_page(ward: Ward, on: dt.date) -> ReportsPage:
    """Return every paper about a ward, with its forms."""
    years = [
        Row([
            Link(f"Statement of {year.label}", reverse("funding:ward_statement", args=[ward.slug, year])),
            *(
                Link(name, reverse("funding:ward_statement_file", args=[ward.slug, year, kind]), about=year.label)
                for name, kind in (("PDF", "pdf"), ("Spreadsheet", "xlsx"), ("CSV", "csv"))
            ),
        ])
        for year in statement_years(ward.slug)
    ]  # fmt: skip
    columns = [Column("Year"), Column("To read or print"), Column("To work with"), Column("For machines")]
    earlier = [
        (f"{heir.ward.name}, until {heir.ward.edition.to_date:%Y}" if heir.ward.edition.to_date else heir.ward.name,
         reverse("places:earlier", args=[heir.ward.slug, heir.ward.edition.from_date.year]), "Earlier boundaries")
        for heir in predecessors(ward)
    ]  # fmt: skip
    lede = "What was done, what was spent and what the figures say, year by year."
    head = _head(ward, "Reports and statements", lede, {"evidence:all"}, None)
    empty = "No money has been allotted yet."
    return ReportsPage(head, Table("Statements", columns, years, empty=empty), _papers(ward), earlier)


def _papers(ward: Ward) -> Table:
    slug = [ward.slug]
    rows = [
        Row([Link("The ward on one page", reverse("site:one_page", args=slug)), _pdf("site:one_page_pdf", ward), ""])
    ]
    if public_plans(ward):
        rows.append(Row([Link("The ward’s plan", reverse("plans:public_plan", args=slug)), "", ""]))
    if has_figures(ward):
        table = Link("CSV", reverse("evidence:profile_csv", args=slug), about="profile")
        profile = Link("What the figures say", reverse("evidence:profile", args=slug))
        rows.append(Row([profile, _pdf("evidence:profile_pdf", ward), table]))
    return Table("Papers", [Column("Paper"), Column("To print"), Column("For machines")], rows)


def _pdf(name: str, ward: Ward) -> Link:
    return Link("PDF", reverse(name, args=[ward.slug]), about=f"about {ward.name}")


def _head(ward: Ward, title: str, lede: str, shows: set[str], until: dt.datetime | None) -> Head:
    return Head(ward, outline_of(ward), title, lede, {ward.ref, "council:all", *shows}, until)


def _over(calls: list[InputCall]) -> Table:
    rows = [
        Row([
            Link(call.title, reverse("plans:input_page", args=[call.ward.slug, call.slug])),
            long_date(call.closes_on),
            "What was heard and decided is published" if call.heard_at else "The answers are being read",
        ])
        for call in calls
    ]  # fmt: skip
    columns = [Column("What was asked"), Column("Until"), Column("What came of it")]
    return Table("What was asked before", columns, rows, empty="Nothing was asked before.")


def _councillor(name: str, slug: str) -> Link:
    return Link(name, reverse("office:councillor", args=[slug]))


def _last(term: object) -> str:
    ended = getattr(term, "to_date", None)
    return long_date(ended - DAY) if ended else ""


def _day(at: dt.datetime | None) -> str:
    return long_date(london_date(at)) if at else "–"
