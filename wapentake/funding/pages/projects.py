"""The parts of a project, as those who decide, the group and everybody read them."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Cell, Column, Condition, Link, Row, Table
from wapentake.foundation.calendars import long_date
from wapentake.foundation.money import pounds, pounds_short
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import Application, Project
from ..queries.projects import is_borough_wide, other_parts, parts_of, signed_on, waited_for
from ..rules.parts import whom
from ..rules.projects import no_part_is_gone, parts_awarded
from ..states import ApplicationState
from ..states.fund_rules import Choices, Exclusion

EVERYWHERE = "Serves the whole council area"


@dataclass(frozen=True)
class ProjectPanel:
    """What somebody at the desk sees of a project in parts; `flag` is the mark of one for the whole borough."""

    title: str
    words: str
    flag: str
    table: Table
    may_let_go: Verdict


def project_panel(application: Application, roles: Roles) -> ProjectPanel | None:
    """Return the parts of an application's project for one reader; nothing where it is none of several."""
    parts, project = parts_of(application), application.project
    if project is None:
        return None
    place = [part.pk for part in parts].index(application.pk) + 1
    return ProjectPanel(
        title=f"Part {place} of {len(parts)} of one project",
        words=_words(project, parts),
        flag=EVERYWHERE if is_borough_wide(project) else "",
        table=_table(parts, application, roles),
        may_let_go=rules.may_go_ahead_with_less(roles, application),
    )


def _words(project: Project, parts: list[Application]) -> str:
    total, cost = sum(part.pence for part in parts), parts[0].cost_pence or 0
    of = f" of the {pounds_short(cost)} that it costs" if cost else ""
    return f"It asks for {pounds_short(total)} in all{of}. {whole_words(project)} Each signs their own part."


def whole_words(project: Project) -> str:
    """Return in a sentence what becomes of a project of which some part is not granted."""
    if project.let_go_on is not None:
        return (
            f"It needed all its parts; on {long_date(project.let_go_on)} the group said that it goes ahead with less."
        )
    if project.all_or_nothing:
        return "It goes ahead only with all its parts: nothing is offered or paid before each of them is awarded."
    return "It goes ahead with what is granted."


def _table(parts: list[Application], here: Application, roles: Roles) -> Table:
    signed = signed_on(parts)
    seen = set(
        queries.applications_visible_to(roles).filter(pk__in=[part.pk for part in parts]).values_list("pk", flat=True)
    )
    columns = [Column("Asked of"), Column("Amount", numeric=True), Column("How it stands"), Column("Signed")]
    rows = [
        Row(
            [
                _part(part, here, seen), pounds(part.pence), _stands(part),
                long_date(signed[part.pk]) if part.pk in signed else "Not yet",
            ],
            me=part.pk == here.pk,
        )
        for part in parts
    ]  # fmt: skip
    return Table("The parts of the project", columns, rows, hidden_caption=True)


def _stands(part: Application) -> str:
    """Return how a part stands: of a ward's or a cluster's fund all members are waited for."""
    if part.state == ApplicationState.SUBMITTED and part.councillor is None:
        return "Waiting for the members"
    return str(part.get_state_display())


def _part(part: Application, here: Application, seen: set[int]) -> Cell:
    asked = whom(part.fund, part.ward, part.councillor, part.cluster)
    words = f"{asked}, {part.ward}" if part.councillor else asked
    if part.pk == here.pk:
        return f"{words} (this part)"
    if part.pk in seen:
        return Link(words, reverse("funding:application", args=[part.reference]), part.reference)
    return words


def borough_condition(application: Application, on: dt.date) -> list[Condition]:
    """Return the mark of a project that serves the whole borough, with the fund's rule on such ones if it has one."""
    if application.project is None or not is_borough_wide(application.project):
        return []
    why = "The group says so." if application.project.whole_borough else "Its parts are asked of every ward."
    found = queries.rule_set(application.fund, on).one("exclusions", Choices)
    barred = found is not None and Exclusion.BOROUGH_WIDE in found[0].values
    said = f" This fund is not for what covers the whole council area. {found[1].cited}" if found and barred else ""
    return [Condition("waiting", EVERYWHERE, f"{why}{said} Say in your reasons why the ward’s money is right for it.")]


def parts_condition(application: Application) -> list[Condition]:
    """Return whether the other parts stand, of a project that needs them all."""
    if application.project is None or not application.project.needs_all:
        return []
    title, verdict = "All parts of the project stand", no_part_is_gone(application)
    if not verdict:
        return [Condition("not_met", title, verdict.reason)]
    waits = len(waited_for(application))
    text = "All other parts are awarded." if not waits else f"Still to be awarded: {waits} of the other parts."
    return [Condition("waiting" if waits else "met", title, text)]


# --- The group and everybody ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OtherPart:
    """Another part of the same project. `href` is empty where there is no page of it for whoever reads this."""

    words: str
    href: str
    state: str


@dataclass(frozen=True)
class FollowedProject:
    """What the group sees of its project: every part, and whether it can let it go ahead with less."""

    words: str
    parts: list[OtherPart]
    may_let_go: Verdict
    held: str


def followed_project(application: Application) -> FollowedProject | None:
    """Return the parts of a project for the group that follows one of them."""
    project = application.project
    if project is None:
        return None
    held = parts_awarded(application) if application.state == ApplicationState.APPROVED else Verdict.yes()
    return FollowedProject(
        words=whole_words(project),
        parts=[
            OtherPart(
                f"{pounds_short(part.pence)} of {whom(part.fund, part.ward, part.councillor, part.cluster)}",
                reverse("funding:follow", args=[part.token]),
                f"{part.reference}: {_stands(part).lower()}",
            )
            for part in other_parts(application)
        ],
        may_let_go=rules.may_go_ahead_with_less(None, application),
        held=held.reason,
    )


@dataclass(frozen=True)
class PublishedProject:
    """What everybody sees of a project: its awarded parts, and how many are not awarded."""

    words: str
    parts: list[OtherPart]
    flag: str


def published_project(application: Application) -> PublishedProject | None:
    """Return the other awarded parts of an award's project. Of what was not awarded nothing is said but the number."""
    if application.project is None:
        return None
    others = other_parts(application)
    awarded = [part for part in others if part.state in queries.AWARDED]
    total = sum(part.pence for part in (application, *awarded))
    missing = len(others) - len(awarded)
    rest = f" {missing} more {'part is' if missing == 1 else 'parts are'} not awarded." if missing else ""
    return PublishedProject(
        words=f"This award is one of {len(others) + 1} parts of a project, {pounds_short(total)} in all.{rest}",
        parts=[
            OtherPart(
                f"{pounds_short(part.pence)} from {whom(part.fund, part.ward, part.councillor, part.cluster)}",
                reverse("funding:award", args=[part.reference]),
                part.reference,
            )
            for part in awarded
        ],
        flag=EVERYWHERE if is_borough_wide(application.project) else "",
    )
