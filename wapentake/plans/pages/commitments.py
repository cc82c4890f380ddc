"""What services and partners have said that they will do: the list, and one commitment."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Said, Table, Tag
from wapentake.design.words import brief_date, count_of
from wapentake.foundation.calendars import long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.places.models import Ward
from wapentake.places.queries import wards_on

from .. import queries, rules
from ..forms import CommitmentsFilterForm
from ..models import Commitment
from ..states import CommitmentState
from .lists import Listed, listed
from .words import day_of, href_of

SORTS = {
    "due": ("Due first", ("due_on", "pk")),
    "-due": ("Due last", ("-due_on", "-pk")),
    "service": ("Service", ("organisation__name", "due_on", "pk")),
    "newest": ("Newest", ("-written_at", "-pk")),
}
EVERY_WARD = "Every ward"
SOON = dt.timedelta(days=92)


@dataclass(frozen=True)
class CommitmentsPage:
    """The list, and whether this person may write one down."""

    lede: str
    listed: Listed
    may_write: Verdict


def narrowed_commitments(roles: Roles, form: CommitmentsFilterForm) -> QuerySet[Commitment]:
    """Return the commitments that a filter asks for, of those that a person may see."""
    rows, asked = queries.commitments_visible_to(roles), form.asked
    for word in asked.get("q", "").split():
        rows = rows.filter(Q(text__icontains=word) | Q(source_title__icontains=word))
    plain = {"service": "organisation__slug", "source": "source_kind", "state": "state"}
    rows = rows.filter(**{field: asked[name] for name, field in plain.items() if name in asked})
    if "ward" in asked:
        rows = rows.filter(queries.reaches_ward(asked["ward"]))
    if "place" in asked:
        rows = rows.filter(queries.at_place(asked["place"]))
    if "theme" in asked:
        rows = rows.filter(queries.on_theme(int(asked["theme"])))
    if "when" in asked:
        rows = rows.filter(_when(asked["when"], roles.on))
    return queries.with_reach(rows)


def _when(asked: str, on: dt.date) -> Q:
    standing, soon = Q(state__in=queries.STANDING), on + SOON
    found = {
        "late": queries.late_commitments(on),
        "soon": standing & Q(due_on__range=(on, soon)),
        "later": standing & Q(due_on__gt=soon),
        "over": Q(state__in=(CommitmentState.KEPT, CommitmentState.WITHDRAWN)),
    }
    return found[asked]


def commitments_page(roles: Roles, asked: Mapping[str, str]) -> CommitmentsPage:
    """Return the list as asked for: `sort`, `page` and the filters. What cannot be read is left out."""
    on = roles.on
    names = CommitmentsFilterForm.base_fields
    form = CommitmentsFilterForm(on, {name: asked.get(name, "") for name in names})
    rows = narrowed_commitments(roles, form)
    found = listed("commitments", form, asked, rows, SORTS, lambda shown: commitments_table(shown, on))
    return CommitmentsPage(_lede(roles), found, rules.may_write_commitments(roles))


def _lede(roles: Roles) -> str:
    rows = queries.commitments_visible_to(roles)
    standing, late = rows.filter(state__in=queries.STANDING).count(), rows.filter(queries.late_commitments(roles.on))
    said = f"{count_of(standing, 'commitment')} of services and partners to do something for the wards."
    return f"{said} {late.count()} late." if late.exists() else f"{said} None is late."


def commitments_table(rows: list[Commitment], on: dt.date, caption: str = "Commitments") -> Table:
    """Return commitments as a table of things. Give them `with_reach`."""
    columns = [
        Column("Commitment", sentences=True), Column("Who"), Column("For", sentences=True),
        Column("Written in", sentences=True), Column("By when"),
    ]  # fmt: skip
    empty = "No commitment is like this. Write down the one that you know of, or take a filter off."
    return Table(caption, columns, [_row(row, on) for row in rows], empty=empty)


def _row(row: Commitment, on: dt.date) -> Row:
    titles = sorted({priority.title for priority in row.priorities.all()})
    serves = f"Serves: {'; '.join(titles)}" if titles else "Serves no priority yet"
    return Row([
        Link(row.text, commitment_href(row)), row.organisation.name, Said(reach_of(row), serves),
        Said(row.source_title, f"{row.get_source_kind_display()}, {long_date(row.source_on)}"), stands(row, on),
    ])  # fmt: skip


def commitment_href(commitment: Commitment) -> str:
    """Return the address of a commitment."""
    return reverse("plans:commitment", args=[commitment.pk])


def reach_of(row: Commitment) -> str:
    """Return the wards and places that a commitment is for. Give it `with_reach`."""
    named = [ward.name for ward in row.wards.all()] + [place.name for place in row.places.all()]
    if not named:
        named = sorted({priority.ward.name for priority in row.priorities.all()})
    return ", ".join(named) or EVERY_WARD


def themes_of(row: Commitment) -> str:
    """Return the themes that a commitment names. Give it `with_reach`."""
    return "; ".join(theme.name for theme in row.themes.all())


def stands(row: Commitment, on: dt.date) -> Tag:
    """Return how a commitment stands on a day, after the day by which it is due."""
    state, day = CommitmentState(row.state), brief_date(row.due_on)
    if state in queries.STANDING:
        late = row.due_on < on
        changed = "Changed" if state == CommitmentState.CHANGED else "Made"
        return Tag("Late" if late else changed, "late" if late else "open", day)
    return Tag(state.label, "done" if state == CommitmentState.KEPT else "", day)


# --- One commitment -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CommitmentPage:
    """A commitment, what it serves, what it said before, and what this person may do."""

    commitment: Commitment
    stands: Tag
    facts: list[tuple[str, str]]
    serves: list[tuple[str, str, str]]
    earlier: list[tuple[str, str]]
    acts: list[tuple[str, str, Verdict]]
    may_change: Verdict
    may_withdraw: Verdict
    may_serve: Verdict


def commitment_page(commitment: Commitment, roles: Roles) -> CommitmentPage:
    """Return a commitment's page. Give it `with_reach`."""
    return CommitmentPage(
        commitment=commitment,
        stands=stands(commitment, roles.on),
        facts=_facts(commitment),
        serves=[(one.title, href_of(one), one.ward.name) for one in commitment.priorities.all()],
        earlier=_earlier(commitment),
        acts=_acts(commitment, roles),
        may_change=rules.may_change_commitment(roles, commitment),
        may_withdraw=rules.may_withdraw_commitment(roles, commitment),
        may_serve=rules.may_say_what_it_serves(roles, commitment),
    )


def _acts(commitment: Commitment, roles: Roles) -> list[tuple[str, str, Verdict]]:
    state = commitment.state
    if state == CommitmentState.DRAFT:
        return [("publish", "Make it: show it to all staff", rules.may_publish_commitment(roles, commitment))]
    if state in queries.STANDING:
        return [("keep", "It is done: mark it as kept", rules.may_keep_commitment(roles, commitment))]
    if state == CommitmentState.KEPT:
        return [("reopen", "It is not done: open it again", rules.may_reopen_commitment(roles, commitment))]
    return []


def _facts(row: Commitment) -> list[tuple[str, str]]:
    facts = [
        ("Who", row.organisation.name), ("By when", long_date(row.due_on)), ("For", reach_of(row)),
        ("Written in", row.source_title), ("Kind of document", str(row.get_source_kind_display())),
        ("Date of the document", long_date(row.source_on)),
    ]  # fmt: skip
    if themes := themes_of(row):
        facts.append(("Themes", themes))
    if row.published_at:
        facts.append(("Made on", day_of(row.published_at)))
    if row.closed_on:
        facts.append((str(row.get_state_display()), long_date(row.closed_on)))
    return facts


def _earlier(commitment: Commitment) -> list[tuple[str, str]]:
    return [
        (f"Until {day_of(words.at)}: {words.text.rstrip('.')}. By {long_date(words.due_on)}.",
         f"Changed by {words.by.name}: {words.reason}")
        for words in queries.earlier_words(commitment)
    ]  # fmt: skip


@dataclass(frozen=True)
class ServesPage:
    """Which priorities a commitment serves: choose a ward first, then tick."""

    commitment: Commitment
    wards: list[tuple[str, str, str]]
    ward: Ward | None


def serves_page(commitment: Commitment, roles: Roles, ward: Ward | None) -> ServesPage:
    """Return the wards of which this person may say it, with how many priorities of each it serves already."""
    counts: dict[int, int] = {}
    for priority in commitment.priorities.all():
        counts[priority.ward_id] = counts.get(priority.ward_id, 0) + 1
    href = reverse("plans:commitment_serves", args=[commitment.pk])
    wards = [
        (one.name, f"{href}?ward={one.slug}", f"Serves {count_of(counts[one.pk], 'priority', 'priorities')}"
         if one.pk in counts else "")
        for one in wards_on(roles.on) if rules.may_say_what_it_serves(roles, commitment, one)
    ]  # fmt: skip
    return ServesPage(commitment, wards, ward)


def commitment_cells(row: Commitment) -> list[Any]:
    """Return a commitment's cells, as the file has them. Give it `with_reach`."""
    serves = "; ".join(f"{one.ward.name}: {one.title}" for one in row.priorities.all())
    return [
        row.organisation.name, row.text, row.due_on, row.get_state_display(), row.because, reach_of(row), serves,
        themes_of(row), row.get_source_kind_display(), row.source_title, row.source_on, row.source_link,
    ]  # fmt: skip


COMMITMENT_HEADS = (
    "Who", "What will be done", "By when", "State", "Why changed or taken back", "For", "Serves", "Themes",
    "Kind of document", "Document", "Date of the document", "Where it can be read",
)  # fmt: skip
