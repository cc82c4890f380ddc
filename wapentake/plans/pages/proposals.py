"""What a proposal means for each ward: an extract for whoever writes a report."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table
from wapentake.design.words import count_of
from wapentake.evidence.models import Finding
from wapentake.foundation.calendars import long_date
from wapentake.office.queries import Roles
from wapentake.places.models import Ward

from .. import queries
from ..forms import ProposalForm
from ..models import Action, Ask, Commitment, Priority
from ..states import ActionState
from .asks import ask_href, ask_tag
from .commitments import commitment_href, commitments_table, stands
from .words import href_of, listed

WARDS_SHOWN = 40
PROPOSAL_HEADS = ("Ward", "Ward code", "Kind", "What", "Why it is touched", "State", "Who")
NOTHING = "Nothing in the ward plans, asks or commitments is like this."


@dataclass(frozen=True)
class WardMeant:
    """What a proposal touches in one ward, and whom to talk to."""

    name: str
    href: str
    id: str
    members: str
    lede: str
    table: Table
    known: list[tuple[str, str]]


@dataclass(frozen=True)
class ProposalPage:
    """An extract: what is asked, a line for each ward, then ward by ward. `wards` is empty until it is asked."""

    form: ProposalForm
    title: str
    about: str
    lede: str
    summary: Table
    wards: list[WardMeant]
    everywhere: Table
    untouched: str
    left_out: str
    csv_href: str
    date: str


@dataclass(frozen=True)
class _Found:
    """All that a proposal touches in one ward."""

    ward: Ward
    priorities: list[Priority]
    asks: list[Ask]
    commitments: list[Commitment]
    findings: list[Finding]


def proposal_form(roles: Roles, asked: Mapping[str, str]) -> ProposalForm:
    """Return what was asked. What cannot be read is left out."""
    return ProposalForm(roles.on, {name: asked.get(name, "") for name in ProposalForm.base_fields})


def proposal_page(roles: Roles, asked: Mapping[str, str]) -> ProposalPage:
    """Return the extract as asked for. As many queries with forty wards as with one."""
    form = proposal_form(roles, asked)
    proposal = _proposal(form)
    found = _by_ward(proposal, roles) if form.is_about else []
    shown = found[:WARDS_SHOWN]
    seats = queries.seats_by_ward([one.ward.pk for one in shown], roles.on)
    every = [one for one in queries.commitments_meant(proposal, roles) if not _wards_of(one)] if form.is_about else []
    return ProposalPage(
        form=form,
        title=form.asked.get("title") or "What a proposal means for each ward",
        about=_about(form),
        lede=_lede(found, form),
        summary=_summary(found),
        wards=[_meant(one, seats.get(one.ward.pk, []), proposal, roles) for one in shown],
        everywhere=commitments_table(every, roles.on, "Commitments for every ward"),
        untouched=_untouched(found, form, roles),
        left_out=_left_out(found),
        csv_href=f"{reverse('plans:proposal_csv')}?{urlencode(form.asked)}",
        date=long_date(roles.on),
    )


def _proposal(form: ProposalForm) -> queries.Proposal:
    asked = form.asked
    theme = queries.themes().filter(pk=int(asked["theme"])).first() if "theme" in asked else None
    service = queries.service_by_slug(asked["service"]) if "service" in asked else None
    return queries.Proposal(theme, service, form.each_word, asked.get("ward", ""), asked.get("place", ""))


def _about(form: ProposalForm) -> str:
    said = [f"{form.fields[name].label}: {form.chip(name, value)}" for name, value in form.asked.items()
            if name != "title"]  # fmt: skip
    return ". ".join(said)


def _by_ward(proposal: queries.Proposal, roles: Roles) -> list[_Found]:
    """Return what is touched ward by ward, by name; wards that nothing touches are left out."""
    found: dict[int, _Found] = {}

    def of(ward: Ward) -> _Found:
        return found.setdefault(ward.pk, _Found(ward, [], [], [], []))

    for priority in queries.priorities_meant(proposal):
        of(priority.ward).priorities.append(priority)
    for ask in queries.asks_meant(proposal):
        of(ask.ward).asks.append(ask)
    for commitment in queries.commitments_meant(proposal, roles):
        for ward in _wards_of(commitment):
            of(ward).commitments.append(commitment)
    for finding in queries.findings_meant(proposal, roles):
        for ward in finding.wards.all():
            of(ward).findings.append(finding)
    inside = {one.pk for one in queries.wards_meant(proposal, roles.on)}
    return sorted((one for one in found.values() if one.ward.pk in inside), key=lambda one: one.ward.name)


def _wards_of(commitment: Commitment) -> list[Ward]:
    """Return the wards that a commitment names, itself or by a place or a priority. Give it `with_reach`."""
    wards = list(commitment.wards.all()) + [one.ward for one in commitment.priorities.all()]
    wards += [ward for place in commitment.places.all() for ward in place.wards.all()]
    return list({ward.pk: ward for ward in wards}.values())


def _lede(found: list[_Found], form: ProposalForm) -> str:
    if not form.is_about:
        return "Say what the proposal is about: a theme, a service, or words. Each ward that it touches is shown."
    if not found:
        return NOTHING
    priorities = sum(len(one.priorities) for one in found)
    touches = f"It touches {count_of(priorities, 'priority', 'priorities')} in {count_of(len(found), 'ward')}"
    asks, commitments = sum(len(one.asks) for one in found), len({c.pk for one in found for c in one.commitments})
    return f"{touches}, {count_of(asks, 'ask')} and {count_of(commitments, 'commitment')}."


def _summary(found: list[_Found]) -> Table:
    names = ("Priorities", "Asks", "Commitments", "Findings")
    columns = [Column("Ward"), *(Column(name, numeric=True) for name in names)]
    rows = [
        Row([Link(one.ward.name, f"#{one.ward.slug}") if number < WARDS_SHOWN else one.ward.name,
             len(one.priorities), len(one.asks), len(one.commitments), len(one.findings)])
        for number, one in enumerate(found)
    ]  # fmt: skip
    return Table("What is touched in each ward", columns, rows, empty=NOTHING)


def _meant(found: _Found, seats: list[Any], proposal: queries.Proposal, roles: Roles) -> WardMeant:
    names = [str(term.councillor) for term in seats]
    members = f"Its councillors: {listed(names)}." if names else "Nobody sits for it at present."
    counted = [
        count_of(len(found.priorities), "priority", "priorities"), count_of(len(found.asks), "ask"),
        count_of(len(found.commitments), "commitment"),
    ]  # fmt: skip
    return WardMeant(
        name=found.ward.name,
        href=reverse("plans:ward", args=[found.ward.slug]),
        id=found.ward.slug,
        members=members,
        lede=f"{listed(counted)}.",
        table=_table(found, proposal, roles),
        known=[(one.text, f"{one.source}, {long_date(one.known_on)}") for one in found.findings],
    )


def _table(found: _Found, proposal: queries.Proposal, roles: Roles) -> Table:
    columns = [Column("What", sentences=True), Column("Kind"), Column("Why it is touched", sentences=True),
               Column("State", sentences=True)]  # fmt: skip
    rows = [
        Row([Link(one.title, href_of(one)), "Priority", why_touched(one, proposal), _actions_said(one, roles)])
        for one in found.priorities
    ]
    rows += [
        Row([Link(one.text, ask_href(one)), "Ask", f"Asked of {one.organisation}", ask_tag(one, roles)])
        for one in found.asks
    ]
    rows += [
        Row([Link(one.text, commitment_href(one), one.source_title), "Commitment", f"By {one.organisation}",
             stands(one, roles.on)])
        for one in found.commitments
    ]  # fmt: skip
    return Table(f"What it touches in {found.ward.name}", columns, rows, empty="Only what is known, below.")


def why_touched(priority: Priority, proposal: queries.Proposal) -> str:
    """Return why a proposal touches a priority: what it names, whose action it has, which words it says."""
    actions: list[Action] = list(priority.actions.all())
    why = []
    if proposal.theme and proposal.theme in priority.outcomes.all():
        why.append(f"names {proposal.theme.name}")
    if proposal.service:
        owned = sum(action.owner_id == proposal.service.pk for action in actions)
        named = f"{proposal.service} does {count_of(owned, 'action')} of it" if owned else ""
        why.append(named or f"asks or rests on {proposal.service}")
    text = " ".join([priority.title, priority.summary, priority.why, *(one.text for one in actions)]).casefold()
    why += [f"says “{word}”" for word in proposal.words if word.casefold() in text]
    said = listed(why)
    return f"{said[:1].upper()}{said[1:]}"


def _actions_said(priority: Priority, roles: Roles) -> str:
    states = [_state_said(action, roles) for action in priority.actions.all()]
    counted = [f"{states.count(state)} {state}" for state in dict.fromkeys(states)]
    return f"{count_of(len(states), 'action')}: {listed(counted)}" if states else "No action yet"


def _state_said(action: Action, roles: Roles) -> str:
    return "late" if queries.is_late(action, roles.on) else ActionState(action.state).label.lower()


def _untouched(found: list[_Found], form: ProposalForm, roles: Roles) -> str:
    if not form.is_about or not found:
        return ""
    there = {one.ward.pk for one in found}
    names = [ward.name for ward in queries.wards_meant(_proposal(form), roles.on) if ward.pk not in there]
    if len(names) > WARDS_SHOWN:
        return f"Nothing of {len(names):,} other wards is touched."
    return f"Nothing that is written down of these wards is touched: {listed(names)}." if names else ""


def _left_out(found: list[_Found]) -> str:
    more = len(found) - WARDS_SHOWN
    return f"{count_of(more, 'more ward')} in the file: narrow by ward or place to see them here." if more > 0 else ""


def proposal_lines(roles: Roles, form: ProposalForm) -> Iterator[Sequence[Any]]:
    """Yield the extract as lines of a file, ward by ward."""
    proposal = _proposal(form)
    for one in _by_ward(proposal, roles) if form.is_about else []:
        ward = (one.ward.name, one.ward.code)
        for priority in one.priorities:
            said = _actions_said(priority, roles)
            yield (*ward, "Priority", priority.title, why_touched(priority, proposal), said, "")
        for ask in one.asks:
            yield (*ward, "Ask", ask.text, ask.why, ask_tag(ask, roles).text, ask.organisation.name)
        for row in one.commitments:
            yield (*ward, "Commitment", row.text, row.source_title, stands(row, roles.on).text, row.organisation.name)
        for finding in one.findings:
            yield (*ward, "Finding", finding.text, "", str(finding.get_confidence_display()), finding.source)
